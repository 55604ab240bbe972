// `sluice serve`: hands over to the server.

import ArgumentParser

/// `sluice serve`
struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Answers the guardrail hooks of gateways over HTTP (runs sluice-serve).",
        discussion: "All arguments are handed to the program sluice-serve: sluice serve --help shows its own help."
    )

    @Argument(parsing: .captureForPassthrough, help: "The arguments of sluice-serve.")
    var arguments: [String] = []

    func run() throws {
        try SiblingProgram.become("sluice-serve", argumentCount: arguments.count)
    }
}
