// The program: statuses, forms, filters.

import Foundation
import SluiceAudit
import SluiceModel
import Testing

@Suite struct AuditProgramTests {
    private func folder(_ count: Int = 30, key: AuditKey? = nil) throws -> (AuditFolder, [AuditRecord]) {
        let folder = try AuditFolder()
        let records = randomRecords(count, seed: 70)
        try folder.write(records, folder.configuration(key: key))
        return (folder, records)
    }

    @Test func verifyTellsByItsStatus() throws {
        let (folder, _) = try folder()
        let intact = try Program.run(["verify", folder.database])
        #expect(intact.status == 0 && intact.output.hasPrefix("intact: 32 entries, 1 to 32\n"))
        #expect(intact.output.contains("made without a key"))
        let head = try Program.run(["head", folder.database])
        try Data(head.output.utf8).write(to: URL(fileURLWithPath: folder.path + "/head"))
        #expect(try Program.run(["verify", folder.database, "--head", folder.path + "/head"]).status == 0)
        try folder.tamper("UPDATE entry SET policy = 'none' WHERE sequence = 9")
        let broken = try Program.run(["verify", folder.database])
        #expect(broken.status == 1 && broken.output.hasPrefix("broken at entry 9: entry 9 is not as it was written\n"))
        #expect(broken.errors.isEmpty)
        let json = try Program.run(["verify", folder.database, "--format", "json"])
        #expect(json.status == 1 && json.output.hasPrefix(#"{"intact":false,"breach":{"kind":"altered","sequence":9,"#))
        let missing = try Program.run(["verify", folder.path + "/none.db"])
        #expect(missing.status == 2 && missing.output.isEmpty && missing.errors.contains("none.db cannot be opened"))
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/none.db"))
    }

    /// Heads are gathered in one file, one below the other; a chain that was begun anew before the last is told by the
    /// first.
    @Test func severalHeadsAreAllCompared() throws {
        let (folder, _) = try folder()
        let heads = folder.path + "/heads.jsonl"
        let first = try Program.run(["head", folder.database]).output
        try folder.write(randomRecords(5, seed: 71))
        let second = try Program.run(["head", folder.database]).output
        try Data((first + second).utf8).write(to: URL(fileURLWithPath: heads))
        let run = try Program.run(["verify", folder.database, "--head", heads])
        #expect(run.status == 0 && run.output.contains("the last head that was given is part of the chain"))
        let (other, _) = try self.folder()
        let third = try Program.run(["head", other.database]).output
        for text in [first + third, third + first, second + "\n" + third] {
            try Data(text.utf8).write(to: URL(fileURLWithPath: heads))
            let broken = try Program.run(["verify", other.database, "--head", heads])
            #expect(broken.status == 1 && broken.output.contains("of another chain"))
        }
        try Data((first + "no head\n").utf8).write(to: URL(fileURLWithPath: heads))
        #expect(
            try Program.run(["verify", folder.database, "--head", heads]).errors.contains("is no head of an audit")
        )
    }

    @Test func whatIsNoFileIsRefused() throws {
        let (folder, _) = try folder()
        let pipe = Process()
        pipe.executableURL = URL(fileURLWithPath: "/bin/sh")
        pipe.arguments = ["-c", "mkfifo \"$0\"", folder.path + "/pipe"]
        try pipe.run()
        pipe.waitUntilExit()
        let verified = try Program.run(["verify", folder.path + "/pipe"])
        #expect(verified.status == 2 && verified.errors.contains("not a file"))
        let exported = try Program.run(["export", folder.database, "--output", "-"])
        #expect(exported.status == 2 && exported.errors.contains("--output"))
    }

    @Test func theKeyComesFromAFileOrTheEnvironment() throws {
        let (folder, _) = try folder(key: testKey)
        let text = "a key that only these tests know"
        try Data((text + "\n").utf8).write(to: URL(fileURLWithPath: folder.path + "/key"))
        #expect(try Program.run(["verify", folder.database, "--key-file", folder.path + "/key"]).status == 0)
        let environment = ["SLUICE_AUDIT_KEY": text, "SLUICE_AUDIT": folder.database]
        let run = try Program.run(["verify"], environment: environment)
        #expect(run.status == 0 && run.output.contains("made with this key"))
        let none = try Program.run(["verify", folder.database])
        #expect(none.status == 2 && none.errors.contains("was written with a key"))
        let short = try Program.run(["verify", folder.database], environment: ["SLUICE_AUDIT_KEY": "short"])
        #expect(short.status == 2 && short.errors.contains("at least 16"))
    }

    @Test func linesOfJSONHoldEverything() throws {
        let (folder, records) = try folder()
        let run = try Program.run(["export", folder.database])
        #expect(run.status == 0)
        let lines = run.output.split(separator: "\n")
        #expect(lines.count == 32)
        let objects = try lines.map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
        #expect(objects.map { $0["kind"] as? String } == ["start"] + Array(repeating: "decision", count: 30) + ["stop"])
        for (object, record) in zip(objects.dropFirst(), records) {
            #expect(object["request_id"] as? String == record.requestID)
            #expect(object["action"] as? String == record.action.rawValue)
            #expect(object["metadata"] as? [String: String] == record.metadata)
            let findings = try #require(object["findings"] as? [[String: Any]])
            #expect(findings.map { $0["rule"] as? String } == record.findings.map(\.rule.rawValue))
            #expect(findings.map { $0["fingerprint"] as? String } == record.findings.map(\.fingerprint.description))
            #expect((object["hash"] as? String)?.count == 64)
        }
        let names = #"{"sequence":2,"kind":"decision","time":""#
        #expect(lines[1].hasPrefix(names))
        let decisions = try Program.run(["export", folder.database, "--decisions-only"])
        #expect(decisions.output.split(separator: "\n").count == 30)
    }

    @Test func tablesAreSafeForSpreadsheets() throws {
        let folder = try AuditFolder()
        let record = AuditRecord(
            time: 0,
            requestID: "=1+1",
            route: "a,b \"c\"\nd",
            direction: .request,
            policy: "default",
            metadata: ["team": "@x"],
            action: .allow,
            latency: .microseconds(7),
            ruleSetVersion: "v1"
        )
        try folder.write([record])
        let run = try Program.run(["export", folder.database, "--format", "csv", "--team", "@x"])
        #expect(run.status == 0)
        let header = try #require(run.output.components(separatedBy: "\r\n").first)
        #expect(header.hasPrefix("sequence,kind,time,request_id,route,"))
        #expect(
            run.output.contains("\r\n2,decision,1970-01-01T00:00:00.000000Z,\"'=1+1\",\"a,b \"\"c\"\"\nd\",request,")
        )
        #expect(run.output.contains("\"{\"\"team\"\":\"\"@x\"\"}\""))
        let output = folder.path + "/out.csv"
        #expect(
            try Program.run(["export", folder.database, "--format", "csv", "-o", output, "--team", "@x"]).status == 0
        )
        #expect(try String(contentsOf: URL(fileURLWithPath: output), encoding: .utf8) == run.output)
        let onto = try Program.run(["export", folder.database, "--output", folder.database])
        #expect(onto.status == 2 && onto.errors.contains("name another file"))
        #expect(try folder.verify().breach == nil)
    }

    @Test(arguments: ["=", "+", "-", "@", "\t", "\r", "\n"]) func noCellBeginsAFormula(first: String) throws {
        let folder = try AuditFolder()
        try folder.write([emptyRecord(first + "1")])
        let run = try Program.run(["export", folder.database, "--format", "csv"])
        #expect(run.output.contains(",\"'\(first)1\","))
    }

    @Test func queriesAreFiltered() throws {
        let (folder, records) = try folder(200)
        let cases: [([String], (AuditRecord) -> Bool)] = [
            (["--team", "payments"], { $0.metadata["team"] == "payments" }),
            (
                ["--metadata", "team=payments", "--action", "block"],
                { $0.metadata["team"] == "payments" && $0.action == .block }
            ),
            (["--rule", "openai-*"], { $0.findings.contains { $0.rule.rawValue.hasPrefix("openai-") } }),
            (["--outcome", "error"], { $0.outcome != .policy }),
            (["--since", "2026-09-21T14:14:20Z"], { $0.time >= 1_790_000_060_000_000 }),
            (["--until", "2026-09-21T14:14:20Z"], { $0.time < 1_790_000_060_000_000 }),
            (["--direction", "request", "--policy", "strict"], { $0.direction == .request && $0.policy == "strict" }),
            (["--route", "/v1/*"], { $0.route.hasPrefix("/v1/") }),
            (["--request", "request-5"], { $0.requestID == "request-5" }),
            (["--fingerprint", "ffffffffffffffff"], { $0.findings.contains { $0.fingerprint.rawValue == .max } }),
        ]
        for (arguments, fits) in cases {
            let run = try Program.run(["query", folder.database, "--limit", "0", "--format", "jsonl"] + arguments)
            let names = run.output.split(separator: "\n").map { line in
                line.components(separatedBy: #""request_id":""#).last?.components(separatedBy: "\"").first
            }
            #expect(names == records.filter(fits).reversed().map(\.requestID), "\(arguments)")
            #expect(!names.isEmpty)
        }
        let human = try Program.run(["query", folder.database, "--limit", "3", "--all"])
        #expect(human.output.split(separator: "\n").count == 3 && human.output.contains("the writer ended"))
        #expect(!human.output.contains("\u{1B}"))
        #expect(try Program.run(["query", folder.database, "--color", "always"]).output.contains("\u{1B}["))
    }

    @Test func numbersAreCounted() throws {
        let (folder, records) = try folder(100)
        let json = try Program.run(["stats", folder.database, "--format", "json", "--by", "team", "--by", "action"])
        #expect(json.status == 0)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
        #expect(object["decisions"] as? Int == 100)
        #expect(object["blocked"] as? Int == records.count { $0.action == .block })
        let groups = try #require(object["by"] as? [String: [[String: Any]]])
        let payments = groups["metadata.team"]?.first { $0["value"] as? String == "payments" }
        #expect(payments?["decisions"] as? Int == records.count { $0.metadata["team"] == "payments" })
        let human = try Program.run(["stats", folder.database])
        #expect(human.output.hasPrefix("100 decisions: ") && human.output.contains("\nRULE "))
    }

    @Test(arguments: [
        ["query"], ["query", "x.db", "--since", "soon"], ["query", "x.db", "--since", "2026-02-30"],
        ["query", "x.db", "--until", "1900-02-29T00:00:00Z"], ["query", "x.db", "--since", "2026-13-01"],
        ["query", "x.db", "--fingerprint", "12"], ["nothing"],
        ["query", "x.db", "--metadata", "team"], ["query", "x.db", "--action", "hide"],
        ["query", "x.db", "--limit", "-1"],
        ["export", "x.db", "--format", "xml"], ["stats", "x.db", "--by", ""],
        ["verify", "x.db", "--key-file", "/no/key"],
        ["verify", "/dev/null"],
    ]) func wrongUsage(_ arguments: [String]) throws {
        let run = try Program.run(arguments)
        #expect(run.status == 2 && run.output.isEmpty && !run.errors.isEmpty)
    }

    @Test func helpAndCompletions() throws {
        for arguments in [
            ["--help"], ["verify", "--help"], ["query", "--help"], ["stats", "--help"], ["export", "--help"],
        ] {
            let run = try Program.run(arguments)
            #expect(run.status == 0 && run.output.contains("EXAMPLES") && run.output.contains("EXIT STATUS"))
        }
        for shell in ["bash", "zsh", "fish"] {
            let run = try Program.run(["--generate-completion-script", shell])
            #expect(run.status == 0 && run.output.contains("fingerprint"))
        }
    }

    @Test func aClosedPipeEndsItQuietly() throws {
        let (folder, _) = try folder(3000)
        let script = "(\"$0\" export \"$1\"; echo $? >&2) | head -1 >/dev/null"
        let run = try Program.shell(script, [folder.database])
        #expect(run.errors == "141\n")
    }
}
