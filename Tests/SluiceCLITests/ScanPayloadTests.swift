// `sluice scan` with recorded payloads.

import Foundation
import SluiceCLI
import Testing

@Suite struct ScanPayloadTests {
    private let folder: TemporaryFolder
    private let rules: String
    /// The token in pieces, as a model's tokens cut it.
    private let pieces = ["to be ", String(testToken.prefix(5)), String(testToken.dropFirst(5)), " or not"]
    /// A request as it lies in a string of a log.
    private let body =
        #"{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"},"#
        + #"{\"role\":\"user\",\"content\":\"say \\\"\#(testToken)\\\"\"}]}"#

    init() throws {
        folder = try TemporaryFolder()
        rules = try folder.writeRules()
    }

    private func scan(_ arguments: [String]) throws -> ProgramRun {
        try Program.run(["scan", "--rules", rules] + arguments, folder: folder.path)
    }

    /// The only finding in a file.
    private func finding(in text: String, _ name: String = "a.txt") throws -> [String: Any] {
        try folder.write(name, text)
        let run = try scan(["--format", "jsonl", name])
        #expect(run.status == 1)
        #expect(!run.output.contains(testToken))
        return try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    }

    /// The bytes of a text that a finding says are flagged.
    private func flagged(_ finding: [String: Any], _ text: String) throws -> String {
        let start = try #require(finding["start"] as? Int)
        let end = try #require(finding["end"] as? Int)
        return String(decoding: Array(text.utf8)[start..<end], as: UTF8.self)
    }

    @Test func aBodyInAStringOfALogLine() throws {
        let text = #"{"at": "é", "n": 1}"# + "\n" + #"{"at": "é", "request": {"body": "\#(body)"}}"# + "\n"
        let finding = try finding(in: text)
        #expect(finding["json_path"] as? String == "request.body|messages[1].content")
        #expect(finding["message"] as? Int == 1)
        #expect(finding["line"] as? Int == 2)
        #expect(try flagged(finding, text) == testToken)
        let line = try #require(text.split(separator: "\n").last)
        let column = try #require(line.range(of: testToken)).lowerBound
        #expect(finding["column"] as? Int == line.unicodeScalars.distance(from: line.startIndex, to: column) + 1)
        #expect(finding["action"] as? String == "log" && finding["policy"] is NSNull)
    }

    @Test(arguments: ["session.har", "session.txt"]) func aHARFile(_ name: String) throws {
        let text = """
            {
              "log": {"version": "1.2", "entries": [
                {"request": {"method": "POST", "postData": {"mimeType": "application/json", "text": "{}"}}},
                {"request": {"method": "POST", "postData": {"mimeType": "application/json", "text": "\(body)"}},
                 "response": {"status": 200}}
              ]}
            }
            """
        let finding = try finding(in: text, name)
        #expect(finding["json_path"] as? String == "log.entries[1].request.postData.text|messages[1].content")
        #expect(finding["message"] as? Int == 1 && finding["line"] as? Int == 4)
        #expect(try flagged(finding, text) == testToken)
    }

    @Test func aCaptureOfAStream() throws {
        let text = StreamSamples.chat(pieces)
        let finding = try finding(in: text)
        #expect(finding["json_path"] as? String == "choices[0].delta.content")
        #expect(finding["line"] as? Int == 3)
        let flagged = try flagged(finding, text)
        #expect(flagged.hasPrefix(pieces[1]) && flagged.hasSuffix(pieces[2]))
    }

    @Test func linesOfAStreamAndAnArray() throws {
        let lines = try finding(in: StreamSamples.ollama(pieces))
        #expect(lines["json_path"] as? String == "message.content" && lines["line"] as? Int == 2)
        let array = try finding(in: StreamSamples.gemini(pieces))
        #expect(array["line"] as? Int == 2)
        #expect(array["json_path"] as? String == "candidates[0].content.text" && array["message"] as? Int == 0)
    }

    @Test(arguments: ["settings.json", "settings"]) func aSettingsFile(_ name: String) throws {
        let text = "{\n  \"id\": \"\(testToken)\",\n  \"list\": [1.50, true]\n}\n"
        let finding = try finding(in: text, name)
        #expect(finding["json_path"] as? String == "id" && finding["message"] is NSNull)
        #expect(finding["line"] as? Int == 2 && finding["column"] as? Int == 10)
    }

    @Test(arguments: [
        "data:\n  key: TOKEN\n", "id: a\nname: TOKEN\n", "{{template}}\nTOKEN\n", "[section]\nkey = TOKEN\n", "TOKEN",
        "{\n  // TOKEN\n}\n", "{\"a\": 1,\n broken TOKEN", "data: TOKEN",
    ])
    func whatIsNoPayloadIsText(_ template: String) throws {
        let text = template.replacing("TOKEN", with: testToken)
        let finding = try finding(in: text)
        #expect(try flagged(finding, text) == testToken)
    }

    @Test func reportsTellThePath() throws {
        try folder.write("log", "{\"a\": 1}\n{\"body\": \"\(body)\"}\n")
        let human = try scan(["log"])
        #expect(human.output.contains("test-token — Test token in body|messages[1].content"))
        let sarif = try scan(["--format", "sarif", "log"])
        let log = try #require(try JSONSerialization.jsonObject(with: Data(sarif.output.utf8)) as? [String: Any])
        let run = try #require((log["runs"] as? [[String: Any]])?.first)
        let result = try #require((run["results"] as? [[String: Any]])?.first)
        let location = try #require((result["locations"] as? [[String: Any]])?.first)
        let logical = try #require((location["logicalLocations"] as? [[String: String]])?.first)
        #expect(logical == ["fullyQualifiedName": "body|messages[1].content", "kind": "value"])
        #expect(location["physicalLocation"] is [String: Any])
    }

    /// What a scan reports is what a filter would mask.
    @Test func whatAScanReportsIsWhatAFilterMasks() throws {
        for text in [
            StreamSamples.chat(pieces), "{\"a\":\"\(body)\"}", "x \(testToken)\n", StreamSamples.gemini(pieces),
        ] {
            let scanned = try finding(in: text)
            let input = try folder.write("input", text)
            let filtered = try Program.shell(
                "\"$0\" filter --rules \"$1\" --report \"$2\" < \"$3\" > /dev/null",
                [rules, folder.path + "/report", input]
            )
            #expect(filtered.status == 0)
            let report = Data(try folder.read("report").utf8)
            let masked = try #require(try JSONSerialization.jsonObject(with: report) as? [String: Any])
            for member in ["rule", "line", "column", "start", "end", "json_path", "message", "confidence"] {
                #expect("\(scanned[member] ?? "")" == "\(masked[member] ?? "")", "\(member)")
            }
        }
    }
}
