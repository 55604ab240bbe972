// A set of byte values.

/// A set of byte values, such as the alphabet of a token.
package struct ByteSet: Hashable, Sendable {
    private var words: SIMD4<UInt64>

    /// One word that differs for most different sets. Sets are keys of large tables while rules are compiled.
    var digest: UInt64 {
        let spread =
            words &* SIMD4(0x9E37_79B9_7F4A_7C15, 0xBF58_476D_1CE4_E5B9, 0x94D0_49BB_1331_11EB, 0xD6E8_FEB8_6659_FD93)
        let mixed = spread[0] ^ (spread[1] >> 7) ^ (spread[2] << 11) ^ spread[3]
        return mixed ^ (mixed >> 32)
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(digest)
    }

    /// The empty set.
    package init() {
        words = .zero
    }

    /// The set of the bytes of `text`.
    package init(_ text: String) {
        self.init()
        for byte in text.utf8 { insert(byte) }
    }

    /// The set of all bytes in `range`.
    package init(_ range: ClosedRange<UInt8>) {
        self.init()
        for word in Int(range.lowerBound >> 6)...Int(range.upperBound >> 6) {
            let first = word == Int(range.lowerBound >> 6) ? UInt64(range.lowerBound & 63) : 0
            let last = word == Int(range.upperBound >> 6) ? UInt64(range.upperBound & 63) : 63
            words[word] = (~0 >> (63 - last + first)) << first
        }
    }

    /// Whether the set holds `byte`.
    @inline(__always)
    package func contains(_ byte: UInt8) -> Bool {
        words[Int(byte >> 6)] & (1 << UInt64(byte & 63)) != 0
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
    package func union(_ other: ByteSet) -> ByteSet {
        var result = self
        result.words |= other.words
        return result
    }

    /// The bytes of both sets.
    package func intersection(_ other: ByteSet) -> ByteSet {
        var result = self
        result.words &= other.words
        return result
    }

    /// All bytes that are not in the set.
    package var inverted: ByteSet {
        var result = self
        result.words = ~result.words
        return result
    }

    /// How many bytes the set holds.
    package var count: Int {
        words[0].nonzeroBitCount + words[1].nonzeroBitCount + words[2].nonzeroBitCount + words[3].nonzeroBitCount
    }

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

extension ByteSet {
    /// `0-9`
    package static let digits = ByteSet(UInt8(ascii: "0")...UInt8(ascii: "9"))
    /// `A-Z`
    package static let upperCase = ByteSet(UInt8(ascii: "A")...UInt8(ascii: "Z"))
    /// `a-z`
    package static let lowerCase = ByteSet(UInt8(ascii: "a")...UInt8(ascii: "z"))
    /// `A-Za-z`
    package static let letters = upperCase.union(lowerCase)
    /// `A-Za-z0-9`
    package static let alphanumerics = letters.union(digits)
    /// `A-Za-z0-9_`
    package static let wordCharacters = alphanumerics.union(ByteSet("_"))
    /// `0-9a-f`
    package static let lowerHex = digits.union(ByteSet("abcdef"))
    /// `0-9A-Fa-f`
    package static let hex = lowerHex.union(ByteSet("ABCDEF"))
    /// `A-Za-z0-9+/`, RFC 4648 §4 without padding.
    package static let base64 = alphanumerics.union(ByteSet("+/"))
    /// `A-Za-z0-9_-`, RFC 4648 §5 without padding.
    package static let base64URL = alphanumerics.union(ByteSet("_-"))
    /// `A-Z2-7`, RFC 4648 §6 without padding.
    package static let base32 = upperCase.union(ByteSet("234567"))
    /// The base-58 alphabet of Bitcoin: no `0`, `O`, `I`, `l`.
    package static let base58 = ByteSet("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz")
    /// Space, tab, line feed, vertical tab, form feed, carriage return.
    package static let whitespace = ByteSet(" \t\n\u{0B}\u{0C}\r")
    /// All 256 values.
    package static let all = ByteSet().inverted
}
