// PCRE2 behind its Swift face.

import SluiceMatching
import Testing

struct PatternTests {
    private static func match(
        _ pattern: String,
        _ text: String,
        from start: Int = 0,
        group: Int = 0,
        isStart: Bool = true,
        isComplete: Bool = true,
        options: Pattern.Options = .init()
    ) throws -> [Pattern.Outcome] {
        try [true, false].map { usesJIT in
            var options = options
            options.usesJIT = usesJIT
            return try Pattern(pattern, options: options).match(
                Array(text.utf8).span,
                from: start,
                group: group,
                isStart: isStart,
                isComplete: isComplete,
                scratch: PatternScratch()
            )
        }
    }

    private static func both(_ outcome: Pattern.Outcome) -> [Pattern.Outcome] { [outcome, outcome] }

    @Test func anchoredAtTheStartAsked() throws {
        #expect(try Self.match("bc", "abc", from: 1) == Self.both(.match(whole: 1..<3, group: 1..<3)))
        #expect(try Self.match("bc", "abc") == Self.both(.noMatch))
        #expect(
            try Self.match("bc", "abc", options: .init(isAnchored: false))
                == Self.both(.match(whole: 1..<3, group: 1..<3))
        )
    }

    @Test(arguments: [1, 62, 63, 64, 80])
    func moreGroupsThanThereIsRoomForAreAMatch(_ last: Int) throws {
        let alternatives = (1...last).map { "(key\($0))" }.joined(separator: "|")
        let text = "key\(last)=1"
        let end = text.utf8.count - 2
        let known = last <= PatternScratch.groupLimit ? 0..<end : nil
        for group in [last, Pattern.firstFilledGroup] {
            let outcome = try Self.match("(?:\(alternatives))=1", text, group: group)
            #expect(outcome == Self.both(.match(whole: 0..<end + 2, group: known)))
        }
    }

    @Test func groups() throws {
        #expect(try Self.match("a(b)?(c)", "ac", group: 2) == Self.both(.match(whole: 0..<2, group: 1..<2)))
        #expect(try Self.match("a(b)?(c)", "ac", group: 1) == Self.both(.match(whole: 0..<2, group: nil)))
        let pattern = try Pattern("a(?<key>b)(c)", options: .init())
        #expect(pattern.groupCount == 2)
        #expect(pattern.number(ofGroup: "key") == 1)
        #expect(pattern.number(ofGroup: "value") == nil)
    }

    @Test func moreBytesCouldChangeTheAnswer() throws {
        #expect(try Self.match("abc", "ab", isComplete: false) == Self.both(.partial))
        #expect(try Self.match("abc", "ab") == Self.both(.noMatch))
        #expect(try Self.match("ab+", "abb", isComplete: false) == Self.both(.partial))
        #expect(try Self.match("ab{2}", "abb", isComplete: false) == Self.both(.match(whole: 0..<3, group: 0..<3)))
        #expect(try Self.match(#"ab\b"#, "ab", isComplete: false) == Self.both(.partial))
        #expect(try Self.match("abc", "xb", isComplete: false) == Self.both(.noMatch))
    }

    @Test func theStartOfTheTextIsNotThatOfTheWindow() throws {
        #expect(try Self.match("^ab", "ab") == Self.both(.match(whole: 0..<2, group: 0..<2)))
        #expect(try Self.match("^ab", "ab", isStart: false) == Self.both(.noMatch))
        #expect(try Self.match("(?<=x)ab", "xab", from: 1) == Self.both(.match(whole: 1..<3, group: 1..<3)))
    }

    @Test func caseAndUnicode() throws {
        #expect(
            try Self.match("key", "KEY", options: .init(ignoresCase: true))
                == Self.both(.match(whole: 0..<3, group: 0..<3))
        )
        #expect(try Self.match(".b", "éb") == Self.both(.noMatch))
        let unicode = Pattern.Options(isUnicode: true)
        #expect(try Self.match(".b", "éb", options: unicode) == Self.both(.match(whole: 0..<3, group: 0..<3)))
        #expect(try Self.match(#"\w"#, "é", options: unicode) == Self.both(.match(whole: 0..<2, group: 0..<2)))
        #expect(try Self.match(#"\w"#, "é") == Self.both(.noMatch))
    }

    @Test(arguments: [true, false]) func invalidUTF8NeverMatchesAUnicodePattern(usesJIT: Bool) throws {
        let pattern = try Pattern("a.b", options: .init(isUnicode: true, usesJIT: usesJIT))
        let text: [UInt8] = [0x61, 0xFF, 0x62]
        #expect(pattern.match(text.span, from: 0, scratch: PatternScratch()) == .noMatch)
        let bytes = try Pattern("a.b", options: .init(usesJIT: usesJIT))
        #expect(bytes.match(text.span, from: 0, scratch: PatternScratch()) == .match(whole: 0..<3, group: 0..<3))
    }

    @Test func anEmptySubject() throws {
        #expect(try Self.match("a?", "") == Self.both(.match(whole: 0..<0, group: 0..<0)))
        #expect(try Self.match("a", "") == Self.both(.noMatch))
        #expect(try Self.match("a", "b", from: 1) == Self.both(.noMatch))
    }

    @Test func aCatastrophicPatternHitsItsLimit() throws {
        let text = String(repeating: "a", count: 60) + "c b"
        #expect(try Self.match("(a+)+b", text) == Self.both(.limit))
    }

    @Test func facts() throws {
        let pattern = try Pattern("(?<=abc)d?", options: .init())
        #expect(pattern.maximumLookbehind == 3)
        #expect(pattern.matchesEmpty)
        #expect(try Pattern("d", options: .init()).matchesEmpty == false)
        #expect(try Pattern("d", options: .init()).maximumLookbehind == 0)
        #expect(try Pattern("d", options: .init(usesJIT: false)).usesJIT == false)
    }

    @Test func errorsNameTheirPlace() throws {
        for (pattern, offset) in [("a(b", 3), ("a[z-a]", 4), (#"\C"#, 2), ("a{2,1}", 5), ("(?<n>a)(?<n>b)", 12)] {
            let error = #expect(throws: PatternError.self) { try Pattern(pattern, options: .init()) }
            #expect(error?.offset == offset, "\(pattern): \(error?.description ?? "")")
            #expect(error?.reason.isEmpty == false)
            #expect(error?.description.hasPrefix("pattern position \(offset): ") == true)
        }
    }

    /// Machine code is made at the first match, which many threads may want at once.
    @Test func theFirstMatchMayBeOnManyThreads() async throws {
        for round in 0..<50 {
            let pattern = try Pattern("tok_[a-f]{2,\(4 + round)}(?![a-f])", options: .init())
            let results = await withTaskGroup(of: Pattern.Outcome.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        let text = Array("tok_abc x".utf8)
                        return pattern.match(text.span, from: 0, scratch: PatternScratch())
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(results == Array(repeating: .match(whole: 0..<7, group: 0..<7), count: 8), "round \(round)")
        }
    }
}
