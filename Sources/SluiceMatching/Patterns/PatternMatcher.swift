// A rule's PCRE2 pattern, tried where its literal stands.

import SluiceModel

/// A rule's PCRE2 pattern, tried at the positions that its anchors lead to and nowhere else.
package struct PatternMatcher: CandidateMatcher {
    package let anchors: [Anchor]
    package let reachBefore: Int
    package let reachAfter: Int
    package let gate: CandidateGate
    package let opening: MatchOpening

    private let pattern: Pattern
    private let group: Int
    private let earliestMask: Int
    private let maximumLength: Int
    private let isUnicode: Bool
    /// The sequences of which the first begins the mask; empty where the group does.
    private let masksFrom: [AnchoredSequence]

    /// Makes a matcher.
    ///
    /// - Parameters:
    ///   - pattern: an anchored pattern.
    ///   - group: the group to mask; 0 for the whole match.
    ///   - anchors: sequences of which every match contains one, with offsets that lead to the match's start.
    ///   - lookbehind: how many bytes before its start the pattern may read.
    ///   - lookahead: how many bytes after its end the pattern may read.
    ///   - maximumLength: longer matches are refused, in bytes.
    ///   - earliestMask: the least distance from the match's start to the group's.
    ///   - masksFrom: the sequences of the anchors, where the mask begins with the first of them in the match and what
    ///     stands before it may go out.
    ///   - isUnicode: whether the pattern was compiled for UTF-8.
    ///   - leadingRun: what every match begins with, where that is worth a look of its own.
    ///   - opening: the bytes between which matches begin.
    package init(
        pattern: Pattern,
        group: Int,
        anchors: [Anchor],
        lookbehind: Int,
        lookahead: Int = 0,
        maximumLength: Int,
        earliestMask: Int,
        masksFrom: [AnchoredSequence] = [],
        isUnicode: Bool = false,
        leadingRun: LeadingRun? = nil,
        opening: MatchOpening = .anywhere
    ) {
        gate = leadingRun.map { CandidateGate(offset: 0, set: $0.set, atLeast: $0.minimum) } ?? .open
        self.opening = opening
        self.pattern = pattern
        self.group = group
        self.anchors = anchors
        self.earliestMask = earliestMask
        self.masksFrom = masksFrom
        self.maximumLength = maximumLength
        self.isUnicode = isUnicode
        // At least one byte back, so that the pattern can tell the text's start from a window's.
        reachBefore = max(1, lookbehind)
        // At least one whole character beyond the longest match, so that a longer one is seen to be longer. A window
        // shows one byte more than its reach.
        reachAfter = maximumLength + max(isUnicode ? 4 : 1, lookahead) - 1
    }

    package func match(at position: Int, in window: borrowing ByteWindow, runs: inout RunCache) -> MatchOutcome {
        var subject = subject(around: position, in: window)
        guard position < subject.upperBound else {
            return window.isComplete ? .noMatch(.shape) : .needsMore(holdFrom: maskStart(of: position, in: window))
        }
        // No match begins inside a character, and PCRE2 refuses to try.
        if isUnicode, window.holds(PatternCharacters.continuationBytes, at: position) { return .noMatch(.shape) }
        let scratch = runs.patterns ?? PatternScratch()
        var isComplete = window.isComplete
        // The interpreter loses a partial match before bytes that are not UTF-8; what comes behind them cannot matter.
        if isUnicode, !pattern.usesJIT,
            let broken = Self.brokenOffset(from: position, to: subject.upperBound, in: window)
        {
            subject = subject.lowerBound..<(broken + 1)
            isComplete = true
        }
        let outcome = pattern.match(
            window.span(subject),
            from: position - subject.lowerBound,
            group: group,
            isStart: subject.lowerBound == 0,
            isComplete: isComplete,
            scratch: scratch
        )
        switch outcome {
        case .noMatch:
            return .noMatch(.shape)
        case .partial:
            return .needsMore(holdFrom: maskStart(of: position, in: window))
        case .limit:
            let holdFrom = maskStart(of: position, in: window)
            // On an incomplete window the answer could depend on how much has arrived.
            guard window.isComplete else { return .needsMore(holdFrom: holdFrom) }
            // What lies before the earliest mask has not been held and may be out.
            let end = min(window.upperBound, position + maximumLength)
            return holdFrom < end ? .undecided(range: holdFrom..<end) : .noMatch(.shape)
        case .match(let whole, let part):
            // The interpreter may move on past bytes that are not UTF-8 although the pattern is anchored.
            guard subject.lowerBound + whole.lowerBound == position else { return .noMatch(.shape) }
            guard whole.count <= maximumLength else { return .noMatch(.length(found: whole.count)) }
            guard let part, !part.isEmpty else { return .noMatch(.shape) }
            let base = subject.lowerBound
            let start =
                masksFrom.isEmpty ? base + part.lowerBound : firstLiteral(of: position, in: window, orBegun: false)
            guard start < base + part.upperBound else { return .noMatch(.shape) }
            return .match(
                RawMatch(
                    match: (base + whole.lowerBound)..<(base + whole.upperBound),
                    secret: start..<(base + part.upperBound)
                )
            )
        }
    }

    /// The first byte that the mask of a match at `position` can begin at.
    private func maskStart(of position: Int, in window: borrowing ByteWindow) -> Int {
        masksFrom.isEmpty ? position + earliestMask : firstLiteral(of: position, in: window, orBegun: true)
    }

    /// Where the first literal stands that leads to `position`; the end of the window where there is none.
    ///
    /// - Parameter orBegun: whether one counts whose end has not come: the prefilter may ask when the first bytes have.
    private func firstLiteral(of position: Int, in window: borrowing ByteWindow, orBegun: Bool) -> Int {
        var first = window.upperBound
        for sequence in masksFrom {
            var start = position + sequence.distance.lowerBound
            let last = position + sequence.distance.upperBound
            while start <= last, start < first, !stands(sequence.elements, at: start, in: window, orBegun: orBegun) {
                start += 1
            }
            if start <= last { first = min(first, start) }
        }
        return first
    }

    private func stands(
        _ elements: [ByteSet],
        at start: Int,
        in window: borrowing ByteWindow,
        orBegun: Bool
    ) -> Bool {
        for index in elements.indices {
            guard let byte = window.byte(at: start + index) else { return orBegun && !window.isComplete }
            guard elements[index].contains(byte) else { return false }
        }
        return true
    }

    /// The bytes of the window that the pattern is shown. In Unicode mode these are whole characters: PCRE2 takes one
    /// that is cut for bytes that are not UTF-8, which settles what the bytes to come should settle.
    private func subject(around position: Int, in window: borrowing ByteWindow) -> ByteRange {
        guard isUnicode else { return window.lowerBound..<window.upperBound }
        var lower = window.lowerBound
        if lower > 0 {
            let limit = min(position, lower + 3)
            while lower < limit, window.holds(PatternCharacters.continuationBytes, at: lower) { lower += 1 }
        }
        // A complete window shows every character that a match may read as a whole, and the end of a text is the end.
        let upper = window.isComplete ? window.upperBound : window.upperBound - Self.unfinishedCount(in: window)
        return lower..<max(lower, upper)
    }

    /// How many bytes at the window's end begin a character of which more bytes are to come (RFC 3629 §3).
    private static func unfinishedCount(in window: borrowing ByteWindow) -> Int {
        for count in 1...3 {
            guard let byte = window.byte(at: window.upperBound - count) else { return 0 }
            if PatternCharacters.continuationBytes.contains(byte) { continue }
            let width = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
            return PatternCharacters.leadBytes.contains(byte) && count < width ? count : 0
        }
        return 0
    }

    /// Where the first bytes stand that are not UTF-8, or nil.
    private static func brokenOffset(from start: Int, to end: Int, in window: borrowing ByteWindow) -> Int? {
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: window.span(start..<end))
            return nil
        } catch {
            return start + error.byteOffsets.lowerBound
        }
    }
}
