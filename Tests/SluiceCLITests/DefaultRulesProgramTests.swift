// The built program with the repository's own rules, end to end.

import Foundation
import SluiceCLI
import Testing

@Suite struct DefaultRulesProgramTests {
    private let folder: TemporaryFolder

    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path
    private static let rules = root + "/Rules"

    /// A token that GitHub's checksum proves, of its usual parts; expanded by the program itself.
    private let token: String
    private let email = "maria.lopez" + "@" + "brightwood.io"

    init() throws {
        folder = try TemporaryFolder()
        let template = try folder.write("token.template", "ghp_{{base62:30}}{{crc32-base62}}")
        token = try Program.run(["rules", "expand", template]).output
    }

    private func run(_ arguments: [String], input: String = "") throws -> ProgramRun {
        try Program.run(arguments, input: input, folder: folder.path, environment: ["SLUICE_RULES": Self.rules])
    }

    private static func object(_ text: some StringProtocol) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test func aScanReportsLicencesWhereItIsAsked() throws {
        try folder.write("a.swift", "// SPDX-License-Identifier: MIT\nlet a = 1\n")
        func entities(_ options: String...) throws -> [String] {
            let found = try run(["scan", "--format", "jsonl", "-q"] + options + ["a.swift"])
            #expect(found.errors.isEmpty)
            return try found.output.split(separator: "\n").compactMap { try Self.object($0)["entity"] as? String }
        }
        #expect(try entities() == [])
        #expect(try entities("--only", ">=low") == [])
        #expect(try entities("--licenses") == ["MIT"])
        #expect(try entities("--only", "license") == ["MIT"])
        #expect(try entities("--only", "license-tag") == ["MIT"])
        #expect(try entities("--licenses", "--min-confidence", "60") == [])
    }

    @Test func forbiddenPackagesAreReported() throws {
        try folder.write("Dockerfile", "FROM a\nRUN pip install requests colour" + "ama\n")
        let found = try run(["scan", "--format", "jsonl", "-q", "Dockerfile"])
        #expect(found.status == 1)
        let record = try Self.object(found.output)
        #expect(record["rule"] as? String == "package-denied")
        #expect(record["entity"] as? String == "pypi:colourama (for colorama)")
    }

    @Test func aTemplateIsExpandedAfreshOrBySeed() throws {
        #expect(token.hasPrefix("gh" + "p_") && token.utf8.count == 40)
        let path = folder.path + "/token.template"
        let seven = try run(["rules", "expand", "--seed", "7", path])
        #expect(seven.status == 0)
        let again = try run(["rules", "expand", "--seed", "7", path])
        let eight = try run(["rules", "expand", "--seed", "8", path])
        #expect(seven.output == again.output)
        #expect(seven.output != eight.output)
        let bad = try run(["rules", "expand", try folder.write("bad.template", "a\nb {{nothing:3}}")])
        #expect(bad.errors.contains("bad.template:2:3: "))
        #expect(bad.status == 2 && bad.errors.contains("bad.template"))
    }

    @Test func filterMasks() throws {
        let input = "GITHUB_TOKEN=\(token)\r\nmail \(email) or +1 text\r\n"
        let run = try run(["filter", "--summary"], input: input)
        #expect(run.status == 0)
        #expect(!run.output.contains(token) && !run.output.contains(email))
        #expect(run.output.hasPrefix("GITHUB_TOKEN=[REDACTED:github-"))
        #expect(run.output.contains("\r\nmail [REDACTED:email-address:") && run.output.hasSuffix("] or +1 text\r\n"))
        #expect(run.errors.hasPrefix("sluice: 2 findings: "))
        // Filtering what was filtered changes nothing.
        #expect(try self.run(["filter"], input: run.output).output == run.output)
    }

    @Test func statuses() throws {
        #expect(try run(["filter"], input: "nothing here\n").status == 0)
        #expect(try run(["filter", "--action", "block"], input: "nothing here\n").status == 0)
        let blocked = try run(["filter", "--action", "block"], input: "one\ntwo \(token)\nthree \(email)\n")
        #expect(blocked.status == 3 && blocked.output == "one\ntwo ")
        #expect(blocked.errors.contains("blocked: github-") && blocked.errors.contains("at line 2, column 5"))
        #expect(try run(["filter", "--action", "eat"]).status == 2)
        #expect(try run(["scan", "-"], input: token).status == 1)
        #expect(try run(["scan", "-"], input: "nothing here\n").status == 0)
        #expect(try run(["scan", "no-such-file"]).status == 2)
    }

    /// The members that Docs/findings.md promises, in its order.
    private static let members = [
        "rule", "category", "severity", "confidence", "verified", "sample", "entity", "path", "line", "column", "start",
        "end",
        "match_start", "match_end", "preview", "fingerprint", "also", "undecided", "action", "would_be", "policy",
        "json_path", "message", "language",
    ]

    @Test func theReportHasEveryDocumentedMember() throws {
        let report = folder.path + "/report.jsonl"
        let input = "é key \(token)\nto \(email)\n"
        #expect(try run(["filter", "--report", report], input: input).status == 0)
        let text = try folder.read("report.jsonl")
        #expect(!text.contains(token) && !text.contains(email))
        let lines = text.split(separator: "\n")
        try #require(lines.count == 2)
        for line in lines {
            let object = try Self.object(line)
            #expect(Set(object.keys) == Set(Self.members))
            let places = Self.members.compactMap { line.range(of: "\"\($0)\":")?.lowerBound }
            #expect(places.count == Self.members.count && places == places.sorted())
        }
        let first = try Self.object(lines[0])
        #expect(first["category"] as? String == "secret" && first["severity"] as? String == "critical")
        #expect(first["confidence"] as? Double == 1 && first["verified"] as? Bool == true)
        #expect(first["sample"] as? Bool == false && first["undecided"] as? Bool == false)
        #expect(first["entity"] is NSNull && first["path"] as? String == "-")
        #expect(first["action"] as? String == "mask" && first["policy"] as? String == "secrets")
        #expect(first["json_path"] is NSNull && first["message"] is NSNull && first["language"] is NSNull)
        #expect(first["line"] as? Int == 1 && first["column"] as? Int == 7)
        #expect(first["start"] as? Int == 7 && first["end"] as? Int == 47)
        #expect((first["fingerprint"] as? String)?.count == 16)
        #expect((first["preview"] as? String)?.hasPrefix("é key [REDACTED:github-") == true)
        let second = try Self.object(lines[1])
        #expect(second["entity"] as? String == "EMAIL_ADDRESS" && second["line"] as? Int == 2)
        let documented = try String(contentsOfFile: Self.root + "/Docs/findings.md", encoding: .utf8)
        for member in Self.members { #expect(documented.contains("`\(member)`"), "\(member)") }
    }

    @Test func scanFormats() throws {
        try folder.write("tree/a.env", "TOKEN=\(token)\n")
        try folder.write("tree/b.txt", "nothing\n")
        let json = try run(["scan", "--format", "json", "tree"])
        #expect(json.status == 1 && !json.output.contains(token))
        let document = try Self.object(json.output)
        #expect(document["schema"] as? Int == 1 && document["version"] as? String == SluiceVersion.number)
        #expect((document["errors"] as? [Any])?.isEmpty == true && document["summary"] is [String: Any])
        let findings = try #require(document["findings"] as? [[String: Any]])
        #expect(findings.count == 1)
        #expect(Set(findings[0].keys) == Set(Self.members))
        #expect(findings[0]["path"] as? String == "tree/a.env")

        let lines = try run(["scan", "--format", "jsonl", "tree"])
        #expect(lines.status == 1)
        let line = try Self.object(lines.output)
        // The key differs from run to run, and with it the fingerprint and the preview.
        for member in Self.members where member != "fingerprint" && member != "preview" {
            #expect("\(line[member] ?? 0)" == "\(findings[0][member] ?? 0)", "\(member)")
        }

        let sarif = try run(["scan", "--format", "sarif", "tree"])
        #expect(sarif.status == 1 && !sarif.output.contains(token))
        let log = try Self.object(sarif.output)
        #expect(log["version"] as? String == "2.1.0")
        let results = try #require((log["runs"] as? [[String: Any]])?.first)
        let result = try #require((results["results"] as? [[String: Any]])?.first)
        let driver = try #require((results["tool"] as? [String: Any])?["driver"] as? [String: Any])
        let rules = try #require(driver["rules"] as? [[String: Any]])
        #expect(rules.count > 60)
        let index = try #require(result["ruleIndex"] as? Int)
        #expect(rules[index]["id"] as? String == result["ruleId"] as? String)
        #expect(result["level"] as? String == "error")
        let location = try #require(
            (result["locations"] as? [[String: Any]])?.first?["physicalLocation"] as? [String: Any]
        )
        let region = try #require(location["region"] as? [String: Any])
        #expect(region["startLine"] as? Int == 1 && region["startColumn"] as? Int == 7)
        #expect(region["byteOffset"] as? Int == 6 && region["byteLength"] as? Int == 40)
    }

    @Test func rulesCommands() throws {
        // `make test` tries the examples of all rules.
        let test = try run(["rules", "test", "--seed", "3", "--expansions", "1", "--only", "pii"])
        #expect(test.status == 0)
        #expect(test.output.hasSuffix(" 0 failed (seed 3)\n"))
        let lint = try run(["rules", "lint", "--hold-back"])
        #expect(lint.status == 0)
        #expect(lint.output.contains("email-address: holds back ") && lint.output.contains("0 warnings"))
        let list = try run(["rules", "list"])
        #expect(list.status == 0 && list.output.contains("email-address  "))
        let rows = list.output.split(separator: "\n").count - 1
        #expect(rows > 60)
        let json = try run(["rules", "list", "--format", "json"])
        let objects = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]]
        #expect(objects?.count == rows)
        let show = try run(["rules", "show", "email-address", "--json"])
        #expect(try Self.object(show.output)["entity"] as? String == "EMAIL_ADDRESS")
        let matchers = try run(["rules", "matchers"])
        #expect(matchers.status == 0)
        for name in ["pem-private-key", "email", "luhn", "crc32-base62", "base62"] {
            #expect(matchers.output.contains(name))
        }
        let secrets = try run(["rules", "list", "--only", "pii"])
        #expect(secrets.output.contains("email-address") && !secrets.output.contains("github-"))
    }

    @Test func aFailingExampleIsNamedWithItsPlace() throws {
        let yaml = """
            rules:
              - id: bad
                name: Bad
                description: A rule whose example is wrong.
                category: secret
                severity: high
                token: {prefix: tok_, alphabet: digits, length: 4}
                examples:
                  match: ['tok_12']
                  no_match: ['tok_']
            """
        try folder.write("own/a.yaml", yaml)
        let run = try run(["rules", "test", "--rules", "own"])
        #expect(run.status == 1)
        #expect(run.output.hasPrefix("own/a.yaml:9: bad: plain: not found\n"))
    }

    @Test func explainTellsNothingOfTheText() throws {
        let run = try run(["explain"], input: "GITHUB_TOKEN=\(token)\nmail \(email)\n")
        #expect(run.status == 0 && run.errors.isEmpty)
        #expect(run.output.contains("finding github-") && run.output.contains("at bytes 13…53"))
        for part in [token, String(token.suffix(12)), email, "maria", "brightwood", "GITHUB_TOKEN"] {
            #expect(!run.output.contains(part), "\(part)")
        }
        let findings = try self.run(["explain", "--findings", "mail \(email)"])
        #expect(
            findings.output.split(separator: "\n").allSatisfy { $0.hasPrefix("finding ") || $0.hasPrefix("1 finding") }
        )
    }

    @Test func explainSaysWhatItDoesNotRead() throws {
        try folder.write("notes.txt", token)
        let name = try run(["explain", "notes.txt"])
        #expect(name.errors.contains("there is a file of this name") && name.output.hasPrefix("0 findings"))
        #expect(try run(["explain", "-"], input: token).output.contains("finding github-"))
        let looks = [
            ("{\"a\": \"b\"}", "JSON;"), ("{\"a\": 1}\n{\"a\": 2}\n", "lines of JSON;"),
            ("event: x\ndata: {\"a\": 1}\n\n", "an event stream;"),
        ]
        for (text, look) in looks {
            let run = try run(["explain"], input: text)
            #expect(run.errors.contains("this looks like \(look) explained as plain text"), "\(text)")
        }
        #expect(try run(["explain", "a text"]).errors.isEmpty)
    }

    @Test func brokenRulesNameFileLineAndRule() throws {
        try folder.write(
            "broken/a.yaml",
            "rules:\n  - id: one\n    name: One\n    description: One.\n    category: secret\n    severity: high\n    pattern: 'abc('\n"
        )
        try folder.write("broken/b.yaml", "rules:\n  - id: two\n    name: Two\n    descripton: Two.\n")
        for arguments in [
            ["filter"], ["scan", "-"], ["rules", "list"], ["rules", "test"], ["rules", "lint"], ["explain", "x"],
        ] {
            let run = try run(arguments + ["--rules", "broken"])
            #expect(run.status == 2 && run.output.isEmpty, "\(arguments)")
            #expect(run.errors.contains("broken/b.yaml:"), "\(arguments)")
            #expect(run.errors.contains("two"), "\(arguments)")
        }
        try FileManager.default.removeItem(atPath: folder.path + "/broken/b.yaml")
        let run = try run(["filter", "--rules", "broken"])
        #expect(run.status == 2)
        #expect(run.errors.contains("broken/a.yaml:7: one: pattern: at byte 4: missing closing parenthesis"))
    }
}
