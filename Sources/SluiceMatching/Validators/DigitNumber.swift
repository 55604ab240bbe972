// A number read from digits with separators between them.

/// A number of at most nineteen digits, read from text in which separators may stand between digits.
package struct DigitNumber: Hashable, Sendable {
    /// The number.
    package let value: UInt64
    /// How many digits it was written with, leading zeros included: 1…19.
    package let digits: Int
    /// Whether all digits are the same.
    package let hasEqualDigits: Bool

    /// Reads all of `text`; nil where it holds another byte, no digit or more than nineteen.
    package init?(_ text: Span<UInt8>, separators: ByteSet = ByteSet()) {
        var value: UInt64 = 0
        var digits = 0
        var first: UInt8 = 0
        var isEqual = true
        for index in text.indices {
            let byte = text[index]
            if separators.contains(byte) { continue }
            guard ByteSet.digits.contains(byte), digits < 19 else { return nil }
            if digits == 0 { first = byte }
            isEqual = isEqual && byte == first
            value = value * 10 + UInt64(byte - UInt8(ascii: "0"))
            digits += 1
        }
        guard digits > 0 else { return nil }
        self.value = value
        self.digits = digits
        self.hasEqualDigits = isEqual
    }

    /// The number that the first `count` digits make; the whole number where it has fewer.
    package func leading(_ count: Int) -> UInt64 {
        (0..<max(0, digits - count)).reduce(value) { value, _ in value / 10 }
    }
}
