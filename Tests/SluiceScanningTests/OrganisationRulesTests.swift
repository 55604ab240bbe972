// The worked example of an organisation's own rules over those of Sluice.

import Foundation
import Sluice
import SluiceChecks
import SluiceMatching
import SluiceModel
import SluicePolicies
import SluiceRules
import SluiceScanning
import Testing

struct OrganisationRulesTests {
    private static let folder = DefaultRules.root.appendingPathComponent("Fixtures/organisation").path
    private static let own: Set = ["example-print-in-service", "example-internal-host", "java-null-cipher"]

    private static func found(_ rules: RuleSet) throws -> [String: Severity] {
        let text = try String(contentsOfFile: folder + "/answer.md", encoding: .utf8)
        var filter = TextFilter(guardrail: Guardrail(rules: rules, key: DefaultRules.key))
        var output = FilterOutput()
        filter.append(Array(text.utf8).span, to: &output)
        filter.finish(to: &output)
        let findings = output.findings.map { ($0.finding.rule.description, $0.finding.severity) }
        return Dictionary(findings) { first, _ in first }
    }

    @Test func theExampleFindsWhatTheStandardsForbid() throws {
        let rules = try RuleSet.load(directory: Self.folder + "/rules")
        let found = try Self.found(rules)
        #expect(found["example-print-in-service"] == .medium)
        #expect(found["example-internal-host"] == .high)
        #expect(found["java-null-cipher"] == .critical)
        #expect(found["python-eval"] == .critical)
        #expect(found["ipv4-private-address"] == nil)
        // Beneath it, Sluice's own rules think otherwise.
        let plain = try Self.found(try DefaultRules.guardrail().scanner.rules)
        #expect(plain["python-eval"] != .critical && plain["python-eval"] != nil)
        #expect(plain["java-null-cipher"] == nil && plain["example-internal-host"] == nil)
    }

    @Test func itsOwnRulesHaveExamplesThatHold() throws {
        let (definitions, problems) = RuleDirectory.readAll(Self.folder + "/rules")
        #expect(problems.map(\.description) == [])
        #expect(definitions.count == DefaultRules.definitions.count + 2)
        let own = definitions.filter { Self.own.contains($0.description.id.rawValue) }
        #expect(own.count == 3)
        let report = try ExampleTester(definitions: own, seed: 1).run(.quick)
        #expect(report.failures.map(\.description) == [])
        #expect(report.attempts >= 12)
    }

    @Test func itsPolicyIsSound() throws {
        let policy = try Policy.load(file: Self.folder + "/rules/policies/default.yaml")
        #expect(policy.name == "default")
    }
}
