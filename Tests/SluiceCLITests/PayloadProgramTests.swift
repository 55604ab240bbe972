// `sluice filter` with JSON and with the streams of language models.

import Foundation
import SluiceCLI
import Testing

@Suite struct PayloadProgramTests {
    private let folder: TemporaryFolder
    private let rules: String
    /// The token in pieces, as a model's tokens cut it.
    private let pieces = ["to be ", String(testToken.prefix(5)), String(testToken.dropFirst(5)), " or not"]

    init() throws {
        folder = try TemporaryFolder()
        rules = try folder.writeRules()
    }

    private func run(_ arguments: [String], input: String) throws -> ProgramRun {
        try Program.run(["filter", "--rules", rules] + arguments, input: input, folder: folder.path)
    }

    private func object(_ text: some StringProtocol) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    /// The objects of the `data:` lines, without the end mark.
    private func events(_ text: String) throws -> [[String: Any]] {
        try text.split(separator: "\n").filter { $0.hasPrefix("data: {") }.map { try object($0.dropFirst(6)) }
    }

    private func choice(_ event: [String: Any]) -> [String: Any]? { (event["choices"] as? [[String: Any]])?.first }

    private func delta(_ event: [String: Any]) -> String {
        (choice(event)?["delta"] as? [String: String])?["content"] ?? ""
    }

    @Test(arguments: [[], ["--format", "json"], ["--request-path", "/v1/chat/completions", "--direction", "request"]])
    func aDocument(_ arguments: [String]) throws {
        let token = testToken.replacing("_", with: "\\u005f")
        let input = """
            { "model" : "m", "n": 1.0e+10,
              "messages": [{"role": "user", "content": "é \\"\(token)\\" \\/"}],
              "id": "\\u00e9" }
            """
        let run = try run(arguments + ["--mask-style", "fixed:<\">"], input: input)
        #expect(run.status == 0)
        #expect(run.output == input.replacing(token, with: "<\\\">"))
    }

    @Test(arguments: [[], ["--format", "ndjson"]]) func linesOfDocuments(_ arguments: [String]) throws {
        let body = #"{\"messages\":[{\"content\":\"a \#(testToken)\\n\"}]}"#
        let input = #"{"at": 1}"# + "\n" + #"{"body": "\#(body)"}"# + "\r\n"
        let report = folder.path + "/report"
        let run = try run(arguments + ["--report", report], input: input)
        #expect(run.output.hasPrefix(#"{"at": 1}"# + "\n"))
        #expect(run.output.contains("[REDACTED:test-token:") && !run.output.contains(testToken))
        let line = try object(run.output.split(separator: "\n")[1])
        #expect(try object(try #require(line["body"] as? String))["messages"] is [Any])
        let finding = try object(try folder.read("report"))
        #expect(finding["json_path"] as? String == "body|messages[0].content")
        #expect(finding["message"] as? Int == 0 && finding["line"] as? Int == 2)
        #expect(finding["policy"] as? String == "secrets" && finding["action"] as? String == "mask")
    }

    @Test(arguments: [[], ["--format", "sse"], ["--content-type", "text/event-stream", "--dialect", "openai-chat"]])
    func serverSentEvents(_ arguments: [String]) throws {
        let run = try run(arguments + ["--mask-style", "fixed:###"], input: StreamSamples.chat(pieces))
        #expect(run.status == 0)
        let events = try events(run.output)
        #expect(events.count == 5)
        #expect(events.map(delta).joined() == "to be ### or not")
        #expect(run.output.hasSuffix(StreamSamples.chatEnd))
    }

    @Test(arguments: [[], ["--format", "ndjson"], ["--content-type", "application/x-ndjson"]])
    func linesOfAStream(_ arguments: [String]) throws {
        let run = try run(arguments + ["--mask-style", "fixed:###"], input: StreamSamples.ollama(pieces))
        let texts = try run.output.split(separator: "\n").map {
            (try object($0)["message"] as? [String: String])?["content"] ?? ""
        }
        #expect(texts.count == 5 && texts.joined() == "to be ### or not")
    }

    @Test(arguments: [[], ["--format", "array"]]) func anArrayOfEvents(_ arguments: [String]) throws {
        let run = try run(arguments + ["--mask-style", "fixed:###"], input: StreamSamples.gemini(pieces))
        let events = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [[String: Any]])
        let texts = events.map { event -> String in
            let content = (event["candidates"] as? [[String: Any]])?.first?["content"] as? [String: Any]
            return (content?["parts"] as? [[String: String]])?.first?["text"] ?? ""
        }
        #expect(texts.count == 4 && texts.joined() == "to be ### or not")
    }

    @Test func textIsNotReadAsAnythingElse() throws {
        let input = StreamSamples.chat(pieces)
        #expect(try run(["--format", "text"], input: input).output == input)
        let whole = try run(["--format", "text", "--mask-style", "fixed:\""], input: "{\"a\":\"\(testToken)\"}")
        #expect(whole.output == "{\"a\":\"\"\"}")
    }

    @Test(.timeLimit(.minutes(10)), arguments: [["--format", "auto"], ["--format", "sse"]])
    func anEventComesOutBeforeTheNextIsSent(_ arguments: [String]) throws {
        let process = try Program.process(["filter", "--rules", rules] + arguments)
        let input = Pipe()
        let output = Pipe()
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        for event in ["one ", "two\\n", "and \(testToken) three "].map(StreamSamples.chunk) {
            try input.fileHandleForWriting.write(contentsOf: Data(event.utf8))
            var text = ""
            while !text.hasSuffix("\n\n") {
                let data = output.fileHandleForReading.availableData
                try #require(!data.isEmpty)
                text += String(decoding: data, as: UTF8.self)
            }
            #expect(event.contains(testToken) ? text.contains("[REDACTED:test-token:") : text == event)
        }
        try input.fileHandleForWriting.close()
        try Program.waitForEnd(of: process)
        #expect(process.terminationStatus == 0)
    }

    @Test func aBlockedStreamEndsLegally() throws {
        let run = try run(["--action", "block"], input: StreamSamples.chat(pieces))
        #expect(run.status == 3)
        #expect(run.errors.contains("blocked: test-token at line 3, column "))
        let events = try events(run.output)
        #expect(events.map(delta).joined().hasPrefix("to be \n\nBlocked by policy: test-token."))
        #expect(events.last.flatMap(choice)?["finish_reason"] as? String == "content_filter")
        #expect(run.output.hasSuffix("data: [DONE]\n\n"))
        #expect(!run.output.contains(testToken.prefix(5)) && !run.output.contains("or not"))
    }

    private static let stopping = """
        version: 1
        name: stopping
        policies:
          - name: stop
            when: {category: secret, direction: response, model: "big-*", metadata: {team: red}}
            then: {action: block, message: No keys in answers.}

        """

    @Test func aPolicyDecidesWithWhatIsKnownOfTheMessage() throws {
        try folder.write("p.yaml", Self.stopping)
        let known = ["--policy", "p.yaml", "--direction", "response", "--model", "big-1", "--metadata", "team=red"]
        let stopped = try run(known, input: StreamSamples.chat(pieces))
        #expect(stopped.status == 3)
        #expect(stopped.errors.contains("blocked: test-token at line 3"))
        #expect(stopped.errors.contains("No keys in answers."))
        #expect(try events(stopped.output).map(delta).joined() == "to be \n\nNo keys in answers.")
        // One of the conditions is not met: the defaults report.
        let input = StreamSamples.chat(pieces)
        for arguments in [Array(known.dropLast(2)), known + ["--direction", "request"], known + ["--model", "small"]] {
            let run = try run(arguments + ["--report", "report"], input: input)
            #expect(run.status == 0 && run.output == input)
            let finding = try object(try folder.read("report"))
            #expect(finding["action"] as? String == "log" && finding["policy"] as? String == "defaults")
        }
        let upper = try folder.write(
            "q.yaml",
            "version: 1\nmode: monitor\npolicies:\n  - {name: stop, then: {action: block}}\n"
        )
        let monitored = try run(
            known + ["--model", "big-2", "--policy", upper, "--report", "report"],
            input: input
        )
        #expect(monitored.status == 0 && monitored.output == input)
        let finding = try object(try folder.read("report"))
        #expect(finding["action"] as? String == "log" && finding["would_be"] as? String == "block")
    }

    @Test func thePolicyOfTheRulesDirectoryHoldsUnlessSomethingElseIsSaid() throws {
        #expect(try run([], input: testToken).output.hasPrefix("[REDACTED:"))
        try folder.write(
            "rules/policies/default.yaml",
            "version: 1\nname: own\ndefaults: {action: mask, style: \"fixed:own\"}\n"
        )
        #expect(try run([], input: testToken).output == "own")
        #expect(try run(["--action", "mask"], input: testToken).output.hasPrefix("[REDACTED:"))
        #expect(try run(["--mask-style", "fixed:x"], input: testToken).output == "x")
        #expect(try run(["--min-confidence", "100"], input: testToken).output == testToken)
        try folder.write("rules/policies/default.yaml", "version: 1\nmode: watch\n")
        let broken = try run([], input: testToken)
        #expect(broken.status == 2 && broken.output.isEmpty)
        #expect(broken.errors.contains("policies/default.yaml:2: `mode` is `watch`"))
    }

    @Test func reportingLetsAStreamPassAsItCame() throws {
        let input = StreamSamples.chat(pieces)
        let run = try run(["--action", "report", "--report", "report"], input: input)
        #expect(run.status == 0 && run.output == input)
        let finding = try object(try folder.read("report"))
        #expect(finding["json_path"] as? String == "choices[0].delta.content")
        #expect(finding["policy"] is NSNull && finding["action"] as? String == "log")
        #expect(finding["line"] as? Int == 3)
    }
}
