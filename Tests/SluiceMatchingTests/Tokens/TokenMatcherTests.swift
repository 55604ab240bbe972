// The token matcher's answers, byte by byte of what has come.

import SluiceMatching
import SluiceModel
import Testing

struct TokenMatcherTests {
    /// `ab-` or `ab-c-`, two to four digits, `.`, three letters, `!`.
    private static func matcher(boundary: ByteSet = .wordCharacters) -> (TokenMatcher, Int) {
        var table = RunClassTable()
        let digits = table.runClass(for: .digits)
        let letters = table.runClass(for: .letters)
        let matcher = TokenMatcher(
            prefixes: [Array("ab-".utf8), Array("ab-c-".utf8)],
            parts: [.run(digits, length: 2...4), .text(Array(".".utf8)), .run(letters, length: 3...3)],
            infix: nil,
            suffix: Array("!".utf8),
            boundary: boundary
        )
        return (matcher, table.count)
    }

    private static func outcome(
        _ text: String,
        at position: Int = 0,
        isComplete: Bool = true,
        boundary: ByteSet = .wordCharacters
    ) -> MatchOutcome {
        let (matcher, classCount) = matcher(boundary: boundary)
        let bytes = Array(text.utf8)
        var runs = RunCache(classCount: classCount)
        return matcher.match(
            at: position,
            in: ByteWindow(bytes.span, lowerBound: 0, isComplete: isComplete),
            runs: &runs
        )
    }

    @Test func whatIsAToken() {
        for text in ["ab-12.xyz!", "ab-1234.xyz!", "ab-c-123.xyz!", "ab-12.xyz! a"] {
            let length = text.utf8.count - (text.hasSuffix(" a") ? 2 : 0)
            #expect(Self.outcome(text) == .match(RawMatch(match: 0..<length)), "\(text)")
        }
    }

    static let refused: [(String, Rejection)] = [
        ("ax-12.xyz!", .shape), ("ab-1.xyz!", .length(found: 1)), ("ab-12345.xyz!", .length(found: 5)),
        ("ab-12-xyz!", .shape), ("ab-12.xy!", .length(found: 2)), ("ab-12.xyzw!", .shape), ("ab-12.xyz", .shape),
        ("ab-12.xyz!a", .rightBoundary), ("ab-c-1.xyz!", .length(found: 0)), ("", .shape),
    ]

    @Test(arguments: refused) func whyItIsNone(text: String, reason: Rejection) {
        #expect(Self.outcome(text) == .noMatch(reason))
    }

    @Test func whatStandsBefore() {
        #expect(Self.outcome("xab-12.xyz!", at: 1) == .noMatch(.leftBoundary))
        #expect(Self.outcome("-ab-12.xyz!", at: 1) == .match(RawMatch(match: 1..<11)))
        #expect(Self.outcome(#"\nab-12.xyz!"#, at: 2) == .match(RawMatch(match: 2..<12)))
        #expect(Self.outcome("xab-12.xyz!a", at: 1, boundary: ByteSet()) == .match(RawMatch(match: 1..<11)))
    }

    /// Every beginning of a token needs more; with the byte behind it, all is decided.
    @Test func waitsForWhatHasNotCome() {
        let text = "ab-12.xyz!"
        for length in 0...10 {
            let start = String(text.prefix(length))
            #expect(Self.outcome(start, isComplete: false) == .needsMore(holdFrom: 0), "'\(start)'")
        }
        #expect(Self.outcome(text + " ", isComplete: false) == .match(RawMatch(match: 0..<10)))
        // A byte that fits nothing decides at once.
        #expect(Self.outcome("ab-12.x1", isComplete: false) == .noMatch(.length(found: 1)))
        #expect(Self.outcome("ab-12345", isComplete: false) == .noMatch(.length(found: 5)))
    }

    @Test func reachAndAnchors() {
        let (matcher, _) = Self.matcher()
        #expect(matcher.reachAfter == 5 + 4 + 1 + 3 + 1)
        #expect(matcher.reachBefore == 2)
        #expect(matcher.anchors.map(\.elements.count) == [4, 6])
        #expect(Self.matcher(boundary: ByteSet()).0.anchors.map(\.elements.count) == [3, 5])
        #expect(TokenMatcher.Part.text([1, 2]).maximumLength == 2)
    }

    @Test func withoutAPrefixTheAnchorIsTheFirstText() {
        var table = RunClassTable()
        let digits = table.runClass(for: .digits)
        let parts: [TokenMatcher.Part] = [.run(digits, length: 1...3), .text(Array("-x".utf8))]
        let matcher = TokenMatcher(prefixes: [], parts: parts, infix: nil, suffix: [], boundary: .wordCharacters)
        #expect(matcher.anchors.map(\.offset) == [-1, -2, -3])
        #expect(matcher.anchors.map(\.elements.count) == [2, 2, 2])
        #expect(matcher.anchors.map(\.lookback) == Array(repeating: .init(set: .digits, limit: 3), count: 3))
        let infix = TokenMatcher.Infix(text: Array("55".utf8), after: 2...3)
        let run: [TokenMatcher.Part] = [.run(digits, length: 8...8)]
        let inside = TokenMatcher(prefixes: [], parts: run, infix: infix, suffix: [], boundary: .wordCharacters)
        #expect(inside.anchors.map(\.offset) == [-2, -3])
        let text = TokenMatcher(
            prefixes: [],
            parts: [.text(Array("k1".utf8))],
            infix: nil,
            suffix: [],
            boundary: ByteSet()
        )
        #expect(text.anchors.map(\.elements) == [Anchor(literal: "k1").elements])
        #expect(text.anchors.map(\.offset) == [0])
        let none = TokenMatcher(prefixes: [], parts: run, infix: nil, suffix: [], boundary: .wordCharacters)
        #expect(none.anchors.isEmpty)
    }

    /// A flood of candidates in one run of digits costs one pass: the cache answers as a fresh look does.
    @Test func aFloodGivesTheSameWithTheCache() {
        var table = RunClassTable()
        let digits = table.runClass(for: .digits)
        let matcher = TokenMatcher(
            prefixes: [Array("1".utf8)],
            parts: [.run(digits, length: 3...5)],
            infix: nil,
            suffix: [],
            boundary: ByteSet()
        )
        let text = Array((String(repeating: "1", count: 500) + "x1111").utf8)
        var shared = RunCache(classCount: table.count)
        for position in text.indices {
            var fresh = RunCache(classCount: table.count)
            let upper = min(text.count, position + matcher.reachAfter + 1)
            let lower = max(0, position - matcher.reachBefore)
            let one = ByteWindow(text.span.extracting(lower..<upper), lowerBound: lower, isComplete: true)
            let outcome = matcher.match(at: position, in: one, runs: &shared)
            let other = ByteWindow(text.span.extracting(lower..<upper), lowerBound: lower, isComplete: true)
            let expected = matcher.match(at: position, in: other, runs: &fresh)
            #expect(outcome == expected, "at \(position)")
        }
    }
}
