// Base 64 of both alphabets, decoded and encoded.

/// Base 64, RFC 4648 §4 and §5: both alphabets are read alike, as a token is of one or the other anyway.
package enum Base64 {
    /// The six bits of a character of either alphabet, or nil.
    package static func sextet(of byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0") + 52
        case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
        case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
        default: nil
        }
    }

    /// The character of six bits.
    package static func character(_ sextet: UInt8, urlSafe: Bool) -> UInt8 {
        switch sextet & 63 {
        case 0..<26: UInt8(ascii: "A") + sextet & 63
        case 26..<52: UInt8(ascii: "a") + sextet & 63 - 26
        case 52..<62: UInt8(ascii: "0") + sextet & 63 - 52
        case 62: UInt8(ascii: urlSafe ? "-" : "+")
        default: UInt8(ascii: urlSafe ? "_" : "/")
        }
    }

    /// The number of characters before the padding.
    package static func unpaddedCount(_ text: Span<UInt8>) -> Int {
        var count = text.count
        while count > 0, text[count - 1] == UInt8(ascii: "=") { count -= 1 }
        return count
    }

    /// The bytes that `text` stands for, padded or not; nil where a character is of neither alphabet.
    ///
    /// Bits that do not fill a byte are dropped.
    package static func decode(_ text: Span<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count * 3 / 4)
        var joiner = SextetJoiner()
        for index in 0..<unpaddedCount(text) {
            guard let sextet = sextet(of: text[index]) else { return nil }
            if let byte = joiner.take(sextet) { bytes.append(byte) }
        }
        return bytes
    }

    /// The characters for `bytes`, without padding.
    package static func encode(_ bytes: Span<UInt8>, urlSafe: Bool = false) -> [UInt8] {
        var text: [UInt8] = []
        var bits: UInt32 = 0
        var count: UInt32 = 0
        for index in bytes.indices {
            bits = (bits << 8 | UInt32(bytes[index])) & 0xFFFF
            count += 8
            while count >= 6 {
                count -= 6
                text.append(character(UInt8(truncatingIfNeeded: bits >> count), urlSafe: urlSafe))
            }
        }
        if count > 0 { text.append(character(UInt8(truncatingIfNeeded: bits << (6 - count)), urlSafe: urlSafe)) }
        return text
    }
}

/// Joins groups of six bits to bytes, one group at a time, so that text can be decoded without taking memory.
package struct SextetJoiner: Sendable {
    private var bits: UInt32 = 0
    private var count: UInt32 = 0

    /// No bits yet.
    package init() {}

    /// The bits that do not fill a byte yet.
    package var remainder: UInt8 { UInt8(truncatingIfNeeded: bits & ((1 << count) - 1)) }

    /// Adds six bits and gives the byte that they complete, if they do.
    package mutating func take(_ sextet: UInt8) -> UInt8? {
        bits = (bits << 6 | UInt32(sextet)) & 0xFFFF
        count += 6
        guard count >= 8 else { return nil }
        count -= 8
        return UInt8(truncatingIfNeeded: bits >> count)
    }
}
