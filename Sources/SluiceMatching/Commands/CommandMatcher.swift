// A rule's pattern for a command, which finds it where it is run.

/// Finds what a pattern finds, but not where `CommandUse` tells that it is only named.
package struct CommandMatcher: CandidateMatcher {
    private let pattern: PatternMatcher

    /// Makes a matcher that asks `pattern`.
    package init(_ pattern: PatternMatcher) {
        self.pattern = pattern
    }

    package var anchors: [Anchor] { pattern.anchors }
    package var gate: CandidateGate { pattern.gate }
    package var opening: MatchOpening { pattern.opening }
    package var reachBefore: Int { max(pattern.reachBefore, CommandUse.reachBefore) }
    package var reachAfter: Int { pattern.reachAfter + CommandUse.reachAfter }

    package func match(at position: Int, in window: borrowing ByteWindow, runs: inout RunCache) -> MatchOutcome {
        let outcome = pattern.match(at: position, in: window, runs: &runs)
        if case .noMatch = outcome { return outcome }
        switch CommandUse.standing(of: position, in: window) {
        case .isRun: return outcome
        case .isNamed: return .noMatch(.named)
        case .isQuoted(let quotes):
            guard case .match(let match) = outcome else { return outcome }
            do {
                return try CommandUse.isNamed(by: quotes, behind: match.match.upperBound, in: window)
                    ? .noMatch(.named) : outcome
            } catch {
                return .needsMore(holdFrom: match.secret.lowerBound)
            }
        }
    }
}
