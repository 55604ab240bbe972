// `sluice policy show`: a policy as it is in force.

import ArgumentParser
import SluiceModel
import SluicePayloads
import SluicePolicies
import SluiceRules

/// `sluice policy show`
struct PolicyShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Shows a policy as it is in force.",
        discussion: """
            Files are shown as they lie on each other. With --by-rule, what becomes of findings of every rule at the \
            rule's own confidence, the entry that decides, and the confidence from which values are masked or blocked.

            EXAMPLES
              sluice policy show
              sluice policy show Rules/policies/default.yaml team.yaml --json
              sluice policy show team.yaml --by-rule --direction request --metadata team=payments

            EXIT STATUS
              0  shown
              2  wrong usage, or broken rules or policy files
            """
    )

    @OptionGroup var options: PolicyOptions

    @Flag(help: "Print JSON.")
    var json = false

    @Flag(help: "Print what becomes of findings of every rule.")
    var byRule = false

    @Option(help: "With --by-rule: for this direction only: request or response.")
    var direction: ChoiceArgument<Direction>?

    @Option(help: "With --by-rule: for this model.")
    var model: String?

    @Option(help: "With --by-rule: for this route.")
    var route: String?

    @Option(help: ArgumentHelp("With --by-rule: for this metadata; may be repeated.", valueName: "name=value"))
    var metadata: [String] = []

    @Option(help: "With --by-rule: for calls of this tool.")
    var tool: String?

    @Option(help: "With --by-rule: for text of this language.")
    var language: String?

    func validate() throws {
        if json, byRule { throw ValidationError("--json and --by-rule cannot be used together.") }
        if !byRule,
            direction != nil || model != nil || route != nil || !metadata.isEmpty || tool != nil || language != nil
        {
            throw ValidationError("--direction, --model, --route, --metadata, --tool and --language need --by-rule.")
        }
        for pair in metadata where !pair.contains("=") {
            throw ValidationError("--metadata takes NAME=VALUE.")
        }
    }

    func run() throws {
        let policy = try options.policy()
        guard byRule else {
            return try printResult(json ? PolicyListing.json(policy).text + "\n" : PolicyListing.text(policy))
        }
        var context = PolicyContext(
            direction: direction?.value,
            model: model,
            route: route,
            tool: tool,
            language: language
        )
        for pair in metadata {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            context.metadata[String(parts[0])] = String(parts[1])
        }
        let rules = try options.definitions().filter(\.isEnabled).map(\.description).sorted { $0.id < $1.id }
        try printResult(PolicyListing.table(policy, rules: rules, context: context))
    }
}
