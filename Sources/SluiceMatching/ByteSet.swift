// A set of byte values.

/// A set of byte values, such as the alphabet of a token.
///
/// It is public, as the window is, because nothing of package access is inlined in other modules, and calls would cost
/// more than the work; the module is no product.
public struct ByteSet: Hashable, Sendable {
    @usableFromInline
    var words: SIMD4<UInt64>

    /// One word that differs for most different sets. Sets are keys of large tables while rules are compiled.
    var digest: UInt64 {
        let spread =
            words &* SIMD4(0x9E37_79B9_7F4A_7C15, 0xBF58_476D_1CE4_E5B9, 0x94D0_49BB_1331_11EB, 0xD6E8_FEB8_6659_FD93)
        let mixed = spread[0] ^ (spread[1] >> 7) ^ (spread[2] << 11) ^ spread[3]
        return mixed ^ (mixed >> 32)
    }

    /// Feeds the set's digest to `hasher`.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(digest)
    }

    /// The empty set.
    @inlinable
    @inline(__always)
    public init() {
        words = .zero
    }

    /// The set of the bytes of `text`.
    package init(_ text: String) {
        self.init()
        for byte in text.utf8 { insert(byte) }
    }

    /// The set of the bytes of `text`, which is ASCII; a constant where it is spelled out.
    ///
    /// Eight bytes at a time and without branches: in this form the compiler works out texts of any length.
    @inlinable
    @inline(__always)
    public init(ascii text: StaticString) {
        var (low, high) = (UInt64(0), UInt64(0))
        let count = text.utf8CodeUnitCount
        var start = 0
        while start < count {
            for index in 0..<8 where start &+ index < count {
                // Sound: a static string is there for as long as the program runs, and the index is below its length.
                let byte = unsafe text.utf8Start[start &+ index]
                let bit = UInt64(1) &<< UInt64(byte)
                let isHigh = UInt64(byte) &>> 6
                low |= bit & (isHigh &- 1)
                high |= bit & (0 &- isHigh)
            }
            start &+= 8
        }
        words = SIMD4(low, high, 0, 0)
    }

    /// The set of all bytes in `range`.
    @inlinable
    @inline(__always)
    public init(_ range: ClosedRange<UInt8>) {
        @inline(__always)
        func word(_ first: UInt64) -> UInt64 {
            let (lower, upper) = (max(UInt64(range.lowerBound), first), min(UInt64(range.upperBound), first + 63))
            return lower > upper ? 0 : (UInt64.max >> (63 - (upper - lower))) << (lower - first)
        }
        words = SIMD4(word(0), word(64), word(128), word(192))
    }

    /// Whether the set holds `byte`.
    @inlinable
    @inline(__always)
    public func contains(_ byte: UInt8) -> Bool {
        // Chosen, not indexed: a vector that is indexed is stored first.
        let isLow = byte & 0x40 == 0
        let word = byte < 0x80 ? (isLow ? words[0] : words[1]) : (isLow ? words[2] : words[3])
        return word &>> UInt64(byte & 0x3F) & 1 != 0
    }

    /// Adds `byte`.
    package mutating func insert(_ byte: UInt8) {
        words[Int(byte >> 6)] |= 1 << UInt64(byte & 63)
    }

    /// Takes `byte` out.
    package mutating func remove(_ byte: UInt8) {
        words[Int(byte >> 6)] &= ~(1 << UInt64(byte & 63))
    }

    /// The bytes of either set.
    @inlinable
    @inline(__always)
    public func union(_ other: ByteSet) -> ByteSet {
        var result = self
        result.words |= other.words
        return result
    }

    /// The bytes of both sets.
    @inlinable
    @inline(__always)
    public func intersection(_ other: ByteSet) -> ByteSet {
        var result = self
        result.words &= other.words
        return result
    }

    /// All bytes that are not in the set.
    @inlinable
    @inline(__always)
    public var inverted: ByteSet {
        var result = self
        result.words = ~result.words
        return result
    }

    /// How many bytes the set holds.
    package var count: Int {
        words[0].nonzeroBitCount + words[1].nonzeroBitCount + words[2].nonzeroBitCount + words[3].nonzeroBitCount
    }

    /// The set as bits, those of byte 0 to 63 first.
    var bits: [UInt64] { [words[0], words[1], words[2], words[3]] }

    /// Whether the set holds nothing.
    package var isEmpty: Bool { words == .zero }

    /// The bytes in ascending order.
    package var members: [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(count)
        for index in 0..<4 {
            var word = words[index]
            while word != 0 {
                result.append(UInt8(64 * index + word.trailingZeroBitCount))
                word &= word - 1
            }
        }
        return result
    }

    /// The set with both cases of every ASCII letter that it holds in one.
    package var caseFolded: ByteSet {
        let letters = (words[1] | words[1] >> 32) & Self.upperCaseBits
        var result = self
        result.words[1] |= letters | letters << 32
        return result
    }

    /// How many bytes the set holds, a letter that is there in both cases counted once.
    package var countIgnoringCase: Int {
        count - (words[1] & words[1] >> 32 & Self.upperCaseBits).nonzeroBitCount
    }

    /// `A-Z` in the second word; `a-z` stands 32 bits further up.
    private static let upperCaseBits: UInt64 = 0x07FF_FFFE
}

// Written as bits, because matchers name these sets for every candidate: a stored global would be asked each time
// whether it has been made.
extension ByteSet {
    /// The set of the ASCII bytes whose bits are set: bytes 0 to 63, bytes 64 to 127.
    @inlinable
    @inline(__always)
    init(_ low: UInt64, _ high: UInt64) {
        words = SIMD4(low, high, 0, 0)
    }

    /// `0-9`
    @inlinable
    @inline(__always)
    public static var digits: ByteSet { ByteSet(0x03FF_0000_0000_0000, 0x0000_0000_0000_0000) }
    /// `A-Z`
    @inlinable
    @inline(__always)
    public static var upperCase: ByteSet { ByteSet(0x0000_0000_0000_0000, 0x0000_0000_07FF_FFFE) }
    /// `a-z`
    @inlinable
    @inline(__always)
    public static var lowerCase: ByteSet { ByteSet(0x0000_0000_0000_0000, 0x07FF_FFFE_0000_0000) }
    /// `A-Za-z`
    @inlinable
    @inline(__always)
    public static var letters: ByteSet { ByteSet(0x0000_0000_0000_0000, 0x07FF_FFFE_07FF_FFFE) }
    /// `A-Za-z0-9`
    @inlinable
    @inline(__always)
    public static var alphanumerics: ByteSet { ByteSet(0x03FF_0000_0000_0000, 0x07FF_FFFE_07FF_FFFE) }
    /// `A-Za-z0-9_`
    @inlinable
    @inline(__always)
    public static var wordCharacters: ByteSet { ByteSet(0x03FF_0000_0000_0000, 0x07FF_FFFE_87FF_FFFE) }
    /// `0-9a-f`
    @inlinable
    @inline(__always)
    public static var lowerHex: ByteSet { ByteSet(0x03FF_0000_0000_0000, 0x0000_007E_0000_0000) }
    /// `0-9A-Fa-f`
    @inlinable
    @inline(__always)
    public static var hex: ByteSet { ByteSet(0x03FF_0000_0000_0000, 0x0000_007E_0000_007E) }
    /// `A-Za-z0-9+/`, RFC 4648 §4 without padding.
    @inlinable
    @inline(__always)
    public static var base64: ByteSet { ByteSet(0x03FF_8800_0000_0000, 0x07FF_FFFE_07FF_FFFE) }
    /// `A-Za-z0-9_-`, RFC 4648 §5 without padding.
    @inlinable
    @inline(__always)
    public static var base64URL: ByteSet { ByteSet(0x03FF_2000_0000_0000, 0x07FF_FFFE_87FF_FFFE) }
    /// `A-Z2-7`, RFC 4648 §6 without padding.
    @inlinable
    @inline(__always)
    public static var base32: ByteSet { ByteSet(0x00FC_0000_0000_0000, 0x0000_0000_07FF_FFFE) }
    /// The base-58 alphabet of Bitcoin: no `0`, `O`, `I`, `l`.
    @inlinable
    @inline(__always)
    public static var base58: ByteSet { ByteSet(0x03FE_0000_0000_0000, 0x07FF_EFFE_07FF_7DFE) }
    /// Space, tab, line feed, vertical tab, form feed, carriage return.
    @inlinable
    @inline(__always)
    public static var whitespace: ByteSet { ByteSet(0x0000_0001_0000_3E00, 0x0000_0000_0000_0000) }
    /// All 256 values.
    @inlinable
    @inline(__always)
    public static var all: ByteSet { ByteSet().inverted }
}
