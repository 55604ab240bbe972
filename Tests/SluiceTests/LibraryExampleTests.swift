// The examples of the library in README.md and in its doc comments, compiled and run.

import Foundation
import Sluice
import Testing

struct LibraryExampleTests {
    /// Keeps what it is given.
    private actor Client {
        var bytes: [UInt8] = []

        func write(_ more: [UInt8]) async throws { bytes += more }
    }

    private struct Response {
        var body: AsyncStream<[UInt8]>
    }

    private static func chunks(_ text: String) -> AsyncStream<[UInt8]> {
        AsyncStream { continuation in
            for byte in text.utf8 { continuation.yield([byte]) }
            continuation.finish()
        }
    }

    private func forward(_ payload: [UInt8]) {}
    private func refuse(_ message: String?) { Issue.record("refused: \(message ?? "")") }

    // The rules are those of the folder that tests are run in.
    @Test(.enabled(if: FileManager.default.fileExists(atPath: "Rules"))) func theREADME() async throws {
        let token = try TestRules.token(seed: 61)
        let body = Array("{\"prompt\":\"\(token)\"}".utf8)
        let response = Self.chunks(
            "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,"
                + "\"delta\":{\"type\":\"text_delta\",\"text\":\"key \(token) here\"}}\n\n"
        )
        let client = Client()

        let guardrail = Guardrail(rules: try RuleSet.load(directory: "Rules"), policy: .standard)

        // A request's body, whatever provider it is for: masked in place, every other byte as it was.
        let verdict = guardrail.check(request: body)
        guard let payload = verdict.payload else { return refuse(verdict.message) }

        // An answer while it streams: text is joined over events, each event goes out as soon as its text is decided.
        for try await output in guardrail.stream(response, dialect: .anthropic) {
            try await client.write(output.bytes)
        }

        #expect(String(decoding: payload, as: UTF8.self).hasPrefix("{\"prompt\":\"[REDACTED:github-token:"))
        let written = String(decoding: await client.bytes, as: UTF8.self)
        #expect(written.contains("key [REDACTED:github-token:") && !written.contains(token.dropFirst(4)))

        let (text, findings) = guardrail.filter("Write to anna.berg@corp-mail.de, please.")
        // text: Write to [REDACTED:email-address:ecb0], please.

        #expect(text.hasPrefix("Write to [REDACTED:email-address:") && text.hasSuffix("], please."))
        #expect(findings.count == 1)
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "Rules"))) func theGuardrail() throws {
        let body = Array("{\"prompt\":\"hello\"}".utf8)

        let guardrail = Guardrail(rules: try RuleSet.load(directory: "Rules"), policy: .standard)
        let verdict = guardrail.check(request: body)
        guard let payload = verdict.payload else { return refuse(verdict.message) }
        forward(payload)

        #expect(payload == body)
    }

    @Test func theStreams() async throws {
        let guardrail = try TestRules.guardrail()
        let event = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"hello\"}}]}\n\n"
        let response = Response(body: Self.chunks(event))
        let client = Client()
        let chunk = Array("data: {\"type\":\"ping\"}\n\n".utf8)

        var filter = guardrail.stream(dialect: .anthropic)
        var output = FilterOutput()
        filter.append(chunk.span, to: &output)  // output.bytes may go out

        #expect(output.bytes == chunk)

        for try await output in guardrail.stream(response.body, dialect: .openAIChat) {
            try await client.write(output.bytes)
        }

        #expect(await client.bytes == Array(event.utf8))
    }

    /// Every example of the documentation stands in this file, line for line.
    @Test func everyExampleIsCompiledHere() throws {
        let here = try Self.lines(of: URL(fileURLWithPath: #filePath))
        var pages = [TestRules.root.appendingPathComponent("README.md")]
        for folder in ["Docs", "Sources/Sluice"] {
            let url = TestRules.root.appendingPathComponent(folder)
            pages += try FileManager.default.contentsOfDirectory(at: url, includingPropertiesForKeys: nil)
                .filter { ["md", "swift"].contains($0.pathExtension) }
        }
        var count = 0
        for page in pages {
            for example in Self.examples(try Self.lines(of: page)) {
                count += 1
                let isHere = here.indices.contains { here[$0...].starts(with: example) }
                #expect(isHere, "\(page.lastPathComponent): \(example.first ?? "")")
            }
        }
        #expect(count >= 5)
    }

    /// The lines that say something, without indentation and the marks of comments.
    private static func lines(of file: URL) throws -> [String] {
        try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline).map { line in
            var text = line.drop { $0 == " " }
            if text.hasPrefix("///") { text = text.dropFirst(3).drop { $0 == " " } }
            return String(text)
        }.filter { !$0.isEmpty }
    }

    private static func examples(_ lines: [String]) -> [[String]] {
        var examples: [[String]] = []
        var isInside = false
        for line in lines {
            if line.hasPrefix("```") {
                if !isInside, line == "```swift" { examples.append([]) }
                isInside = !isInside && line == "```swift"
            } else if isInside, line != "import Sluice" {
                examples[examples.count - 1].append(line)
            }
        }
        return examples
    }
}
