// A vendor token: a prefix, then runs of known alphabets and lengths.

import SluiceModel

/// Matches a vendor token: one of some prefixes, then parts of known alphabet and length, in time linear in the text.
package struct TokenMatcher: CandidateMatcher {
    /// What follows a prefix.
    package enum Part: Sendable {
        /// This text.
        case text([UInt8])
        /// So many characters of a class. If it is not the last part and its length varies, the next part must begin
        /// with a byte outside the class.
        case run(RunClass, length: ClosedRange<Int>)
    }

    /// A text that stands within the parts, so many bytes after the prefix.
    package struct Infix: Sendable {
        package let text: [UInt8]
        package let after: ClosedRange<Int>

        package init(text: [UInt8], after: ClosedRange<Int>) {
            self.text = text
            self.after = after
        }
    }

    package let anchors: [Anchor]
    package let reachBefore = 2
    package let reachAfter: Int

    /// What the token may begin with, the longest first; one of no bytes if nothing is known.
    package let prefixes: [[UInt8]]
    private let parts: [Part]
    private let infix: Infix?
    private let suffix: [UInt8]
    private let boundary: ByteSet

    /// Makes a matcher. `boundary` holds the bytes that may not touch the token on either side. Without prefixes the
    /// token is found by its infix or by its first text part.
    package init(prefixes: [[UInt8]], parts: [Part], infix: Infix?, suffix: [UInt8], boundary: ByteSet) {
        self.prefixes = prefixes.isEmpty ? [[]] : prefixes.sorted { $0.count > $1.count }
        self.parts = parts
        self.infix = infix
        self.suffix = suffix
        self.boundary = boundary
        let longestPrefix = prefixes.map(\.count).max() ?? 0
        reachAfter = longestPrefix + parts.map(\.maximumLength).reduce(0, +) + suffix.count
        anchors =
            prefixes.isEmpty
            ? Self.anchorsInside(parts: parts, infix: infix)
            : prefixes.map { Self.anchor(prefix: $0, parts: parts, boundary: boundary) }
    }

    /// The infix or the first text part, at each distance from the token's start that it can have.
    private static func anchorsInside(parts: [Part], infix: Infix?) -> [Anchor] {
        var before = ByteSet()
        var least = 0
        var most = 0
        for part in parts {
            switch part {
            case .run(let runClass, let length):
                before = before.union(runClass.set)
                if let infix { return anchors(of: infix.text, distance: infix.after, before: before) }
                least += length.lowerBound
                most += length.upperBound
            case .text(let text):
                return anchors(of: text, distance: least...most, before: before)
            }
        }
        return []
    }

    private static func anchors(of text: [UInt8], distance: ClosedRange<Int>, before: ByteSet) -> [Anchor] {
        let lookback = Anchor.Lookback(set: before, limit: distance.upperBound)
        return distance.map { distance in
            Anchor(
                elements: text.map { ByteSet($0...$0) },
                offset: -distance,
                lookback: lookback.limit > 0 ? lookback : nil,
                mayBeCut: true
            )
        }
    }

    /// The prefix after a byte that may precede a token: in most texts that is what keeps a short prefix from stopping
    /// the prefilter inside words.
    private static func anchor(prefix: [UInt8], parts: [Part], boundary: ByteSet) -> Anchor {
        let literal = prefix.map { ByteSet($0...$0) }
        let gate = gate(prefix: prefix, parts: parts)
        if boundary.isEmpty { return Anchor(elements: literal, gate: gate, mayBeCut: true) }
        let before = boundary.inverted.union(ByteWindow.escapeLetters)
        return Anchor(elements: [before] + literal, offset: 1, maskOffset: 1, gate: gate, mayBeCut: true)
    }

    /// The first run behind the prefix.
    private static func gate(prefix: [UInt8], parts: [Part]) -> CandidateGate? {
        guard case .run(let runClass, let length)? = parts.first else { return nil }
        return CandidateGate(offset: prefix.count, set: runClass.set, atLeast: length.lowerBound)
    }

    package func match(at position: Int, in window: borrowing ByteWindow, runs: inout RunCache) -> MatchOutcome {
        guard window.isBoundary(before: position, against: boundary) else { return .noMatch(.leftBoundary) }
        var rejection = Rejection.shape
        for prefix in prefixes {
            switch match(prefix: prefix, at: position, in: window, runs: &runs) {
            case .noMatch(.shape): continue
            case .noMatch(let reason): rejection = reason
            case let decided: return decided
            }
        }
        return .noMatch(rejection)
    }

    private func match(
        prefix: [UInt8],
        at position: Int,
        in window: borrowing ByteWindow,
        runs: inout RunCache
    ) -> MatchOutcome {
        var offset = position
        if let outcome = expect(prefix, at: &offset, from: position, in: window) { return outcome }
        let bodyStart = offset
        for (index, part) in parts.enumerated() {
            switch part {
            case .text(let text):
                if let outcome = expect(text, at: &offset, from: position, in: window) { return outcome }
            case .run(let runClass, let length):
                let end = runs.end(of: runClass, from: offset, in: window)
                let available = end - offset
                if end == window.upperBound, !window.isComplete, available <= length.upperBound {
                    runs.waiting = RunWait(runClass: runClass, seenTo: end, limit: offset + length.upperBound + 1)
                    return .needsMore(holdFrom: position)
                }
                guard available >= length.lowerBound else { return .noMatch(.length(found: available)) }
                let isFixed = length.lowerBound == length.upperBound
                let isLast = index == parts.count - 1
                if available > length.upperBound,
                    !isFixed || (isLast && suffix.isEmpty && boundary.contains(window[offset + length.upperBound]))
                {
                    return .noMatch(.length(found: available))
                }
                offset += min(available, length.upperBound)
            }
        }
        if let outcome = expect(suffix, at: &offset, from: position, in: window) { return outcome }
        if offset == window.upperBound, !window.isComplete { return .needsMore(holdFrom: position) }
        if window.holds(boundary, at: offset) { return .noMatch(.rightBoundary) }
        if let infix, !holds(infix, from: bodyStart, to: offset, in: window) { return .noMatch(.shape) }
        return .match(RawMatch(match: position..<offset))
    }

    /// Moves `offset` over `text`, or says why not.
    private func expect(
        _ text: [UInt8],
        at offset: inout Int,
        from position: Int,
        in window: borrowing ByteWindow
    ) -> MatchOutcome? {
        for byte in text {
            guard let found = window.byte(at: offset) else {
                return window.isComplete ? .noMatch(.shape) : .needsMore(holdFrom: position)
            }
            guard found == byte else { return .noMatch(.shape) }
            offset += 1
        }
        return nil
    }

    private func holds(_ infix: Infix, from start: Int, to end: Int, in window: borrowing ByteWindow) -> Bool {
        let last = min(start + infix.after.upperBound, end - infix.text.count)
        var offset = start + infix.after.lowerBound
        while offset <= last {
            if window.hasPrefix(infix.text, at: offset) { return true }
            offset += 1
        }
        return false
    }
}

extension TokenMatcher.Part {
    /// The most bytes that the part can take.
    package var maximumLength: Int {
        switch self {
        case .text(let text): text.count
        case .run(_, let length): length.upperBound
        }
    }
}
