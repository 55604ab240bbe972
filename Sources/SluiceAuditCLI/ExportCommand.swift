// `sluice audit export`: all entries that fit, for other programs.

import ArgumentParser
import SluiceAudit
import SluiceTerminal

/// `sluice audit export`
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Writes all entries that fit, oldest first, as JSON lines or CSV.",
        discussion: """
            JSON lines hold everything; CSV has findings and metadata as JSON in a cell, and a value that a spreadsheet \
            would take for a formula begins with an apostrophe.

            EXAMPLES
              sluice audit export audit.db > audit.jsonl
              sluice audit export audit.db --since 2026-11-01 --until 2026-12-01 --format csv --output november.csv

            EXIT STATUS
              0  done
              2  wrong usage, or something cannot be read or written
            """
    )

    enum Format: String, CaseIterable, Sendable {
        case jsonl
        case csv
    }

    @OptionGroup var options: AuditOptions
    @OptionGroup var filters: FilterOptions

    @Flag(help: "Leave out starts and stops of writers, losses and removals. Filters other than times imply it.")
    var decisionsOnly = false

    @Option(help: "How to write: jsonl or csv.")
    var format = ChoiceArgument(Format.jsonl)

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The file to write; default: standard output.", valueName: "file"),
        completion: .file()
    )
    var output: String?

    func validate() throws {
        if output == "-" { throw ValidationError("--output - is the default: leave --output out.") }
    }

    func run() throws {
        var filter = try filters.filter()
        if !decisionsOnly, !filters.concernDecisions { filter.kinds = Set(AuditEntry.Kind.allCases) }
        let path = BytePath(bytes: ProcessState.argumentBytes(try options.path()))
        let reader = try options.open()
        var descriptor = Descriptor.standardOutput
        if let output {
            let database: OpenFile
            do { database = try OpenFile(reading: path) } catch {
                throw CommandFailure("\(path.text.visible): \(error)")
            }
            descriptor = try OutputFile.open(
                BytePath(bytes: ProcessState.argumentBytes(output)),
                option: "--output",
                apartFrom: [(name: "the audit", descriptor: database.descriptor)]
            )
        }
        var printer = EntryPrinter(format.value == .csv ? .csv : .jsonl, to: descriptor)
        try failing { try reader.forEach(filter) { entry in try printer.print(entry) } }
        try printer.flush()
    }
}

extension FilterOptions {
    /// Whether an option is given that only decisions can meet.
    fileprivate var concernDecisions: Bool {
        !(metadata.isEmpty && team == nil && rule.isEmpty && fingerprint.isEmpty && action.isEmpty && direction == nil
            && policy.isEmpty && route.isEmpty && request.isEmpty && outcome == nil)
    }
}
