// Remarks about rules that compile.

import SluiceChecks
import SluiceModel
import SluiceRules
import Testing

struct LinterTests {
    private static let examples = "examples: {match: ['abc'], no_match: ['x']}"
    private static let reference = "references: ['https://example.com/format']"

    private static func linter(_ rules: [(String, String)]) throws -> Linter {
        let yaml = "rules:\n" + rules.map { SmallRules.rule($0.0, $0.1) }.joined()
        return try Linter(definitions: RuleFileReader.read(text: yaml, file: "test.yaml").rules)
    }

    private static func remarks(_ fields: String) throws -> [String] {
        try linter([("r", fields)]).remarks().map { "\($0.level.rawValue): \($0.reason)" }
    }

    @Test func aGoodRuleHasNone() throws {
        #expect(try Self.remarks("pattern: 'secret-[0-9]{4}'\n\(Self.examples)\n\(Self.reference)").isEmpty)
    }

    @Test func remarksOfEachKind() throws {
        let pattern = "pattern: 'secret-[0-9]{4}'\n"
        #expect(
            try Self.remarks(pattern + Self.reference) == [
                "warning: has no example that must match", "warning: has no example that must not match",
            ]
        )
        #expect(try Self.remarks(pattern + Self.examples) == ["note: names no reference for its format"])
        #expect(try Self.remarks(pattern + Self.examples + "\ntags: [generic]").isEmpty)
        #expect(
            try Self.remarks(pattern + "examples: {match: ['abc'], no_match: ['x'], todo: [a, b]}\n" + Self.reference)
                == [
                    "note: has 2 known gaps (examples.todo)"
                ]
        )
        #expect(
            try Self.remarks(pattern + "enabled: false\n" + Self.examples + "\n" + Self.reference) == [
                "note: is switched off"
            ]
        )
    }

    @Test func aShortLiteralIsNoted() throws {
        let found = try Self.remarks(
            "token: {prefix: k, alphabet: digits, length: 8}\n\(Self.examples)\n\(Self.reference)"
        )
        #expect(found == ["note: is asked about often: its literal of 2 bytes is short"])
    }

    @Test func rulesThatHoldOrdinaryText() throws {
        let fields = "\n\(Self.examples)\n\(Self.reference)"
        let found = try Self.remarks("pattern: '[a-z ]{1,20}secret-[0-9]{4}'" + fields)
        #expect(
            found == [
                "warning: holds back ordinary text such as 'Nothing of interest.': let a match begin with its literal, and put"
                    + " what stands before it into a look-behind"
            ]
        )
        #expect(try Self.remarks("pattern: '(?<![a-z])secret-[0-9]{4}'" + fields).isEmpty)
    }

    /// A frequent word with much room behind it holds prose at every other word.
    @Test func rulesThatHoldProse() throws {
        let fields = "\n\(Self.examples)\n\(Self.reference)"
        let found = try Self.remarks("pattern: '(?i)the [a-z ]{1,60} password'" + fields)
        #expect(found.count == 1)
        #expect(found[0].hasPrefix("warning: holds back ordinary text such as 'the town with the news"))
        let short = try Self.remarks("pattern: '(?i)the [a-z]{1,12} password'" + fields)
        #expect(short.allSatisfy { !$0.contains("holds back") })
    }

    @Test func rulesThatLookForTheSame() throws {
        let fields = "pattern: 'secret-[0-9]{4}'\n\(Self.examples)\n\(Self.reference)"
        let found = try Self.linter([("b", fields), ("a", fields), ("c", fields)]).remarks()
        #expect(found.map(\.rule) == ["b", "c"])
        #expect(Set(found.map(\.reason)) == ["looks for the same as a"])
        #expect(found[0].description == "test.yaml:2: note: b: looks for the same as a")
    }

    @Test func theLargestHoldBack() throws {
        let rules = [
            ("email", "matcher: email"), ("pattern", "pattern: '[0-9]{1,9}-secret'"),
            ("token", "token: {prefix: tok_, alphabet: digits, length: 4}"),
        ]
        let bounds = try Self.linter(rules).largestHoldBacks
        #expect(bounds.map(\.rule) == ["email", "pattern", "token"])
        #expect(bounds[2].bytes == 9)
        // One literal leads to nine places, whose matches may overlap.
        #expect(bounds[1].bytes == 9 + 8 + 16 + 1)
        #expect(bounds[0].bytes > 64)
    }

    @Test func brokenRulesAreRefused() throws {
        #expect(throws: RuleSetError.self) { try Self.linter([("r", "pattern: 'abc('")]) }
    }

    @Test func theDefaultRulesHaveNoWarning() throws {
        let warnings = try Linter(definitions: DefaultRules.definitions).remarks().filter { $0.level == .warning }
        #expect(warnings.map(\.description) == [])
    }
}
