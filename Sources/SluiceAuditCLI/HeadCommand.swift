// `sluice audit head`: the chain's end, to be kept elsewhere.

import ArgumentParser
import SluiceAudit
import SluiceTerminal

/// `sluice audit head`
struct HeadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "head",
        abstract: "Prints the chain's end, to be kept where the audit's writer cannot reach it.",
        discussion: """
            Somebody who can write the file can cut its end, or put back an old copy. A head that is kept elsewhere, in \
            another system's log or on paper, shows it: sluice audit verify --head.

            EXAMPLES
              sluice audit head audit.db | ssh vault 'cat >> heads.jsonl'

            EXIT STATUS
              0  printed
              2  wrong usage, or the audit cannot be read
            """
    )

    @OptionGroup var options: AuditOptions

    func run() throws {
        let reader = try options.open()
        try printResult(try failing { try reader.head() }.line)
    }
}
