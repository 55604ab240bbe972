// The checksum of Azure's identifiable keys.

/// The last four bytes of the decoded key are the Marvin32 of the others, the lowest byte first, under one of the
/// seeds of the key's kind.
///
/// Source: microsoft/security-utilities. A key of an older kind has no signature and nothing to check.
package struct AzureIdentifiableKey: Validator {
    package let name = "azure-identifiable-key"
    package let summary = "An Azure key with a signature such as +ASt ends with its Marvin32 checksum."

    package init() {}

    package func validate(_ value: Span<UInt8>) -> Validation {
        let length = Base64.unpaddedCount(value)
        guard let family = AzureKeyFamily.family(of: value) else { return .notApplicable }
        guard length == family.signatureOffset + Self.signatureLength + Self.checksumLength,
            let bytes = Base64.decode(value), bytes.count > 4
        else { return .invalid }
        let covered = bytes.count - 4
        let given = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[covered + $1]) << UInt32(8 * $1) }
        let head = bytes.span.extracting(0..<covered)
        for seed in family.seeds where Marvin32.hash(head, seed: seed) == given { return .valid }
        return .invalid
    }

    /// Adds six characters and the padding to a value that ends with its signature, for the first kind of key.
    package func checksum(completing value: [UInt8]) -> [UInt8]? {
        // `A` stands for the zero bits that fill the last byte before the checksum.
        let head = value + [UInt8(ascii: "A")]
        guard let family = AzureKeyFamily.family(of: value.span), let seed = family.seeds.first,
            value.count == family.signatureOffset + Self.signatureLength, var bytes = Base64.decode(head.span)
        else { return nil }
        let covered = (value.count * 6 + 7) / 8
        while bytes.count > covered { bytes.removeLast() }
        let hash = Marvin32.hash(bytes.span, seed: seed)
        bytes += (0..<4).map { UInt8(truncatingIfNeeded: hash >> UInt32(8 * $0)) }
        var text = Base64.encode(bytes.span, urlSafe: family.isURLSafe)
        while text.count % 4 != 0 { text.append(UInt8(ascii: "=")) }
        return Array(text[value.count...])
    }

    private static let signatureLength = 4
    private static let checksumLength = 6
}
