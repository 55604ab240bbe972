// Runs the cases that stand beside a policy.

import Sluice
import SluiceMatching
import SluiceModel
package import SluicePolicies
package import SluiceRules

/// Runs the cases that stand beside a policy.
package struct PolicyTester {
    /// One case that does not come out as it should.
    package struct Failure: Sendable, Hashable, CustomStringConvertible {
        package let location: SourceLocation
        package let name: String?
        package let reason: String

        package var description: String { "\(location): \(name.map { "\($0): " } ?? "")\(reason)" }
    }

    private let policy: Policy
    private let bound: BoundPolicy
    private let guardrail: Guardrail
    private let descriptions: [RuleDescription]
    private let seed: UInt64

    /// Prepares a policy and the rules that it is for. Templates are expanded with `seed`.
    package init(policy: Policy, rules: RuleSet, seed: UInt64) {
        self.policy = policy
        self.seed = seed
        descriptions = rules.descriptions
        bound = BoundPolicy(policy, rules: descriptions)
        guardrail = Guardrail(rules: rules, key: FingerprintKey(bytes: Array("policy tester".utf8)))
    }

    /// Runs all cases.
    package func run() -> [Failure] {
        policy.cases.compactMap { test in
            reason(test).map { Failure(location: test.source, name: test.name, reason: $0) }
        }
    }

    /// What is wrong with a case, or nil.
    private func reason(_ test: PolicyCase) -> String? {
        let view = bound.view(for: test.context)
        switch test.subject {
        case .finding(let rule, let confidence, let isSample):
            guard let description = descriptions.first(where: { $0.id == rule }) else {
                let known = descriptions.map(\.id.rawValue)
                let meant = NearestName.suggestion(for: rule.rawValue, among: known)
                return "no rule is named `\(rule)`\(meant.map { "; did you mean `\($0)`?" } ?? "")"
            }
            let decision = view.decide(
                rule: rule,
                confidence: confidence ?? (isSample ? .sample : description.confidence),
                isSample: isSample
            )
            return decision.flatMap { difference($0, test) }
        case .text(let template):
            return textDifference(template, test, view)
        }
    }

    private func textDifference(_ template: String, _ test: PolicyCase, _ view: PolicyView) -> String? {
        var generator = SplitMix64(seed: seed ^ UInt64(test.source.line))
        let expanded: ExpandedExample
        do {
            expanded = try ExampleTemplate.parse(template)
                .expand(using: &generator, checksums: ValidatorRegistry.checksum(_:completing:))
        } catch {
            return "the template is malformed: \(error)"
        }
        let source = TextSource(direction: test.context.direction, language: test.context.language)
        var filter = TextFilter(guardrail: guardrail, action: .report, source: source)
        var output = FilterOutput()
        filter.append(expanded.bytes.span, to: &output)
        filter.finish(to: &output)
        let findings = output.findings.map(\.finding)
        let decisions = findings.map { (finding: $0, decision: view.decide($0)) }
        if expanded.marked.isEmpty {
            guard var strongest = decisions.first?.decision else {
                return test.action == .allow && test.entry == nil && test.style == nil
                    ? nil : "expected \(test.action.rawValue), but the rules find nothing in the text"
            }
            for (_, decision) in decisions where decision.wouldBe > strongest.wouldBe { strongest = decision }
            return difference(strongest, test)
        }
        for marked in expanded.marked {
            let hits = decisions.filter {
                $0.finding.range.lowerBound <= marked.lowerBound && $0.finding.range.upperBound >= marked.upperBound
            }
            guard let hit = hits.first else { return "the rules do not find the marked bytes \(marked)" }
            if let difference = difference(hit.decision, test) { return difference }
        }
        for (finding, decision) in decisions where decision.changesText {
            if !expanded.marked.contains(where: { $0.overlaps(finding.range) }) {
                return "\(decision.wouldBe.rawValue) by \(finding.rule) outside the marks, bytes \(finding.range)"
            }
        }
        return nil
    }

    /// In what a decision is not what a case expects, or nil.
    private func difference(_ decision: PolicyDecision, _ test: PolicyCase) -> String? {
        let entry = decision.entry ?? Policy.defaultsName
        if decision.wouldBe != test.action {
            return "expected \(test.action.rawValue), got \(decision.wouldBe.rawValue) by `\(entry)`"
        }
        if let wanted = test.entry, wanted != entry {
            return "expected `\(wanted)` to decide, `\(entry)` did (\(decision.wouldBe.rawValue))"
        }
        if let style = test.style, style != decision.style {
            return "expected the style \(style), got \(decision.style) by `\(entry)`"
        }
        return nil
    }
}
