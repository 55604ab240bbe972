// Reads `when`: which findings an entry is about.

import SluiceModel
import SluiceRules

extension PolicyFileReader {
    private static let conditionFields = [
        "category", "direction", "rule", "tag", "entity", "severity", "confidence", "sample", "model", "route",
        "metadata",
        "tool", "language",
    ]

    /// Reads `when`.
    mutating func condition(_ node: ConfigurationNode) -> PolicyCondition? {
        guard let map = fields.map(node, field: "when") else { return nil }
        fields.checkFields(of: map, known: Self.conditionFields, owner: "`when`")
        var condition = PolicyCondition()
        condition.categories = choices(map, "category", of: Category.self)
        condition.directions = choices(map, "direction", of: Direction.self)
        condition.rules = patterns(map, "rule")
        condition.tags = patterns(map, "tag")
        condition.entities = patterns(map, "entity")
        condition.severities = severities(map)
        condition.confidence = map["confidence"].flatMap { confidences($0) }
        condition.isSample = map["sample"].flatMap { fields.flag($0, field: "when.sample") }
        condition.models = patterns(map, "model")
        condition.routes = patterns(map, "route")
        condition.tools = patterns(map, "tool")
        condition.languages = patterns(map, "language")
        if let node = map["metadata"], let metadata = fields.map(node, field: "when.metadata") {
            for key in metadata.keys { condition.metadata[key] = patterns(metadata, key, field: "when.metadata") }
        }
        return condition
    }

    private mutating func choices<Choice: RawRepresentable<String> & CaseIterable & Hashable>(
        _ map: ConfigurationMap,
        _ key: String,
        of type: Choice.Type
    ) -> Set<Choice> {
        let field = "when.\(key)"
        return Set(elements(map, key, field: field).compactMap { fields.choice($0, field: field, of: type) })
    }

    private mutating func patterns(_ map: ConfigurationMap, _ key: String, field: String? = nil) -> [NamePattern] {
        let field = field ?? "when.\(key)"
        return elements(map, key, field: field).compactMap { node in
            fields.text(node, field: field).map { NamePattern($0) }
        }
    }

    /// The elements of a field. An empty list is a problem: it reads as if nothing could match, and would match all.
    private mutating func elements(_ map: ConfigurationMap, _ key: String, field: String) -> [ConfigurationNode] {
        guard let node = map[key], let elements = fields.listOrOne(node, field: field) else { return [] }
        if elements.isEmpty {
            fields.report(node.line, "`\(field)` is an empty list; leave it out to match everything")
        }
        return elements
    }

    private mutating func severities(_ map: ConfigurationMap) -> Set<Severity> {
        let field = "when.severity"
        var result: Set<Severity> = []
        for node in elements(map, "severity", field: field) {
            guard let text = fields.text(node, field: field) else { continue }
            let (comparison, name) = Comparison.split(text)
            guard let severity = Severity(rawValue: String(name)) else {
                let known = Severity.allCases.map(\.rawValue)
                fields.reportUnknown(String(name), node.line, field: field, known: known)
                continue
            }
            let meant = Severity.allCases.filter { comparison?.holds($0, severity) ?? ($0 == severity) }
            if meant.isEmpty { fields.report(node.line, "`\(field)` can never hold: there is no such severity") }
            result.formUnion(meant)
        }
        return result
    }

    private mutating func confidences(_ node: ConfigurationNode) -> ClosedRange<Confidence>? {
        let field = "when.confidence"
        guard let text = fields.text(node, field: field) else { return nil }
        let (comparison, value) = Comparison.split(text)
        guard let comparison, let bound = Self.confidence(String(value)) else {
            fields.report(
                node.line,
                "`\(field)` must be a comparison in quotes such as \">=60\" or \"<high\", "
                    + "with low, medium, high or a whole number from 0 to 100"
            )
            return nil
        }
        let meant = (0...100).map(Confidence.init(percent:)).filter { comparison.holds($0, bound) }
        guard let first = meant.first, let last = meant.last else {
            fields.report(node.line, "`\(field)` can never hold: confidence is 0 to 100")
            return nil
        }
        return first...last
    }

    /// `low`, `medium`, `high`, or hundredths.
    static func confidence(_ text: String) -> Confidence? {
        switch text {
        case "low": return .low
        case "medium": return .medium
        case "high": return .high
        default:
            guard let percent = Int(text), (0...100).contains(percent) else { return nil }
            return Confidence(percent: percent)
        }
    }
}

/// How a value is compared with a bound.
private enum Comparison: String {
    case atLeast = ">="
    case atMost = "<="
    case above = ">"
    case below = "<"

    /// The comparison that a text begins with, if any, and what follows it.
    static func split(_ text: String) -> (Comparison?, Substring) {
        for comparison in [Comparison.atLeast, .atMost, .above, .below] where text.hasPrefix(comparison.rawValue) {
            return (comparison, text.dropFirst(comparison.rawValue.count).drop { $0 == " " })
        }
        return (nil, Substring(text))
    }

    func holds<Value: Comparable>(_ value: Value, _ bound: Value) -> Bool {
        switch self {
        case .atLeast: value >= bound
        case .atMost: value <= bound
        case .above: value > bound
        case .below: value < bound
        }
    }
}
