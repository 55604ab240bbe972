// A rule of a gitleaks configuration, tried where its anchors stand.

package import SluiceMatching
import SluiceModel

/// A rule of a gitleaks configuration: its expression, tried at the positions that its anchors lead to, and what its
/// configuration says about the match.
package struct GitleaksMatcher: CandidateMatcher {
    package let anchors: [Anchor]
    package let reachBefore: Int
    package let reachAfter: Int
    package let gate: CandidateGate

    private let pattern: Pattern
    private let lead: GitleaksLead?
    private let group: Int
    private let minimumEntropy: Double
    private let exceptions: GitleaksExceptions
    /// Keywords of which one must stand before the match's end, folded; empty where nothing is asked.
    private let keywords: [[UInt8]]
    private let earliestMask: Int
    private let maximumLength: Int

    /// How far before a match keywords are looked for, in bytes.
    package static let keywordReach = 1024
    /// How much of the line before and after a match an exception may look at, in bytes.
    package static let lineReachBefore = 512
    package static let lineReachAfter = 256

    package init(
        plan: GitleaksPlan,
        pattern: Pattern,
        anchors: [Anchor],
        rule: GitleaksRule,
        exceptions: GitleaksExceptions,
        looksForKeywords: Bool
    ) {
        self.anchors = anchors
        self.pattern = pattern
        gate = plan.gate
        lead = plan.lead
        group = rule.secretGroup == 0 ? Pattern.firstFilledGroup : rule.secretGroup
        minimumEntropy = rule.entropy
        self.exceptions = exceptions
        keywords = looksForKeywords ? rule.keywords.map { $0.utf8.map(\.asciiLowercased) } : []
        earliestMask = plan.earliestMask
        maximumLength = plan.maximumLength
        // One byte before a match tells whether a text begins there.
        reachBefore =
            max(1, plan.lookbehind, keywords.isEmpty ? 0 : Self.keywordReach)
            + (plan.lead?.maximum ?? 0) + (exceptions.readsLines ? Self.lineReachBefore : 0)
        reachAfter =
            plan.maximumLength + max(1, plan.lookahead, exceptions.readsLines ? Self.lineReachAfter : 0) - 1
    }

    package func match(at position: Int, in window: borrowing ByteWindow, runs: inout RunCache) -> MatchOutcome {
        let holdFrom = position + earliestMask
        guard position < window.upperBound else {
            return window.isComplete ? .noMatch(.shape) : .needsMore(holdFrom: max(0, holdFrom))
        }
        // No match begins inside a character.
        if window[position] & 0xC0 == 0x80, position > 0, window.byte(at: position - 1).map({ $0 >= 0x80 }) ?? false {
            return .noMatch(.shape)
        }
        var start = position
        if let lead {
            start = window.runStart(of: lead.set, before: position, limit: position - lead.maximum)
            guard position - start >= lead.minimum else { return .noMatch(.shape) }
        }
        let scratch = runs.patterns ?? PatternScratch()
        let outcome = pattern.match(
            window.span(window.lowerBound..<window.upperBound),
            from: position - window.lowerBound,
            group: group,
            isStart: window.lowerBound == 0,
            isComplete: window.isComplete,
            scratch: scratch
        )
        switch outcome {
        case .noMatch: return .noMatch(.shape)
        case .partial: return .needsMore(holdFrom: max(start, holdFrom))
        case .limit:
            guard window.isComplete else { return .needsMore(holdFrom: max(start, holdFrom)) }
            let end = min(window.upperBound, position + maximumLength)
            let from = max(start, holdFrom)
            return from < end ? .undecided(range: from..<end) : .noMatch(.shape)
        case .match(let whole, let part):
            let end = window.lowerBound + whole.upperBound
            guard end - position <= maximumLength else { return .noMatch(.length(found: end - position)) }
            return confirm(
                match: start..<end,
                group: part.map { (window.lowerBound + $0.lowerBound)..<(window.lowerBound + $0.upperBound) },
                in: window,
                scratch: scratch
            )
        }
    }

    /// Asks about the match what gitleaks asks, in its order.
    private func confirm(
        match: ByteRange,
        group: ByteRange?,
        in window: borrowing ByteWindow,
        scratch: PatternScratch
    ) -> MatchOutcome {
        let match = Self.withoutLineEnds(match, in: window)
        guard !match.isEmpty else { return .noMatch(.shape) }
        var secret = match
        if let group, !group.isEmpty { secret = group.clamped(to: match) }
        guard !secret.isEmpty else { return .noMatch(.shape) }
        if minimumEntropy != 0, GitleaksEntropy.bits(of: window.span(secret)) <= minimumEntropy {
            return .noMatch(.range(FieldName("entropy")))
        }
        if !keywords.isEmpty {
            let before = max(window.lowerBound, match.lowerBound - Self.keywordReach)..<match.upperBound
            guard keywords.contains(where: { GitleaksExceptions.contains($0, in: window.span(before)) }) else {
                return .noMatch(.range(FieldName("keyword")))
            }
        }
        if !exceptions.isEmpty {
            var line = match
            if exceptions.readsLines {
                let bounds = Self.line(of: match, in: window)
                guard let bounds else { return .needsMore(holdFrom: secret.lowerBound) }
                line = bounds
            }
            if exceptions.excuse(secret: secret, match: match, line: line, in: window, scratch: scratch) {
                return .noMatch(.range(FieldName("allowlist")))
            }
        }
        return .match(RawMatch(match: match, secret: secret))
    }

    /// gitleaks takes line feeds off both ends of a match.
    private static func withoutLineEnds(_ range: ByteRange, in window: borrowing ByteWindow) -> ByteRange {
        let newline = UInt8(ascii: "\n")
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, window[start] == newline { start += 1 }
        while start < end, window[end - 1] == newline { end -= 1 }
        return start..<end
    }

    /// The lines that a match stands in, as far as they are looked at; nil where their end is still to come.
    private static func line(of match: ByteRange, in window: borrowing ByteWindow) -> ByteRange? {
        let other = ByteSet("\n").inverted
        let start = window.runStart(of: other, before: match.lowerBound, limit: match.lowerBound - lineReachBefore)
        let limit = match.upperBound + lineReachAfter
        let end = window.runEnd(of: other, from: match.upperBound, limit: limit)
        guard end < window.upperBound || window.isComplete || end == limit else { return nil }
        return start..<end
    }
}
