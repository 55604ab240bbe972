// Credentials in HTTP headers.

import SluiceModel

/// Finds the credentials of HTTP headers such as `Authorization: Bearer …` (RFC 9110 §11.4), `x-api-key` and `Cookie`,
/// in recorded requests, command lines, dictionaries and calls.
///
/// The scheme's name stays. Schemes with parameters (`Digest`, `AWS4-HMAC-SHA256`) are masked up to the end of the
/// value.
package struct AuthorizationHeaderMatcher: NamedMatcher, ReadingMatcher {
    package static let name = "authorization-header"
    package static let summary = "Credentials in HTTP headers: Authorization, API key headers, cookies."
    package static let optionNames = ["headers"]

    package let anchors: [Anchor]
    package let reachBefore = 48
    package let reachAfter: Int

    /// Longest first.
    private let headers: [Header]
    private let credentialClass: RunClass
    private let lineClass: RunClass
    private let quotedText: QuotedText

    private struct Header: Sendable {
        var text: [UInt8]
        var kind: Kind
    }

    /// What a header's value is.
    private enum Kind: Sendable {
        case cookies
        case schemeAndCredentials
        case token
    }

    /// Header names are matched as the ends of names, so that `api-key` also stands for `x-portkey-api-key`.
    private static let defaultHeaders = [
        "authorization", "api-key", "auth-token", "access-token", "private-token", "subscription-key", "vault-token",
        "security-token", "cookie",
    ]

    private static let maximumCredentials = 4_096
    private static let maximumBlanks = 16
    private static let maximumScheme = 32
    /// Bytes between a name and its value: quotation marks, blanks, an operator.
    private static let maximumGap = 3 * maximumBlanks + 24

    package init(options: [String: [String]], runClasses: inout RunClassTable) throws(MatcherOptionError) {
        let names = options["headers"] ?? Self.defaultHeaders
        let tokenCharacters = ByteSet.alphanumerics.union(ByteSet("-_"))
        let wrong = names.first { !(1...32).contains($0.utf8.count) || !$0.utf8.allSatisfy(tokenCharacters.contains) }
        if let wrong {
            throw MatcherOptionError(option: "headers", reason: "'\(wrong)' is not a header name of 1 to 32 characters")
        }
        headers = names.map { name in
            let text = name.utf8.map(\.asciiLowercased)
            return Header(text: text, kind: Self.kind(of: text))
        }.sorted { $0.text.count > $1.text.count }
        anchors = headers.map { header in
            Anchor(
                literal: String(decoding: header.text, as: UTF8.self),
                ignoresCase: true,
                maskOffset: header.text.count + 1
            )
        }
        let longest = headers.first?.text.count ?? 0
        reachAfter = longest + Self.maximumGap + Self.maximumScheme + Self.maximumCredentials + 32
        credentialClass = runClasses.runClass(for: Self.credentialCharacters)
        lineClass = runClasses.runClass(for: Self.lineCharacters)
        quotedText = QuotedText(&runClasses)
    }

    private static func kind(of header: [UInt8]) -> Kind {
        if ByteText.hasSuffix(Array("cookie".utf8), in: header) { return .cookies }
        return ByteText.hasSuffix(Array("authorization".utf8), in: header) ? .schemeAndCredentials : .token
    }

    package func decide(
        at position: Int,
        in window: borrowing ByteWindow,
        hold: inout Int,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> MatchOutcome {
        guard let header = try header(at: position, in: window) else { return .noMatch(.shape) }
        let nameEnd = position + header.text.count
        guard try window.peeks(FieldGrammar.followers, at: nameEnd) else { return .noMatch(.shape) }
        let value = try FieldGrammar.value(
            after: nameEnd,
            style: .header,
            maximumBlanks: Self.maximumBlanks,
            in: window,
            hold: &hold
        )
        guard let value else { return .noMatch(.shape) }
        hold = value.start
        // Most values that are none are seen by their first bytes.
        if header.kind == .cookies, try !beginsCookie(at: value.start, in: window) { return .noMatch(.shape) }
        let nameStart = window.runStart(of: Self.nameCharacters, before: position, limit: position - 40)
        // `AWS::Redshift::EndpointAuthorization` names a type.
        if window.byte(before: nameStart) == UInt8(ascii: ":"), window.byte(before: nameStart - 1) == UInt8(ascii: ":")
        {
            return .noMatch(.leftBoundary)
        }
        let enclosing = value.quote ?? Quote.preceding(nameStart, in: window)
        let field = Field(start: value.start, quote: enclosing, isQuoted: value.quote != nil, nameStart: nameStart)
        switch header.kind {
        case .cookies: return try cookies(field, in: window, runs: &runs)
        case .schemeAndCredentials: return try schemeAndCredentials(field, in: window, hold: &hold, runs: &runs)
        case .token:
            return try credentials(field, from: value.start, isTrusted: false, minimum: 12, in: window, runs: &runs)
        }
    }

    /// A header's value and what encloses it.
    private struct Field {
        var start: Int
        var quote: Quote?
        var isQuoted: Bool
        var nameStart: Int
    }

    private func header(at position: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Header? {
        guard let first = try window.peek(position)?.asciiLowercased else { return nil }
        for index in headers.indices where headers[index].text[0] == first {
            if try window.peeks(lowerCased: headers[index].text, at: position) { return headers[index] }
        }
        return nil
    }

    private func beginsCookie(at start: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Bool {
        let nameEnd = try window.peekRunEnd(of: Self.cookieName, from: start, limit: start + 64)
        guard nameEnd > start else { return false }
        return try window.peek(nameEnd) == UInt8(ascii: "=")
    }

    /// A scheme's name, blanks and credentials; or a bare token.
    private func schemeAndCredentials(
        _ field: Field,
        in window: borrowing ByteWindow,
        hold: inout Int,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> MatchOutcome {
        let limit = field.start + Self.maximumScheme
        let wordEnd = try window.peekRunEnd(of: Self.schemeCharacters, from: field.start, limit: limit)
        guard wordEnd < limit, wordEnd - field.start >= 2, try window.peek(wordEnd) == UInt8(ascii: " ") else {
            return try credentials(field, from: field.start, isTrusted: false, minimum: 16, in: window, runs: &runs)
        }
        let start = try window.peekRunEnd(of: Self.blanks, from: wordEnd, limit: wordEnd + 4)
        hold = start
        // Too little follows for any scheme.
        if try window.peeks(Self.lineEnds, at: start) { return .noMatch(.shape) }
        let scheme = field.start..<wordEnd
        if Self.schemesWithParameters.contains(lowerCasing: scheme, in: window) {
            return try parameters(field, from: start, in: window, runs: &runs)
        }
        let isKnown = Self.schemes.contains(lowerCasing: scheme, in: window)
        let isBasic = scheme.count == Self.basic.count && window.endsCaseless(scheme, with: Self.basic)
        if isBasic, let outcome = try basicCredentials(field, from: start, in: window, runs: &runs) {
            return outcome
        }
        return try credentials(
            field,
            from: start,
            isTrusted: isKnown,
            minimum: isKnown ? 8 : 16,
            in: window,
            runs: &runs
        )
    }

    /// One token, as long as it goes.
    private func credentials(
        _ field: Field,
        from start: Int,
        isTrusted: Bool,
        minimum: Int,
        in window: borrowing ByteWindow,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> MatchOutcome {
        if try window.peeks(Self.templateStart, at: start) { return .noMatch(.placeholder) }
        let limit = start + Self.maximumCredentials
        let end = try runs.peekEnd(of: credentialClass, from: start, limit: limit, in: window)
        guard end - start >= minimum else { return .noMatch(.length(found: end - start)) }
        if end < limit, !field.isQuoted, try window.peeks(Self.callStart, at: end) { return .noMatch(.shape) }
        let value = window.span(start..<min(end, start + 512))
        if !isTrusted || value.count < 16, !SecretShape.mixesLettersAndDigits(value) { return .noMatch(.shape) }
        let verdict = PlaceholderText.verdict(of: value)
        if verdict == .placeholder { return .noMatch(.placeholder) }
        guard looksLive(value, isTrusted: isTrusted, isQuoted: field.isQuoted), !AssignedValue.isAddress(value) else {
            return .noMatch(.shape)
        }
        return .match(
            RawMatch(
                match: field.nameStart..<end,
                secret: start..<end,
                isSample: verdict == .sample,
                isOpen: end == limit
            )
        )
    }

    private func looksLive(_ value: Span<UInt8>, isTrusted: Bool, isQuoted: Bool) -> Bool {
        if !isQuoted, SecretShape.isReference(value) { return false }
        guard isTrusted else {
            guard SecretShape.mixesLettersAndDigits(value), SecretShape.entropy(value) >= 3 else { return false }
            return !SecretShape.isWordy(value)
                || value.count >= 20 && BigramSurprise.bitsPerPair(of: value) >= Self.noWords
        }
        if SecretShape.mixesLettersAndDigits(value) { return value.count >= 16 || !SecretShape.isWordy(value) }
        return value.count >= 16 && !SecretShape.isWordy(value)
    }

    /// RFC 7617: base64 of `user:password`. Nil where it does not decode to text; text without a colon is none.
    private func basicCredentials(
        _ field: Field,
        from start: Int,
        in window: borrowing ByteWindow,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> MatchOutcome? {
        let limit = start + Self.maximumCredentials
        let end = try runs.peekEnd(of: credentialClass, from: start, limit: limit, in: window)
        // User and password need not be tried where a byte is of no base64.
        guard end < limit, end - start >= 8, window.runEnd(of: Self.base64, from: start, limit: end) == end,
            let text = Base64.decode(window.span(start..<end)), text.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
        else { return nil }
        guard let colon = text.firstIndex(of: UInt8(ascii: ":")) else {
            // Other bytes than ASCII may be those of a bare token.
            return text.allSatisfy { $0 < 0x80 } ? .noMatch(.shape) : nil
        }
        let password = text.span.extracting((colon + 1)..<text.count)
        let isPublished = text[(colon + 1)...].elementsEqual(Self.sampleBasicPassword)
        let isSample = isPublished || PlaceholderText.verdict(of: password) != .value
        return .match(
            RawMatch(match: field.nameStart..<end, secret: start..<end, proof: .holds, isSample: isSample)
        )
    }

    /// Everything up to the end of the value.
    private func parameters(
        _ field: Field,
        from start: Int,
        in window: borrowing ByteWindow,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> MatchOutcome {
        if try window.peeks(Self.templateStart, at: start) { return .noMatch(.placeholder) }
        guard let end = try lineEnd(of: field, from: start, in: window, runs: &runs) else {
            return .noMatch(.length(found: Self.maximumCredentials))
        }
        let value = window.span(start..<end)
        guard value.count >= 16, value.has(UInt8(ascii: "=")) else { return .noMatch(.length(found: value.count)) }
        for mark in Self.templateMarks where ByteText.contains(mark, in: value) { return .noMatch(.placeholder) }
        return .match(RawMatch(match: field.nameStart..<end, secret: start..<end))
    }

    /// All cookies of the value, if one of them looks like a session.
    private func cookies(
        _ field: Field,
        in window: borrowing ByteWindow,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> MatchOutcome {
        guard let end = try lineEnd(of: field, from: field.start, in: window, runs: &runs) else {
            return .noMatch(.length(found: Self.maximumCredentials))
        }
        var offset = field.start
        while offset < end {
            let nameEnd = window.runEnd(of: Self.cookieName, from: offset, limit: end)
            let valueEnd = window.runEnd(of: Self.cookieValue, from: nameEnd, limit: end)
            if valueEnd - nameEnd > 16, window[nameEnd] == UInt8(ascii: "=") {
                let value = window.span((nameEnd + 1)..<valueEnd)
                if looksLive(value, isTrusted: false, isQuoted: true), !PlaceholderText.isPlaceholder(value),
                    Self.harmlessCookies.found(in: window.span(offset..<nameEnd), decisive: .harmless).isEmpty
                {
                    return .match(RawMatch(match: field.nameStart..<end, secret: field.start..<end))
                }
            }
            offset = valueEnd + 1
        }
        return .noMatch(.shape)
    }

    /// The end of a value that may hold blanks: its closing quotation mark, the one that encloses the whole header, or
    /// the end of the line. Nil where it is too far.
    private func lineEnd(
        of field: Field,
        from start: Int,
        in window: borrowing ByteWindow,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> Int? {
        let limit = start + Self.maximumCredentials
        if let quote = field.quote,
            let end = try quote.valueEnd(from: start, limit: limit, in: window, runs: &runs, classes: quotedText)
        {
            return end
        }
        if field.isQuoted { return nil }
        let end = try runs.peekEnd(of: lineClass, from: start, limit: limit, in: window)
        return end < limit ? end : nil
    }

    package func extend(match: RawMatch, from offset: Int, in window: borrowing ByteWindow) -> Extension {
        let limit = match.match.lowerBound + 65_536
        let end = max(offset, window.runEnd(of: Self.credentialCharacters, from: offset, limit: limit))
        return end < window.upperBound || end >= limit || window.isComplete ? .closed(at: end) : .open(to: end)
    }

    /// The least surprise of a value that reads like words because random small letters soon do, in bits per pair.
    private static let noWords = 7.0
    private static var blanks: ByteSet { ByteSet(ascii: " \t") }
    private static var nameCharacters: ByteSet { ByteSet.wordCharacters.union(ByteSet(ascii: "-")) }
    private static var schemeCharacters: ByteSet { ByteSet.alphanumerics.union(ByteSet(ascii: "-_")) }
    /// Visible ASCII without what ends a token in source code and lists.
    private static var credentialCharacters: ByteSet {
        ByteSet.alphanumerics.union(ByteSet(ascii: "-._~+/=:|%!@#$&*^?"))
    }
    private static var cookieName: ByteSet { ByteSet.alphanumerics.union(ByteSet(ascii: "-._~!#$%&'*+^|")) }
    private static var cookieValue: ByteSet { ByteSet(0x21...0x7E).intersection(ByteSet(ascii: ";\"'\\").inverted) }
    private static var lineEnds: ByteSet { ByteSet(ascii: "\r\n") }
    private static var lineCharacters: ByteSet { ByteSet(ascii: "\r\n").inverted }
    private static var templateStart: ByteSet { ByteSet(ascii: "<{[$(`%*") }
    private static var callStart: ByteSet { ByteSet(ascii: "([") }
    private static let templateMarks = ByteText.list("[REDACTED", "${", "<", "...")
    private static var base64: ByteSet { ByteSet.base64.union(.base64URL).union(ByteSet(ascii: "=")) }
    /// Words of cookies against forged requests, which open nothing without the session's.
    private static let harmlessCookies = WordTable(
        meanings: ByteText.words("csrf xsrf forgery").map { ($0, .harmless) }
    )
    private static let basic = Array("basic".utf8)
    /// The example of RFC 7617 §2.
    private static let sampleBasicPassword = Array("open sesame".utf8)

    private static let schemes = WordTable(
        ByteText.words(
            """
            bearer basic token apikey api-key key negotiate ntlm jwt bot geniekey ssws splunk deepl-auth-key
            klaviyo-api-key private-token dpop auth x-api-key
            """
        )
    )
    private static let schemesWithParameters = WordTable(
        ByteText.words(
            """
            digest oauth hawk mac signature hmac sharedkey sharedkeylite sharedaccesssignature aws4-hmac-sha256
            acs3-hmac-sha256 tc3-hmac-sha256 hmac-sha256 acs eg1-hmac-sha256
            """
        )
    )
}

extension WordTable.Meaning {
    fileprivate static let harmless = WordTable.Meaning(rawValue: 1)
}
