// One entry of a policy: which findings, and what is done about them.

public import SluiceModel
public import SluiceRules

/// What an entry of a policy does about a finding.
public struct PolicyOutcome: Sendable, Hashable {
    /// What is done.
    public var action: Action
    /// How a value is replaced where the action is `mask`; nil for the policy's default.
    public var style: MaskStyle?
    /// What the sender is told where the action is `block`.
    public var message: String?

    /// Joins an action and what belongs to it.
    public init(action: Action, style: MaskStyle? = nil, message: String? = nil) {
        self.action = action
        self.style = style
        self.message = message
    }
}

/// One entry of a policy.
public struct PolicyEntry: Sendable, Hashable {
    /// The entry's name, once in a policy; reports name it.
    public var name: String
    /// Which findings it is about.
    public var condition: PolicyCondition
    /// What is done about them.
    public var outcome: PolicyOutcome
    /// Where it stands; nil for one that is not from a file.
    public var source: SourceLocation?

    /// Joins a condition and an outcome.
    public init(
        name: String,
        when condition: PolicyCondition,
        then outcome: PolicyOutcome,
        source: SourceLocation? = nil
    ) {
        self.name = name
        self.condition = condition
        self.outcome = outcome
        self.source = source
    }
}
