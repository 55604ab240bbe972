// `sluice rules expand`: a template with its placeholders expanded.

import ArgumentParser
import SluiceMatching
import SluiceRules

/// `sluice rules expand`
struct RulesExpandCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "expand",
        abstract: "Prints a template file with its placeholders expanded.",
        discussion: """
            Placeholders such as {{base62:30}} become fresh random characters, and the marks « and » are taken out, \
            as in the examples of rules (Rules/README.md). What comes out looks like live secrets and is none.

            EXAMPLES
              sluice rules expand Fixtures/conversation.jsonl.template | sluice filter
              sluice rules expand --seed 7 prompt.template > prompt.txt

            EXIT STATUS
              0  printed
              2  wrong usage, a malformed template, or a file that cannot be read
            """
    )

    @Argument(help: "The template file.", completion: .file())
    var file: String

    @Option(help: ArgumentHelp("Expand with this seed; default: a new one each time.", valueName: "number"))
    var seed: UInt64?

    private static let largestTemplate = 16 << 20

    func run() throws {
        let bytes: [UInt8]
        do throws(SmallFileError) {
            let path = BytePath(bytes: ProcessState.argumentBytes(file))
            bytes = try readSmallFile(path, limit: Self.largestTemplate)
        } catch {
            throw CommandFailure("\(file.visible): \(error)")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw CommandFailure("\(file.visible): the template is not UTF-8")
        }
        var generator = SplitMix64(seed: seed ?? UInt64.random(in: .min ... .max))
        let expanded: ExpandedExample
        do throws(TemplateError) {
            let template = try ExampleTemplate.parse(text)
            expanded = try template.expand(using: &generator, checksums: ValidatorRegistry.checksum(_:completing:))
        } catch {
            throw CommandFailure(
                Self.place(of: error, in: text).map { "\(file.visible):\($0): \(error.reason)" }
                    ?? "\(file.visible): \(error)"
            )
        }
        do {
            try Descriptor.standardOutput.send(expanded.bytes.span)
        } catch {
            if error.isBrokenPipe { ProcessState.endByBrokenPipe() }
            throw CommandFailure("standard output cannot be written: \(error)")
        }
    }

    /// `LINE:COLUMN` of an error of the template, whose columns are counted through all lines.
    private static func place(of error: TemplateError, in text: String) -> String? {
        guard let column = error.column else { return nil }
        let before = text.unicodeScalars.prefix(column - 1)
        let line = before.split(separator: "\n", omittingEmptySubsequences: false)
        return "\(line.count):\((line.last?.count ?? 0) + 1)"
    }
}
