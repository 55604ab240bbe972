// A function of a shell that starts itself twice.

/// Finds a function of a shell that pipes itself into itself and is called: `f(){ f|f& };f`.
///
/// No pattern without back-references can ask for one name in five places. It is found by its end, `&}`, so that nothing
/// is held of other functions; what is masked begins there.
package struct ForkBombMatcher: NamedMatcher, ReadingMatcher {
    package static let name = "fork-bomb"
    package static let summary = "A function of a shell that pipes itself into itself and is called, by any name."
    package static let optionNames: [String] = []

    /// The longest name that is followed.
    private static let longestName = 24
    /// The most white space between two parts, signs of added lines included.
    private static let longestGap = 8

    package let anchors: [Anchor] = {
        let (ampersand, brace) = (ByteSet(ascii: "&"), ByteSet(ascii: "}"))
        return [[ampersand, brace], [ampersand, gaps, brace], [ampersand, gaps, gaps, brace]].map {
            Anchor(elements: $0)
        }
    }()
    package let reachBefore = 4 * longestName + 6 * longestGap
    package let reachAfter = longestName + 4 * longestGap

    /// Makes the matcher, which has no options.
    package init(options: [String: [String]], runClasses: inout RunClassTable) {}

    package func decide(
        at position: Int,
        in window: borrowing ByteWindow,
        hold: inout Int,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> MatchOutcome {
        guard try window.peek(position) == UInt8(ascii: "&"), let name = definedName(before: position, in: window)
        else { return .noMatch(.shape) }
        hold = position
        var end = try gapEnd(from: position + 1, in: window)
        guard try window.peek(end) == UInt8(ascii: "}") else { return .noMatch(.shape) }
        end = try gapEnd(from: end + 1, in: window)
        if try window.peek(end) == UInt8(ascii: ";") { end = try gapEnd(from: end + 1, in: window) }
        let call = try window.peekRunEnd(of: Self.nameBytes, from: end, limit: end + Self.longestName + 1)
        guard window.copy(end..<call) == name else { return .noMatch(.shape) }
        return .match(RawMatch(match: position..<call))
    }

    /// The name in `name() { name | name`, which ends at `end`.
    private func definedName(before end: Int, in window: borrowing ByteWindow) -> [UInt8]? {
        var start = end
        guard let name = takeName(&start, in: window), take("|", &start, in: window),
            takeName(&start, in: window) == name, take("{", &start, in: window), take(")", &start, in: window),
            take("(", &start, in: window)
        else { return nil }
        let first = gapStart(before: start, in: window) - name.count
        guard window.hasPrefix(name, at: first), window.isFree(before: first, of: Self.nameBytes) else { return nil }
        return name
    }

    /// Steps back over white space and a name.
    private func takeName(_ offset: inout Int, in window: borrowing ByteWindow) -> [UInt8]? {
        let end = gapStart(before: offset, in: window)
        let start = window.runStart(of: Self.nameBytes, before: end, limit: end - Self.longestName)
        guard start < end, !ByteSet.digits.contains(window[start]) else { return nil }
        offset = start
        return window.copy(start..<end)
    }

    /// Steps back over white space and `sign`.
    private func take(_ sign: Unicode.Scalar, _ offset: inout Int, in window: borrowing ByteWindow) -> Bool {
        let end = gapStart(before: offset, in: window)
        guard window.byte(before: end) == UInt8(ascii: sign) else { return false }
        offset = end - 1
        return true
    }

    private func gapStart(before offset: Int, in window: borrowing ByteWindow) -> Int {
        window.runStart(of: Self.gaps, before: offset, limit: offset - Self.longestGap)
    }

    private func gapEnd(from offset: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Int {
        try window.peekRunEnd(of: Self.gaps, from: offset, limit: offset + Self.longestGap)
    }

    /// With the sign of a line that a diff adds.
    private static var gaps: ByteSet { ByteSet.whitespace.union(ByteSet(ascii: "+")) }
    private static var nameBytes: ByteSet { ByteSet.wordCharacters.union(ByteSet(ascii: ".-")) }
}
