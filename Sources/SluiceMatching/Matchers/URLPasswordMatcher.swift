// Passwords in URLs: the part between the user's name and the host.

import SluiceModel

/// Finds the password of `scheme://user:password@host` (RFC 3986 §3.2.1), of which only the password is masked.
///
/// Lenient where people are: a password may hold an `@` that was not percent-encoded, so the last `@` before the end of
/// the authority counts; slashes may be escaped as in JSON. Nothing is held before the `:` of the user information.
package struct URLPasswordMatcher: NamedMatcher, ReadingMatcher {
    package static let name = "url-password"
    package static let summary = "The password in a URL such as scheme://user:password@host; masks the password alone."
    package static let optionNames = ["schemes"]

    package let anchors = [
        Anchor(elements: [.alphanumerics] + "://".utf8.map { ByteSet($0...$0) }, offset: 1, maskOffset: 5),
        Anchor(elements: [.alphanumerics] + #":\/\/"#.utf8.map { ByteSet($0...$0) }, offset: 1, maskOffset: 7),
    ]
    package let reachBefore = 32
    package let reachAfter = 5 + maximumUser + 1 + maximumPassword + 1 + maximumHost + 1

    private let schemes: WordTable?

    private static let maximumUser = 128
    private static let maximumPassword = 256
    /// The longest host name of the DNS (RFC 1035 §2.3.4), and the port.
    private static let maximumHost = 262

    package init(options: [String: [String]], runClasses: inout RunClassTable) throws(MatcherOptionError) {
        let schemes = (options["schemes"] ?? []).map { Array($0.lowercased().utf8) }
        self.schemes = schemes.isEmpty ? nil : WordTable(schemes)
        if let wrong = schemes.first(where: { $0.isEmpty || !$0.allSatisfy(Self.schemeCharacters.contains) }) {
            throw MatcherOptionError(
                option: "schemes",
                reason: "'\(String(decoding: wrong, as: UTF8.self))' is not a URL scheme; write it without '://'"
            )
        }
    }

    package func decide(
        at position: Int,
        in window: borrowing ByteWindow,
        hold: inout Int,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> MatchOutcome {
        guard window.holds(.alphanumerics, at: position - 1) else { return .noMatch(.leftBoundary) }
        let schemeStart = window.runStart(of: Self.schemeCharacters, before: position, limit: position - reachBefore)
        guard schemes?.contains(lowerCasing: schemeStart..<position, in: window) ?? true else {
            return .noMatch(.shape)
        }
        guard let userStart = try authorityStart(at: position, in: window) else { return .noMatch(.shape) }
        guard let colon = try userEnd(from: userStart, in: window) else { return .noMatch(.shape) }
        let start = colon + 1
        hold = start
        let (at, authorityEnd) = try passwordEnd(from: start, in: window)
        guard let at else { return .noMatch(.shape) }
        guard at > start, at - start <= Self.maximumPassword else { return .noMatch(.length(found: at - start)) }
        let verdict = PlaceholderText.verdict(of: window.span(start..<at))
        if verdict == .placeholder { return .noMatch(.placeholder) }
        // `http://one.example:123,two.example:456@…` lists hosts.
        if window.span(userStart..<colon).has(UInt8(ascii: ".")), Self.isPort(window.span(start..<at)) {
            return .noMatch(.shape)
        }
        return .match(
            RawMatch(
                match: schemeStart..<authorityEnd,
                secret: start..<at,
                isSample: verdict == .sample,
                doubt: Self.doubt(of: window.span(start..<at), host: window.span((at + 1)..<authorityEnd))
            )
        )
    }

    /// A number, and then the end or what ends no password.
    private static func isPort(_ password: Span<UInt8>) -> Bool {
        var index = 0
        while index < password.count, ByteSet.digits.contains(password[index]) { index += 1 }
        return index > 0 && index < password.count && password[index] == UInt8(ascii: ",")
    }

    /// Words and short passwords are less sure, and shown for hosts that are nobody's they are mostly examples (RFC
    /// 2606).
    private static func doubt(of password: Span<UInt8>, host: Span<UInt8>) -> UInt8 {
        let isStrong = password.count >= 8 && !SecretShape.isWordy(password)
        if isStrong { return 0 }
        let isReserved = !reserved.found(in: host, decisive: .reserved).isEmpty
        return isReserved ? 45 : 20
    }

    private static let reserved = WordTable(
        meanings: ByteText.words("example.com example.org example.net .example .invalid .test").map { ($0, .reserved) }
    )

    private func authorityStart(at position: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Int? {
        guard try window.peek(position) == UInt8(ascii: ":") else { return nil }
        var offset = position + 1
        for _ in 0..<2 {
            if try window.peek(offset) == UInt8(ascii: "\\") { offset += 1 }
            guard try window.peek(offset) == UInt8(ascii: "/") else { return nil }
            offset += 1
        }
        return offset
    }

    /// The colon after the user's name, which may be empty. Colons in brackets belong to `${NAME:-default}`, to a mask
    /// or to an IPv6 address.
    private func userEnd(from start: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Int? {
        var depth = 0
        for offset in start...(start + Self.maximumUser) {
            guard let byte = try window.peek(offset), !Self.terminators.contains(byte) else { return nil }
            switch byte {
            case UInt8(ascii: ":") where depth == 0: return offset
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth = max(0, depth - 1)
            default: break
            }
        }
        return nil
    }

    /// The last `@` that a host follows, and the end of the authority.
    private func passwordEnd(
        from start: Int,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> (at: Int?, end: Int) {
        let limit = start + Self.maximumPassword + 1 + Self.maximumHost
        var last: Int?
        var offset = start
        while offset < limit, let byte = try window.peek(offset), !Self.terminators.contains(byte) {
            if offset > start, window[offset - 1] == UInt8(ascii: "@"), Self.hostStart.contains(byte),
                offset - 1 - start <= Self.maximumPassword
            {
                last = offset - 1
            }
            offset += 1
        }
        return (last, offset)
    }

    private static var schemeCharacters: ByteSet { ByteSet.alphanumerics.union(ByteSet(ascii: "+.-")) }
    /// A name, an address in brackets, or a variable.
    private static var hostStart: ByteSet { ByteSet.alphanumerics.union(ByteSet(ascii: "[{$_")) }
    private static var terminators: ByteSet {
        ByteSet(ascii: "/?#\"'`<>\\").union(ByteSet(0...0x20)).union(ByteSet(0x7F...0x7F))
    }
}

extension WordTable.Meaning {
    fileprivate static let reserved = WordTable.Meaning(rawValue: 1)
}
