// The checksum of Azure's common annotated keys.

/// A common annotated key: 52 characters, `JQQJ99` (derived keys `JQQJ9D`, hashed ones `JQQJ9H`), date, reserved data
/// and a signature, eighty characters in all, then four of the Marvin32 of the sixty bytes that they stand for.
///
/// The four are the first of the checksum's base 62 or of its base 64; a long key ends with all of its base 64.
/// Source: microsoft/security-utilities, whose versions differ in the order of the bytes that base 62 is made of: both
/// pass.
package struct AzureAnnotatedKey: Validator {
    package let name = "azure-annotated-key"
    package let summary = "An Azure key with JQQJ99 ends with four characters of its Marvin32 checksum."

    package init() {}

    package func validate(_ value: Span<UInt8>) -> Validation {
        guard value.holds("JQQJ9", at: Self.markOffset) else { return .notApplicable }
        guard value.count == Self.shortLength || value.count == Self.longLength,
            let checksum = Self.checksum(value.extracting(0..<Self.covered))
        else { return .invalid }
        if value.count == Self.longLength {
            let ending = Self.base64(checksum) + Array("==".utf8)
            return value.holds(ending, at: Self.covered) ? .valid : .invalid
        }
        let width = Self.shortLength - Self.covered
        let endings = [
            Self.base62(checksum.byteSwapped).prefix(width), Self.base62(checksum).prefix(width),
            Self.base64(checksum).prefix(width),
        ]
        return endings.contains { value.holds($0, at: Self.covered) } ? .valid : .invalid
    }

    /// Adds four characters to the first eighty.
    package func checksum(completing value: [UInt8]) -> [UInt8]? {
        guard value.count == Self.covered, let checksum = Self.checksum(value.span) else { return nil }
        return Array(Self.base62(checksum.byteSwapped).prefix(Self.shortLength - Self.covered))
    }

    private static let markOffset = 52
    private static let covered = 80
    private static let shortLength = 84
    private static let longLength = 88
    private static let seed = Marvin32.seed("Default0")

    private static func checksum(_ head: Span<UInt8>) -> UInt32? {
        guard let bytes = Base64.decode(head) else { return nil }
        return Marvin32.hash(bytes.span, seed: seed)
    }

    /// The base 62 of four bytes, in which each leading zero byte is written as a zero of its own.
    private static func base62(_ value: UInt32) -> [UInt8] {
        let zeros = min(value.leadingZeroBitCount / 8, 3)
        return Array(repeating: UInt8(ascii: "0"), count: zeros)
            + PositionalDigits.base62.encode(UInt64(value), width: 1)
    }

    private static func base64(_ value: UInt32) -> [UInt8] {
        let bytes = (0..<4).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * $0)) }
        return Base64.encode(bytes.span)
    }
}
