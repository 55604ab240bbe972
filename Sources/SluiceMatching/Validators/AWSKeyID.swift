// The account number inside an AWS access key id.

/// The sixteen characters behind the prefix are base 32, and bits 1 to 40 of what they stand for are the number of the
/// account, twelve decimal digits.
///
/// Source: AWS's reference of unique identifiers for the prefixes; that the account is in the key was described by A.
/// Steele (2020) and T. Be'ery (2023). Keys made before March 2019, which go on with `I` or `J`, hold no account. A
/// random value passes nine times in ten, so that this is little proof, yet it names an account. AWS's samples end
/// with `EXAMPLE`.
package struct AWSKeyID: Validator {
    package let name = "aws-key-id"
    package let summary = "The sixteen characters behind the prefix are base 32 and name an AWS account."

    package init() {}

    package func validate(_ value: Span<UInt8>) -> Validation {
        guard value.count == Self.length else { return .invalid }
        if value.holds("EXAMPLE", at: Self.length - 7) { return .sample }
        guard value.holds(only: .base32, in: Self.prefixLength..<Self.length) else { return .invalid }
        let first = value[Self.prefixLength]
        if first == UInt8(ascii: "I") || first == UInt8(ascii: "J") { return .notApplicable }
        return Self.account(of: value) == nil ? .invalid : .valid
    }

    /// The twelve-digit number of the account that a key belongs to; nil where it is out of range or not a key.
    package static func account(of value: Span<UInt8>) -> Int? {
        guard value.count == length else { return nil }
        var bits: UInt64 = 0
        for index in prefixLength..<prefixLength + 10 {
            guard let quintet = Base32.quintet(of: value[index]) else { return nil }
            bits = bits << 5 | UInt64(quintet)
        }
        // Ten characters are fifty bits; the account's forty follow the first.
        let account = Int(bits >> 9 & 0xFF_FFFF_FFFF)
        return account < 1_000_000_000_000 ? account : nil
    }

    private static let length = 20
    private static let prefixLength = 4
}
