// Some of the places of a licence index.

/// Some of the places of a licence index: a bit for each.
struct PlaceSet {
    private var bits: [UInt64]

    /// None of `count` places.
    init(count: Int) {
        bits = Array(repeating: 0, count: count / 64 + 1)
    }

    func contains(_ place: Int) -> Bool { bits[place >> 6] & bit(of: place) != 0 }

    /// How many of the places are in it.
    @inline(__always)
    func count(of places: Range<Int>) -> Int {
        var count = 0
        // Where the processor's own instruction may not be used, bits are counted in a dozen.
        forEachWord(of: places) { _, word in if word != 0 { count += word.nonzeroBitCount } }
        return count
    }

    /// Gives those of the places that are in it, in their order.
    @inline(__always)
    func forEach(in places: Range<Int>, _ body: (Int) -> Void) {
        forEachWord(of: places) { first, word in
            var rest = word
            while rest != 0 {
                body(first + rest.trailingZeroBitCount)
                rest &= rest - 1
            }
        }
    }

    /// Gives the places in pieces of up to 64: the first one, and a bit for each, the lowest for the first.
    @inline(__always)
    private func forEachWord(of places: Range<Int>, _ body: (_ first: Int, _ word: UInt64) -> Void) {
        var place = places.lowerBound
        while place < places.upperBound {
            let shift = place & 63
            let count = min(64 - shift, places.upperBound - place)
            body(place, bits[place >> 6] >> UInt64(shift) & UInt64.max >> UInt64(64 - count))
            place += count
        }
    }

    /// Adds a place; whether it was not there.
    @discardableResult
    mutating func insert(_ place: Int) -> Bool {
        let isNew = !contains(place)
        bits[place >> 6] |= bit(of: place)
        return isNew
    }

    mutating func remove(_ place: Int) { bits[place >> 6] &= ~bit(of: place) }

    private func bit(of place: Int) -> UInt64 { 1 << UInt64(place & 63) }
}
