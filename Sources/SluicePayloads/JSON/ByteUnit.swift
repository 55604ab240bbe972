// A decoded byte or character, with the number of raw bytes that spell it.

/// A decoded byte or character, with the number of raw bytes that spell it.
struct ByteUnit: Sendable {
    /// The decoded bytes, the first one lowest.
    private(set) var packed: UInt32
    /// How many decoded bytes, 1...4.
    private(set) var count: Int
    /// How many raw bytes spell it; 0 for the raw byte at the reader's position, which is not consumed yet.
    private(set) var rawCount: Int

    /// The raw byte at the reader's position.
    @inline(__always)
    init(inPlace byte: UInt8) {
        packed = UInt32(byte)
        count = 1
        rawCount = 0
    }

    /// A byte that `rawCount` raw bytes spell, which are consumed already.
    @inline(__always)
    init(_ byte: UInt8, rawCount: Int) {
        packed = UInt32(byte)
        count = 1
        self.rawCount = rawCount
    }

    /// The UTF-8 sequence of a code point; U+FFFD for a surrogate.
    init(codePoint: UInt32, rawCount: Int) {
        let sequence = UTF8.encode(Unicode.Scalar(codePoint) ?? "\u{FFFD}")
        packed = 0
        count = 0
        for byte in sequence ?? UTF8.encodedReplacementCharacter {
            packed |= UInt32(byte) << UInt32(8 * count)
            count += 1
        }
        self.rawCount = rawCount
    }

    /// Whether it is the raw byte at the reader's position.
    @inline(__always)
    var isInPlace: Bool { rawCount == 0 }

    /// The first byte; the only one of an ASCII character.
    @inline(__always)
    var byte: UInt8 { UInt8(truncatingIfNeeded: packed) }
}
