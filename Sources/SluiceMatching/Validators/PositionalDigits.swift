// Numbers written with a given list of digits, such as base 62.

/// A number written with a given list of digits, the most significant first, such as the base 62 of GitHub's checksums.
package struct PositionalDigits: Sendable {
    private let digits: [UInt8]

    /// Uses the characters of `digits`, the one for zero first.
    package init(_ digits: String) {
        self.digits = Array(digits.utf8)
    }

    /// `0-9A-Za-z`
    package static let base62 = PositionalDigits("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    /// `0-9a-z`
    package static let base36 = PositionalDigits("0123456789abcdefghijklmnopqrstuvwxyz")
    /// `0-9`
    package static let decimal = PositionalDigits("0123456789")
    /// `0-9a-f`
    package static let lowerHex = PositionalDigits("0123456789abcdef")
    /// `0-9A-F`
    package static let upperHex = PositionalDigits("0123456789ABCDEF")

    /// `value` with at least `width` digits, filled up with zeros on the left.
    package func encode(_ value: UInt64, width: Int) -> [UInt8] {
        let base = UInt64(digits.count)
        var rest = value
        var reversed: [UInt8] = []
        while rest > 0 || reversed.count < width {
            reversed.append(digits[Int(rest % base)])
            rest /= base
        }
        return reversed.reversed()
    }

    /// Whether `text` is exactly what `encode` makes of `value` with as many digits. Takes no memory.
    package func spells(_ value: UInt64, _ text: Span<UInt8>) -> Bool {
        let base = UInt64(digits.count)
        var rest = value
        var index = text.count
        while index > 0 {
            index -= 1
            guard text[index] == digits[Int(rest % base)] else { return false }
            rest /= base
        }
        return rest == 0
    }
}
