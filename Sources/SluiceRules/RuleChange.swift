// What an organisation changes about rules that are not its own.

import SluiceModel

/// What a directory changes about rules of the directories that it extends: an entry of `changes`.
struct RuleChange: Sendable {
    /// Which rules are meant; each text selects some.
    var rules: [SelectorText]
    var severity: Severity?
    var confidence: Confidence?
    var isEnabled: Bool?
    /// Why, for those who read findings and lint's notes.
    var reason: String
    var place: SourceLocation

    /// Changes the rules that are meant.
    ///
    /// - Returns: a problem for each text that selects none, as a typing mistake must not leave a rule as it was.
    func apply(to definitions: inout [RuleDefinition]) -> [RuleSetError.Problem] {
        let descriptions = definitions.map(\.description)
        let selection = RuleSelection(only: rules.flatMap(\.selectors))
        for index in definitions.indices where selection.includes(descriptions[index]) {
            definitions[index].description = descriptions[index].changed(severity: severity, confidence: confidence)
            if let isEnabled { definitions[index].isEnabled = isEnabled }
            definitions[index].remarks.append("changed at \(place): \(reason)")
            definitions[index].changes.append(place)
        }
        return rules.filter { !$0.selects(anyOf: descriptions) }.map { text in
            let name = SafeName.quoted(text.text) ?? "one of them"
            let remedy = text.remedy(among: descriptions)
            return RuleSetError.Problem(
                location: place,
                rule: nil,
                reason: "`changes.rules`: no rule of the extended directories is meant by \(name)\(remedy)"
            )
        }
    }
}

extension RuleFileReader {
    private static let changeFields = ["rules", "severity", "confidence", "enabled", "reason"]

    /// Reads `changes`.
    mutating func changes(_ node: YAMLNode) -> [RuleChange] {
        (list(node, field: "changes") ?? []).compactMap { change($0) }
    }

    private mutating func change(_ node: YAMLNode) -> RuleChange? {
        guard let map = map(node, field: "changes") else { return nil }
        checkFields(of: map, known: Self.changeFields, owner: "an entry of `changes`")
        let rules = required(map, "rules", owner: "changes").map { selectors($0) }
        let reason = required(map, "reason", owner: "changes").flatMap { prose($0, field: "changes.reason") }
        let severity = map["severity"].flatMap { choice($0, field: "changes.severity", of: Severity.self) }
        let confidence = map["confidence"].flatMap { self.confidence($0) }
        let isEnabled = map["enabled"].flatMap { flag($0, field: "changes.enabled") }
        if !["severity", "confidence", "enabled"].contains(where: map.has) {
            report(map.line, "an entry of `changes` needs `severity`, `confidence` or `enabled`")
        }
        guard let rules, let reason else { return nil }
        return RuleChange(
            rules: rules,
            severity: severity,
            confidence: confidence,
            isEnabled: isEnabled,
            reason: reason,
            place: SourceLocation(file: file, line: map.line)
        )
    }

    private mutating func selectors(_ node: YAMLNode) -> [SelectorText] {
        (listOrOne(node, field: "changes.rules") ?? []).compactMap { element in
            guard let text = text(element, field: "changes.rules") else { return nil }
            if let selector = SelectorText(text) { return selector }
            report(
                element.line,
                "`changes.rules` takes the id of a rule, a category, a tag, or one with `rule:`, `category:`, `tag:` or "
                    + "`severity:` before it"
            )
            return nil
        }
    }

    /// Reads `extends`: directories, from the one that the file is in.
    mutating func bases(_ node: YAMLNode) -> [(path: String, place: SourceLocation)] {
        (listOrOne(node, field: "extends") ?? []).compactMap { element in
            text(element, field: "extends").map { ($0, SourceLocation(file: file, line: element.line)) }
        }
    }
}
