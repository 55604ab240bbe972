// `sluice audit stats`: numbers about decisions.

import ArgumentParser
import SluiceAudit
import SluicePayloads
import SluiceTerminal

/// `sluice audit stats`
struct StatsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats",
        abstract: "Counts decisions and findings.",
        discussion: """
            --by counts by rule, action, direction, policy, route, error, day, hour, or a key of the metadata: team, or \
            metadata.team. Several may be given.

            EXAMPLES
              sluice audit stats audit.db --since 7d
              sluice audit stats audit.db --by team --by rule --action block
              sluice audit stats audit.db --by day --format json

            EXIT STATUS
              0  done
              2  wrong usage, or the audit cannot be read
            """
    )

    enum Format: String, CaseIterable, Sendable {
        case human
        case json
    }

    @OptionGroup var options: AuditOptions
    @OptionGroup var filters: FilterOptions

    @Option(help: ArgumentHelp("By what to count; may be repeated. Default: action and rule.", valueName: "what"))
    var by: [String] = []

    @Option(help: "How to print: human or json.")
    var format = ChoiceArgument(Format.human)

    func run() throws {
        let names = by.isEmpty ? ["action", "rule"] : by
        let groups = try names.map { name in
            guard let grouping = AuditSummary.Grouping(name) else { throw CommandFailure("--by takes a name") }
            return grouping
        }
        let filter = try filters.filter()
        let reader = try options.open()
        let summary = try failing { try reader.summary(filter, groups: groups) }
        switch format.value {
        case .human: try printResult(SummaryReport.text(summary))
        case .json: try printResult((SummaryReport.json(summary).bytes + Array("\n".utf8)).span)
        }
    }
}
