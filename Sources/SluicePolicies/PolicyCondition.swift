// Which findings an entry of a policy is about.

public import SluiceModel
import SluiceRules

/// Which findings an entry of a policy is about. All fields must hold; an empty or nil field holds always.
public struct PolicyCondition: Sendable, Hashable {
    /// The rule has one of these categories.
    public var categories: Set<Category> = []
    /// The text travels in one of these directions.
    public var directions: Set<Direction> = []
    /// The rule's id matches one of these.
    public var rules: [NamePattern] = []
    /// One of the rule's tags matches one of these.
    public var tags: [NamePattern] = []
    /// The kind of personal data matches one of these.
    public var entities: [NamePattern] = []
    /// The rule has one of these severities.
    public var severities: Set<Severity> = []
    /// The finding's confidence lies in this range.
    public var confidence: ClosedRange<Confidence>?
    /// Whether the value is a published sample.
    public var isSample: Bool?
    /// The model's name matches one of these.
    public var models: [NamePattern] = []
    /// The route matches one of these.
    public var routes: [NamePattern] = []
    /// For every name, the request's metadata of that name matches one of these.
    public var metadata: [String: [NamePattern]] = [:]
    /// The tool's name matches one of these.
    public var tools: [NamePattern] = []
    /// The text's language matches one of these.
    public var languages: [NamePattern] = []

    /// A condition that always holds.
    public init() {}

    /// Whether findings of a rule can meet the condition.
    func allows(rule: RuleDescription) -> Bool {
        (categories.isEmpty || categories.contains(rule.category))
            && (severities.isEmpty || severities.contains(rule.severity))
            && rules.allow(rule.id.rawValue)
            && entities.allow(rule.entity)
            && (tags.isEmpty || rule.tags.contains { tags.allow($0) })
    }

    /// Whether messages of a context can meet the condition, its direction left out of account.
    func allows(context: PolicyContext) -> Bool {
        allowsRequest(of: context) && tools.allow(context.tool) && allows(language: context.language)
    }

    /// Whether messages of a context can meet the condition in texts of some tool and language.
    func mayHold(in context: PolicyContext) -> Bool {
        (context.direction.map { allows(direction: $0) } ?? true) && allowsRequest(of: context)
    }

    /// Whether requests with a context's model, route and metadata can meet the condition.
    private func allowsRequest(of context: PolicyContext) -> Bool {
        models.allow(context.model) && routes.allow(context.route)
            && metadata.allSatisfy { name, patterns in patterns.allow(context.metadata[name]) }
    }

    /// Whether texts of a language can meet the condition. A pattern that is one of the names of a language is about
    /// it, whichever of them the text's is known by.
    private func allows(language: String?) -> Bool {
        if languages.allow(language) { return true }
        guard let known = language.flatMap({ Language(named: $0) }) else { return false }
        return languages.contains { $0.matches(known.name) || Language(named: $0.text) == known }
    }

    /// Whether the condition asks for more of a context than its direction.
    var dependsOnContext: Bool {
        !(models.isEmpty && routes.isEmpty && tools.isEmpty && languages.isEmpty && metadata.isEmpty)
    }

    /// Whether texts of a direction can meet the condition.
    func allows(direction: Direction) -> Bool {
        directions.isEmpty || directions.contains(direction)
    }

    /// Whether a finding of a rule that can meet the condition meets it.
    func allows(confidence: Confidence, isSample: Bool) -> Bool {
        if let range = self.confidence, !range.contains(confidence) { return false }
        return self.isSample == nil || self.isSample == isSample
    }

    /// Whether every context that meets `other` meets this condition too, as far as it is easily seen.
    func coversContext(of other: PolicyCondition) -> Bool {
        models.cover(other.models) && routes.cover(other.routes) && tools.cover(other.tools)
            && languages.cover(other.languages)
            && metadata.allSatisfy { name, patterns in patterns.cover(other.metadata[name] ?? []) }
    }
}
