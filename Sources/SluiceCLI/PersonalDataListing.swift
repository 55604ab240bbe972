// The kinds of personal data that rules find, as a table in Markdown.

import SluiceMatching
import SluiceModel
import SluicePolicies
package import SluiceRules

/// The kinds of personal data that rules find: the kind, the country, what proves a value, whether it counts without a
/// word beside it, and what the default policy does.
package enum PersonalDataListing {
    /// A table of the rules about personal data, by country and kind, ending with a line end.
    package static func markdown(_ rules: [RuleDefinition]) -> String {
        let personal = rules.filter { $0.isEnabled && $0.description.category == .pii }
        let bound = BoundPolicy(.standard, rules: personal.map(\.description))
        let views = [Direction.request, .response].map { bound.view(for: PolicyContext(direction: $0)) }
        var rows: [(key: [String], cells: [String])] = []
        for (index, rule) in personal.enumerated() {
            let description = rule.description
            let country = country(of: description)
            let entity = description.entity ?? ""
            let actions = views.map { view in
                view.decide(rule: index, confidence: description.confidence, isSample: false).wouldBe.rawValue
            }
            rows.append(
                (
                    [country ?? "", entity, description.id.rawValue],
                    [
                        country ?? "any", "`\(entity)`", escaped(description.name), "`\(description.id)`",
                        proof(of: rule), need(of: rule), actions[0], actions[1],
                    ]
                )
            )
        }
        rows.sort { $0.key.lexicographicallyPrecedes($1.key) }
        let titles = ["country", "type", "finds", "rule", "proof", "needs its name", "in requests", "in answers"]
        var lines = [titles, titles.map { _ in "---" }] + rows.map(\.cells)
        lines = lines.filter { !$0.isEmpty }
        return lines.map { "| " + $0.joined(separator: " | ") + " |\n" }.joined()
    }

    /// The country that the type begins with: ISO 3166-1 alpha-2, but UK for the United Kingdom.
    private static func country(of rule: RuleDescription) -> String? {
        let parts = (rule.entity ?? "").split(separator: "_")
        guard let first = parts.first, first.count == 2, parts.count > 1, first != "IP" else { return nil }
        return String(first)
    }

    /// What proves a value, or what its form is held against.
    private static func proof(of rule: RuleDefinition) -> String {
        var names = rule.validators.map(\.name)
        switch rule.detection {
        case .number(let number): if let check = number.check { names.append(check) }
        case .matcher(let name, _): if names.isEmpty, let own = matchersOwn[name] { return own }
        case .token, .pattern, .gitleaks: break
        }
        return names.isEmpty ? "form" : names.map { "`\($0)`" }.joined(separator: ", ")
    }

    /// What hand-written matchers hold values against.
    private static let matchersOwn = [
        "email": "top-level domain", "phone": "numbering plan", "ipv4": "address range", "ipv6": "address range",
        "iban": "`iban`", "crypto-address": "checksum of its network", "date": "calendar",
    ]

    /// Whether a value counts only with a word, a key or a column header that names it.
    private static func need(of rule: RuleDefinition) -> String {
        if rule.context?.isRequired == true { return "yes" }
        switch rule.detection {
        case .number(let number):
            switch number.bare {
            case .always: return "no"
            case .grouped: return "unless grouped"
            case .never: return "yes"
            }
        case .pattern(let pattern): return pattern.group == .number(0) ? "no" : "yes"
        case .token(let token): return token.near == nil ? "no" : "yes"
        case .matcher, .gitleaks: return "no"
        }
    }

    private static func escaped(_ text: String) -> String {
        text.visible.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
    }
}
