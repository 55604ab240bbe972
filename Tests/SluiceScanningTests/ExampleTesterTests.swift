// Examples that are not as their rules say are reported with file and line.

import SluiceChecks
import SluiceModel
import SluiceRules
import Testing

struct ExampleTesterTests {
    private static func report(_ yaml: String, selection: RuleSelection = RuleSelection()) throws
        -> ExampleTester.Report
    {
        let read = RuleFileReader.read(text: "rules:\n" + yaml, file: "test.yaml")
        #expect(read.problems.isEmpty)
        return try ExampleTester(definitions: read.rules, seed: 1).run(.quick, selection: selection)
    }

    private static let token = "token: {prefix: tok_, alphabet: digits, length: 4}\n"

    private static func report(match: String = "", noMatch: String = "", todo: String = "") throws
        -> ExampleTester.Report
    {
        let fields = "examples:\n  match: [\(match)]\n  no_match: [\(noMatch)]\n  todo: [\(todo)]"
        return try report(SmallRules.rule("r", token + fields))
    }

    @Test func goodExamples() throws {
        let report = try Self.report(match: "'a «tok_{{digits:4}}» b', 'tok_{{digits:4}}'", noMatch: "'tok_123'")
        #expect(report.failures.isEmpty && report.closedGaps.isEmpty)
        // Two expansions of three examples.
        #expect(report.attempts == 6)
    }

    static let failing: [(match: String, noMatch: String, reason: String)] = [
        ("'tok_123'", "", "plain: not found"), ("'«tok_123»'", "", "plain: bytes 0..<7 not found"),
        ("'«tok_1234» «tok_12»'", "", "plain: bytes 9..<15 not found"),
        ("'«a tok_1234»'", "", "plain: bytes 0..<10 wanted, 2..<10 found"),
        ("'«tok_1234» tok_1234'", "", "plain: bytes 9..<17 found as well"),
        ("", "'tok_1234'", "plain: must not match, but bytes 0..<8 were flagged"),
    ]

    @Test(arguments: failing) func aWrongExample(match: String, noMatch: String, reason: String) throws {
        let report = try Self.report(match: match, noMatch: noMatch)
        try #require(!report.failures.isEmpty)
        let line = match.isEmpty ? 10 : 9
        for failure in report.failures {
            #expect(failure.description == "test.yaml:\(line): r: \(reason)")
            #expect(failure.location == SourceLocation(file: "test.yaml", line: line))
        }
    }

    @Test func aMalformedTemplate() throws {
        var definitions = RuleFileReader.read(text: "rules:\n" + SmallRules.rule("r", Self.token), file: "test.yaml")
            .rules
        try #require(definitions.count == 1)
        definitions[0].examples.match = [.init(template: "{{nothing:4}}", line: 7)]
        definitions[0].examples.noMatch = [.init(template: "{{nothing:4}}", line: 8)]
        let failures = try ExampleTester(definitions: definitions, seed: 1).run(.quick).failures
        let expected: Set = ["test.yaml:7: r: the template is malformed", "test.yaml:8: r: the template is malformed"]
        #expect(Set(failures.map(\.description)) == expected)
    }

    @Test func aGapThatIsClosedIsNamed() throws {
        let closed = try Self.report(match: "'tok_1234'", todo: "'«tok_1234»'")
        #expect(
            closed.closedGaps.map(\.description) == [
                "test.yaml:11: r: a known gap is closed: move the example to match"
            ]
        )
        #expect(closed.failures.isEmpty)
        let open = try Self.report(match: "'tok_1234'", todo: "'«tok_12345»'")
        #expect(open.closedGaps.isEmpty && open.failures.isEmpty)
    }

    /// An example must be masked with all rules in force, not only with its own.
    @Test func aRuleThatIsOnlyFoundAloneWouldShow() throws {
        let yaml =
            SmallRules.rule("r", Self.token + "examples: {match: ['«tok_1234»'], no_match: []}")
            + SmallRules.rule(
                "s",
                "pattern: 'x tok_[0-9]{4}'\nexamples: {match: ['«x tok_1234»'], no_match: ['tok_1234']}"
            )
        #expect(try Self.report(yaml).failures.isEmpty)
    }

    @Test func onlyTheRulesThatAreSelected() throws {
        let bad = "examples: {match: ['none'], no_match: []}"
        let yaml = SmallRules.rule("a", Self.token + bad) + SmallRules.rule("b", Self.token + bad)
        let report = try Self.report(yaml, selection: RuleSelection(only: [.rule("b")]))
        #expect(Set(report.failures.map(\.rule)) == ["b"])
    }

    @Test func rulesThatAreOffAreNotTried() throws {
        let off = "enabled: false\nexamples: {match: ['none'], no_match: []}"
        #expect(try Self.report(SmallRules.rule("a", Self.token + off)).attempts == 0)
    }

    @Test func brokenRulesAreRefused() throws {
        let read = RuleFileReader.read(text: "rules:\n" + SmallRules.rule("r", "pattern: 'abc('"), file: "test.yaml")
        #expect(throws: RuleSetError.self) { try ExampleTester(definitions: read.rules, seed: 1) }
    }

    @Test func surroundings() {
        #expect(ExampleContext.anywhere.count >= 8)
        for context in ExampleContext.anywhere {
            let example = Array("tok_1234".utf8)
            let placed = context.place(example)
            #expect(placed.map { Array($0.text[$0.start..<($0.start + 8)]) } == example, "\(context.name)")
            // What needs escapes does not stand in a JSON string as it is.
            let isJSON = context.name.contains("JSON") || context.name.contains("SSE")
            #expect((context.place(Array("a\"b".utf8)) == nil) == isJSON, "\(context.name)")
        }
    }

    @Test func aRuleForALanguageIsTriedInIt() throws {
        let scope = "applies_to: {languages: [ruby, python], in: code}\n"
        let examples = "examples: {match: ['a = eval(b)'], no_match: ['# eval(b)', '\"eval(b)\"', 'evaluate(b)']}\n"
        let fields = "pattern: 'eval\\('\n" + scope + examples
        let read = RuleFileReader.read(text: "rules:\n" + SmallRules.rule("r", fields), file: "test.yaml")
        #expect(read.problems.map(\.description) == [])
        let report = try ExampleTester(definitions: read.rules, seed: 1).run(.quick)
        #expect(report.failures.map(\.description) == [])
        let names = ExampleContext.all(for: read.rules[0].description).map(\.name)
        #expect(names == ["plain", "between lines", "between CRLF lines", "code fence"])
        let wrong = RuleFileReader.read(
            text: "rules:\n" + SmallRules.rule("r", fields.replacing("in: code", with: "in: comment")),
            file: "test.yaml"
        )
        let failures = try ExampleTester(definitions: wrong.rules, seed: 1).run(.quick).failures.map(\.reason)
        #expect(failures.contains("plain: not found"))
        #expect(failures.contains { $0.hasPrefix("plain: must not match") })
    }

    /// What is found in a text only, as its two halves are values of their own, is told where the text is a document.
    @Test(arguments: [
        ("'{\"a\": \"x\", \"b\": \"«{{digits:6}}»\"}'", "bytes 17..<23 are not masked"),
        ("'\"a\": \"x\", \"b\": \"{{digits:6}}\"'", "not found"),
        ("'\"a\": \"x\", \"b\": \"«{{digits:6}}»'", nil),
    ])
    func examplesThatAreDocuments(match: String, problem: String?) throws {
        func failures(_ fields: String, _ match: String) throws -> Set<String> {
            let yaml = SmallRules.rule("r", "\(fields)\ngroup: 1\nexamples: {match: [\(match)], no_match: []}")
            return Set(try Self.report(yaml).failures.map(\.reason))
        }
        let both = "pattern: '\"a\": \"x\", \"b\": \"([0-9]{6})'"
        #expect(try failures(both, match) == Set(problem.map { ["JSON document: \($0)"] } ?? []))
        #expect(try failures("pattern: '\"b\": \"([0-9]{6})'", match).isEmpty)
        // What the strings of a document are written in is not known.
        let scoped = both + "\napplies_to: {languages: [json]}"
        #expect(try failures(scoped, match).allSatisfy { !$0.hasPrefix("JSON document") })
    }

    @Test func cuttings() {
        #expect(Cutting.whole.cuts(of: 5) == [])
        #expect(Cutting.split(3).cuts(of: 5) == [3])
        #expect(Cutting.split(9).cuts(of: 5) == [5])
        #expect(Cutting.drip.cuts(of: 4) == [1, 2, 3])
        #expect(Cutting.drip.cuts(of: 1) == [])
        let cuts = Cutting.random(seed: 1, largest: 4).cuts(of: 100)
        #expect(zip(cuts, cuts.dropFirst()).allSatisfy { (1...4).contains($1 - $0) } && (cuts.last ?? 0) < 100)
        #expect(Cutting.random(seed: 1, largest: 4).cuts(of: 100) == cuts)
        let names = [Cutting.whole, .split(3), .drip, .random(seed: 1, largest: 4)].map(\.description)
        #expect(names == ["whole", "split at 3", "one byte at a time", "random pieces of 1 to 4 bytes, seed 1"])
    }
}
