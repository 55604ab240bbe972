// `sluice scan` as a process.

import Foundation
import SluiceCLI
import Testing

@Suite struct ScanProgramTests {
    private let folder: TemporaryFolder
    private let rules: String

    init() throws {
        folder = try TemporaryFolder()
        rules = try folder.writeRules()
    }

    private func scan(_ arguments: [String], input: String = "") throws -> ProgramRun {
        try Program.run(["scan", "--rules", rules] + arguments, input: input, folder: folder.path)
    }

    @Test func findsInPathOrderWhateverTheJobs() throws {
        var expected: [String] = []
        for index in 0..<60 {
            let name = "tree/\(index % 7)/\(1000 + index).txt"
            try folder.write(name, index % 3 == 0 ? "é \(testToken)\n" : String(repeating: "text\n", count: index * 50))
            if index % 3 == 0 { expected.append("\(name):1:3:") }
        }
        let two = try scan(["tree"])
        let places = two.output.split(separator: "\n").filter { !$0.hasPrefix(" ") }.compactMap {
            $0.split(separator: " ").first
        }
        #expect(places.map(String.init) == expected.sorted())
        #expect(two.status == 1)
        #expect(two.output.contains(": high test-token — Test token"))
        #expect(!two.output.contains(testToken))
        #expect(two.errors.hasPrefix("sluice: 20 findings in 20 files; 60 files, "))
        let key = ["--key-file", try folder.write("key", "a key of enough bytes")]
        #expect(try scan(["--jobs", "1", "tree"] + key).output == (try scan(["tree"] + key).output))
    }

    @Test func nothingFound() throws {
        try folder.write("clean", "text\n")
        let run = try scan(["clean"])
        #expect(run.status == 0)
        #expect(run.output.isEmpty)
        #expect(run.errors.hasPrefix("sluice: no findings; 1 file, 5 B scanned"))
        #expect(try scan(["--quiet", "clean"]).errors.isEmpty)
    }

    @Test func noRuleLeftIsNoCleanResult() throws {
        try folder.write("a", testToken)
        try folder.write("empty.yaml", "rules: []\n")
        for arguments in [["--skip", "secret", "a"], ["--rules", "empty.yaml", "a"]] {
            let run = try scan(arguments)
            #expect(run.status == 2 && run.output.isEmpty, "\(arguments)")
            #expect(run.errors.contains("no rule is left, so nothing would be found. See --only, --skip and --rules."))
        }
    }

    /// What is scanned may hold a directory `Rules`, which must not pass for the rules that are installed.
    @Test func rulesOfTheWorkingDirectoryAreTold() throws {
        try folder.write("Rules/test.yaml", try folder.read("rules/test.yaml"))
        try folder.write("clean", "text\n")
        let remark = "1 rule in force, from Rules in the working directory"
        #expect(try Program.run(["scan", "clean"], folder: folder.path).errors.contains(remark))
        #expect(try !scan(["clean"]).errors.contains("in force"))
        let filter = try Program.run(["filter", "--summary"], input: "text", folder: folder.path)
        #expect(filter.errors.contains(remark) && filter.output == "text")
        let json = try Program.run(["scan", "--format", "json", "clean"], folder: folder.path).output
        #expect(json.contains("\"rules\":1,\"rules_directory\":\"Rules\""))
        #expect(try scan(["--format", "json", "clean"]).output.contains("\"rules_directory\":\"\(rules)\""))
    }

    /// What rules that are left out would mask stands in the clear beside what the others find.
    @Test func narrowedRulesShowNothingAroundFindings() throws {
        let other = try folder.read("rules/test.yaml").replacing("test-token", with: "other-token")
        try folder.write("rules/other.yaml", other.replacing("zqx_", with: "zqy_"))
        let secret = testToken.replacing("x_", with: "y_")
        try folder.write("a", "before \(secret) \(testToken)\n")
        for format in ["human", "json", "jsonl", "sarif"] {
            let all = try scan(["--format", format, "a"]).output
            #expect(all.contains("before [REDACTED:other-token") && !all.contains(secret), "\(format)")
            for narrowed in [["--only", "test-token"], ["--skip", "other-token"]] {
                let output = try scan(["--format", format, "a"] + narrowed).output
                #expect(output.contains("[REDACTED:test-token"), "\(format)")
                #expect(!output.contains(secret) && !output.contains("before"), "\(format)")
            }
        }
        let line = "before \(secret) \(testToken)"
        let arguments = ["filter", "--rules", rules, "--only", "test-token", "--report", "found"]
        #expect(try Program.run(arguments, input: line, folder: folder.path).output.hasPrefix("before \(secret) [RED"))
        let report = try folder.read("found")
        #expect(report.contains("\"preview\":\"[REDACTED:test-token") && !report.contains(secret))
    }

    @Test func standardInput() throws {
        let run = try scan(["-"], input: "a\nb \(testToken)")
        #expect(run.status == 1)
        #expect(run.output.hasPrefix("-:2:3: high test-token"))
    }

    @Test func errorsDominateAndTheRestIsScanned() throws {
        try folder.write("a", testToken)
        let run = try scan(["gone", "a"])
        #expect(run.status == 2)
        #expect(run.output.hasPrefix("a:1:1:"))
        #expect(run.errors.contains("sluice: gone: No such file or directory"))
        #expect(run.errors.contains("1 error"))
        // The superuser can read every directory.
        guard getuid() != 0 else { return }
        try folder.write("closed/a", "text")
        try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: folder.path + "/closed")
        defer {
            try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path + "/closed")
        }
        #expect(try scan(["closed"]).errors.contains("closed: Permission denied"))
    }

    @Test func binaryLargeAndSpecialFilesAreSkipped() throws {
        try folder.write("x/binary", "a\u{0}\(testToken)")
        try folder.write("x/large", String(repeating: "x", count: 5000) + "\n\(testToken)")
        try folder.makePipe("x/pipe")
        let run = try scan(["--max-size", "4K", "x"])
        #expect(run.status == 0)
        #expect(run.errors.contains("x/pipe: pipe skipped"))
        #expect(run.errors.contains("1 binary skipped, 1 too large skipped, 1 special skipped"))
        let all = try scan(["--binary", "x"])
        #expect(all.status == 1)
        #expect(all.errors.contains("2 findings in 2 files"))
    }

    /// Text in another encoding would pass unread; where it is named, that is an error.
    @Test(arguments: [String.Encoding.utf16, .utf16LittleEndian, .utf16BigEndian, .utf32LittleEndian])
    func wideTextIsToldAndNotScanned(encoding: String.Encoding) throws {
        try folder.write("x/wide", try #require("a \(testToken)\n".data(using: encoding)))
        let walked = try scan(["x"])
        #expect(walked.status == 0)
        #expect(walked.errors.contains("x/wide: skipped, as it is text in UTF-16 or UTF-32"))
        let named = try scan(["x/wide"])
        #expect(named.status == 2)
        #expect(
            named.errors.contains("sluice: x/wide: is text in UTF-16 or UTF-32, which cannot be looked into: convert")
        )
        let piped = try Program.shell("\"$0\" scan --rules \"$1\" - < \"$2\"", [rules, folder.path + "/x/wide"])
        #expect(piped.status == 2 && piped.errors.contains("convert it to UTF-8"))
        #expect(try scan(["--binary", "x"]).status == 0)
    }

    @Test func namedFilesAreNotPassedOverInSilence() throws {
        try folder.write("binary", "a\u{0}\(testToken)")
        let run = try scan(["binary"])
        #expect(run.status == 0)
        #expect(run.errors.contains("sluice: binary: binary, skipped; --binary scans it"))
    }

    /// What is compressed may hold anything; where it is named, not having looked is an error.
    @Test(
        arguments: [
            [0x1F, 0x8B, 8, 0], [0x28, 0xB5, 0x2F, 0xFD], [0x78, 0x9C, 1], [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0],
            [0x50, 0x4B, 3, 4], Array("BZh9".utf8) + [0x31, 0x41, 0x59, 0x26, 0x53, 0x59],
        ] as [[UInt8]]
    )
    func whatIsCompressedIsToldWhereItIsNamed(beginning: [UInt8]) throws {
        try folder.write("x/packed", Data(beginning + [1, 2, 3]))
        let named = try scan(["x/packed"])
        #expect(named.status == 2)
        #expect(named.errors.contains("sluice: x/packed: is compressed and cannot be looked into: unpack it first"))
        #expect(try scan(["x"]).status == 0)
        #expect(try scan(["--binary", "x/packed"]).status == 0)
        // Its first byte alone, or text that begins alike, is no such thing.
        try folder.write("text", "PK is here, BZh9 and x too: \(testToken)\n")
        #expect(try scan(["text"]).status == 1)
    }

    @Test func aNULBehindTheProbeDoesNotHideAFile() throws {
        try folder.write("late", testToken + String(repeating: " ", count: FileScanner.binaryProbeSize) + "\u{0}")
        #expect(try scan(["late"]).status == 1)
        try folder.write("early", testToken + String(repeating: " ", count: FileScanner.binaryProbeSize - 17) + "\u{0}")
        #expect(try scan(["early"]).status == 0)
    }

    @Test(arguments: ["json", "sarif"]) func documentsAreOneJSONObject(_ format: String) throws {
        try folder.write("a", "\(testToken) \(testToken)")
        let run = try scan(["--format", format, "a", "gone"])
        #expect(run.status == 2)
        let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
        let findings = object?["findings"] ?? (object?["runs"] as? [[String: Any]])?.first?["results"]
        #expect((findings as? [Any])?.count == 2)
    }

    @Test func theReportIsNotScanned() throws {
        try folder.write("tree/a", testToken)
        for _ in 0..<2 {
            let run = try scan(["--format", "jsonl", "--output", "tree/report", "tree"])
            #expect(run.status == 1)
            #expect(run.output.isEmpty)
            #expect(run.errors.contains("tree/report: the report itself, skipped"))
            #expect(try folder.read("tree/report").split(separator: "\n").count == 1)
        }
    }

    @Test func theReportIsNoFileThatIsNamed() throws {
        try folder.write("a", testToken)
        for output in ["a", "./a", "link"] {
            if output == "link" {
                try FileManager.default.createSymbolicLink(atPath: folder.path + "/link", withDestinationPath: "a")
            }
            let run = try scan(["a", "--output", output])
            #expect(run.status == 2)
            #expect(run.errors.contains("--output \(output) is to be scanned; name another file"))
            #expect(try folder.read("a") == testToken)
        }
        let script = "\"$0\" scan --rules \"$1\" - --output a < a"
        let run = try Program.shell(script, [rules], folder: folder.path)
        #expect(run.status == 2 && run.errors.contains("--output a is standard input; name another file"))
        #expect(try folder.read("a") == testToken)
        // The baseline is read too.
        let key = ["--key-file", try folder.write("key", "a key of enough bytes")]
        #expect(try scan(key + ["--update-baseline", "a"]).status == 0)
        let other = try scan(key + ["a", "--output", Baseline.defaultName])
        #expect(other.status == 2 && other.errors.contains("is the baseline; name another file"))
    }

    @Test func aReportReplacesTheEarlierOneAsAWhole() throws {
        try folder.write("tree/a", testToken)
        try folder.write("reports/first", "earlier, and longer than what comes: \(String(repeating: "x", count: 4096))")
        let name = folder.path + "/reports/first"
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: name)
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/last", withDestinationPath: "reports/first")
        #expect(try scan(["--format", "jsonl", "--output", "last", "tree"]).status == 1)
        let report = try folder.read("reports/first")
        #expect(report.hasPrefix("{") && report.split(separator: "\n").count == 1)
        #expect(try FileManager.default.attributesOfItem(atPath: name)[.posixPermissions] as? Int == 0o640)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/reports") == ["first"])
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.path + "/last") == "reports/first")
        // What the shell has open goes on being written to.
        let script = "\"$0\" scan --quiet --rules \"$1\" --output /dev/stdout tree"
        #expect(try Program.shell(script, [rules], folder: folder.path).output.hasPrefix("tree/a:1:1:"))
        #expect(try scan(["--output", "/dev/null", "tree"]).status == 1)
    }

    @Test(.timeLimit(.minutes(10)), arguments: [SIGINT, SIGTERM], [true, false])
    func aSignalLeavesTheEarlierReport(_ signal: Int32, _ isThere: Bool) throws {
        try folder.write("tree/a", testToken)
        if isThere { try folder.write("out/report", "earlier") } else { try folder.write("out/other") }
        // Standard input that does not end keeps the scan waiting.
        let process = try Program.process(
            ["scan", "--rules", rules, "--format", "jsonl", "--output", "out/report", "tree/a", "-"],
            folder: folder.path
        )
        let input = Pipe()
        let errors = Pipe()
        process.standardInput = input
        process.standardError = errors
        try process.run()
        func draft() -> String? {
            try? FileManager.default.contentsOfDirectory(atPath: folder.path + "/out").first { $0.hasSuffix(".new") }
        }
        // Its draft holds the first finding.
        try Program.wait { try draft().map { try folder.read("out/\($0)") } ?? "" != "" }
        kill(process.processIdentifier, signal)
        try Program.waitForEnd(of: process)
        #expect(process.terminationReason == .uncaughtSignal)
        #expect(process.terminationStatus == signal)
        let message = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        #expect(message.contains("interrupted; \(isThere ? "out/report stays as it was" : "no report is written")"))
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/out")
        #expect(names == [isThere ? "report" : "other"])
        if isThere { #expect(try folder.read("out/report") == "earlier") }
        try input.fileHandleForWriting.close()
    }

    @Test(.timeLimit(.minutes(10))) func aSignalIsToldOnStandardOutputToo() throws {
        try folder.write("a", testToken)
        let process = try Program.process(["scan", "--rules", rules, "a", "-"], folder: folder.path)
        let (input, output, errors) = (Pipe(), Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        // The first finding tells that it has begun; standard input keeps it waiting.
        _ = output.fileHandleForReading.availableData
        kill(process.processIdentifier, SIGINT)
        try Program.waitForEnd(of: process)
        #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == SIGINT)
        let message = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        #expect(message == "sluice: interrupted; the report is not complete\n")
        try input.fileHandleForWriting.close()
    }

    @Test func colorOnlyWhenAsked() throws {
        try folder.write("a", testToken)
        #expect(!(try scan(["a"]).output.contains("\u{1B}")))
        #expect(try scan(["--color", "always", "a"]).output.contains("\u{1B}[31mhigh"))
    }

    @Test func lowConfidenceIsHiddenAndCounted() throws {
        try folder.write("a", testToken)
        let run = try scan(["--min-confidence", "100", "a"])
        #expect(run.status == 0)
        #expect(run.errors.contains("1 below --min-confidence not shown"))
    }

    @Test func openFilesOfTheShellAreScanned() throws {
        let script = "printf %s \"$2\" | \"$0\" scan --rules \"$1\" /dev/fd/0"
        #expect(try Program.shell(script, [rules, testToken]).status == 1)
    }

    @Test(.timeLimit(.minutes(10))) func aClosedPipeEndsItQuietly() throws {
        try folder.write("a", String(repeating: testToken + "\n", count: 20_000))
        let script = "{ \"$0\" scan --quiet --rules \"$1\" \"$2\"; echo $? >&2; } 2>\"$3\" | head -n 1 >/dev/null"
        _ = try Program.shell(script, [rules, folder.path + "/a", folder.path + "/err"])
        #expect(try folder.read("err") == "141\n")
    }
}
