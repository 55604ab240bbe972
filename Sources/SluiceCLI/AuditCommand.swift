// `sluice audit`: hands over to the program that reads the audit.

import ArgumentParser

/// `sluice audit`
struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Verifies, searches and exports the audit of a server (runs sluice-audit).",
        discussion: "All arguments are handed to the program sluice-audit: sluice audit --help shows its own help."
    )

    @Argument(parsing: .captureForPassthrough, help: "The arguments of sluice-audit.")
    var arguments: [String] = []

    func run() throws {
        try SiblingProgram.become("sluice-audit", argumentCount: arguments.count)
    }
}
