// `sluice rules`: the commands about rules.

import ArgumentParser

/// `sluice rules`
struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "Shows and checks rules.",
        subcommands: [
            RulesListCommand.self, RulesShowCommand.self, RulesTestCommand.self, RulesLintCommand.self,
            RulesMatchersCommand.self, RulesExpandCommand.self, RulesSamplesCommand.self,
        ]
    )
}
