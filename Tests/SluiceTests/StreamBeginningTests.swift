// How streams begin that are told by their first bytes.

import Sluice
import SluiceMatching
import SluiceModel
import SluicePayloads
import SluicePolicies
import Testing

struct StreamBeginningTests {
    /// What a stream begins with, and how each piece of its text is written.
    struct Beginning: Sendable {
        var start: String
        var dialect: DialectID?
        var event: @Sendable (_ piece: String) -> String
        var between = ""
        var end = ""
    }

    private static let beginnings: [Beginning] = [
        Beginning(
            start: "\u{FEFF}",
            event: { "{\"model\":\"m\",\"message\":{\"content\":\"\($0)\"},\"done\":false}\n" }
        ),
        Beginning(
            start: "[",
            event: { "{\"response\": {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"\($0)\"}]}}]}}" },
            between: ",\r\n",
            end: "]\n"
        ),
        Beginning(
            start: "foo: x\nnote\n",
            dialect: .openAIChat,
            event: { "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\($0)\"}}]}\n\n" }
        ),
        Beginning(
            start: "event\n",
            event: { "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\($0)\"}}]}\n\n" }
        ),
    ]

    /// Lines of a log that begin as JSON does, and go out as they come.
    @Test(arguments: [
        "[    0.000000] Linux version 6.1\n", "[12] starting\n", "[]\n", "[1, 2\n", "{\"a\": 1}\n\nserver started\n",
    ])
    func whatOnlyBeginsLikeADocumentDoesNotWait(_ start: String) throws {
        let text = Array((start + "key \(try TestRules.token(seed: 5)) end\n").utf8)
        let guardrail = try TestRules.guardrail()
        var filter = PayloadFilter(guardrail: guardrail, source: PayloadSource())
        var output = FilterOutput()
        filter.append(Array(start.utf8).span, to: &output)
        #expect(output.bytes.starts(with: start.utf8.prefix(4)))
        let whole = PayloadFilter(guardrail: guardrail, source: PayloadSource()).output(of: text, chunk: .max)
        #expect(whole.findings.count == 1)
        for chunk in [1, 2, 3, 5, 8, 13] {
            let parts = PayloadFilter(guardrail: guardrail, source: PayloadSource()).output(of: text, chunk: chunk)
            #expect(parts.bytes == whole.bytes, "chunks of \(chunk)")
        }
    }

    @Test(arguments: beginnings.indices) func valuesInPiecesAreMasked(_ index: Int) throws {
        let beginning = Self.beginnings[index]
        let secret = try TestRules.token(seed: 67)
        let pieces = ["key ", String(secret.prefix(13)), String(secret.dropFirst(13)), " ok"]
        let events = pieces.map(beginning.event).joined(separator: beginning.between)
        let text = beginning.start + events + beginning.end
        let source = PayloadSource(dialect: beginning.dialect, context: PolicyContext(direction: .response))
        let guardrail = try TestRules.guardrail()
        let whole = PayloadFilter(guardrail: guardrail, source: source).output(of: Array(text.utf8), chunk: .max)
        let replacement = try #require(whole.findings.first?.replacement, "\(text)")
        let masked = ["key ", replacement, "", " ok"].map(beginning.event).joined(separator: beginning.between)
        #expect(String(decoding: whole.bytes, as: UTF8.self) == beginning.start + masked + beginning.end)
        for chunk in [1, 2, 13] {
            let output = PayloadFilter(guardrail: guardrail, source: source).output(of: Array(text.utf8), chunk: chunk)
            #expect(output.bytes == whole.bytes && output.findings == whole.findings, "chunks of \(chunk)")
        }
    }
}
