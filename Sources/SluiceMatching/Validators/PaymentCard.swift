// Payment card numbers.

/// A payment card number: leading digits of a network, the length that this network uses, and the Luhn check digit.
/// Spaces and dashes between digits are ignored; a number of equal digits is none.
package struct PaymentCard: Validator {
    package let name = "payment-card"
    package let summary = "Leading digits, length and Luhn check digit are those of a card network (ISO/IEC 7812)."

    package init() {}

    package func validate(_ value: Span<UInt8>) -> Validation {
        guard let number = DigitNumber(value, separators: Self.separators), !number.hasEqualDigits,
            Luhn().validate(value) == .valid, CardIssuer.all.contains(where: { $0.contains(number) })
        else { return .invalid }
        return TestCard.all.contains { $0.digits == number.digits && $0.value == number.value } ? .sample : .valid
    }

    /// Adds the Luhn check digit.
    package func checksum(completing value: [UInt8]) -> [UInt8]? {
        Luhn().checksum(completing: value)
    }

    private static let separators = ByteSet(" -")
}
