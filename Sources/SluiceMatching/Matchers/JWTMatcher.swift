// JSON Web Tokens.

import SluiceModel

/// Finds JSON Web Tokens in compact form (RFC 7515 §3.1, RFC 7519 §3): `header.claims.signature`, each in base64url.
///
/// Header and claims are JSON objects and so begin with `eyJ`, the base64url of `{"`. The signature is empty in
/// unsecured tokens (RFC 7519 §6). A header that decodes to an object with the member `alg` (required by RFC 7515
/// §4.1.1) proves the token, unless its signature is shorter than that of any algorithm.
package struct JWTMatcher: NamedMatcher, ReadingMatcher {
    package static let name = "jwt"
    package static let summary = "JSON Web Tokens; the header must decode to a JSON object that names its algorithm."
    package static let optionNames: [String] = []

    /// Behind a byte that is outside the alphabet, or the last one of an escape.
    package let anchors = [
        Anchor(
            elements: [ByteSet.base64URL.inverted.union(.hex).union(ByteSet("nrt"))]
                + JWTMatcher.objectStart.map { ByteSet($0...$0) },
            offset: 1,
            maskOffset: 1
        )
    ]
    package let reachBefore = 3
    package let reachAfter = maximumLength

    private let runClass: RunClass

    private static let maximumLength = 8_192
    private static let minimumPart = 8
    /// That of HS256, 32 bytes (RFC 7518 §3.2); those of RSA and elliptic curves are longer.
    private static let shortestSignature = 43
    private static let maximumHeader = 2_048
    private static let objectStart = Array("eyJ".utf8)

    package init(options: [String: [String]], runClasses: inout RunClassTable) throws(MatcherOptionError) {
        runClass = runClasses.runClass(for: .base64URL)
    }

    package func decide(
        at position: Int,
        in window: borrowing ByteWindow,
        hold: inout Int,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> MatchOutcome {
        hold = position
        guard window.isFree(before: position, of: .base64URL) else { return .noMatch(.leftBoundary) }
        let limit = position + Self.maximumLength
        guard let headerEnd = try objectEnd(from: position, limit: limit, in: window, runs: &runs),
            let claimsEnd = try objectEnd(from: headerEnd + 1, limit: limit, in: window, runs: &runs)
        else { return .noMatch(.shape) }
        let end = try runs.peekEnd(of: runClass, from: claimsEnd + 1, limit: limit + 1, in: window)
        guard end <= limit else { return .noMatch(.length(found: end - position)) }
        let isShort = headerEnd - position <= Self.maximumHeader
        let header = isShort ? Base64.decode(window.span(position..<headerEnd)) : nil
        let signature = claimsEnd + 1..<end
        let isSigned = signature.count >= Self.shortestSignature
        let holds =
            header.map { Self.namesAlgorithm($0) && (isSigned || signature.isEmpty && Self.isUnsecured($0)) } ?? false
        let isSample =
            Self.isSample(claims: (headerEnd + 1)..<claimsEnd, in: window) || Self.isWord(signature, in: window)
        return .match(RawMatch(match: position..<end, proof: holds ? .holds : .fails, isSample: isSample))
    }

    /// The dot after a part that begins with `eyJ`.
    private func objectEnd(
        from start: Int,
        limit: Int,
        in window: borrowing ByteWindow,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> Int? {
        guard try window.peeks(Self.objectStart, at: start) else { return nil }
        let end = try runs.peekEnd(of: runClass, from: start, limit: limit, in: window)
        guard end - start >= Self.minimumPart, end < limit else { return nil }
        return try window.peek(end) == UInt8(ascii: ".") ? end : nil
    }

    private static func namesAlgorithm(_ header: [UInt8]) -> Bool {
        let text = header.filter { !ByteSet.whitespace.contains($0) }
        guard text.first == UInt8(ascii: "{"), text.last == UInt8(ascii: "}") else { return false }
        return header.first == text.first && ByteText.contains(algorithmKey, in: text.span)
    }

    private static func isUnsecured(_ header: [UInt8]) -> Bool {
        let text = header.filter { !ByteSet.whitespace.contains($0) }.map(\.asciiLowercased)
        return ByteText.contains(noAlgorithm, in: text.span)
    }

    /// The claims that the debugger at jwt.io shows, which documentation copies.
    private static func isSample(claims: Range<Int>, in window: borrowing ByteWindow) -> Bool {
        guard claims.count <= 256, let text = Base64.decode(window.span(claims)) else { return false }
        return ByteText.contains(sampleName, in: text.span) && ByteText.contains(sampleSubject, in: text.span)
    }

    /// Whether a word stands where documentation leaves the signature out: `eyJ….eyJ….signature`.
    private static func isWord(_ signature: Range<Int>, in window: borrowing ByteWindow) -> Bool {
        (3...24).contains(signature.count) && window.span(signature).isMade(of: wordCharacters)
    }

    private static var wordCharacters: ByteSet { ByteSet.lowerCase.union(ByteSet(ascii: "-_")) }
    private static let algorithmKey = Array("\"alg\":".utf8)
    private static let noAlgorithm = Array("\"alg\":\"none\"".utf8)
    private static let sampleName = Array("John Doe".utf8)
    private static let sampleSubject = Array("1234567890".utf8)
}
