// Addresses of the XRP Ledger.

/// An address of the XRP Ledger: version 0 and twenty bytes in base58check with the ledger's own alphabet.
///
/// Source: XRPL documentation, "base58 Encodings".
package struct XRPAddress: Validator {
    package let name = "xrp-address"
    package let summary = "The text is an XRP Ledger address whose base58check checksum holds."

    package init() {}

    package func validate(_ value: Span<UInt8>) -> Validation {
        guard (25...35).contains(value.count),
            Base58.decodeChecked(value, count: 21, alphabet: .ripple)?.first == 0
        else { return .invalid }
        return .valid
    }
}
