// The forms in which entries are printed.

import ArgumentParser
import SluiceAudit
import SluicePayloads
import SluiceTerminal

/// The forms in which entries are printed.
enum EntryFormat: String, CaseIterable, Sendable {
    case human
    case jsonl
    case csv
}

/// Prints entries, a good deal at once.
struct EntryPrinter {
    private let format: EntryFormat
    private let text: EntryText
    private let output: Descriptor
    private var bytes: [UInt8] = []

    init(_ format: EntryFormat, to output: Descriptor = .standardOutput, color: ColorChoice = .auto) {
        self.format = format
        self.output = output
        let isColored = color.isOn(
            toTerminal: output.isTerminal,
            noColor: ProcessState.variable("NO_COLOR"),
            terminalType: ProcessState.variable("TERM")
        )
        text = EntryText(style: TerminalStyle(isColored: isColored))
        if format == .csv { EntryCSV.writeHeader(to: &bytes) }
    }

    mutating func print(_ entry: AuditEntry) throws(CommandFailure) {
        switch format {
        case .human: bytes += text.line(entry).utf8
        case .csv: EntryCSV.write(entry, to: &bytes)
        case .jsonl:
            entry.json.write(to: &bytes)
            bytes.append(UInt8(ascii: "\n"))
        }
        if bytes.count >= 64 << 10 { try flush() }
    }

    mutating func flush() throws(CommandFailure) {
        if output == .standardOutput {
            try printResult(bytes.span)
        } else {
            do { try output.send(bytes.span) } catch { throw CommandFailure("the output cannot be written: \(error)") }
        }
        bytes.removeAll(keepingCapacity: true)
    }
}
