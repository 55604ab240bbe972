// `sluice filter` as a process: a live pipe with known ends.

import Foundation
import SluiceCLI
import Testing

#if canImport(Glibc)
    import Glibc
#endif

@Suite struct FilterProgramTests {
    private let folder: TemporaryFolder
    private let rules: String

    init() throws {
        folder = try TemporaryFolder()
        rules = try folder.writeRules()
    }

    private func run(_ arguments: [String], input: String) throws -> ProgramRun {
        try Program.run(["filter", "--rules", rules] + arguments, input: input)
    }

    /// A log that standard error is appended to keeps what it holds.
    @Test func reportToStandardErrorOverwritesNothing() throws {
        try folder.write("in", "\(testToken)\n")
        try folder.write("log", "before\n")
        for (report, count) in [("/dev/stderr", 1), ("log", 2)] {
            let run = try Program.shell(
                #""$0" filter --summary --rules "$1" --report "$2" < in 2>> log"#,
                [rules, report],
                folder: folder.path
            )
            #expect(run.status == 0)
            let log = try folder.read("log")
            #expect(log.hasPrefix("before\n{"), "\(report)")
            #expect(log.split(separator: "\n").count == 1 + 2 * count, "\(report)")
        }
    }

    @Test func masks() throws {
        let run = try run(["--summary"], input: "a=\(testToken)\r\nb\u{0}é\n")
        #expect(run.status == 0)
        #expect(run.output.hasPrefix("a=[REDACTED:test-token:"))
        #expect(run.output.hasSuffix("]\r\nb\u{0}é\n"))
        #expect(run.errors == "sluice: 1 finding: test-token 1\n")
    }

    @Test func bytesThatAreNotUTF8PassUnchanged() throws {
        let data = Data((0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 / 256) })
        let input = try folder.write("binary", data)
        let run = try Program.shell("\"$0\" filter --rules \"$1\" < \"$2\" | cmp - \"$2\"", [rules, input])
        #expect(run.status == 0)
        #expect(run.output.isEmpty && run.errors.isEmpty)
    }

    /// What cannot be looked into does not go out, whatever is in it.
    @Test(arguments: [
        ("printf '\\377\\376a\\0b\\0'", "text in UTF-16 or UTF-32"), ("printf 'a\\0b\\0'", "convert it to UTF-8"),
        ("{ printf '\\037'; sleep 0.2; printf '\\213\\010\\000'; }", "compressed and cannot be looked into"),
    ]) func otherEncodingsAreRefused(command: String, message: String) throws {
        let run = try Program.shell("\(command) | \"$0\" filter --rules \"$1\"", [rules])
        #expect(run.status == 2)
        #expect(run.errors.contains("sluice: standard input is ") && run.errors.contains(message), "\(run.errors)")
        #expect(run.output.utf8.count <= 1)
    }

    @Test func blocksBeforeTheFinding() throws {
        let run = try run(["--action", "block"], input: "first\nkey=\(testToken)\nlast\n")
        #expect(run.status == 3)
        #expect(run.output == "first\nkey=")
        #expect(run.errors.contains("blocked: test-token at line 2, column 5"))
        #expect(!run.errors.contains(testToken))
    }

    @Test func reportsWithoutChanging() throws {
        let report = folder.path + "/findings"
        let run = try run(["--action", "report", "--report", report], input: "k \(testToken)\n")
        #expect(run.status == 0)
        #expect(run.output == "k \(testToken)\n")
        let text = try folder.read("findings")
        #expect(text.hasPrefix("{\"rule\":\"test-token\","))
        #expect(text.contains("\"path\":\"-\",\"line\":1,\"column\":3,\"start\":2,\"end\":18,"))
        #expect(!text.contains(testToken))
        let mode = try FileManager.default.attributesOfItem(atPath: report)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func sameKeySameText() throws {
        let key = try folder.write("key", "a key of enough bytes\n")
        let first = try run(["--key-file", key], input: testToken)
        let second = try Program.run(
            ["filter", "--rules", rules],
            input: testToken,
            environment: ["SLUICE_KEY": "a key of enough bytes"]
        )
        #expect(first.output == second.output)
        #expect(first.output.hasPrefix("[REDACTED:test-token:"))
    }

    @Test func fixedMaskAndSkippedRules() throws {
        #expect(try run(["--mask-style", "fixed:###"], input: "\(testToken)!").output == "###!")
        // The only rule is left out: nothing would be found, which is no filter.
        let none = try run(["--skip", "secret"], input: "\(testToken)!")
        #expect(none.status == 2 && none.output.isEmpty && none.errors.contains("no rule is left to filter by"))
        #expect(try run(["--only", ">=high"], input: "\(testToken)!").output.hasPrefix("[REDACTED"))
    }

    /// Reports show nothing of a value, also where the text shows its ends.
    @Test func reportsShowNoEnds() throws {
        let folder = try TemporaryFolder()
        let report = folder.path + "/report.jsonl"
        let text = "one \(testToken) two \(testToken)\n"
        let shown = try run(["--mask-style", "partial:4,2", "--report", report], input: text)
        let ends = "\(testToken.prefix(4))***\(testToken.suffix(2))"
        #expect(shown.output == "one \(ends) two \(ends)\n")
        let written = try String(contentsOfFile: report, encoding: .utf8)
        #expect(!written.contains("***") && written.contains("\"preview\":\"one [REDACTED:test-token:"))
    }

    @Test(.timeLimit(.minutes(10))) func aLineComesOutBeforeTheInputEnds() throws {
        let process = try Program.process(["filter", "--rules", rules])
        let input = Pipe()
        let output = Pipe()
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        for line in ["one line\n", "and \(testToken) another\n"] {
            try input.fileHandleForWriting.write(contentsOf: Data(line.utf8))
            var text = ""
            while !text.hasSuffix("\n") {
                let data = output.fileHandleForReading.availableData
                try #require(!data.isEmpty)
                text += String(decoding: data, as: UTF8.self)
            }
            #expect(line.hasPrefix("one") ? text == line : text.hasPrefix("and [REDACTED:test-token:"))
        }
        try input.fileHandleForWriting.close()
        try Program.waitForEnd(of: process)
        #expect(process.terminationStatus == 0)
    }

    @Test(.timeLimit(.minutes(10)), arguments: [SIGINT, SIGTERM])
    func aSignalEndsItWithoutReleasingWhatIsHeld(_ signal: Int32) throws {
        let process = try Program.process(["filter", "--rules", rules, "--summary"])
        let input = Pipe()
        let output = Pipe()
        let errors = Pipe()
        process.standardInput = input
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        // The last bytes may yet become a token: they are held.
        try input.fileHandleForWriting.write(contentsOf: Data("out zq\("x_")0123".utf8))
        var text = ""
        while !text.hasSuffix(" ") {
            let data = output.fileHandleForReading.availableData
            try #require(!data.isEmpty)
            text += String(decoding: data, as: UTF8.self)
        }
        kill(process.processIdentifier, signal)
        try Program.waitForEnd(of: process)
        #expect(process.terminationReason == .uncaughtSignal)
        #expect(process.terminationStatus == signal)
        text += String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        #expect(text == "out ")
        let message = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        #expect(message.contains("8 bytes held back not written"))
    }

    @Test(.timeLimit(.minutes(10)), arguments: [SIGQUIT, SIGABRT, SIGSEGV])
    func aCrashPrintsNothing(_ signal: Int32) throws {
        let process = try Program.process(["filter", "--rules", rules])
        let (input, output, errors) = (Pipe(), Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data("out zq\("x_")0123".utf8))
        try #require(!output.fileHandleForReading.availableData.isEmpty)
        kill(process.processIdentifier, signal)
        try Program.waitForEnd(of: process)
        #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == signal)
        #expect(errors.fileHandleForReading.readDataToEndOfFile().isEmpty)
    }

    @Test(.timeLimit(.minutes(10))) func aClosedPipeEndsItQuietly() throws {
        let script = """
            { yes | "$0" filter --rules "$1"; echo $? >&2; } 2>"$2" | head -n 1
            """
        let run = try Program.shell(script, [rules, folder.path + "/err"])
        #expect(run.output == "y\n")
        #expect(try folder.read("err") == "141\n")
    }

    @Test func anOutputThatCannotBeWritten() throws {
        let closed = try Program.shell("echo text | \"$0\" filter --rules \"$1\" >&-", [rules])
        #expect(closed.status == 2)
        #expect(closed.errors.contains("standard output cannot be written"))
        guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
        let full = try Program.shell("echo text | \"$0\" filter --rules \"$1\" > /dev/full", [rules])
        #expect(full.status == 2)
        #expect(full.errors.contains("standard output cannot be written: No space left"))
        let report = try Program.shell(
            "echo \"$2\" | \"$0\" filter --rules \"$1\" --report /dev/full",
            [rules, testToken]
        )
        #expect(report.status == 2)
        #expect(report.errors.contains("the report cannot be written: No space left"))
    }

    @Test func anInputThatCannotBeRead() throws {
        let folder = try Program.shell("\"$0\" filter --rules \"$1\" < /", [rules])
        #expect(folder.status == 2)
        #expect(folder.errors.contains("standard input cannot be read: Is a directory"))
        let closed = try Program.shell("\"$0\" filter --rules \"$1\" <&-", [rules])
        #expect(closed.status == 2)
        #expect(closed.errors.contains("standard input cannot be read"))
    }

    @Test func filesAreNotOverwritten() throws {
        let input = try folder.write("text", "keep me\n")
        let report = try Program.shell("\"$0\" filter --rules \"$1\" --report \"$2\" < \"$2\"", [rules, input])
        #expect(report.status == 2)
        #expect(report.errors.contains("is standard input"))
        let output = try Program.shell("\"$0\" filter --rules \"$1\" < \"$2\" >> \"$2\"", [rules, input])
        #expect(output.status == 2)
        #expect(try folder.read("text") == "keep me\n")
    }

    @Test(.timeLimit(.minutes(10))) func aClosedStandardErrorDoesNotMatter() throws {
        let run = try Program.shell("echo text | \"$0\" filter --summary --rules \"$1\" 2>&-", [rules])
        #expect(run.status == 0)
        #expect(run.output == "text\n")
    }

    @Test(.timeLimit(.minutes(10))) func aNonBlockingPipeLosesNothing() throws {
        // The reader is slow and the pipe does not block: writes come back with EAGAIN.
        let process = try Program.process(["filter", "--rules", rules])
        let input = try folder.write("many", String(repeating: "0123456789abcde\n", count: 40_000))
        let output = Pipe()
        _ = fcntl(output.fileHandleForWriting.fileDescriptor, F_SETFL, O_NONBLOCK)
        process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: input))
        process.standardOutput = output
        try process.run()
        try output.fileHandleForWriting.close()
        Thread.sleep(forTimeInterval: 0.2)
        let data = output.fileHandleForReading.readDataToEndOfFile()
        try Program.waitForEnd(of: process)
        #expect(process.terminationStatus == 0)
        #expect(data.count == 640_000)
    }
}
