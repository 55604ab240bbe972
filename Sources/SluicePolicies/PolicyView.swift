// A policy as it is in one context.

public import SluiceModel
import SluiceRules

/// A policy as it is in one context, for instance one request of one team: cheap to make, and deciding a finding
/// allocates nothing.
public struct PolicyView: Sendable {
    /// The policy and the rules that it is bound to.
    public let bound: BoundPolicy
    /// What is known of the message.
    public let context: PolicyContext
    /// Which entries can be met, by direction: one element, or two where the direction is not known and matters. Views
    /// of one policy with the same entries decide alike.
    package let active: [[Bool]]

    /// - Parameter tool: what is known of the tool.
    init(_ bound: BoundPolicy, context: PolicyContext, tool: ToolKnowledge = .asInContext) {
        self.bound = bound
        self.context = context
        active = bound.activeEntries(in: context, tool: tool)
    }

    /// What the policy says about a finding of the rule at an index of the rules that the policy is bound to.
    ///
    /// - Parameter license: the SPDX expression that the finding names, if it names one.
    public func decide(
        rule: Int,
        confidence: Confidence,
        isSample: Bool,
        license: String? = nil
    ) -> PolicyDecision {
        var strongest = decide(rule, confidence, isSample, license, active: active[0])
        for index in active.indices.dropFirst() {
            strongest = strongest.stronger(than: decide(rule, confidence, isSample, license, active: active[index]))
        }
        return strongest
    }

    /// What the policy says about a finding of a rule, or nil where the policy is not bound to the rule.
    public func decide(
        rule: RuleID,
        confidence: Confidence,
        isSample: Bool,
        license: String? = nil
    ) -> PolicyDecision? {
        bound.index(of: rule).map { decide(rule: $0, confidence: confidence, isSample: isSample, license: license) }
    }

    /// Whether the policy says to mask or block what names a licence, in monitor mode too, unless an entry says
    /// otherwise.
    public func actsOn(license: String) -> Bool {
        bound.decision(onLicense: license)?.changesText == true
    }

    /// Whether the policy says something about licences.
    public var judgesLicenses: Bool { bound.policy.licenses != nil }

    /// What the policy says about a finding: the strongest of what it says about the finding's rule and the others that
    /// fired there, all taken at the finding's confidence. The finding's own rule goes first among equals.
    ///
    /// Rules that the policy is not bound to count as what the defaults say. The language that the finding lies in goes
    /// before the context's.
    public func decide(_ finding: Finding) -> PolicyDecision {
        if let language = finding.language, bound.judgesLanguages(in: context) {
            return view(language: language).judge(finding)
        }
        return judge(finding)
    }

    /// The policy as it is in text of a language, which goes before the one that the context names.
    package func view(language: Language) -> PolicyView {
        var context = context
        context.name(language)
        return bound.view(for: context)
    }

    private func judge(_ finding: Finding) -> PolicyDecision {
        let (confidence, isSample) = (finding.confidence, finding.isSample)
        let license = finding.category == .license ? finding.entity : nil
        var strongest =
            decide(rule: finding.rule, confidence: confidence, isSample: isSample, license: license)
            ?? bound.decisions[bound.decisions.count - 1]
        for other in finding.alsoMatched {
            guard let decision = decide(rule: other, confidence: confidence, isSample: isSample) else { continue }
            strongest = strongest.stronger(than: decision)
        }
        return strongest
    }

    /// What the policy says about a part that cannot be looked into.
    public func decide(_ part: Uninspectable) -> PolicyDecision {
        let action = bound.policy.uninspectable[part]
        return PolicyDecision(
            action: bound.policy.mode == .monitor ? min(action, .log) : action,
            wouldBe: action,
            style: bound.policy.defaultStyle,
            message: nil,
            entry: Policy.uninspectableName
        )
    }

    /// The kinds of parts that cannot be looked into and of which the policy says more than that they pass.
    public var watchedParts: [Uninspectable] {
        Uninspectable.allCases.filter { bound.policy.uninspectable[$0] > .allow }
    }

    /// The least confidence from which the policy says to mask or block findings of a rule, in monitor mode too; nil
    /// where it never does. A policy with upper bounds on confidence may say otherwise above: `decide` tells.
    public func actsFrom(rule: Int, isSample: Bool = false) -> Confidence? {
        // The decision changes only where the range of an entry begins or has just ended.
        var least: Confidence?
        func consider(_ candidate: Confidence) {
            if let known = least, known <= candidate { return }
            if decide(rule: rule, confidence: candidate, isSample: isSample).changesText { least = candidate }
        }
        consider(Confidence(percent: 0))
        for entry in bound.entries(ofRule: rule) {
            guard let range = bound.policy.entries[entry].condition.confidence else { continue }
            consider(range.lowerBound)
            consider(range.upperBound.moved(by: 1))
        }
        return least
    }

    private func decide(
        _ rule: Int,
        _ confidence: Confidence,
        _ isSample: Bool,
        _ license: String?,
        active: [Bool]
    ) -> PolicyDecision {
        for entry in bound.entries(ofRule: rule) where active[entry] {
            if bound.policy.entries[entry].condition.allows(confidence: confidence, isSample: isSample) {
                return bound.decisions[entry]
            }
        }
        if let license, let decision = bound.decision(onLicense: license) { return decision }
        return bound.decisions[bound.decisions.count - 1]
    }
}
