// Reads one rule of a file.

import SluiceModel

extension RuleFileReader {
    /// All fields of a rule.
    static let ruleFields = [
        "id", "name", "description", "category", "severity", "confidence", "entity", "token", "pattern", "number",
        "matcher", "options", "literals", "group", "ignore_case", "unicode", "command", "max_length", "entropy",
        "validate", "context", "pairs_with", "allow", "samples", "applies_to", "on_limit", "tags", "references",
        "enabled", "overrides", "examples",
    ]

    /// Reads a rule. What is missing or wrong is reported; the result is then of no use.
    mutating func ruleDefinition(
        _ node: YAMLNode,
        identifiers: inout [(id: String, place: SourceLocation)]
    ) -> RuleDefinition? {
        guard let fields = node.fields else {
            report(node.line, "a rule must be a map, not \(node.kind)")
            return nil
        }
        rule = fields.first { $0.key.scalar?.string == "id" }?.value.scalar.map(\.string)
            .flatMap { Self.isIdentifier($0) ? $0 : nil }
        guard let map = map(node, field: nil) else { return nil }
        let source = SourceLocation(file: file, line: map.line)
        let id = identifier(of: map)
        rule = id
        if let id { identifiers.append((id, source)) }
        checkFields(of: map, known: Self.ruleFields, owner: "a rule")

        let name = required(map, "name").flatMap { prose($0, field: "name") }
        let summary = required(map, "description").flatMap { prose($0, field: "description") }
        let category = required(map, "category").flatMap { choice($0, field: "category", of: Category.self) }
        let severity = required(map, "severity").flatMap { choice($0, field: "severity", of: Severity.self) }
        let detection = detection(of: map)
        let applicability = applicability(of: map)
        let description = RuleDescription(
            id: RuleID(id ?? ""),
            name: name ?? "",
            summary: summary ?? "",
            category: category ?? .content,
            severity: severity ?? .info,
            confidence: map["confidence"].flatMap { confidence($0) } ?? .medium,
            entity: map["entity"].flatMap { entity($0) },
            directions: applicability.directions,
            languages: applicability.languages,
            regions: applicability.regions,
            lines: applicability.lines,
            tags: texts(map, "tags"),
            references: references(of: map),
            source: source
        )
        let placeholder = RuleDefinition.Detection.matcher(name: "", options: [:])
        var definition = RuleDefinition(description: description, detection: detection ?? placeholder)
        definition.places = FieldPlaces(of: map)
        definition.maximumLength = map["max_length"].flatMap { integer($0, field: "max_length", in: 1...65536) }
        definition.minimumEntropy =
            map["entropy"].flatMap { number($0, field: "entropy", in: 0...8) } ?? detection?.defaultEntropy
        definition.validators = validators(of: map)
        definition.context = map["context"].flatMap {
            context($0, category: category, isNumber: map.has("number"))
        }
        definition.pairing = map["pairs_with"].flatMap { pairing($0) }
        definition.allow = filter(of: map, "allow", hasPaths: true)
        definition.samples = filter(of: map, "samples", hasPaths: false)
        definition.onLimit = map["on_limit"].flatMap { choice($0, field: "on_limit") } ?? .mask
        definition.isEnabled = map["enabled"].flatMap { flag($0, field: "enabled") } ?? true
        definition.overrides = map["overrides"].flatMap { flag($0, field: "overrides") } ?? false
        if readsExamples { definition.examples = examples(of: map) }
        return definition
    }

    /// The value of a field that must be there.
    mutating func required(_ map: YAMLMap, _ key: String, owner: String? = nil) -> YAMLNode? {
        if let node = map[key] { return node }
        report(map.line, "`\(path(owner, key))` is missing")
        return nil
    }

    private mutating func identifier(of map: YAMLMap) -> String? {
        required(map, "id").flatMap { identifier($0, field: "id") }
    }

    /// A confidence, or nil with a problem.
    mutating func confidence(_ node: YAMLNode) -> Confidence? {
        let wanted = "low, medium, high, or a whole number from 0 to 100"
        guard let scalar = node.scalar, !scalar.isNull else {
            report(node.line, "`confidence` must be \(wanted), not \(node.kind)")
            return nil
        }
        switch scalar.string {
        case "low": return .low
        case "medium": return .medium
        case "high": return .high
        default:
            if scalar.isPlain, let percent = Int(scalar.string), (0...100).contains(percent) {
                return Confidence(percent: percent)
            }
            report(node.line, "`confidence` must be \(wanted)")
            return nil
        }
    }

    private mutating func entity(_ node: YAMLNode) -> String? {
        guard let text = text(node, field: "entity") else { return nil }
        let isSpeltRight = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
            default: false
            }
        }
        guard isSpeltRight else {
            report(node.line, "`entity` must be made of upper-case letters, digits and `_`, such as EMAIL_ADDRESS")
            return nil
        }
        return text
    }

    private mutating func references(of map: YAMLMap) -> [String] {
        guard let node = map["references"] else { return [] }
        return (listOrOne(node, field: "references") ?? []).compactMap { element in
            guard let text = text(element, field: "references") else { return nil }
            guard text.hasPrefix("https://") || text.hasPrefix("http://") else {
                report(element.line, "`references` must be URLs that begin with https:// or http://")
                return nil
            }
            return text
        }
    }
}
