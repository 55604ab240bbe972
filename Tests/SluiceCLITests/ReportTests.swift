// The formats of reports.

import Foundation
import SluiceCLI
import SluiceModel
import SluicePayloads
import SluiceRules
import Testing

@Suite struct ReportTests {
    private let rule = description("Test token")

    private static func description(_ name: String) -> RuleDescription {
        RuleDescription(
            id: "test-token",
            name: name,
            summary: "A token.",
            category: .secret,
            severity: .high,
            confidence: .high,
            entity: nil,
            directions: [.request, .response],
            languages: [],
            tags: ["testing"],
            references: ["https://example.com/token"],
            source: SourceLocation(file: "test.yaml", line: 2)
        )
    }

    private func text(_ report: some ScanReport, _ records: [FindingRecord], problems: [ScanProblem] = []) -> String {
        var report = report
        var bytes: [UInt8] = []
        var summary = ScanSummary()
        summary.findingCount = records.count
        summary.problems = problems
        report.begin(to: &bytes)
        for record in records { report.add(record, to: &bytes) }
        report.end(summary, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private func object(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test func human() {
        let report = HumanReport(rules: [rule], style: TerminalStyle(isColored: false))
        #expect(
            text(report, [record(isVerified: true, preview: "a\u{1B}[31mb\u{202E}")]) == """
                src/a.txt:3:5: high test-token — Test token (verified)
                    a\\u{1B}[31mb\\u{202E}

                """
        )
        let named = Self.description("N\u{1B}[31m")
        #expect(
            text(HumanReport(rules: [named], style: TerminalStyle(isColored: false)), [record()]).contains(
                "N\\u{1B}[31m"
            )
        )
        let colored = HumanReport(rules: [rule], style: TerminalStyle(isColored: true))
        #expect(text(colored, [record()]).contains("\u{1B}[31mhigh\u{1B}[0m"))
    }

    @Test func findingHasItsMembersInOrder() throws {
        let expected = """
            {"rule":"test-token","category":"secret","severity":"high","confidence":0.9,"verified":false,"sample":false,\
            "entity":null,"path":"src/a.txt","line":3,"column":5,"start":4,"end":20,"match_start":4,"match_end":20,\
            "preview":"key=[REDACTED:test-token:0000]","fingerprint":"00000000000000ab","also":["other"],"undecided":false,\
            "action":"log","would_be":"log","policy":null,"json_path":null,"message":null,"language":null}

            """
        #expect(text(JSONLinesReport(), [record()]) == expected)
        var decided = record()
        decided.action = .log
        decided.wouldBe = .block
        decided.policyEntry = "keys"
        decided.jsonPath = "messages[2].content"
        decided.messageIndex = 2
        let members =
            #""would_be":"block","policy":"keys","json_path":"messages[2].content","message":2,"language":null}"#
        #expect(text(JSONLinesReport(), [decided]).hasSuffix(#""action":"log","# + members + "\n"))
    }

    @Test(arguments: [0, 1, 3]) func json(_ count: Int) throws {
        let problem = ScanProblem(path: BytePath("gone\n"), message: "No such file")
        let document = try object(text(JSONReport(), (0..<count).map { _ in record() }, problems: [problem]))
        #expect((document["findings"] as? [Any])?.count == count)
        #expect((document["errors"] as? [[String: String]])?.first?["path"] == "gone\n")
        #expect((document["summary"] as? [String: Int])?["findings"] == count)
        #expect(document["schema"] as? Int == 1)
    }

    @Test func sarif() throws {
        let records = [record(), record(path: "/b c.txt", rule: "unknown", severity: .low), record(isSample: true)]
        let problem = ScanProblem(path: BytePath("gone"), message: "No such file")
        let document = try object(text(SARIFReport(rules: [rule]), records, problems: [problem]))
        #expect(document["version"] as? String == "2.1.0")
        let run = try #require((document["runs"] as? [[String: Any]])?.first)
        #expect(run["columnKind"] as? String == "unicodeCodePoints")
        let driver = try #require((run["tool"] as? [String: [String: Any]])?["driver"])
        let rules = try #require(driver["rules"] as? [[String: Any]])
        #expect(rules.first?["id"] as? String == "test-token")
        #expect(rules.first?["helpUri"] as? String == "https://example.com/token")
        let results = try #require(run["results"] as? [[String: Any]])
        #expect(results.map { $0["level"] as? String } == ["error", "note", "note"])
        #expect(results.map { $0["ruleIndex"] as? Int } == [0, nil, 0])
        let location = try #require((results[0]["locations"] as? [[String: [String: Any]]])?.first?["physicalLocation"])
        #expect(
            location["region"] as? [String: Int] == [
                "startLine": 3, "startColumn": 5, "byteOffset": 4, "byteLength": 16,
            ]
        )
        #expect(location["artifactLocation"] as? [String: String] == ["uri": "src/a.txt", "uriBaseId": "%SRCROOT%"])
        let other = try #require((results[1]["locations"] as? [[String: [String: Any]]])?.first?["physicalLocation"])
        #expect(other["artifactLocation"] as? [String: String] == ["uri": "file:///b%20c.txt"])
        #expect(results[0]["partialFingerprints"] as? [String: String] == ["sluiceValue/v1": "00000000000000ab"])
        let invocation = try #require((run["invocations"] as? [[String: Any]])?.first)
        #expect(invocation["executionSuccessful"] as? Bool == false)
        #expect((invocation["toolExecutionNotifications"] as? [Any])?.count == 1)
    }

    @Test func jsonTextSurvivesAnyCharacter() throws {
        var characters = (0..<0x300).compactMap { Unicode.Scalar($0) }
        characters += ["\u{2028}", "\u{2029}", "\u{FEFF}", "\u{FFFF}", "\u{1F600}", "\u{10FFFF}"]
        var text = ""
        text.unicodeScalars.append(contentsOf: characters)
        let encoded = JSONValue.array([.string(text), .number(.nan), .integer(.min)]).text
        let decoded = try #require(try JSONSerialization.jsonObject(with: Data(encoded.utf8)) as? [Any])
        #expect((decoded[0] as? String).map { Array($0.unicodeScalars) } == characters)
        #expect(decoded[1] is NSNull)
        #expect(decoded[2] as? Int == .min)
    }

    @Test func exitStatus() {
        var summary = ScanSummary()
        #expect(summary.exitStatus == .success)
        summary.findingCount = 1
        #expect(summary.exitStatus == .found)
        summary.problems = [ScanProblem(path: BytePath("a"), message: "gone")]
        #expect(summary.exitStatus == .failure)
    }

    @Test func listings() throws {
        #expect(
            RuleListing.list([rule], format: .human) == """
                ID          CATEGORY  SEVERITY  NAME
                test-token  secret    high      Test token

                """
        )
        #expect(
            RuleListing.list([rule], format: .markdown).hasSuffix("| `test-token` | secret | high | Test token |\n")
        )
        let json = RuleListing.list([rule], format: .json)
        let list = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]])
        #expect(list.first?["directions"] as? [String] == ["request", "response"])
        #expect(RuleListing.show(rule).contains("source      test.yaml:2\n"))
    }
}
