// Decodes escape sequences.

extension JSONReader {
    /// The byte that `\` and `byte` spell; nil if it is none of the sequences of two.
    static func simpleEscape(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): byte
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "t"): 0x09
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        default: nil
        }
    }

    /// The number that four hexadecimal digits spell, which are all there; nil if they are not.
    static func hexadecimal(_ bytes: Span<UInt8>, from start: Int) -> UInt32? {
        var value: UInt32 = 0
        for index in start..<start + 4 {
            guard let digit = bytes[index].hexadecimalValue else { return nil }
            value = value << 4 | UInt32(digit)
        }
        return value
    }

    /// Reads a unit after a backslash, or after the first half of a pair of surrogates.
    mutating func escapeByte(_ level: Int, _ unit: ByteUnit, _ raw: Span<UInt8>) {
        let held = levels[level].pending.count
        let start = held >= 6 ? 6 : 0
        switch held - start {
        case 0:
            if unit.byte == UInt8(ascii: "\\") { return hold(level, unit, raw) }
        case 1:
            if unit.byte == UInt8(ascii: "u") { return hold(level, unit, raw) }
            if let byte = Self.simpleEscape(unit.byte) {
                if unit.isInPlace { sink.skip(1, raw) }
                if start > 0 { releaseHalf(level, raw) }
                let rawCount = levels[level].pending.rawCount(0..<1) + max(1, unit.rawCount)
                levels[level].pending.removeAll()
                return content(level, ByteUnit(byte, rawCount: rawCount), raw)
            }
        default:
            if unit.count == 1, unit.byte.hexadecimalValue != nil {
                hold(level, unit, raw)
                if held + 1 == start + 6 { finishCodePoint(level, raw) }
                return
            }
        }
        closeEscape(level, raw)
        stringUnit(level, unit, raw)
    }

    /// Takes what is held for what it is, as no more of it comes: the first half of a pair is U+FFFD, the rest is text.
    mutating func closeEscape(_ level: Int, _ raw: Span<UInt8>) {
        if levels[level].pending.count >= 6 { releaseHalf(level, raw) }
        let rest = levels[level].pending
        levels[level].pending.removeAll()
        for index in 0..<rest.count { content(level, rest[index], raw) }
    }

    /// Takes the first half of a pair of surrogates for U+FFFD.
    private mutating func releaseHalf(_ level: Int, _ raw: Span<UInt8>) {
        let rawCount = levels[level].pending.rawCount(0..<6)
        levels[level].pending.removeFirst(6)
        content(level, ByteUnit(codePoint: 0xFFFD, rawCount: rawCount), raw)
    }

    /// Decodes `\uXXXX` or a pair of them, whose last digit has come. A first half is held.
    private mutating func finishCodePoint(_ level: Int, _ raw: Span<UInt8>) {
        let count = levels[level].pending.count
        var value = levels[level].pending.hexadecimal(from: count - 4)
        if count > 6 {
            if value & 0xFC00 == 0xDC00 {
                let high = levels[level].pending.hexadecimal(from: 2)
                value = 0x10000 + (high & 0x3FF) << 10 + value & 0x3FF
            } else {
                releaseHalf(level, raw)
            }
        }
        if value & 0xFC00 == 0xD800 { return }
        let rawCount = levels[level].pending.rawCount(0..<levels[level].pending.count)
        levels[level].pending.removeAll()
        content(level, ByteUnit(codePoint: value, rawCount: rawCount), raw)
    }
}
