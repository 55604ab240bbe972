// The command line's root.

import ArgumentParser

/// The command line's root.
@main
struct SluiceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sluice",
        abstract: "Finds secrets and personal data in text and masks or blocks them while the text streams by.",
        discussion: """
            EXAMPLES
              curl -N https://… | sluice filter          mask what comes, as it comes
              sluice filter --action block < prompt.txt  let it pass whole or stop it
              sluice scan .                              look through a working copy
              sluice rules list                          see what can be found

            EXIT STATUS
              0  nothing found, or found and masked
              1  scan found something
              2  wrong usage, broken rules, or something could not be read or written
              3  filter --action block found something

            ENVIRONMENT
              SLUICE_RULES  the rules directory, unless --rules is given
              SLUICE_KEY    the key of fingerprints, unless --key-file is given
              NO_COLOR      when set, output is not coloured
            """,
        version: SluiceVersion.number,
        subcommands: [
            FilterCommand.self, ScanCommand.self, RulesCommand.self, PolicyCommand.self, ExplainCommand.self,
            FingerprintCommand.self, AuditCommand.self, ServeCommand.self,
        ]
    )

    static func main() async {
        await CommandProgram.run(SluiceCommand.self, completing: [AuditCommand.names])
    }
}
