// How rules are selected by a word: on the command line, and in changes of rules.

import SluiceModel

/// What one `--only` or `--skip`, or one entry of `changes` says.
package struct SelectorText: Sendable, Hashable {
    /// As it was typed.
    package let text: String
    /// A rule is meant when it meets one of these.
    package let selectors: [RuleSelection.Selector]

    /// Reads `>=high`, `severity:high`, `category:pii`, `tag:cloud`, `rule:github-token`, the bare name of a category,
    /// or any other bare name, which is a rule's or a tag's. Nil for a severity or category that does not exist.
    package init?(_ text: String) {
        self.text = text
        if text.hasPrefix(">=") {
            guard let severity = Severity(rawValue: String(text.dropFirst(2))) else { return nil }
            selectors = [.severity(severity)]
            return
        }
        guard let colon = text.firstIndex(of: ":") else {
            guard !text.isEmpty else { return nil }
            selectors = Category(rawValue: text).map { [.category($0)] } ?? [.rule(RuleID(text)), .tag(text)]
            return
        }
        let name = String(text[text.index(after: colon)...])
        guard !name.isEmpty else { return nil }
        switch text[..<colon] {
        case "rule": selectors = [.rule(RuleID(name))]
        case "tag": selectors = [.tag(name)]
        case "category":
            guard let category = Category(rawValue: name) else { return nil }
            selectors = [.category(category)]
        case "severity":
            guard let severity = Severity(rawValue: name) else { return nil }
            selectors = [.severity(severity)]
        default: return nil
        }
    }

    /// What might be written instead of a text that selects none of the rules, behind the words that say so; empty where
    /// nothing comes near.
    package func remedy(among rules: [RuleDescription]) -> String {
        if text.contains(where: { $0 == "*" || $0 == "?" }) {
            let meant = rules.map(\.id.rawValue).filter { Self.matches($0, pattern: text) }.sorted()
            let names = meant.isEmpty ? "names of rules, tags or categories" : SafeName.list(meant)
            return "; it takes no patterns: write \(names)" + (meant.count > 1 ? ", or a tag that they share" : "")
        }
        let name = text.split(separator: ":").last.map(String.init) ?? text
        let known = Set(rules.map(\.id.rawValue) + rules.flatMap(\.tags)).sorted() + Category.allCases.map(\.rawValue)
        return NearestName.suggestion(for: name, among: known).map { "; did you mean `\($0)`?" } ?? ""
    }

    /// Whether a name is one that a pattern with `*` and `?` would stand for.
    private static func matches(_ name: String, pattern: String) -> Bool {
        let (name, pattern) = (Array(name.utf8), Array((pattern.split(separator: ":").last ?? "").utf8))
        return Wildcards.match(
            count: pattern.count,
            inputCount: name.count,
            isWildcard: { pattern[$0] == UInt8(ascii: "*") },
            isMatch: { pattern[$0] == UInt8(ascii: "?") || pattern[$0] == name[$1] }
        )
    }

    /// Whether one of the rules is meant.
    package func selects(anyOf rules: [RuleDescription]) -> Bool {
        let selection = RuleSelection(only: selectors)
        return rules.contains { selection.includes($0) }
    }
}
