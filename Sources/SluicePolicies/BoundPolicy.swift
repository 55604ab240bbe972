// A policy with all that can be worked out ahead for a set of rules.

import SluiceModel
public import SluiceRules

/// A policy with all that can be worked out ahead for a set of rules: made once, shared by all streams and threads.
public final class BoundPolicy: Sendable {
    /// The policy.
    public let policy: Policy
    /// The decisions of the entries, in their order, and that of the defaults at the end.
    let decisions: [PolicyDecision]
    /// The decisions about licences, by action.
    private let licenseDecisions: [Action: PolicyDecision]
    /// For each rule the entries that its findings can meet, in their order, one rule after the other.
    private let entryIndexes: [Int]
    /// Where the entries of each rule begin in `entryIndexes`; one more at the end.
    private let starts: [Int]
    private let indexes: [RuleID: Int]
    /// What `activeEntries` says where nothing but the direction is known: for each direction, and at the end for none.
    private let activeByDirection: [[[Bool]]]
    /// Whether an entry asks for more of a context than its direction.
    private let asksForContext: Bool

    /// Binds a policy to rules, in the order of `RuleSet.descriptions`.
    public init(_ policy: Policy, rules: [RuleDescription]) {
        self.policy = policy
        decisions =
            policy.entries.map { entry in
                Self.decision(entry.outcome, entry: entry.name, of: policy)
            } + [Self.decision(PolicyOutcome(action: policy.defaultAction), entry: nil, of: policy)]
        licenseDecisions = Dictionary(
            uniqueKeysWithValues: Action.allCases.map { action in
                (action, Self.decision(PolicyOutcome(action: action), entry: LicensePolicy.name, of: policy))
            }
        )
        var entryIndexes: [Int] = []
        var starts = [0]
        for rule in rules {
            entryIndexes += policy.entries.indices.filter { policy.entries[$0].condition.allows(rule: rule) }
            starts.append(entryIndexes.count)
        }
        self.entryIndexes = entryIndexes
        self.starts = starts
        indexes = Dictionary(rules.enumerated().map { ($0.element.id, $0.offset) }) { first, _ in first }
        activeByDirection = (Direction.allCases + [nil]).map { direction in
            Self.activeEntries(of: policy, in: PolicyContext(direction: direction))
        }
        asksForContext = policy.entries.contains { $0.condition.dependsOnContext }
    }

    /// Which entries can be met in a context, by direction: one element, or two where the direction is not known and matters.
    func activeEntries(in context: PolicyContext) -> [[Bool]] {
        guard !asksForContext || context.isBare else { return Self.activeEntries(of: policy, in: context) }
        let index = context.direction.flatMap { Direction.allCases.firstIndex(of: $0) } ?? activeByDirection.count - 1
        return activeByDirection[index]
    }

    private static func activeEntries(of policy: Policy, in context: PolicyContext) -> [[Bool]] {
        let inContext = policy.entries.map { $0.condition.allows(context: context) }
        let directions = context.direction.map { [$0] } ?? Direction.allCases
        var active: [[Bool]] = []
        for direction in directions {
            let flags = zip(policy.entries, inContext).map { $1 && $0.condition.allows(direction: direction) }
            if !active.contains(flags) { active.append(flags) }
        }
        return active
    }

    /// The policy as it is in a context.
    public func view(for context: PolicyContext) -> PolicyView {
        PolicyView(self, context: context)
    }

    /// The place of a rule among those that the policy is bound to.
    func index(of rule: RuleID) -> Int? {
        indexes[rule]
    }

    /// What the policy says about a licence, given as an SPDX expression; nil where it leaves it to the defaults.
    func decision(onLicense expression: String) -> PolicyDecision? {
        policy.licenses?.action(for: expression, otherwise: policy.defaultAction).flatMap { licenseDecisions[$0] }
    }

    /// The entries that findings of a rule can meet, in their order.
    func entries(ofRule rule: Int) -> ArraySlice<Int> {
        entryIndexes[starts[rule]..<starts[rule + 1]]
    }

    private static func decision(_ outcome: PolicyOutcome, entry: String?, of policy: Policy) -> PolicyDecision {
        PolicyDecision(
            action: policy.mode == .monitor ? min(outcome.action, .log) : outcome.action,
            wouldBe: outcome.action,
            style: outcome.style ?? policy.defaultStyle,
            message: outcome.message,
            entry: entry
        )
    }
}
