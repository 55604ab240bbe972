// sluice fingerprint: makes an index of one's own code.

import ArgumentParser
import SluiceMatching
import SluiceModel

/// Makes an index of one's own code.
struct FingerprintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fingerprint",
        abstract: "Make an index of your own code, by which it is recognised in prompts and answers.",
        discussion: """
            The index holds numbers of runs of twelve tokens, from which the code cannot be read; with a key (--key-file or \
            $SLUICE_KEY) nobody without the key can tell either whether it holds some code. White space and the case of letters \
            do not count; renamed variables do. Files that .gitignore names, hidden files, binary files and files of more than \
            8 MiB are left out, and so is what many of the files share, such as the notice of a licence at their beginning.

            EXAMPLE
              sluice fingerprint src lib -o own-code.idx --label billing
              sluice filter --fingerprints own-code.idx --action block < prompt.txt

            EXIT STATUS
              0  the index is written
              2  wrong usage, nothing to make an index of, or something could not be read or written
            """
    )

    @Argument(help: ArgumentHelp("Files and directories.", valueName: "path"), completion: .file())
    var paths: [String]

    @Option(
        name: [.short, .long],
        help: ArgumentHelp("Write the index to this file.", valueName: "file"),
        completion: .file()
    )
    var output: String

    @Option(help: "What the code is called in findings, at most 128 bytes.")
    var label = "own code"

    @Option(help: ArgumentHelp("Leave larger files out, as in 10M (K, M, G are powers of 1024).", valueName: "size"))
    var maxSize: SizeArgument?

    @Flag(inversion: .prefixedNo, help: "Whether to respect .gitignore, .ignore and .sluiceignore.")
    var ignore = true

    @Flag(name: [.short, .long], help: "No progress and no summary on standard error; errors are still told.")
    var quiet = false

    @Option(
        help: ArgumentHelp(
            "A file with a key, without which nobody can tell what the index holds.",
            discussion: "At least 16 bytes. Default: $SLUICE_KEY, else none.",
            valueName: "file"
        ),
        completion: .file()
    )
    var keyFile: String?

    /// Files are read whole up to this size, in bytes; larger ones are not code that somebody wrote.
    private static let largestFile = 8 << 20

    func validate() throws {
        if paths.isEmpty { throw ValidationError("Name a path; . for the current directory.") }
        if paths.contains("-") || output == "-" {
            throw ValidationError("Standard input and output are not used: name files and directories.")
        }
        if label.isEmpty || label.utf8.count > CodeIndex.maximumLabel {
            throw ValidationError("--label must have 1 to \(CodeIndex.maximumLabel) bytes.")
        }
    }

    func run() throws {
        let key = try KeyOptions.chosenKey(file: keyFile)
        let target = BytePath(bytes: ProcessState.argumentBytes(output))
        // An index that is there already is replaced as a whole at the end, and is not code.
        let status = try? FileStatus.of(target)
        if let status, status.kind != .file {
            throw CommandFailure("--output \(target.text.visible) is no regular file; name another")
        }
        let identity = status?.identity
        var settings = WalkSettings()
        settings.respectsIgnoreFiles = ignore
        settings.includesHidden = false
        var walker = PathWalker(paths.map { BytePath(bytes: ProcessState.argumentBytes($0)) }, settings: settings)
        let progress = ScanProgress(terminal: quiet ? nil : ScanProgress.terminal)
        var builder = CodeIndexBuilder(key: key?.bytes ?? [])
        var (fileCount, leftOutCount, byteCount, failureCount) = (0, 0, 0, 0)
        while let item = walker.next() {
            switch item {
            case .file(let path, let isNamed):
                do {
                    guard let code = try contents(of: path, isNamed: isNamed, except: identity) else {
                        leftOutCount += 1
                        continue
                    }
                    try builder.add(code)
                    fileCount += 1
                    byteCount += code.count
                    progress.finish(files: 1, findings: 0)
                    progress.advance(bytes: code.count)
                } catch let error as SystemError {
                    failureCount += 1
                    progress.pause { note("\(path.text.visible): \(error)") }
                } catch let error as CodeIndexBuilder.TooMany {
                    throw CommandFailure(
                        "there is more code than one index may hold (\(error.maximumCount) fingerprints): make several"
                    )
                }
            case .failure(let path, let error):
                failureCount += 1
                progress.pause { note("\(path.text.visible): \(error)") }
            case .standardInput, .special: continue
            }
        }
        progress.pause {}
        let index = builder.finish(label: label)
        guard index.count > 0 else {
            throw CommandFailure("there is no code in what was named: nothing to recognise it by")
        }
        do {
            try DraftFile.replace(target, with: index.bytes)
        } catch {
            throw CommandFailure("--output \(target.text.visible): \(error)")
        }
        if !quiet {
            let leftOut = leftOutCount > 0 ? ", \(counted(leftOutCount, "file")) left out" : ""
            let size = "\(counted(fileCount, "file"))\(leftOut), \(ByteCount.text(byteCount))"
            note("\(size), \(counted(index.count, "fingerprint")), \(ByteCount.text(index.bytes.count))")
        }
        if failureCount > 0 { throw ExitCode(ExitStatus.failure.rawValue) }
    }

    /// The code in a file; nil for what is none.
    private func contents(
        of path: BytePath,
        isNamed: Bool,
        except output: FileStatus.Identity?
    ) throws(SystemError) -> [UInt8]? {
        let file = try OpenFile(reading: path, followingLinks: isNamed)
        let status = try file.descriptor.status()
        let limit = min(maxSize?.value ?? Self.largestFile, Self.largestFile)
        guard status.kind == .file, status.identity != output, status.size <= limit else { return nil }
        var code: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: max(4_096, min(256 << 10, status.size + 1)))
        while code.count <= limit {
            let count = try file.descriptor.receive(into: &buffer)
            if count == 0 { break }
            code += buffer[..<count]
        }
        return code.count > limit || code.prefix(8 << 10).contains(0) ? nil : code
    }

    private func note(_ text: String) {
        // Nobody may be reading; the status says the same.
        try? Descriptor.standardError.send("sluice: \(text)\n")
    }
}
