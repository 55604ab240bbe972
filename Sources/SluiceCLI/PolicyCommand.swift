// `sluice policy`: the commands about policies.

import ArgumentParser

/// `sluice policy`
struct PolicyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy",
        abstract: "Shows and checks policies: what is done about findings, for whom and in which direction.",
        subcommands: [PolicyTestCommand.self, PolicyShowCommand.self, PolicyLintCommand.self]
    )
}
