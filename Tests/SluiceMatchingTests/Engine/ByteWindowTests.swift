// A window shows its bytes under their offsets and nothing beyond its bounds.

import SluiceMatching
import Testing

/// A window cannot leave its scope, so answers are taken from it first and compared together.
struct ByteWindowTests {
    private static let bytes = Array(#"ab12\ncd "#.utf8)

    @Test func bytesAndBounds() {
        let window = ByteWindow(Self.bytes.span, lowerBound: 100, isComplete: false)
        let bounds = [window.lowerBound, window.upperBound]
        #expect(bounds == [100, 109])
        let bytes = [window.byte(at: 99), window.byte(at: 102), window.byte(at: 108), window.byte(at: 109)]
        #expect(bytes == [nil, UInt8(ascii: "1"), UInt8(ascii: " "), nil])
        let isDigit = [
            window.holds(.digits, at: 99), window.holds(.digits, at: 101), window.holds(.digits, at: 102),
            window.holds(.digits, at: 103), window.holds(.digits, at: 104), window.holds(.digits, at: 200),
        ]
        #expect(isDigit == [false, false, true, true, false, false])
        let copy = window.copy(101..<103)
        #expect(copy == Array("b1".utf8))
        let flags = [window.isComplete, window[102] == UInt8(ascii: "1"), window.span(101..<104).count == 3]
        #expect(flags == [false, true, true])
    }

    @Test func prefixes() {
        let window = ByteWindow(Self.bytes.span, lowerBound: 10, isComplete: true)
        let cases = [
            ("b12", 11, true), ("b13", 11, false), ("d x", 17, false), ("a", 9, false), ("", 19, true),
            ("d ", 17, true),
        ]
        for (text, offset, expected) in cases {
            let found = window.hasPrefix(Array(text.utf8), at: offset)
            #expect(found == expected, "'\(text)' at \(offset)")
        }
    }

    @Test func runs() {
        let window = ByteWindow(Self.bytes.span, lowerBound: 10, isComplete: true)
        let ends = [
            window.runEnd(of: .wordCharacters, from: 10), window.runEnd(of: .wordCharacters, from: 10, limit: 12),
            window.runEnd(of: .digits, from: 10), window.runEnd(of: .wordCharacters, from: 15),
        ]
        #expect(ends == [14, 12, 10, 18])
        let starts = [
            window.runStart(of: .wordCharacters, before: 14),
            window.runStart(of: .wordCharacters, before: 14, limit: 13),
            window.runStart(of: .digits, before: 14), window.runStart(of: .digits, before: 10),
        ]
        #expect(starts == [10, 13, 12, 10])
    }

    @Test func theLetterOfAnEscapeIsABoundary() {
        let window = ByteWindow(Self.bytes.span, lowerBound: 10, isComplete: true)
        // The start, inside a word, behind `\n`, behind a letter after it.
        let isBoundary = [
            window.isBoundary(before: 10, against: .wordCharacters),
            window.isBoundary(before: 11, against: .wordCharacters),
            window.isBoundary(before: 16, against: .wordCharacters),
            window.isBoundary(before: 17, against: .wordCharacters),
        ]
        #expect(isBoundary == [true, false, true, false])
        let againstDigits = window.isBoundary(before: 11, against: .digits)
        #expect(againstDigits)
    }
}
