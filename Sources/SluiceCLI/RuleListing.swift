// Rules as text, JSON and Markdown.

import SluiceModel
package import SluicePayloads
package import SluiceRules

/// The name of a format for lists of rules.
package enum ListFormat: String, Sendable, CaseIterable {
    case human
    case json
    case markdown
}

/// Rules as text, JSON and Markdown.
package enum RuleListing {
    /// All rules in one format, ending with a line end.
    package static func list(_ rules: [RuleDescription], format: ListFormat) -> String {
        switch format {
        case .human: table(rules)
        case .json: "[\n" + rules.map { json($0).text }.joined(separator: ",\n") + "\n]\n"
        case .markdown: markdown(rules)
        }
    }

    /// All that a rule says about itself, for people.
    package static func show(_ rule: RuleDescription) -> String {
        var lines = [("id", rule.id.rawValue), ("name", rule.name)]
        lines += [("category", rule.category.rawValue), ("severity", rule.severity.rawValue)]
        lines += [
            ("confidence", String(rule.confidence.percent)), ("directions", directions(rule).joined(separator: ", ")),
        ]
        if let entity = rule.entity { lines.append(("entity", entity)) }
        if !rule.languages.isEmpty { lines.append(("languages", rule.languages.joined(separator: ", "))) }
        if rule.regions.count < CodeRegion.allCases.count {
            lines.append(("in", regions(rule).joined(separator: ", ")))
        }
        if rule.lines != .any { lines.append(("lines", rule.lines.rawValue)) }
        if !rule.tags.isEmpty { lines.append(("tags", rule.tags.joined(separator: ", "))) }
        lines += rule.references.map { ("reference", $0) }
        lines.append(("source", rule.source.description))
        let width = lines.map(\.0.count).max() ?? 0
        let fields = lines.map { name, value in padded(name, width) + "  " + value.visible }
        return fields.joined(separator: "\n") + "\n\n" + rule.summary.visible + "\n"
    }

    /// A rule as JSON. Members are only ever added.
    package static func json(_ rule: RuleDescription) -> JSONValue {
        .object([
            ("id", .string(rule.id.rawValue)),
            ("name", .string(rule.name)),
            ("description", .string(rule.summary)),
            ("category", .string(rule.category.rawValue)),
            ("severity", .string(rule.severity.rawValue)),
            ("confidence", .number(Double(rule.confidence.percent) / 100)),
            ("entity", .optional(rule.entity)),
            ("directions", .strings(directions(rule))),
            ("languages", .strings(rule.languages)),
            ("in", .strings(regions(rule))),
            ("lines", .string(rule.lines.rawValue)),
            ("tags", .strings(rule.tags)),
            ("references", .strings(rule.references)),
            ("file", .string(rule.source.file)),
            ("line", .integer(rule.source.line)),
        ])
    }

    private static func table(_ rules: [RuleDescription]) -> String {
        let rows = rules.map { [$0.id.rawValue, $0.category.rawValue, $0.severity.rawValue, $0.name.visible] }
        let all = [["ID", "CATEGORY", "SEVERITY", "NAME"]] + rows
        let widths = (0..<3).map { column in all.map { $0[column].count }.max() ?? 0 }
        let lines = all.map { row in
            (0..<3).map { padded(row[$0], widths[$0]) }.joined(separator: "  ") + "  " + row[3]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func markdown(_ rules: [RuleDescription]) -> String {
        var text = "| rule | category | severity | finds |\n| --- | --- | --- | --- |\n"
        for rule in rules {
            let name = rule.name.visible.split(separator: "|", omittingEmptySubsequences: false).joined(
                separator: "\\|"
            )
            text += "| `\(rule.id)` | \(rule.category.rawValue) | \(rule.severity.rawValue) | \(name) |\n"
        }
        return text
    }

    private static func directions(_ rule: RuleDescription) -> [String] {
        rule.directions.map(\.rawValue).sorted()
    }

    private static func regions(_ rule: RuleDescription) -> [String] {
        CodeRegion.allCases.filter(rule.regions.contains).map(\.rawValue)
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
