// A rule's pattern in windows that are complete or not.

import SluiceMatching
import SluiceModel
import Testing

struct PatternMatcherTests {
    private static func outcome(
        _ pattern: String,
        _ text: String,
        at position: Int = 0,
        lowerBound: Int = 0,
        isComplete: Bool = true,
        group: Int = 0,
        lookbehind: Int = 0,
        maximumLength: Int = 20,
        earliestMask: Int = 0
    ) throws -> MatchOutcome {
        let matcher = PatternMatcher(
            pattern: try Pattern(pattern, options: .init()),
            group: group,
            anchors: [Anchor(literal: "abc")],
            lookbehind: lookbehind,
            maximumLength: maximumLength,
            earliestMask: earliestMask
        )
        #expect(matcher.reachBefore == max(1, lookbehind) && matcher.reachAfter == maximumLength)
        let bytes = Array(text.utf8)
        var runs = RunCache(classCount: 0)
        let window = ByteWindow(bytes.span, lowerBound: lowerBound, isComplete: isComplete)
        return matcher.match(at: position, in: window, runs: &runs)
    }

    @Test func offsetsAreOfTheStream() throws {
        let found = try Self.outcome("abc(d)", "xabcd", at: 101, lowerBound: 100, group: 1)
        #expect(found == .match(RawMatch(match: 101..<105, secret: 104..<105)))
    }

    @Test func waitsFromWhereTheMaskCanBegin() throws {
        #expect(
            try Self.outcome("abc(d+)", "abcd", isComplete: false, group: 1, earliestMask: 3) == .needsMore(holdFrom: 3)
        )
        #expect(
            try Self.outcome("abc(d+)", "abcd", group: 1, earliestMask: 3)
                == .match(RawMatch(match: 0..<4, secret: 3..<4))
        )
    }

    @Test func whatIsTooLongOrEmptyIsRefused() throws {
        #expect(try Self.outcome("abcd+", "abcdddd", maximumLength: 6) == .noMatch(.length(found: 7)))
        #expect(try Self.outcome("abc(d?)", "abc", group: 1) == .noMatch(.shape))
        #expect(try Self.outcome("abc(d)?", "abc", group: 1) == .noMatch(.shape))
        #expect(try Self.outcome("abc", "abd") == .noMatch(.shape))
    }

    @Test func aLimitIsAnAnswerOnACompleteWindowOnly() throws {
        let text = "abc" + String(repeating: "a", count: 40) + "c b"
        #expect(try Self.outcome("abc(a+)+b", text, maximumLength: 46) == .undecided(range: 0..<46))
        #expect(try Self.outcome("abc(a+)+b", text, maximumLength: 30) == .undecided(range: 0..<30))
        #expect(try Self.outcome("abc(a+)+b", text, isComplete: false, maximumLength: 60) == .needsMore(holdFrom: 0))
    }

    @Test func theStartOfAWindowIsNotTheStartOfTheText() throws {
        #expect(try Self.outcome("^abc", "abc") == .match(RawMatch(match: 0..<3)))
        #expect(try Self.outcome("^abc", "xabc", at: 5, lowerBound: 4) == .noMatch(.shape))
    }
}
