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
            policy.activeEntries(in: PolicyContext(direction: direction), tool: .asInContext)
        }
        asksForContext = policy.entries.contains { $0.condition.dependsOnContext }
    }

    /// Which entries can be met in a context, in each of the ways that there are: two where the direction is not known
    /// and matters, and more of a tool whose name is not known.
    func activeEntries(in context: PolicyContext, tool: ToolKnowledge) -> [[Bool]] {
        guard tool == .asInContext, !asksForContext || context.isBare else {
            return policy.activeEntries(in: context, tool: tool)
        }
        let index = context.direction.flatMap { Direction.allCases.firstIndex(of: $0) } ?? activeByDirection.count - 1
        return activeByDirection[index]
    }

    /// The policy as it is in a context.
    public func view(for context: PolicyContext) -> PolicyView {
        PolicyView(self, context: context)
    }

    /// The policy as it is in a context where a tool is called whose name is not known: the strongest of what it says
    /// of any tool holds.
    package func viewOfAnyTool(for context: PolicyContext) -> PolicyView {
        PolicyView(self, context: context, tool: .any)
    }

    /// The policy as it is in a context where the text itself spells the call of a tool: the strongest of what it says of
    /// any tool and of none holds.
    package func viewOfSpelledTool(for context: PolicyContext) -> PolicyView {
        PolicyView(self, context: context, tool: .spelled)
    }

    /// Whether any entry that can be met in a context names tools.
    package func judgesTools(in context: PolicyContext) -> Bool {
        policy.entries.contains { !$0.condition.tools.isEmpty && $0.condition.mayHold(in: context) }
    }

    /// Whether any entry that can be met in a context names languages.
    package func judgesLanguages(in context: PolicyContext) -> Bool {
        policy.entries.contains { !$0.condition.languages.isEmpty && $0.condition.mayHold(in: context) }
    }

    /// For each entry that names tools, in their order, whether it is about a tool. What says the same of two tools
    /// decides the same about them.
    package func entries(aboutTool name: String) -> [Bool] {
        policy.entries.filter { !$0.condition.tools.isEmpty }.map { $0.condition.tools.allow(name) }
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
