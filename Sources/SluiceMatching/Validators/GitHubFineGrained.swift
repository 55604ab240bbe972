// The checksum of GitHub's fine-grained tokens.

import Crypto

/// Eight of the last sixteen characters of a fine-grained GitHub token are the upper-case base 32 (RFC 4648) of the
/// SHA-256 of everything before them, cut to forty bits.
///
/// The token is `github_pat_`, 22 characters, `_` and 59 characters. The relation was found in published tokens and
/// holds for all of them; what the last eight characters are is not known.
package struct GitHubFineGrained: Validator {
    package let name = "github-fine-grained"
    package let summary = "Characters 78 to 85 are the base-32 SHA-256, cut to 40 bits, of those before."

    package init() {}

    package func validate(_ value: Span<UInt8>) -> Validation {
        guard value.count == Self.length else { return .invalid }
        let checksum = Self.checksum(value.extracting(0..<Self.covered))
        return value.holds(checksum, at: Self.covered) ? .valid : .invalid
    }

    /// Adds the eight characters to the first 77; the last eight of a token are free.
    package func checksum(completing value: [UInt8]) -> [UInt8]? {
        value.count == Self.covered ? Self.checksum(value.span) : nil
    }

    private static let length = 93
    private static let covered = 77

    private static func checksum(_ head: Span<UInt8>) -> [UInt8] {
        var hash = SHA256()
        hash.update(data: (0..<head.count).map { head[$0] })
        let bits = hash.finalize().prefix(5).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return (0..<8).map { Base32.character(UInt8(truncatingIfNeeded: bits >> UInt64(35 - 5 * $0))) }
    }
}
