// Rules that say where they apply are left out where they do not.

import Sluice
import SluiceChecks
import SluiceMatching
import SluiceModel
import SluiceRules
import Testing

struct TextSourceTests {
    private static func guardrail() throws -> Guardrail {
        let token = { (letter: String) in "token: {prefix: \(letter)tok_, alphabet: digits, length: 4}\n" }
        let rules = [
            SmallRules.rule("any", token("a")),
            SmallRules.rule("answer", token("b") + "applies_to: {direction: response}"),
            SmallRules.rule("python", token("c") + "applies_to: {languages: [python, ruby]}"),
            SmallRules.rule("outside-tests", token("d") + "allow: {paths: ['**/tests/**', '*.md']}"),
            SmallRules.rule("both", token("e") + "applies_to: {direction: [request, response]}"),
        ]
        return try SmallRules.guardrail("rules:\n" + rules.joined())
    }

    private static let text = ["a", "b", "c", "d", "e"].map { $0 + "tok" + "_1234" }.joined(separator: " ")

    /// What is known of a text, and the rules that do not apply to it.
    static let sources: [(TextSource, Set<RuleID>)] = [
        (TextSource(), []),
        // A message is running text, where rules of a language do not apply.
        (TextSource(direction: .request), ["answer", "python"]),
        (TextSource(direction: .response), ["python"]),
        (TextSource(language: "python"), []),
        (TextSource(language: "ruby"), []),
        (TextSource(language: "swift"), ["python"]),
        (TextSource(path: "src/tests/key.txt"), ["outside-tests"]),
        (TextSource(path: "README.md"), ["outside-tests", "python"]),
        (TextSource(path: "src/key.txt"), []),
        (TextSource(direction: .request, language: "go", path: "a/tests/b"), ["answer", "python", "outside-tests"]),
    ]

    @Test(arguments: sources) func rulesThatDoNotApplyAreLeftOut(source: TextSource, leftOut: Set<RuleID>) throws {
        let guardrail = try Self.guardrail()
        let all: Set<RuleID> = ["any", "answer", "python", "outside-tests", "both"]
        var whole = TextFilter(guardrail: guardrail, source: source)
        var found = FilterOutput()
        whole.append(Array(Self.text.utf8).span, to: &found)
        whole.finish(to: &found)
        #expect(Set(found.findings.map(\.finding.rule)) == all.subtracting(leftOut))
        // The stream and the whole text agree, and what is left out passes unchanged.
        var filter = TextFilter(guardrail: guardrail, source: source)
        var output = FilterOutput()
        for byte in Self.text.utf8 { filter.append([byte].span, to: &output) }
        filter.finish(to: &output)
        #expect(output.bytes == found.bytes)
        #expect(output.findings == found.findings)
    }

    @Test func theGuardrailTellsItsRules() throws {
        #expect(
            try Self.guardrail().rules.descriptions.map(\.id) == ["answer", "any", "both", "outside-tests", "python"]
        )
    }

    @Test func withoutAKeyReplacementsAgreeWithinOneObjectOnly() throws {
        let rules = try SmallRules.ruleSet(
            "rules:\n" + SmallRules.rule("t", "token: {prefix: tok_, alphabet: digits, length: 4}")
        )
        let one = Guardrail(rules: rules)
        let value = "tok" + "_1234"
        let fingerprints = one.filter("\(value) \(value)").findings.map(\.finding.fingerprint)
        #expect(fingerprints[0] == fingerprints[1])
        #expect(Guardrail(rules: rules).filter(value).findings[0].finding.fingerprint != fingerprints[0])
    }
}
