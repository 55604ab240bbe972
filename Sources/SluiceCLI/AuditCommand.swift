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

    /// The commands of sluice-audit, for completions: the program itself may not be there.
    static let names = CommandNames(
        command: "audit",
        names: [
            .init("verify", abstract: "Proves that nothing was removed or altered."),
            .init("query", abstract: "Shows the newest decisions that fit."),
            .init("stats", abstract: "Counts decisions and findings."),
            .init("export", abstract: "Writes all entries that fit, oldest first, as JSON lines or CSV."),
            .init("head", abstract: "Prints the end of the chain, to be kept elsewhere."),
        ],
        takesFiles: true
    )

    func run() throws {
        try SiblingProgram.become("sluice-audit", argumentCount: arguments.count)
    }
}
