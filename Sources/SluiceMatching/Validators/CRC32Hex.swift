// Checksums written as eight hexadecimal digits: Atlassian, Bitbucket, Grafana, Zuplo.

/// The last eight characters are a CRC32 in hexadecimal digits of either case.
///
/// The vendors differ in what the checksum covers and in its byte order; each form has its own name. Sources: the
/// tokens themselves, of which published examples were recomputed; Grafana's own token code for the byte order of
/// `glsa_`.
package struct CRC32Hex: Validator {
    /// What a checksum covers and how it is written.
    package enum Form: Sendable, Hashable {
        /// Everything before it: Atlassian `ATATT3x…=`, Bitbucket `ATCTT3x…=` and `ATBB…`.
        case everythingBefore
        /// Everything before the underscore in front of it, bytes swapped: Grafana `glsa_…_`.
        case beforeSeparatorSwapped
        /// What is between the first underscore and the one in front of it: Zuplo `zpka_…_`.
        case betweenSeparators
    }

    package let name: String
    package let summary: String
    private let form: Form

    /// A check of one of the forms.
    package init(_ form: Form) {
        self.form = form
        switch form {
        case .everythingBefore:
            name = "crc32-hex"
            summary = "The last eight characters are the hexadecimal CRC32 of all before (Atlassian, Bitbucket)."
        case .beforeSeparatorSwapped:
            name = "crc32-hex-le"
            summary = "The last eight characters are the byte-swapped hexadecimal CRC32 of all before `_` (Grafana)."
        case .betweenSeparators:
            name = "crc32-hex-body"
            summary = "The last eight characters are the hexadecimal CRC32 of the part between underscores (Zuplo)."
        }
    }

    package func validate(_ value: Span<UInt8>) -> Validation {
        guard value.count > Self.width else { return .invalid }
        let end = value.count - Self.width
        guard let checksum = checksum(of: value.extracting(0..<end)) else { return .invalid }
        let given = value.extracting(end..<value.count)
        let holds =
            PositionalDigits.lowerHex.spells(UInt64(checksum), given)
            || PositionalDigits.upperHex.spells(UInt64(checksum), given)
        return holds ? .valid : .invalid
    }

    package func checksum(completing value: [UInt8]) -> [UInt8]? {
        guard let checksum = checksum(of: value.span) else { return nil }
        let digits = form == .everythingBefore ? PositionalDigits.upperHex : .lowerHex
        return digits.encode(UInt64(checksum), width: Self.width)
    }

    private static let width = 8

    /// The checksum, as a number to be written in hexadecimal, of `head`, all that stands before it.
    private func checksum(of head: Span<UInt8>) -> UInt32? {
        let separator = UInt8(ascii: "_")
        switch form {
        case .everythingBefore:
            return head.isEmpty ? nil : CRC32.checksum(head)
        case .beforeSeparatorSwapped:
            guard head.count > 1, head[head.count - 1] == separator else { return nil }
            return CRC32.checksum(head.extracting(0..<head.count - 1)).byteSwapped
        case .betweenSeparators:
            guard let first = head.firstIndex(of: separator), first + 1 < head.count - 1,
                head[head.count - 1] == separator
            else { return nil }
            return CRC32.checksum(head.extracting(first + 1..<head.count - 1))
        }
    }
}
