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
        guard let last = places.last else { return 0 }
        let (low, high) = (places.lowerBound >> 6, last >> 6)
        let first = bits[low] & UInt64.max << UInt64(places.lowerBound & 63)
        let end = UInt64.max >> UInt64(63 - last & 63)
        if low == high { return (first & end).nonzeroBitCount }
        let middle = (low + 1..<high).reduce(0) { $0 + bits[$1].nonzeroBitCount }
        return first.nonzeroBitCount + middle + (bits[high] & end).nonzeroBitCount
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
