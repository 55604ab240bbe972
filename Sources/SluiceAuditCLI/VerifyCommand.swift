// `sluice audit verify`: proves that nothing was removed or altered.

import ArgumentParser
import SluiceAudit
import SluicePayloads
import SluiceTerminal

/// `sluice audit verify`
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Proves that nothing was removed or altered.",
        discussion: """
            Every entry holds a hash of itself and the entry before it. All of them are made again; the first that is \
            not as it was written is named. Entries that retention removed are accounted for by entries that are there.

            Without a key this proves that nobody changed the file by accident or without care: whoever can write it \
            can make the whole chain anew. With a key only its owner can. A cut end, or an old copy put back, shows \
            with a head that was kept elsewhere: sluice audit head.

            EXAMPLES
              sluice audit verify audit.db --key-file audit.key
              sluice audit verify audit.db --head head.json --format json

            EXIT STATUS
              0  intact
              1  something was removed or altered
              2  wrong usage, a wrong key, or the audit cannot be read
            """
    )

    enum Format: String, CaseIterable, Sendable {
        case human
        case json
    }

    @OptionGroup var options: AuditOptions

    @Option(
        help: ArgumentHelp(
            "A file with the key of the chain; default: $SLUICE_AUDIT_KEY, else none.",
            valueName: "file"
        ),
        completion: .file()
    )
    var keyFile: String?

    @Option(
        help: ArgumentHelp(
            "A file with a head that was kept elsewhere, or with several, one a line, which are all compared.",
            valueName: "file"
        ),
        completion: .file()
    )
    var head: String?

    @Flag(help: "Do not compare the indices that searches use with the entries, which takes about as long again.")
    var skipIndices = false

    @Option(help: "How to print: human or json.")
    var format = ChoiceArgument(Format.human)

    func run() throws {
        let key = try key()
        let reader = try options.open()
        let result = try failing {
            let heads = try head.map { (path: String) throws in try AuditHead.read(path) } ?? []
            return try reader.verify(key: key, heads: heads, checksIndices: !skipIndices)
        }
        switch format.value {
        case .human: try printResult(VerificationReport.text(result))
        case .json: try printResult((VerificationReport.json(result).bytes + Array("\n".utf8)).span)
        }
        if result.breach != nil { throw ExitCode(ExitStatus.found.rawValue) }
    }

    private func key() throws -> AuditKey? {
        let bytes: [UInt8]
        if let keyFile {
            do {
                let content = try readSmallFile(BytePath(bytes: ProcessState.argumentBytes(keyFile)), limit: 64 << 10)
                bytes = try KeySource.secret(content, from: keyFile.visible)
            } catch let error as SmallFileError {
                throw CommandFailure("--key-file \(keyFile.visible): \(error)")
            }
        } else if let value = ProcessState.variable("SLUICE_AUDIT_KEY") {
            bytes = try KeySource.secret(Array(value.utf8), from: "$SLUICE_AUDIT_KEY")
        } else {
            return nil
        }
        return AuditKey(bytes: bytes)
    }
}
