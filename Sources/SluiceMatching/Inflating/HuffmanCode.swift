// The codes of one alphabet in compressed data.

/// The codes of one alphabet in compressed data: canonical ones, which their lengths tell (RFC 1951, 3.2.2).
struct HuffmanCode: Sendable {
    /// What a code says of the bits that have come.
    enum Reading {
        case symbol(Int)
        /// They are the beginning of a code.
        case incomplete
        /// They are no code.
        case none
    }

    /// The longest code, in bits.
    static let longest = 15

    /// How many codes have which length.
    private var counts: [Int] = Array(repeating: 0, count: longest + 1)
    /// The symbols that have a code, by length and then by number.
    private var symbols: [UInt16] = []

    /// No codes.
    init() {}

    /// - Parameter lengths: the lengths of the symbols' codes, at most 15; 0 of those that have none. There may be
    ///   fewer codes than lengths allow, but not more: then the result is nil.
    init?(lengths: ArraySlice<UInt8>) {
        for length in lengths {
            guard Int(length) <= Self.longest else { return nil }
            counts[Int(length)] += 1
        }
        counts[0] = 0
        var free = 1
        var next = Array(repeating: 0, count: Self.longest + 2)
        for length in 1...Self.longest {
            free = free * 2 - counts[length]
            guard free >= 0 else { return nil }
            next[length + 1] = next[length] + counts[length]
        }
        symbols = Array(repeating: 0, count: next[Self.longest + 1])
        for (symbol, length) in lengths.enumerated() where length > 0 {
            symbols[next[Int(length)]] = UInt16(truncatingIfNeeded: symbol)
            next[Int(length)] += 1
        }
    }

    /// Reads the code that begins after `used` of the `count` lowest bits, which are added to `used` if it has come
    /// whole.
    func read(_ bits: UInt64, count: Int, used: inout Int) -> Reading {
        var rest = bits >> UInt64(used)
        var code = 0
        // The first code of a length, and where its symbol stands.
        var first = 0
        var index = 0
        let most = min(count - used, Self.longest)
        var length = 1
        while length <= most {
            code |= Int(rest & 1)
            rest >>= 1
            let ofLength = counts[length]
            if code < first + ofLength {
                used += length
                return .symbol(Int(symbols[index + code - first]))
            }
            index += ofLength
            first = (first + ofLength) * 2
            code *= 2
            length += 1
        }
        return most == Self.longest ? .none : .incomplete
    }
}
