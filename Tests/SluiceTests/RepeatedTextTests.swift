// What says a text again, and what only seems to.

import Sluice
import SluiceMatching
import SluiceModel
import SluicePayloads
import SluicePolicies
import Testing

struct RepeatedTextTests {
    private static func output(
        _ events: [String],
        format: PayloadFormat = .sse,
        dialect: DialectID? = nil,
        policy: Policy = .standard
    ) throws -> FilterOutput {
        let text = events.map { format == .sse ? "data: \($0)\n\n" : $0 + "\n" }.joined()
        let source = PayloadSource(format: format, dialect: dialect, context: PolicyContext(direction: .response))
        let guardrail = try TestRules.guardrail(policy: policy)
        let outputs = [Int.max, 1, 17].map { chunk in
            PayloadFilter(guardrail: guardrail, source: source).output(of: Array(text.utf8), chunk: chunk)
        }
        for output in outputs {
            #expect(output.bytes == outputs[0].bytes && output.findings == outputs[0].findings)
        }
        return outputs[0]
    }

    private static func record(_ id: String, _ content: String) -> String {
        #"{"id":"\#(id)","object":"chat.completion","choices":[{"index":0,"message":{"role":"assistant","#
            + #""content":"\#(content)"},"finish_reason":"stop"}]}"#
    }

    /// A log of whole answers, one a line: each is reported, also where all have one id or say the same.
    @Test(arguments: [["c", "c"], ["c", "d"]]) func recordsInLines(ids: [String]) throws {
        let tokens = try [61, 61, 62].map { try TestRules.token(seed: $0) }
        let lines = zip([ids[0], ids[1], ids[1]], tokens).map { Self.record($0, "key \($1)") }
        for dialect in [DialectID.openAIChat, nil] {
            let output = try Self.output(lines, format: .ndjson, dialect: dialect)
            #expect(output.findings.map(\.line) == [1, 2, 3])
            #expect(output.findings.allSatisfy { $0.path == "choices[0].message.content" })
            let text = String(decoding: output.bytes, as: UTF8.self)
            for token in tokens { #expect(!text.contains(token.suffix(12))) }
        }
    }

    /// The message beside the last delta says again what the deltas said; what they did not say is reported.
    @Test func messagesBesideDeltas() throws {
        let (said, other) = (try TestRules.token(seed: 63), try TestRules.token(seed: 64))
        func end(_ content: String) -> String {
            #"{"id":"c","choices":[{"index":0,"delta":{},"message":{"content":"\#(content)"},"finish_reason":"stop"}]}"#
        }
        let delta = #"{"id":"c","choices":[{"index":0,"delta":{"content":"key \#(said)"}}]}"#
        let again = try Self.output([delta, end("key \(said)")])
        #expect(again.findings.map(\.path) == ["choices[0].delta.content"])
        let more = try Self.output([delta, end("key \(said) and \(other)")])
        #expect(more.findings.map(\.path) == ["choices[0].delta.content", "choices[0].message.content"])
    }

    /// Items that say a secret, and where.
    private static func items(_ secret: String) -> [(item: String, place: String)] {
        [
            (#""type":"function_call","name":"f","arguments":"{\"k\":\"\#(secret)\"}""#, "arguments"),
            (#""type":"file_search_call","results":[{"text":"key \#(secret) ok"}]"#, "results"),
            (#""type":"reasoning","summary":[{"type":"summary_text","text":"\#(secret)"}]"#, "summary"),
            (#""type":"mcp_call","name":"m","arguments":"{}","output":"key \#(secret) ok""#, "output"),
            (#""type":"message","content":[{"type":"refusal","refusal":"\#(secret)"}]"#, "refusal"),
        ].map { (#"{"id":"i",\#($0.0)}"#, $0.1) }
    }

    /// Texts that come only in an item are reported there, and not again in the last event; those that come only in
    /// the last event are reported there. That something else has spoken changes nothing.
    @Test func responsesWithoutDeltas() throws {
        let secret = try TestRules.token(seed: 65)
        let delta =
            #"{"type":"response.output_text.delta","output_index":0,"content_index":0,"item_id":"m","delta":"hello "}"#
        for (item, path) in Self.items(secret) {
            let done = #"{"type":"response.output_item.done","output_index":1,"item":\#(item)}"#
            let message = #"{"id":"m","type":"message","content":[{"type":"output_text","text":"hello "}]}"#
            let last =
                #"{"type":"response.completed","response":{"id":"r","output":[\#(message),\#(item)]}}"#
            for (events, place) in [([delta, done, last], "item."), ([delta, last], "response.output[1].")] {
                let output = try Self.output(events)
                #expect(output.findings.count == 1, "\(path) in \(place)")
                let found = output.findings.first?.path ?? ""
                #expect(found.hasPrefix(place), "\(path): \(found)")
                #expect(!String(decoding: output.bytes, as: UTF8.self).contains(secret.suffix(12)), "\(path)")
                let blocked = try Self.output(events, policy: .uniform(action: .block, threshold: .medium))
                #expect(blocked.findings.count == 1 && blocked.blockedAt != nil, "\(path) in \(place)")
            }
        }
    }

    /// A value that a text has said is reported again where another item says it.
    @Test func anotherItemIsNoRepeat() throws {
        let secret = try TestRules.token(seed: 66)
        let events = [
            #"{"type":"response.output_text.delta","output_index":0,"content_index":0,"delta":"key \#(secret) ok"}"#,
            #"{"type":"response.output_text.done","output_index":0,"content_index":0,"text":"key \#(secret) ok"}"#,
            #"{"type":"response.output_item.done","output_index":1,"item":{"type":"function_call","name":"f","#
                + #""arguments":"{\"k\":\"\#(secret)\"}"}}"#,
        ]
        let output = try Self.output(events)
        #expect(output.findings.count == 2)
        #expect(output.findings.first?.path == "output[0].content[0].text")
    }

    /// The last event of Cohere's first version repeats the text, and not a plan.
    @Test func cohereEndsWithItsText() throws {
        let secret = try TestRules.token(seed: 67)
        func events(_ type: String, _ text: String) -> [String] {
            [
                #"{"event_type":"\#(type)","text":"\#(text)"}"#,
                #"{"event_type":"stream-end","response":{"text":"key \#(secret) ok"}}"#,
            ]
        }
        let said = try Self.output(events("text-generation", "key \(secret) ok"))
        #expect(said.findings.map(\.path) == ["text"])
        let planned = try Self.output(events("tool-calls-chunk", "I shall"))
        #expect(planned.findings.map(\.path) == ["response.text"])
    }
}
