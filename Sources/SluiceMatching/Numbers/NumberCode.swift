// The letters and digits of a number, without the signs between them.

/// The letters and digits of a number, in upper case and without the signs between them: what checks look at.
package struct NumberCode: Hashable, Sendable {
    /// The characters in ASCII; zero beyond the last.
    package private(set) var characters = SIMD32<UInt8>.zero
    /// How many there are.
    package private(set) var count = 0

    /// The most characters that are kept.
    package static let longest = 32

    /// A code without characters.
    package init() {}

    /// The letters and digits of `text`; nil where there are more than can be kept, or bytes that are neither ASCII
    /// letters and digits nor one of the signs that stand between them: `-`, `.`, `/`, `+`, parentheses and spaces.
    package init?(_ text: Span<UInt8>) {
        for index in text.indices {
            let byte = text[index]
            if ByteSet.alphanumerics.contains(byte) {
                guard count < Self.longest else { return nil }
                append(byte)
            } else if !Self.signs.contains(byte) {
                return nil
            }
        }
    }

    private static var signs: ByteSet { ByteSet(ascii: "-./+() ") }

    /// Adds a letter or a digit. There must be room for it.
    @inline(__always)
    package mutating func append(_ byte: UInt8) {
        characters[count] = ByteSet.lowerCase.contains(byte) ? byte & 0xDF : byte
        count += 1
    }

    /// The character at `index`, which lies below `longest`.
    @inline(__always)
    package subscript(index: Int) -> UInt8 { characters[index] }

    /// The value of the character at `index`: 0 to 9 for digits, 10 to 35 for letters.
    @inline(__always)
    package func value(at index: Int) -> Int {
        let byte = characters[index]
        return byte >= UInt8(ascii: "A") ? Int(byte) - 55 : Int(byte) - 48
    }

    /// Whether a digit stands at `index`.
    @inline(__always)
    package func isDigit(at index: Int) -> Bool { ByteSet.digits.contains(characters[index]) }

    /// Whether all characters in `range` are digits.
    package func isDigits(_ range: Range<Int>) -> Bool { range.allSatisfy { isDigit(at: $0) } }

    /// Whether all characters are digits.
    package var isDigits: Bool { isDigits(0..<count) }

    /// The number that the digits in `range`, of which there are at most eighteen, make.
    @inline(__always)
    package func number(_ range: Range<Int>) -> Int {
        var number = 0
        for index in range { number = number &* 10 &+ value(at: index) }
        return number
    }

    /// The characters in `range` as a text.
    package func text(_ range: Range<Int>) -> String {
        String(decoding: range.map { characters[$0] }, as: UTF8.self)
    }

    /// Whether all characters are the same.
    package var isRepeated: Bool { (1..<max(1, count)).allSatisfy { characters[$0] == characters[0] } }

    /// The sum of the values of the first sixteen characters, each times its weight.
    @inline(__always)
    package func weighted(_ weights: SIMD16<Int16>) -> Int {
        let low = characters.lowHalf
        let letters = SIMD16<UInt8>.zero.replacing(with: 7, where: low .>= UInt8(ascii: "A"))
        let zero = SIMD16<UInt8>(repeating: UInt8(ascii: "0")) &+ letters
        let values = SIMD16<Int16>(truncatingIfNeeded: low &- zero)
        return Int((values.replacing(with: 0, where: weights .== 0) &* weights).wrappedSum())
    }

    /// The code without its first `prefix` characters.
    package func dropping(_ prefix: Int) -> NumberCode {
        var result = NumberCode()
        for index in min(prefix, count)..<count { result.append(characters[index]) }
        return result
    }

    /// Whether it begins with `text`.
    package func hasPrefix(_ text: StaticString) -> Bool {
        let size = text.utf8CodeUnitCount
        guard size <= count else { return false }
        // Sound: a static string is there for as long as the program runs, and the index is below its length.
        return (0..<size).allSatisfy { unsafe text.utf8Start[$0] == characters[$0] }
    }
}
