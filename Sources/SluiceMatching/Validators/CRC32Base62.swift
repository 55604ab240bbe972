// The checksum of GitHub, npm and Vercel tokens.

/// The last six characters are the CRC32, in base 62 (`0-9A-Za-z`, filled up with `0`), of what stands between the
/// first underscore and them.
///
/// Source: GitHub's article of 5 April 2021 on its token formats; npm took the format over, and Vercel's tokens were
/// found to hold to it. A value of that form without an underscore is taken whole.
package struct CRC32Base62: Validator {
    package let name = "crc32-base62"
    package let summary = "The last six characters are the base-62 CRC32 of the token's body (GitHub, npm, Vercel)."

    package init() {}

    package func validate(_ value: Span<UInt8>) -> Validation {
        let start = Self.bodyStart(value)
        guard value.count - start > Self.width else { return .invalid }
        // GitHub's newer server tokens are JSON Web Tokens behind the old prefix.
        if value.contains(UInt8(ascii: "."), from: start) { return .notApplicable }
        let end = value.count - Self.width
        let checksum = CRC32.checksum(value.extracting(start..<end))
        let given = value.extracting(end..<value.count)
        return PositionalDigits.base62.spells(UInt64(checksum), given) ? .valid : .invalid
    }

    package func checksum(completing value: [UInt8]) -> [UInt8]? {
        let start = Self.bodyStart(value.span)
        guard start < value.count else { return nil }
        let checksum = CRC32.checksum(value.span.extracting(start..<value.count))
        return PositionalDigits.base62.encode(UInt64(checksum), width: Self.width)
    }

    private static let width = 6

    private static func bodyStart(_ value: Span<UInt8>) -> Int {
        value.firstIndex(of: UInt8(ascii: "_")).map { $0 + 1 } ?? 0
    }
}
