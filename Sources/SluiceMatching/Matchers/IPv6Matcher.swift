// Finds IPv6 addresses.

/// Finds IPv6 addresses, by default only those that can be met on the Internet.
///
/// A scope in a program (`a::b`), a time and a hardware address are no addresses: where `::` shortens it, the first
/// hextet must be of a range in use; without `::` there must be eight hextets, not all of them bytes.
package struct IPv6Matcher: NamedMatcher {
    package static let name = "ipv6"
    package static let summary =
        "IPv6 addresses (RFC 4291); only global ones unless the option private is true."
    package static let optionNames = ["private"]

    private static var colon: ByteSet { ByteSet(ascii: ":") }

    /// What an address cannot begin behind and no hextet ends with. The letters of `\\n`, `\\r` and `\\t` are not here.
    private static var neverBefore: ByteSet {
        ByteSet.wordCharacters.union(ByteSet(ascii: ":.-")).intersection(
            ByteSet.hex.union(ByteSet(ascii: "nrt")).inverted
        )
    }

    /// What stands before an address that begins with a colon.
    private static let outside = neverBefore.union(.hex).inverted

    /// The first colon: a hextet stands before it, and a second colon or a hextet and one after it; or nothing stands
    /// before it and a second colon follows.
    package let anchors =
        (0...4).map { count in
            Anchor(
                elements: [.hex, IPv6Matcher.colon] + Array(repeating: ByteSet.hex, count: count) + [IPv6Matcher.colon],
                offset: 1,
                lookback: Anchor.Lookback(set: .hex, limit: 3)
            )
        } + [
            Anchor(
                elements: [IPv6Matcher.outside, IPv6Matcher.colon, IPv6Matcher.colon],
                offset: 1,
                maskOffset: 1
            )
        ]
    /// Without `::` there are seven colons and hextets from the first colon on, or six before an IPv4 tail; times have
    /// two.
    package let gate = CandidateGate(
        offset: 0,
        set: ByteSet.hex.union(IPv6Matcher.colon),
        atLeast: 12,
        orPairOf: UInt8(ascii: ":")
    )
    package let reachBefore = 6
    package let reachAfter = 68
    private let includesPrivate: Bool

    package init(options: [String: [String]], runClasses: inout RunClassTable) throws(MatcherOptionError) {
        includesPrivate = try MatcherOptionError.flag("private", in: options)
    }

    package func match(at position: Int, in window: borrowing ByteWindow, runs: inout RunCache) -> MatchOutcome {
        if let byte = window.byte(at: position), byte != UInt8(ascii: ":") { return .noMatch(.shape) }
        if let previous = window.byte(at: position - 1), Self.neverBefore.contains(previous) {
            return .noMatch(.leftBoundary)
        }
        let start = window.runStart(of: .hex, before: position, limit: position - 4)
        if let previous = window.byte(at: start - 1) {
            guard !NumberBoundary.continuesWord(at: start, in: window), previous != UInt8(ascii: ":"),
                previous != UInt8(ascii: "."), previous != UInt8(ascii: "-")
            else { return .noMatch(.leftBoundary) }
        }
        if Self.isTooShort(from: position, in: window) { return .noMatch(.shape) }
        switch IPv6Address.read(at: start, in: window) {
        case .none: return .noMatch(.shape)
        case .isOpen: return .needsMore(holdFrom: start)
        case .address(let address):
            guard address.count >= 2, isWanted(address) else { return .noMatch(.range(FieldName("range"))) }
            return window.outcome(
                Self.ends(at: address.end, in: window),
                RawMatch(match: start..<address.end, isSample: address.isSample)
            )
        }
    }

    /// Whether the hextets from the first colon on are known to be too few, as those of a time are: without `::` there
    /// are seven colons, or six before an IPv4 tail.
    private static func isTooShort(from position: Int, in window: borrowing ByteWindow) -> Bool {
        var colons = 0
        var width = 1
        for offset in position..<window.upperBound {
            let byte = window[offset]
            if byte == UInt8(ascii: ":") {
                colons += 1
                if width == 0 || colons == 6 { return false }
                width = 0
            } else if ByteSet.hex.contains(byte), width < 4 {
                width += 1
            } else {
                return true
            }
        }
        return window.isComplete
    }

    private func isWanted(_ address: IPv6Address) -> Bool {
        if address.compressedAt == nil, !address.hasWideHextet { return false }
        if address.isGlobal || includesPrivate && address.isLocal { return true }
        return address.compressedAt == nil && address.tail == nil && !address.isLocal
    }

    /// Not before a word or a part that an address cannot have.
    private static func ends(at end: Int, in window: borrowing ByteWindow) -> NumberBoundary.State {
        guard let next = window.byte(at: end) else { return window.isComplete ? .holds : .isOpen }
        if ByteSet.wordCharacters.contains(next) { return .fails }
        guard next == UInt8(ascii: ":") || next == UInt8(ascii: ".") else { return .holds }
        guard let following = window.byte(at: end + 1) else { return window.isComplete ? .holds : .isOpen }
        if next == UInt8(ascii: ":"), following == next { return .fails }
        return ByteSet.alphanumerics.contains(following) ? .fails : .holds
    }
}
