// The key that fingerprints are made with.

import ArgumentParser
import SluiceModel

/// The options that choose the key.
struct KeyOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A file with the key that fingerprints are made with.",
            discussion: """
                At least 16 bytes. Default: $SLUICE_KEY, else a random key, so that fingerprints and the tags in \
                replacements hold within one run only.
                """,
            valueName: "file"
        ),
        completion: .file()
    )
    var keyFile: String?

    /// The key that was chosen, or a random one.
    func key() throws -> FingerprintKey {
        try chosenKey() ?? .random()
    }

    /// The key that was chosen; nil where none was.
    func chosenKey() throws -> FingerprintKey? {
        try Self.chosenKey(file: keyFile)
    }

    /// The key of a file that `--key-file` names, else of `$SLUICE_KEY`; nil where there is neither.
    static func chosenKey(file keyFile: String?) throws -> FingerprintKey? {
        if let keyFile {
            do {
                let bytes = try readSmallFile(BytePath(bytes: ProcessState.argumentBytes(keyFile)), limit: 64 << 10)
                return try KeySource.key(bytes, from: keyFile.visible)
            } catch let error as SmallFileError {
                throw CommandFailure("--key-file \(keyFile.visible): \(error)")
            }
        }
        if let value = ProcessState.variable("SLUICE_KEY") {
            return try KeySource.key(Array(value.utf8), from: "$SLUICE_KEY")
        }
        return nil
    }
}
