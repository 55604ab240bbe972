// Classes of code points and the folding of capitals, as the name tagger sees them.

/// Classes of code points and the folding of capitals, as the name tagger sees them.
///
/// The ranges are those of scripts/names/features.py, with which models are trained. The folding follows Unicode's
/// simple case folding for Latin, Greek, Cyrillic and Armenian letters
/// (https://www.unicode.org/Public/UNIDATA/CaseFolding.txt).
enum NameCharacters {
    /// The small letter of a capital; other code points are their own.
    @inline(__always)
    static func folded(_ point: UInt32) -> UInt32 {
        if point < 0x80 { return point &- 65 < 26 ? point + 32 : point }
        return foldedBeyondASCII(point)
    }

    private static func foldedBeyondASCII(_ point: UInt32) -> UInt32 {
        /// Pairs of a capital and its small letter, the capital at the even place.
        var even: UInt32 { point | 1 }
        /// The same with the capital at the odd place.
        var odd: UInt32 { point & 1 == 1 ? point + 1 : point }
        return switch point {
        case 0xD7: point
        case 0xC0...0xDE: point + 32
        case 0x178: 0xFF
        case 0x138, 0x149, 0x17F: point
        case 0x139...0x148, 0x179...0x17E: odd
        case 0x100...0x17F, 0x1A0...0x1A5, 0x200...0x21F, 0x1E00...0x1E95, 0x1EA0...0x1EFF: even
        case 0x1AF: 0x1B0
        case 0x386: 0x3AC
        case 0x388...0x38A: point + 37
        case 0x38C: 0x3CC
        case 0x38E, 0x38F: point + 63
        case 0x3A2: point
        case 0x391...0x3AB: point + 32
        case 0x400...0x40F: point + 80
        case 0x410...0x42F: point + 32
        case 0x460...0x481, 0x48A...0x4BF, 0x4D0...0x52F: even
        case 0x531...0x556: point + 48
        default: point
        }
    }

    /// Whether a code point is written without cases and without spaces: Chinese, Japanese, Korean.
    @inline(__always)
    static func isEastAsian(_ point: UInt32) -> Bool {
        switch point {
        case 0x3040...0x30FF, 0x3400...0x9FFF, 0xAC00...0xD7A3, 0xF900...0xFAFF: true
        default: false
        }
    }

    /// Whether a code point is a letter of a word.
    @inline(__always)
    static func isLetter(_ point: UInt32) -> Bool {
        if point < 0x80 { return (point | 32) &- 97 < 26 }
        if point < 0x2000 { return point >= 0xC0 && point != 0xD7 && point != 0xF7 }
        return isEastAsian(point) || point == 0x3005 || 0x2C00...0x2DFF ~= point || 0xA640...0xABFF ~= point
    }

    /// Whether a code point is a letter, a digit or `_`.
    @inline(__always)
    static func isWord(_ point: UInt32) -> Bool {
        isLetter(point) || point &- 48 < 10 || point == 95
    }

    /// Whether a code point is an apostrophe.
    @inline(__always)
    static func isApostrophe(_ point: UInt32) -> Bool {
        point == 0x27 || point == 0x2019
    }

    /// Whether a code point is white space that does not end a line.
    @inline(__always)
    static func isSpace(_ point: UInt32) -> Bool {
        switch point {
        case 32, 9, 13, 0xA0, 0x3000: true
        default: false
        }
    }

    /// What stands for a byte that is no part of a code point.
    static let invalid: UInt32 = 0xFFFD
}

extension ByteWindow {
    /// The code point at `offset`, which must lie in the window, and how many bytes it has; nil where the window ends
    /// inside it and more bytes are to come. A byte that is no part of a code point counts as one.
    @inline(__always)
    func codePoint(at offset: Int) -> (value: UInt32, size: Int)? {
        let first = self[offset]
        if first < 0x80 { return (UInt32(first), 1) }
        return longCodePoint(at: offset)
    }

    private func longCodePoint(at offset: Int) -> (value: UInt32, size: Int)? {
        let first = self[offset]
        let size =
            switch first {
            case 0xC2...0xDF: 2
            case 0xE0...0xEF: 3
            case 0xF0...0xF4: 4
            default: 1
            }
        guard size > 1 else { return (NameCharacters.invalid, 1) }
        var value = UInt32(first & (0x7F >> UInt8(size)))
        for index in 1..<size {
            guard let byte = byte(at: offset + index) else {
                return isComplete ? (NameCharacters.invalid, 1) : nil
            }
            guard byte & 0xC0 == 0x80 else { return (NameCharacters.invalid, 1) }
            value = value << 6 | UInt32(byte & 0x3F)
        }
        return (value, size)
    }

    /// The code point that ends before `offset`, and how many bytes it has; nil at the window's beginning.
    @inline(__always)
    func codePoint(before offset: Int) -> (value: UInt32, size: Int)? {
        guard let last = byte(at: offset - 1) else { return nil }
        if last < 0x80 { return (UInt32(last), 1) }
        for size in 2...4 {
            guard let byte = byte(at: offset - size) else { break }
            if byte & 0xC0 == 0x80 { continue }
            if let found = codePoint(at: offset - size), found.size == size { return found }
            break
        }
        return (NameCharacters.invalid, 1)
    }
}
