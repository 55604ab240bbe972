// Finds IPv4 addresses.

/// Finds IPv4 addresses, by default only public ones. Versions, section numbers and object identifiers are left alone.
/// Four small parts without a word that speaks of addresses are doubtful: most such are versions.
package struct IPv4Matcher: NamedMatcher {
    package static let name = "ipv4"
    package static let summary =
        "IPv4 addresses; only public ones unless the option private is true."
    package static let optionNames = ["private"]

    private static var dot: ByteSet { ByteSet(ascii: ".") }
    /// What may stand before the first octet, but for words.
    private static var outside: ByteSet { NumberBoundary.outside.intersection(ByteSet(ascii: "._~^").inverted) }

    /// The first two octets of one to three digits with their dots, and what stands in front: in a long dotted number
    /// only the beginning calls for anything.
    package let anchors = (1...3).flatMap { first in
        (1...3).map { second in
            Anchor(
                elements: [IPv4Matcher.outside] + Array(repeating: ByteSet.digits, count: first) + [IPv4Matcher.dot]
                    + Array(repeating: ByteSet.digits, count: second) + [IPv4Matcher.dot],
                offset: 1 + first,
                maskOffset: 1
            )
        }
    }
    package let reachBefore = 3 + KeyBefore.reach
    package let reachAfter = 20
    private let includesPrivate: Bool

    package init(options: [String: [String]], runClasses: inout RunClassTable) throws(MatcherOptionError) {
        includesPrivate = try MatcherOptionError.flag("private", in: options)
    }

    package func match(at position: Int, in window: borrowing ByteWindow, runs: inout RunCache) -> MatchOutcome {
        if let byte = window.byte(at: position), byte != UInt8(ascii: ".") { return .noMatch(.shape) }
        guard window.holds(.digits, at: position - 1) else { return .noMatch(.leftBoundary) }
        // Most of what is asked about in a long dotted number is seen by the dot before a one-digit part.
        if window.byte(at: position - 2) == UInt8(ascii: ".") { return .noMatch(.leftBoundary) }
        let start = window.runStart(of: .digits, before: position, limit: position - 3)
        guard start < position, Self.mayBegin(at: start, in: window) else { return .noMatch(.leftBoundary) }
        switch IPv4Address.read(at: start, in: window) {
        case .none: return .noMatch(.shape)
        case .isOpen: return .needsMore(holdFrom: start)
        case .address(let address):
            guard includesPrivate || address.isPublic else { return .noMatch(.range(FieldName("private"))) }
            // A private one is shown for what it tells about a network.
            if !includesPrivate {
                switch Self.isNetwork(address, at: start, in: window) {
                case .holds: return .noMatch(.range(FieldName("network")))
                case .isOpen: return .needsMore(holdFrom: start)
                case .fails: break
                }
            }
            if KeyBefore.namesVersion(before: start, in: window) { return .noMatch(.range(FieldName("version"))) }
            return window.outcome(
                Self.ends(at: address.end, in: window),
                RawMatch(
                    match: start..<address.end,
                    isSample: address.isSample,
                    doubt: address.isPublic && address.isLow && !KeyBefore.namesAddress(before: start, in: window)
                        ? 20 : 0
                )
            )
        }
    }

    /// Not inside a word, a longer dotted number, a path or a comparison of versions.
    private static func mayBegin(at start: Int, in window: borrowing ByteWindow) -> Bool {
        guard let previous = window.byte(at: start - 1) else { return true }
        if NumberBoundary.continuesWord(at: start, in: window) { return false }
        let earlier = window.byte(at: start - 2)
        switch previous {
        case UInt8(ascii: "."), UInt8(ascii: "~"), UInt8(ascii: "^"): return false
        case UInt8(ascii: "/"): return earlier == previous
        case UInt8(ascii: "-"): return !window.holds(.letters, at: start - 2)
        case UInt8(ascii: "="): return !window.holds(comparisons, at: start - 2)
        default: return true
        }
    }

    private static var comparisons: ByteSet { ByteSet(ascii: "=<>!~^") }

    /// Whether the address is that of a network, as in `34.118.0.0/16`: no bit is set behind its prefix (RFC 4632 §3.1).
    /// What follows an address in a URL is its path.
    private static func isNetwork(
        _ address: IPv4Address,
        at start: Int,
        in window: borrowing ByteWindow
    ) -> NumberBoundary.State {
        guard window.byte(at: start - 1) != UInt8(ascii: "/") else { return .fails }
        guard let slash = window.byte(at: address.end) else { return window.isComplete ? .fails : .isOpen }
        guard slash == UInt8(ascii: "/") else { return .fails }
        let first = address.end + 1
        let end = window.runEnd(of: .digits, from: min(first, window.upperBound), limit: first + 3)
        if end == window.upperBound, end < first + 3, !window.isComplete { return .isOpen }
        guard (1...2).contains(end - first) else { return .fails }
        if let next = window.byte(at: end), pathCharacters.contains(next) { return .fails }
        var prefix: UInt32 = 0
        for offset in first..<end { prefix = prefix * 10 + UInt32(window[offset] - UInt8(ascii: "0")) }
        return prefix < 31 && address.bits << prefix == 0 ? .holds : .fails
    }

    private static var pathCharacters: ByteSet { ByteSet.alphanumerics.union(ByteSet(ascii: "/_-%?")) }

    /// Not before a word, a fifth part or the suffix of a version.
    private static func ends(at end: Int, in window: borrowing ByteWindow) -> NumberBoundary.State {
        guard let next = window.byte(at: end) else { return window.isComplete ? .holds : .isOpen }
        if ByteSet.wordCharacters.contains(next) || next == UInt8(ascii: "+") { return .fails }
        guard next == UInt8(ascii: ".") || next == UInt8(ascii: "-") else { return .holds }
        guard let following = window.byte(at: end + 1) else { return window.isComplete ? .holds : .isOpen }
        let continuing = next == UInt8(ascii: ".") ? ByteSet.alphanumerics : ByteSet.letters
        return continuing.contains(following) ? .fails : .holds
    }
}
