// Private keys in PEM armour.

import SluiceModel

/// Finds private keys in PEM armour (RFC 7468; RFC 1421 §4.4 for headers; RFC 9580 §6.2 for PGP).
///
/// The key is settled with its 64th body character; what follows is swallowed up to the end line, or as far as it looks
/// like a body. Line breaks may be real or escaped, lines may be quoted and concatenated as in source code, indented,
/// or joined by blanks as in environment variables.
package struct PEMPrivateKeyMatcher: NamedMatcher, ReadingMatcher {
    package static let name = "pem-private-key"
    package static let summary =
        "PEM private keys (RSA, EC, DSA, OpenSSH, PKCS #8, PGP), also escaped or in source code."
    package static let optionNames: [String] = []

    package let anchors = [Anchor(literal: "-----BEGIN ")]
    package let reachBefore = 0
    package let reachAfter = 1_024

    private static let begin = Array("-----BEGIN ".utf8)
    private static let dashes = Array("-----".utf8)
    private static var labelCharacters: ByteSet { ByteSet.upperCase.union(.digits).union(ByteSet(ascii: " ")) }
    private static let maximumLabel = 48
    private static let settledAfter = 64

    package init(options: [String: [String]], runClasses: inout RunClassTable) throws(MatcherOptionError) {}

    package func decide(
        at position: Int,
        in window: borrowing ByteWindow,
        hold: inout Int,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> MatchOutcome {
        hold = position
        guard try window.peeks(Self.begin, at: position) else { return .noMatch(.shape) }
        let labelStart = position + Self.begin.count
        let labelEnd = try window.peekRunEnd(
            of: Self.labelCharacters,
            from: labelStart,
            limit: labelStart + Self.maximumLabel
        )
        guard Self.namesPrivateKey(labelStart..<labelEnd, in: window),
            try window.peeks(Self.dashes, at: labelEnd)
        else { return .noMatch(.shape) }
        return try body(from: labelEnd + Self.dashes.count, begin: position, in: window)
    }

    /// Counts body characters until the matter is settled.
    private func body(
        from start: Int,
        begin: Int,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> MatchOutcome {
        let limit = begin + reachAfter
        var offset = start
        var seen = ByteSet()
        var count = 0
        while offset < limit {
            let runStart = try ArmouredBody.separatorsEnd(from: offset, limit: limit, in: window)
            let wanted = runStart + Self.settledAfter - count
            let runEnd = try window.peekRunEnd(of: ArmouredBody.characters, from: runStart, limit: min(wanted, limit))
            if runEnd == wanted {
                for index in runStart..<runEnd { seen.insert(window[index]) }
                // A row of the same few characters stands for a body.
                return seen.count < 10
                    ? .noMatch(.placeholder)
                    : .match(RawMatch(match: begin..<runEnd, proof: .holds, isOpen: true))
            }
            if count == 0, let headerEnd = try headerEnd(from: runStart, limit: limit, in: window) {
                offset = headerEnd
                continue
            }
            // The lines of a body are full but for the last, which words are not.
            guard runEnd - runStart >= ArmouredBody.shortestLine else { break }
            for index in runStart..<runEnd { seen.insert(window[index]) }
            count += runEnd - runStart
            offset = runEnd
        }
        return .noMatch(.length(found: count))
    }

    /// The end of a line such as `Proc-Type: 4,ENCRYPTED`, or nil where none begins at `offset`.
    private func headerEnd(from offset: Int, limit: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Int? {
        let nameEnd = try window.peekRunEnd(of: Self.headerName, from: offset, limit: offset + 32)
        guard nameEnd > offset, try window.peek(nameEnd) == UInt8(ascii: ":") else { return nil }
        let valueLimit = min(nameEnd + 160, limit)
        let end = try window.peekRunEnd(of: Self.headerValue, from: nameEnd, limit: valueLimit)
        return end < valueLimit ? end : nil
    }

    private static func namesPrivateKey(_ label: Range<Int>, in window: borrowing ByteWindow) -> Bool {
        var end = label.upperBound
        if label.count >= block.count, window.hasPrefix(block, at: end - block.count) { end -= block.count }
        let start = end - privateKey.count
        guard start >= label.lowerBound, window.hasPrefix(privateKey, at: start) else { return false }
        return start == label.lowerBound || window[start - 1] == UInt8(ascii: " ")
    }

    private static let block = Array(" BLOCK".utf8)
    private static let privateKey = Array("PRIVATE KEY".utf8)
    private static var headerName: ByteSet { ByteSet.alphanumerics.union(ByteSet(ascii: "-")) }
    /// Visible ASCII and blanks, without what ends a line: quotation marks and backslashes.
    private static let headerValue: ByteSet = {
        var set = ByteSet(0x20...0x7E).union(ByteSet("\t"))
        for byte in "\"'`\\".utf8 { set.remove(byte) }
        return set
    }()

    package func extend(match: RawMatch, from offset: Int, in window: borrowing ByteWindow) -> Extension {
        ArmouredBody.extend(from: offset, begin: match.match.lowerBound, in: window)
    }
}
