// The root of the command line that reads audits.

import ArgumentParser
import SluiceTerminal

/// The root of the command line that reads audits.
@main
struct AuditProgram: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sluice-audit",
        abstract: "Verifies, searches and exports the audit that a server writes. Nothing is changed.",
        discussion: """
            sluice audit … runs this program. A server may be writing the audit at the same time.

            EXAMPLES
              sluice audit verify audit.db
              sluice audit query audit.db --since 24h --action block
              sluice audit stats audit.db --by team
              sluice audit export audit.db --since 2026-11-01 --format csv > november.csv

            EXIT STATUS
              0  done; verify: the audit is intact
              1  verify: something was removed or altered
              2  wrong usage, or something could not be read or written

            ENVIRONMENT
              SLUICE_AUDIT      the audit's database, unless one is named
              SLUICE_AUDIT_KEY  the key of the audit's chain, unless --key-file is given
              NO_COLOR          when set, output is not coloured
            """,
        version: SluiceVersion.number,
        subcommands: [
            VerifyCommand.self, QueryCommand.self, StatsCommand.self, ExportCommand.self, HeadCommand.self,
        ]
    )

    static func main() async {
        await CommandProgram.run(AuditProgram.self)
    }
}
