// Addresses of Solana.

/// An address of Solana: 32 bytes in base 58, without a checksum.
package struct SolanaAddress: Validator {
    package let name = "solana-address"
    package let summary = "The text is 32 bytes in base 58, as addresses of Solana are."

    package init() {}

    package func validate(_ value: Span<UInt8>) -> Validation {
        guard (32...44).contains(value.count), Base58.decode(value, count: 32) != nil else { return .invalid }
        return .notApplicable
    }
}
