// Finds e-mail addresses.

/// Finds e-mail addresses: up to 64 characters before the `@`, a domain with a top-level label behind it.
///
/// What only looks like one is left alone: remotes of version control (`git@host:path`), names of files and packages,
/// matrix products (`a@b.dot(c)`), and the user part of a URL, which a rule of its own handles.
package struct EmailMatcher: NamedMatcher {
    package static let name = "email"
    package static let summary = "E-mail addresses (RFC 5322 dot-atoms with a domain name)."
    package static let optionNames: [String] = []

    /// The most characters before the `@`, RFC 5321 §4.5.3.1.1.
    private static let localLimit = 64
    /// The most characters of a domain name, RFC 1035 §2.3.4.
    private static let domainLimit = 253
    /// How much of a path behind `host:` is read to see whether it is one.
    private static let pathLimit = 64
    /// How far before the local part a `://` is looked for.
    private static let userInfoLimit = 80

    private static var localSet: ByteSet { ByteSet.alphanumerics.union(ByteSet(ascii: "._%+'-")) }
    private static var localEnd: ByteSet { localSet.intersection(ByteSet(ascii: ".").inverted) }
    private static var localStart: ByteSet { ByteSet.alphanumerics.union(ByteSet(ascii: "_")) }
    private static var domainSet: ByteSet { ByteSet.alphanumerics.union(ByteSet(ascii: ".-")) }
    private static var pathSet: ByteSet { ByteSet.alphanumerics.union(ByteSet(ascii: "._~-")) }
    private static var userInfoSet: ByteSet { ByteSet.alphanumerics.union(ByteSet(ascii: "-._~!$&'()*+,;=:%")) }
    private static let git: [UInt8] = Array("git".utf8)

    /// The last character of the local part, which is no dot, and the `@`: a row of `@` calls for nothing.
    package let anchors = [
        Anchor(
            elements: [EmailMatcher.localEnd, ByteSet("@")],
            offset: 1,
            lookback: .init(set: EmailMatcher.localSet, limit: EmailMatcher.localLimit - 1)
        )
    ]
    /// The shortest domain is four characters long.
    package let gate = CandidateGate(offset: 1, set: EmailMatcher.domainSet, atLeast: 4)
    package let reachBefore = EmailMatcher.localLimit + max(EmailMatcher.userInfoLimit, LoginTarget.reach) + 4
    package let reachAfter = EmailMatcher.domainLimit + EmailMatcher.pathLimit + 8

    package init(options: [String: [String]], runClasses: inout RunClassTable) throws(MatcherOptionError) {}

    package func match(at position: Int, in window: borrowing ByteWindow, runs: inout RunCache) -> MatchOutcome {
        if let byte = window.byte(at: position) {
            guard byte == UInt8(ascii: "@") else { return .noMatch(.shape) }
        }
        if let byte = window.byte(at: position + 1), !ByteSet.alphanumerics.contains(byte) { return .noMatch(.shape) }
        // The shortest domain is four characters long.
        for offset in (position + 2)...(position + 4) {
            guard let byte = window.byte(at: offset) else { break }
            guard Self.domainSet.contains(byte) else { return .noMatch(.shape) }
        }
        guard let start = Self.localStart(before: position, in: window) else { return .noMatch(.leftBoundary) }
        if position == start + Self.git.count, window.endsCaseless(start..<position, with: Self.git) {
            return .noMatch(.range(FieldName("version control user")))
        }

        let domainStart = position + 1
        let limit = domainStart + Self.domainLimit + 2
        let runEnd = window.runEnd(of: Self.domainSet, from: min(domainStart, window.upperBound), limit: limit)
        if runEnd == window.upperBound, runEnd < limit, !window.isComplete { return .needsMore(holdFrom: start) }
        var end = runEnd
        while end > domainStart, !ByteSet.alphanumerics.contains(window[end - 1]) { end -= 1 }
        guard runEnd > domainStart, runEnd < limit, end - domainStart <= Self.domainLimit else {
            return .noMatch(.length(found: max(0, runEnd - domainStart)))
        }
        guard DomainName.isPlausible(domainStart..<end, in: window) else {
            return .noMatch(.range(FieldName("domain")))
        }
        if Self.isInUserInfo(start, in: window) { return .noMatch(.leftBoundary) }
        if EmailPlaceholder.isOne(start..<position, at: domainStart..<end, in: window) { return .noMatch(.placeholder) }
        if LoginTarget.begins(at: start, in: window) { return .noMatch(.range(FieldName("login"))) }

        let found = RawMatch(match: start..<end, isSample: DomainName.isSample(domainStart..<end, in: window))
        guard runEnd == end, let next = window.byte(at: end) else { return .match(found) }
        switch next {
        case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "@"): return .noMatch(.rightBoundary)
        case UInt8(ascii: ":"): return window.outcome(Self.leadsNoPath(end + 1, in: window), found)
        default: return .match(found)
        }
    }

    /// Where the local part begins; nil where it is empty or longer than allowed. Quotes, dots and dashes in front of
    /// it are punctuation, and so is everything up to two dots in a row.
    private static func localStart(before position: Int, in window: borrowing ByteWindow) -> Int? {
        let limit = position - localLimit
        var start = window.runStart(of: localSet, before: position, limit: limit)
        guard start < position, window[position - 1] != UInt8(ascii: ".") else { return nil }
        if start == limit, window.holds(localSet, at: limit - 1) { return nil }
        var offset = position - 1
        while offset > start {
            if window[offset] == UInt8(ascii: "."), window[offset - 1] == UInt8(ascii: ".") {
                start = offset + 1
                break
            }
            offset -= 1
        }
        if window.byte(at: start - 1) == UInt8(ascii: "\\") { start += escapeWidth(at: start, in: window) }
        while start < position, !localStart.contains(window[start]) { start += 1 }
        return start < position ? start : nil
    }

    /// How many bytes behind a backslash belong to its escape and not to the local part: a line break, a tab, or the
    /// number of a character.
    private static func escapeWidth(at offset: Int, in window: borrowing ByteWindow) -> Int {
        switch window[offset] {
        case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"): 1
        case UInt8(ascii: "u"): window.runEnd(of: .hex, from: offset + 1, limit: offset + 5) == offset + 5 ? 5 : 0
        default: 0
        }
    }

    /// Whether what stands before the local part makes it the user or the password of a URL.
    private static func isInUserInfo(_ start: Int, in window: borrowing ByteWindow) -> Bool {
        let before = window.runStart(of: userInfoSet, before: start, limit: start - userInfoLimit)
        return window.byte(at: before - 1) == UInt8(ascii: "/") && window.byte(at: before - 2) == UInt8(ascii: "/")
            && window.byte(at: before - 3) == UInt8(ascii: ":")
    }

    /// Fails where `host:` is followed by a path, as in the remote of a repository.
    private static func leadsNoPath(_ offset: Int, in window: borrowing ByteWindow) -> NumberBoundary.State {
        let limit = offset + pathLimit
        let end = window.runEnd(of: pathSet, from: min(offset, window.upperBound), limit: limit)
        if end == limit { return .holds }
        guard let byte = window.byte(at: end) else { return window.isComplete ? .holds : .isOpen }
        return byte == UInt8(ascii: "/") ? .fails : .holds
    }
}
