// Reads `licenses`: what is done about licences.

import SluiceModel
import SluiceRules

extension PolicyFileReader {
    /// The longest pattern of a licence, in bytes.
    private static let maximumPatternLength = 128

    /// What is done about licences, or nil with a problem.
    mutating func licenses(_ node: ConfigurationNode) -> LicensePolicy? {
        guard let map = fields.map(node, field: "licenses") else { return nil }
        fields.checkFields(of: map, known: ["deny", "warn", "allow", "unknown"], owner: "`licenses`")
        let unknown = map["unknown"].flatMap { node -> Action? in
            guard let text = fields.text(node, field: "licenses.unknown") else { return nil }
            switch text {
            case "deny": return .block
            case "warn": return .log
            case "allow": return .allow
            default:
                fields.report(node.line, "`licenses.unknown` must be one of deny, warn, allow")
                return nil
            }
        }
        return LicensePolicy(
            deny: patterns(map, "deny"),
            warn: patterns(map, "warn"),
            allow: patterns(map, "allow"),
            unknown: unknown
        )
    }

    private mutating func patterns(_ map: ConfigurationMap, _ key: String) -> [NamePattern] {
        guard let node = map[key] else { return [] }
        return (fields.listOrOne(node, field: "licenses.\(key)") ?? []).compactMap { node in
            guard let text = fields.text(node, field: "licenses.\(key)") else { return nil }
            guard text.utf8.count <= Self.maximumPatternLength else {
                fields.report(
                    node.line,
                    "`licenses.\(key)` has a pattern of more than \(Self.maximumPatternLength) bytes"
                )
                return nil
            }
            return NamePattern(text)
        }
    }
}
