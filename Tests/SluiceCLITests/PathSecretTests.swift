// Secrets in the names of files: found, and shown nowhere.

import Foundation
import SluiceCLI
import Testing

@Suite struct PathSecretTests {
    private let folder: TemporaryFolder
    private let rules: String
    private let key: String

    init() throws {
        folder = try TemporaryFolder()
        rules = try folder.writeRules()
        key = try folder.write("key", "a key of enough bytes")
    }

    private func scan(_ arguments: [String]) throws -> ProgramRun {
        try Program.run(["scan", "--rules", rules, "--key-file", key] + arguments, folder: folder.path)
    }

    /// Whatever becomes of a file, and whatever the format, its name shows no secret.
    @Test(arguments: ["human", "json", "jsonl", "sarif"]) func noFormatShowsTheName(format: String) throws {
        try folder.write("logs/\(testToken).txt", "nothing\n\(testToken)\n\(testToken) # sluice:allow(nosuch) reason\n")
        try folder.write("logs/\(testToken)/inner", "nothing\n")
        try folder.write("logs/\(testToken).bin", Data([0, 1, 2]))
        try folder.write("logs/\(testToken).utf16", Data([0xFF, 0xFE, 0x41, 0]))
        try folder.write("logs/\(testToken).large", String(repeating: "x\n", count: 4_000))
        try folder.makePipe("logs/\(testToken).pipe")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0],
            ofItemAtPath: try folder.write("logs/\(testToken).closed", "x")
        )
        let gone = ["\(testToken).gone", "logs/\(testToken).utf16", "logs/\(testToken).bin"]
        let run = try scan(["--format", format, "--max-size", "4K", "logs"] + gone)
        #expect(run.status == 2)
        #expect(!run.output.contains(testToken) && !run.errors.contains(testToken), "\(run.output)\n\(run.errors)")
        #expect(run.errors.contains("[REDACTED:test-token:"))
        #expect(!run.output.isEmpty)
    }

    /// A name is a finding as a value in the file is, and is accepted as one.
    @Test func theNameIsAFinding() throws {
        try folder.write("logs/\(testToken).txt", "a line\nx \(testToken)\n")
        try folder.write("logs/\(testToken).bin", Data([0, 1, 2]))
        let run = try scan(["--format", "jsonl", "logs"])
        #expect(run.status == 1)
        let records = try run.output.split(separator: "\n").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
        #expect(records.map { $0["line"] as? Int } == [1, 1, 2])
        #expect(records.map { $0["end"] as? Int } == [0, 0, 9 + testToken.utf8.count])
        #expect(Set(records.map { $0["fingerprint"] as? String ?? "" }).count == 1)
        #expect(records.allSatisfy { $0["rule"] as? String == "test-token" })
        let path = try #require(records[1]["path"] as? String)
        #expect(path.hasPrefix("logs/[REDACTED:test-token:") && path.hasSuffix("].txt"))
        #expect(records[1]["preview"] as? String == path)
        let human = try scan(["logs"])
        #expect(human.output.contains("\(path):1:1: high test-token — Test token (the path itself)\n    \(path)\n"))

        #expect(try scan(["--update-baseline", "logs"]).status == 0)
        #expect(!(try folder.read(Baseline.defaultName).contains(testToken)))
        #expect(try scan(["logs"]).status == 0)
        // What is known by a masked path is not taken for gone, and is missed where it was looked for.
        try folder.write("other", "text\n")
        #expect(!(try scan(["other"]).errors.contains("no longer matches")))
    }

    /// What a path says is told also where the file is not read, and no comment in the file is about it.
    @Test func theNameIsAFindingWhateverBecomesOfTheFile() throws {
        try folder.write("logs/\(testToken).large", String(repeating: "x\n", count: 4_000))
        try folder.write("logs/\(testToken).txt", "# sluice:allow the header\n")
        let run = try scan(["--format", "jsonl", "--max-size", "4K", "logs"])
        #expect(run.status == 1)
        #expect(run.output.split(separator: "\n").count == 2, "\(run.output)")
        #expect(try scan(["--update-baseline", "--max-size", "4K", "logs"]).status == 0)
        #expect(try scan(["--max-size", "4K", "logs"]).status == 0)
    }

    /// A baseline of an earlier version has the path as it is.
    @Test func earlierBaselinesShowNoPath() throws {
        try folder.write("\(testToken).txt", "\(testToken)\n")
        #expect(try scan(["--update-baseline", "\(testToken).txt"]).status == 0)
        let baseline = try folder.read(Baseline.defaultName)
        let masked = try #require(baseline.firstRange(of: "[REDACTED:test-token:"))
        let end = try #require(baseline[masked.upperBound...].firstIndex(of: "]"))
        let earlier = baseline.replacing(baseline[masked.lowerBound...end], with: testToken)
        try folder.write(Baseline.defaultName, earlier)
        #expect(earlier.contains(testToken))
        #expect(try scan(["\(testToken).txt"]).status == 0)
        try folder.write("\(testToken).txt", "nothing any more\n")
        let other = try folder.read("rules/test.yaml").replacing("test-token", with: "other-token")
            .replacing("prefix: zqx_", with: "prefix: zqo_").replacing("zqx_", with: "zqo_")
        try folder.write("rules/other.yaml", other)
        for arguments in [["--format", "json"], ["--update-baseline"]] {
            let run = try scan(arguments + ["."])
            #expect(!run.output.contains(testToken) && !run.errors.contains(testToken), "\(run.output) \(run.errors)")
        }
        #expect(!(try folder.read(Baseline.defaultName).contains(testToken)))
    }

    /// Only what the rules of the run find as a secret is masked; what people find their files by stays.
    @Test func otherNamesStay() throws {
        let mail = try folder.read("rules/test.yaml").replacing("test-token", with: "test-mail")
            .replacing("category: secret", with: "category: pii").replacing("zqx_", with: "zqm_")
        try folder.write("rules/mail.yaml", mail)
        let name = testToken.replacing("zqx_", with: "zqm_")
        try folder.write("\(name).txt", "x \(name)\n")
        let run = try scan(["--format", "jsonl", "\(name).txt"])
        #expect(run.output.split(separator: "\n").count == 1)
        #expect(run.output.contains("\"path\":\"\(name).txt\""))
        try folder.write("\(testToken).txt", "x\n")
        #expect(try scan(["--skip", "test-token", "\(testToken).txt"]).status == 0)
    }
}
