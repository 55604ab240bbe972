// The few bytes of an escape sequence or a literal that is not complete.

/// The few bytes of an escape sequence or a literal that is not complete, each with the raw bytes that spell it.
struct PendingBytes: Sendable {
    /// A pair of surrogates, `\uXXXX\uXXXX`, is the longest.
    private static let capacity = 12

    private var bytes = InlineArray<12, UInt8>(repeating: 0)
    private var rawCounts = InlineArray<12, UInt32>(repeating: 0)
    private(set) var count = 0

    /// Adds a byte; the caller keeps within an escape sequence or literal.
    mutating func append(_ byte: UInt8, rawCount: Int) {
        precondition(count < Self.capacity)
        bytes[count] = byte
        rawCounts[count] = UInt32(truncatingIfNeeded: rawCount)
        count += 1
    }

    /// The byte at `index` as a unit.
    subscript(index: Int) -> ByteUnit { ByteUnit(bytes[index], rawCount: Int(rawCounts[index])) }

    /// How many raw bytes spell the bytes in `range`.
    func rawCount(_ range: Range<Int>) -> Int {
        var sum = 0
        for index in range { sum += Int(rawCounts[index]) }
        return sum
    }

    /// The number that the four hexadecimal digits from `start` on spell.
    func hexadecimal(from start: Int) -> UInt32 {
        var value: UInt32 = 0
        for index in start..<start + 4 { value = value << 4 | UInt32(bytes[index].hexadecimalValue ?? 0) }
        return value
    }

    /// Forgets the first `amount` bytes.
    mutating func removeFirst(_ amount: Int) {
        for index in amount..<max(amount, count) {
            bytes[index - amount] = bytes[index]
            rawCounts[index - amount] = rawCounts[index]
        }
        count -= amount
    }

    mutating func removeAll() { count = 0 }
}

extension UInt8 {
    /// The value of a hexadecimal digit, of either case; nil for any other byte.
    var hexadecimalValue: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
