// The options that say which findings are known and accepted.

import ArgumentParser
import SluiceModel

/// The options that say which findings are known and accepted: a baseline, and comments in the source.
struct BaselineOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Do not report the values that this file lists by keyed fingerprint and rule.",
            discussion: """
                It needs the key that it was made with (--key-file or $SLUICE_KEY). Entries that no longer match are \
                told. Default: \(Baseline.defaultName) in the working directory, where there is one.
                """,
            valueName: "file"
        ),
        completion: .file(extensions: ["json"])
    )
    var baseline: String?

    @Flag(help: "Report all findings, whatever a baseline lists.")
    var noBaseline = false

    @Flag(help: "Write all findings to the baseline instead of reporting them; reasons in it are kept.")
    var updateBaseline = false

    @Flag(help: "Report findings also where a comment on their line says sluice:allow and a reason.")
    var noAllow = false

    func validate() throws {
        if noBaseline, baseline != nil || updateBaseline {
            throw ValidationError("--no-baseline goes with neither --baseline nor --update-baseline.")
        }
    }

    /// The file in question; nil where there is none.
    var path: BytePath? {
        if noBaseline { return nil }
        if let baseline { return BytePath(bytes: ProcessState.argumentBytes(baseline)) }
        let path = BytePath(Baseline.defaultName)
        return updateBaseline || (try? FileStatus.of(path)) != nil ? path : nil
    }

    /// Reads the baseline in question.
    ///
    /// - Parameter key: the key that was chosen.
    func read(key: FingerprintKey?) throws(CommandFailure) -> Baseline {
        guard let path else { return Baseline() }
        let name = "the baseline \(path.text.visible)"
        guard let key else {
            throw CommandFailure(
                "\(name) needs the key that it was made with: set $SLUICE_KEY or --key-file, or give --no-baseline"
            )
        }
        let bytes: [UInt8]
        do throws(SmallFileError) {
            bytes = try readSmallFile(path, limit: Baseline.sizeLimit)
        } catch {
            if error.isAbsence, updateBaseline { return Baseline() }
            throw CommandFailure("\(name): \(error)")
        }
        // A file that was made for the baseline to be written to, as by mktemp.
        if updateBaseline, bytes.allSatisfy({ $0 <= 0x20 }) { return Baseline() }
        do {
            return try BaselineFile.read(bytes, key: key)
        } catch {
            throw CommandFailure("\(name) \(error)")
        }
    }

    /// Writes the baseline anew.
    func write(_ baseline: Baseline, key: FingerprintKey) throws(CommandFailure) {
        guard let path else { return }
        do throws(SystemError) {
            try DraftFile.replace(path, with: BaselineFile.text(baseline, key: key))
        } catch {
            throw CommandFailure("the baseline \(path.text.visible) cannot be written: \(error)")
        }
    }
}
