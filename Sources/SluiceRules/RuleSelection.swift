// Which rules of a directory are wanted.

public import SluiceModel

/// Which rules of a directory are wanted, by name, category, severity or tag.
public struct RuleSelection: Sendable, Hashable {
    /// One criterion.
    public enum Selector: Sendable, Hashable {
        /// The rule of this name.
        case rule(RuleID)
        /// All rules of a category.
        case category(Category)
        /// All rules at least as severe.
        case severity(Severity)
        /// All rules with a tag.
        case tag(String)
    }

    /// A rule must meet one of these; empty for all rules.
    public var only: [Selector]
    /// A rule must meet none of these.
    public var skip: [Selector]

    /// Selects by two lists.
    public init(only: [Selector] = [], skip: [Selector] = []) {
        self.only = only
        self.skip = skip
    }

    /// Whether a rule is wanted.
    public func includes(_ rule: RuleDescription) -> Bool {
        (only.isEmpty || only.contains { $0.matches(rule) }) && !skip.contains { $0.matches(rule) }
    }
}

extension RuleSelection.Selector {
    fileprivate func matches(_ rule: RuleDescription) -> Bool {
        switch self {
        case .rule(let id): rule.id == id
        case .category(let category): rule.category == category
        case .severity(let severity): rule.severity >= severity
        case .tag(let tag): rule.tags.contains(tag)
        }
    }
}
