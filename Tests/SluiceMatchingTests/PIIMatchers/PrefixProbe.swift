// Asks a matcher about a text the way the scanner does, and about every beginning of the text.

import SluiceMatching
import SluiceModel
import Testing

/// Asks a matcher about a text at all positions, with windows cut as the scanner cuts them.
struct PrefixProbe {
    let matcher: any CandidateMatcher
    /// What failures call the matcher.
    let name: String

    /// A matcher by its type and options.
    init(_ type: any NamedMatcher.Type, options: [String: [String]] = [:]) throws {
        var classes = RunClassTable()
        matcher = try type.init(options: options, runClasses: &classes)
        name = type.name
    }

    /// A matcher with a name for failures.
    init(_ matcher: any CandidateMatcher, name: String) {
        self.matcher = matcher
        self.name = name
    }

    /// A matcher that has been made.
    init(matcher: any NamedMatcher) {
        self.init(matcher, name: type(of: matcher).name)
    }

    /// The outcome at `position` when `end` bytes have come, `isAll` when none will follow.
    func outcome(_ text: [UInt8], at position: Int, end: Int, isAll: Bool) -> MatchOutcome {
        let lower = max(0, position - matcher.reachBefore)
        let full = position + matcher.reachAfter + 1
        let upper = max(lower, min(end, full))
        let bytes = Array(text[lower..<upper])
        let window = ByteWindow(bytes.span, lowerBound: lower, isComplete: upper == full || isAll)
        var runs = RunCache(classCount: 0)
        return matcher.match(at: position, in: window, runs: &runs)
    }

    /// Where the anchors lead, with a newline imagined before the text, ascending. What leads out of it is left out.
    func anchoredPositions(_ text: [UInt8]) -> [Int] {
        let shown = [UInt8(ascii: "\n")] + text
        var positions: Set<Int> = []
        for anchor in matcher.anchors {
            for start in shown.indices where start + anchor.elements.count <= shown.count {
                let occurs = anchor.elements.indices.allSatisfy { anchor.elements[$0].contains(shown[start + $0]) }
                if occurs { positions.insert(start - 1 + anchor.offset) }
            }
        }
        return positions.filter { text.indices.contains($0) }.sorted()
    }

    /// What the matcher finds at the anchored positions of the whole text.
    func matches(_ text: [UInt8]) -> [RawMatch] {
        matches(text, at: anchoredPositions(text))
    }

    private func matches(_ text: [UInt8], at positions: [Int]) -> [RawMatch] {
        positions.compactMap { position in
            if case .match(let match) = outcome(text, at: position, end: text.count, isAll: true) { match } else { nil }
        }
    }

    /// Checks that no position but the anchored ones finds anything, and that what is answered early stays true and
    /// what is held reaches back far enough.
    func check(_ text: [UInt8], _ note: String = "", location: SourceLocation = #_sourceLocation) {
        let shown = String(decoding: text, as: UTF8.self)
        let positions = anchoredPositions(text)
        let anchored = Set(matches(text, at: positions))
        let everywhere = Set(matches(text, at: Array(0...text.count)))
        #expect(anchored == everywhere, "anchors of \(name) miss in \(shown) \(note)", sourceLocation: location)
        for position in positions {
            let final = outcome(text, at: position, end: text.count, isAll: true)
            for end in position...text.count {
                let early = outcome(text, at: position, end: end, isAll: false)
                let verdict = Self.conflict(early: early, final: final)
                #expect(
                    verdict == nil,
                    "\(name): \(verdict ?? "") after \(end) bytes at \(position) of \(shown) \(note)",
                    sourceLocation: location
                )
            }
            if case .match(let match) = final { checkHold(of: match, at: position, in: text, shown, location) }
        }
    }

    /// The scanner holds an unfinished anchor from `maskOffset` on, less the lookback: no mask may begin before it.
    private func checkHold(
        of match: RawMatch,
        at position: Int,
        in text: [UInt8],
        _ shown: String,
        _ location: SourceLocation
    ) {
        let standing = matcher.anchors.filter { Self.stands($0, at: position - $0.offset, in: text) }
        let earliest = standing.map { anchor in
            position - anchor.offset + anchor.maskOffset - (anchor.lookback?.limit ?? 0)
        }
        #expect(match.secret.lowerBound >= (earliest.max() ?? 0), "\(shown)", sourceLocation: location)
        let isHeld = standing.contains { anchor in
            let mask = match.secret.lowerBound
            let start = position - anchor.offset
            guard let lookback = anchor.lookback, mask < start else { return true }
            // The run before the anchor reaches the mask.
            var run = start
            while run > 0, lookback.set.contains(text[run - 1]) { run -= 1 }
            return run <= mask && start - run >= lookback.minimum
                && lookback.initials?.contains(text[mask]) != false
        }
        #expect(isHeld || standing.isEmpty, "\(name) does not hold \(shown)", sourceLocation: location)
        #expect(match.match.lowerBound >= position - matcher.reachBefore, "\(shown)", sourceLocation: location)
        #expect(match.match.upperBound <= position + matcher.reachAfter, "\(shown)", sourceLocation: location)
    }

    /// Whether an anchor stands at `start`, with a newline imagined before the text.
    private static func stands(_ anchor: Anchor, at start: Int, in text: [UInt8]) -> Bool {
        guard start >= -1, start + anchor.elements.count <= text.count else { return false }
        return anchor.elements.indices.allSatisfy { index in
            let offset = start + index
            return anchor.elements[index].contains(offset < 0 ? UInt8(ascii: "\n") : text[offset])
        }
    }

    /// What is wrong with an early answer, or nil.
    private static func conflict(early: MatchOutcome, final: MatchOutcome) -> String? {
        switch (early, final) {
        case (.needsMore(let holdFrom), .match(let match)):
            holdFrom <= match.secret.lowerBound ? nil : "held from \(holdFrom), found \(match)"
        case (.needsMore, _), (.noMatch, .noMatch): nil
        default: early == final ? nil : "early \(early), final \(final)"
        }
    }
}
