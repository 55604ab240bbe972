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
            let near = rules.map(\.id.rawValue).filter { $0.contains(id) || id.contains($0) }
            let hint = near.isEmpty ? "sluice rules list shows all" : "did you mean \(near.joined(separator: ", "))?"
            throw CommandFailure("no rule is named \(id.visible); \(hint)")
        }
        try printResult(json ? RuleListing.json(rule).text + "\n" : RuleListing.show(rule))
    }
}
