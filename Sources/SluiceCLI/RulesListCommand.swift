// `sluice rules list`: all rules in one table.

import ArgumentParser
import SluiceModel
import SluiceRules

/// `sluice rules list`
struct RulesListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists the rules.",
        discussion: """
            EXAMPLES
              sluice rules list
              sluice rules list --only pii --format markdown   (with country, proof and default action)

            EXIT STATUS
              0  listed
              2  wrong usage or broken rules
            """
    )

    @OptionGroup var ruleOptions: RuleOptions

    @Option(help: "How to list: human, json or markdown.")
    var format = ChoiceArgument(ListFormat.human)

    func run() throws {
        if format.value == .markdown, ruleOptions.selection.only == [.category(.pii)] {
            let selection = ruleOptions.selection
            let rules = try ruleOptions.definitions(readsExamples: false).filter { selection.includes($0.description) }
            return try printResult(PersonalDataListing.markdown(rules))
        }
        try printResult(RuleListing.list(try ruleOptions.load().selectedDescriptions, format: format.value))
    }
}
