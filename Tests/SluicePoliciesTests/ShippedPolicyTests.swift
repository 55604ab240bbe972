// The policy that is shipped and the example policies: they say what they promise.

import SluiceChecks
import SluiceMatching
import SluiceModel
import SluicePolicies
import SluiceRules
import Testing

struct ShippedPolicyTests {
    private static let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
        .joined(separator: "/")
    private static let shipped = "\(root)/Rules/policies/default.yaml"

    private func ruleSet() throws -> RuleSet {
        try RuleSet.load(directory: "\(Self.root)/Rules")
    }

    @Test func theBuiltInPolicyIsTheShippedOne() throws {
        let policy = try Policy.load(file: Self.shipped)
        let standard = Policy.standard
        #expect(policy.name == standard.name && policy.mode == standard.mode)
        #expect(policy.defaultAction == standard.defaultAction && policy.defaultStyle == standard.defaultStyle)
        #expect(policy.onError == standard.onError && policy.uninspectable == standard.uninspectable)
        let rules = try ruleSet().descriptions
        #expect(rules.count > 100)
        for direction in [Direction.request, .response, nil] {
            let context = PolicyContext(direction: direction)
            let views = [policy, standard].map { BoundPolicy($0, rules: rules).view(for: context) }
            for index in rules.indices {
                for percent in 0...100 {
                    for isSample in [false, true] {
                        let confidence = Confidence(percent: percent)
                        let decisions = views.map {
                            $0.decide(rule: index, confidence: confidence, isSample: isSample)
                        }
                        #expect(decisions[0] == decisions[1], "\(rules[index].id) at \(percent)")
                    }
                }
            }
        }
    }

    @Test(arguments: [
        ["Rules/policies/default.yaml"], ["Rules/policies/default.yaml", "Fixtures/policies/team-exceptions.yaml"],
        ["Rules/policies/default.yaml", "Fixtures/policies/monitor.yaml"], ["Fixtures/policies/strict.yaml"],
    ])
    func theCasesHoldAndNothingIsUseless(files: [String]) throws {
        let policy = try Policy.load(files: files.map { "\(Self.root)/\($0)" })
        let rules = try ruleSet()
        #expect(!policy.cases.isEmpty)
        for seed in 0..<3 as Range<UInt64> {
            let failures = PolicyTester(policy: policy, rules: rules, seed: seed).run()
            #expect(failures.map(\.description) == [], "seed \(seed)")
        }
        let remarks = PolicyLinter(policy: policy, rules: rules.descriptions).remarks()
        #expect(remarks.filter { $0.level == .warning }.map(\.description) == [])
        #expect(remarks.filter { $0.reason.contains("no case") }.map(\.description) == [])
    }

    private func failures(_ text: String) throws -> [String] {
        let policy = try Policy.read(
            text: """
                version: 1
                policies:
                  - {name: stop, when: {rule: github-token}, then: {action: block}}
                  - {name: hide, when: {category: pii}, then: {action: mask, style: hash}}
                cases:
                \(text)
                """,
            file: "f"
        )
        return PolicyTester(policy: policy, rules: try ruleSet(), seed: 5).run().map(\.description)
    }

    @Test(arguments: [
        ("{given: {rule: github-token}, expect: {action: mask}}", "f:6: expected mask, got block by `stop`"),
        (
            "{given: {rule: github-token}, expect: {action: block, policy: hide}}",
            "f:6: expected `hide` to decide, `stop` did (block)"
        ),
        (
            "{name: x y, given: {rule: github-tokn}, expect: {action: block}}",
            "f:6: x y: no rule is named `github-tokn`; did you mean `github-token`?"
        ),
        (
            "{given: {rule: email-address}, expect: {action: mask, style: tagged}}",
            "f:6: expected the style tagged, got hash by `hide`"
        ),
        ("{given: {rule: jwt}, expect: {action: mask}}", "f:6: expected mask, got log by `defaults`"),
        (
            "{given: {text: nothing here}, expect: {action: log}}",
            "f:6: expected log, but the rules find nothing in the text"
        ),
        ("{given: {text: «nothing» here}, expect: {action: log}}", "f:6: the rules do not find the marked bytes 0..<7"),
        (
            "{given: {text: '{{nothing}}'}, expect: {action: log}}",
            "f:6: the template is malformed: `nothing` is neither a placeholder nor a validator that can complete this text"
        ),
        (
            "{given: {text: 'To «{{lower-alnum:8}}@{{lower-alnum:8}}.com» from {{lower-alnum:8}}@{{lower-alnum:8}}.com'}, expect: {action: mask}}",
            "f:6: mask by email-address outside the marks, bytes 30..<51"
        ),
    ])
    func aCaseThatDoesNotHoldIsNamed(text: String, message: String) throws {
        #expect(try failures("  - \(text)") == [message])
    }

    @Test func casesThatHold() throws {
        let text = """
              - {given: {rule: github-token}, expect: {action: block, policy: stop}}
              - {given: {text: "key ghp_{{base62:30}}{{crc32-base62}}"}, expect: {action: block, policy: stop}}
              - {given: {text: nothing here}, expect: {action: allow}}
              - {given: {rule: email-address, confidence: 0}, expect: {action: mask, style: hash}}
            """
        #expect(try failures(text).isEmpty)
    }
}
