// Matchers that read ahead until they know.

/// A matcher that reads ahead through `peek` and its relatives, and stops where a byte has not come yet.
package protocol ReadingMatcher: CandidateMatcher {
    /// Decides about `position` as `match` does.
    ///
    /// - Parameter hold: where a mask may begin, as far as that is known when a byte is missing; nothing has to be held
    ///   unless the matcher sets it.
    func decide(
        at position: Int,
        in window: borrowing ByteWindow,
        hold: inout Int,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> MatchOutcome
}

extension ReadingMatcher {
    package func match(at position: Int, in window: borrowing ByteWindow, runs: inout RunCache) -> MatchOutcome {
        var hold = Int.max
        do {
            return try decide(at: position, in: window, hold: &hold, runs: &runs)
        } catch {
            return .needsMore(holdFrom: min(hold, window.upperBound))
        }
    }
}
