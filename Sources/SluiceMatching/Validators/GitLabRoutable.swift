// The length and checksum of GitLab's routable tokens.

/// A GitLab routable token: prefix, base-64 payload, `.`, optionally a version and `.`, two base-36 digits with the
/// payload's length, seven with the CRC32 of everything before them.
///
/// Source: GitLab's design of routable tokens. The classic tokens of twenty characters hold no checksum.
package struct GitLabRoutable: Validator {
    package let name = "gitlab-routable"
    package let summary = "The tail of a routable GitLab token holds its payload's length and a base-36 CRC32."

    package init() {}

    package func validate(_ value: Span<UInt8>) -> Validation {
        guard value.contains(UInt8(ascii: ".")) else { return .notApplicable }
        let tail = Self.lengthWidth + Self.checksumWidth
        guard value.count > tail, value[value.count - tail - 1] == UInt8(ascii: ".") else { return .invalid }
        guard let length = Self.payloadLength(value) else { return .invalid }
        let checksumStart = value.count - Self.checksumWidth
        let checksum = CRC32.checksum(value.extracting(0..<checksumStart))
        let lengthGiven = value.extracting(checksumStart - Self.lengthWidth..<checksumStart)
        let holds =
            PositionalDigits.base36.spells(UInt64(length), lengthGiven)
            && PositionalDigits.base36.spells(UInt64(checksum), value.extracting(checksumStart..<value.count))
        return holds ? .valid : .invalid
    }

    /// Adds the length and the checksum to a value that ends with the last `.`.
    package func checksum(completing value: [UInt8]) -> [UInt8]? {
        guard value.last == UInt8(ascii: "."), let length = Self.payloadLength(value.span) else { return nil }
        let lengthDigits = PositionalDigits.base36.encode(UInt64(length), width: Self.lengthWidth)
        let head = value + lengthDigits
        let checksum = CRC32.checksum(head.span)
        return lengthDigits + PositionalDigits.base36.encode(UInt64(checksum), width: Self.checksumWidth)
    }

    private static let lengthWidth = 2
    private static let checksumWidth = 7

    /// The number of characters between the prefix, which ends with the first dash, and the first dot.
    private static func payloadLength(_ value: Span<UInt8>) -> Int? {
        guard let dash = value.firstIndex(of: UInt8(ascii: "-")),
            let dot = value.firstIndex(of: UInt8(ascii: "."), from: dash + 1)
        else { return nil }
        return dot - dash - 1
    }
}
