// `sluice audit query`: the newest entries that fit.

import ArgumentParser
import SluiceAudit
import SluiceTerminal

/// `sluice audit query`
struct QueryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "query",
        abstract: "Shows the newest decisions that fit.",
        discussion: """
            Values of --rule, --policy, --route and --metadata may hold * for any text and ? for one character.

            EXAMPLES
              sluice audit query audit.db --since 24h --team payments --action block
              sluice audit query audit.db --rule 'openai-*' --limit 10 --format jsonl
              sluice audit query audit.db --fingerprint 7f3a09c2d1e45b68
              sluice audit query audit.db --all --oldest-first --limit 0

            EXIT STATUS
              0  done, also when nothing fits
              2  wrong usage, or the audit cannot be read
            """
    )

    @OptionGroup var options: AuditOptions
    @OptionGroup var filters: FilterOptions

    @Option(help: ArgumentHelp("At most this many entries; 0 for all.", valueName: "count"))
    var limit = 50

    @Flag(help: "From the oldest to the newest.")
    var oldestFirst = false

    @Flag(help: "Show also starts and stops of writers, losses and removals.")
    var all = false

    @Option(help: "How to print: human, jsonl or csv.")
    var format = ChoiceArgument(EntryFormat.human)

    @Option(help: "When to colour: auto, always or never.")
    var color = ChoiceArgument(ColorChoice.auto)

    func validate() throws {
        if limit < 0 { throw ValidationError("--limit takes a number from 0.") }
    }

    func run() throws {
        var filter = try filters.filter()
        if all { filter.kinds = Set(AuditEntry.Kind.allCases) }
        let reader = try options.open()
        var printer = EntryPrinter(format.value, color: color.value)
        try failing {
            try reader.forEach(filter, newestFirst: !oldestFirst, limit: limit == 0 ? nil : limit) { entry in
                try printer.print(entry)
            }
        }
        try printer.flush()
    }
}
