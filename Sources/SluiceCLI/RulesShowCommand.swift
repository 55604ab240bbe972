// `sluice rules show`: all that one rule says about itself.

import ArgumentParser
import SluiceModel
import SluicePayloads
import SluiceRules

/// `sluice rules show`
struct RulesShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Shows all that one rule says about itself.",
        discussion: """
            EXAMPLES
              sluice rules show github-token

            EXIT STATUS
              0  shown
              2  wrong usage, no such rule, or broken rules
            """
    )

    @Argument(help: "The rule's id.")
    var id: String

    @OptionGroup var ruleOptions: RuleOptions

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        let rules = try ruleOptions.load().selectedDescriptions
        guard let rule = rules.first(where: { $0.id == RuleID(id) }) else {
            throw CommandFailure("no rule is named \(id.isEmpty ? "\"\"" : id.visible); \(hint(rules))")
        }
        try printResult(json ? RuleListing.json(rule).text + "\n" : RuleListing.show(rule))
    }

    /// Names that hold the one that was given, or are held by it, the shortest first.
    private func hint(_ rules: [RuleDescription]) -> String {
        let near = rules.map(\.id.rawValue)
            .filter { $0.contains(id) || id.contains($0) }
            .sorted { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
        if id.isEmpty || near.isEmpty { return "sluice rules list shows all" }
        let rest = near.count - Self.mostSuggestions
        let names = near.prefix(Self.mostSuggestions).joined(separator: ", ")
        return "did you mean \(names)\(rest > 0 ? " or one of \(rest) more" : "")?"
    }

    private static let mostSuggestions = 8
}
