// How dialects end a message early.

import Foundation
import SluicePayloads
import Testing

struct DialectEndingTests {
    private static let reason = "Blocked: a \"secret\" \\ was found\n\u{2028}\u{85}\u{1} 🔑"

    /// Events of a stream that is ended after each of them, and the names or types of the events that then follow.
    static let streams: [(DialectID, [(String, String)])] = [
        (
            .openAIChat,
            [
                ("", #"{"id":"c1","created":17,"model":"m","choices":[{"index":0,"delta":{"content":"a"}}]}"#),
                ("", #"{"id":"c1","choices":[{"index":1,"delta":{"tool_calls":[{"index":0}]}}]}"#),
                ("", #"{"id":"c1","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"#),
            ]
        ),
        (.openAICompletions, [("", #"{"id":"c1","choices":[{"index":0,"text":"a"}]}"#)]),
        (
            .openAIResponses,
            [
                ("response.created", #"{"type":"response.created","sequence_number":0,"response":{"id":"r1"}}"#),
                (
                    "response.output_text.delta",
                    #"{"type":"response.output_text.delta","sequence_number":7,"output_index":2,"delta":"a"}"#
                ),
            ]
        ),
        (
            .anthropic,
            [
                ("message_start", #"{"type":"message_start","message":{"id":"m"}}"#),
                (
                    "content_block_start",
                    #"{"type":"content_block_start","index":4,"content_block":{"type":"text","text":""}}"#
                ),
                ("content_block_stop", #"{"type":"content_block_stop","index":4}"#),
                ("message_delta", #"{"type":"message_delta","delta":{"stop_reason":"end_turn"}}"#),
                ("message_stop", #"{"type":"message_stop"}"#),
            ]
        ),
        (.bedrockInvoke, [("chunk", #"{"type":"message_start","message":{"id":"m"}}"#)]),
        (
            .bedrockConverse,
            [
                ("messageStart", #"{"role":"assistant"}"#),
                ("contentBlockDelta", #"{"contentBlockIndex":0,"delta":{"text":"a"}}"#),
                ("contentBlockStop", #"{"contentBlockIndex":0}"#), ("messageStop", #"{"stopReason":"end_turn"}"#),
            ]
        ),
        (.gemini, [("", #"{"candidates":[{"index":3,"content":{"parts":[{"text":"a"}]}}]}"#)]),
        (.ollamaChat, [("", #"{"model":"m","created_at":"2026","message":{"content":"a"},"done":false}"#)]),
        (.ollamaGenerate, [("", #"{"model":"m","created_at":"2026","response":"a","done":false}"#)]),
        (
            .cohere,
            [
                ("message-start", #"{"type":"message-start","id":"i","delta":{"message":{"role":"assistant"}}}"#),
                (
                    "content-start",
                    #"{"type":"content-start","index":0,"delta":{"message":{"content":{"type":"text"}}}}"#
                ),
                ("content-end", #"{"type":"content-end","index":0}"#),
            ]
        ),
        (.cohere, [("", #"{"event_type":"stream-start","generation_id":"g"}"#)]),
        (.tgi, [("", #"{"token":{"id":1,"text":"a","special":false},"generated_text":null}"#)]),
        (.unknown, [("x", #"{"a":"b"}"#)]),
    ]

    @Test(arguments: streams.indices)
    func everyEndingIsJSONOnOneLineWithTheReason(_ index: Int) throws {
        let (id, events) = Self.streams[index]
        var dialect = DialectRegistry.dialect(id)
        for count in 0...events.count {
            let ending = dialect.ending(reason: Self.reason)
            var strings: [String] = []
            for event in ending where event.data != "[DONE]" {
                #expect(event.data.rangeOfCharacter(from: .newlines) == nil, "\(id) after \(count)")
                let any = try JSONSerialization.jsonObject(with: Data(event.data.utf8))
                strings += Self.strings(any)
                if id == .anthropic { #expect((any as? [String: Any])?["type"] as? String == event.name) }
            }
            let isOver = ending.isEmpty || (id == .anthropic && count == 4)
            #expect(isOver || strings.contains { $0.hasSuffix(Self.reason) }, "\(id) after \(count): \(ending)")
            guard count < events.count else { break }
            let json = try #require(JSONTree(Array(events[count].1.utf8)))
            var plan = EventPlan()
            dialect.plan(StreamEvent(name: events[count].0, json: json), into: &plan)
        }
    }

    @Test func chatEndsEveryOpenChoice() throws {
        let last = try Self.ending(.openAIChat)
        #expect(last.count == 3 && last[0].contains(#""delta":{"content":"#))
        #expect(
            last.suffix(2) == [
                #"{"id":"c1","object":"chat.completion.chunk","created":17,"model":"m","choices":["#
                    + #"{"index":1,"delta":{},"logprobs":null,"finish_reason":"content_filter"}]}"#, "[DONE]",
            ]
        )
        let first = try Self.ending(.openAIChat, after: 1)
        #expect(first.count == 3)
        #expect(first[0].contains(#""delta":{"content":"\n\nno"},"logprobs":null,"finish_reason":null"#))
    }

    @Test func responsesGoOnCounting() throws {
        let ending = try Self.ending(.openAIResponses)
        for (offset, data) in ending.enumerated() { #expect(data.contains(#""sequence_number":\#(8 + offset),"#)) }
        #expect(ending[0].contains(#""output_index":3"#))
        #expect(ending.last?.contains(#""incomplete_details":{"reason":"content_filter"}"#) == true)
    }

    @Test func anthropicClosesTheOpenBlockOnly() throws {
        func types(_ count: Int) throws -> [String] { try Self.ending(.anthropic, after: count) }
        let block = [
            #"{"type":"content_block_start","index":5,"content_block":{"type":"text","text":""}}"#,
            #"{"type":"content_block_delta","index":5,"delta":{"type":"text_delta","text":"no"}}"#,
            #"{"type":"content_block_stop","index":5}"#,
            #"{"type":"message_delta","delta":{"stop_reason":"refusal","stop_sequence":null},"#
                + #""usage":{"output_tokens":0}}"#, #"{"type":"message_stop"}"#,
        ]
        #expect(
            try types(0) == [#"{"type":"error","error":{"type":"invalid_request_error","message":"no"}}"#]
        )
        #expect(try types(2) == [#"{"type":"content_block_stop","index":4}"#] + block)
        #expect(try types(3) == block)
        #expect(try types(4) == [#"{"type":"message_stop"}"#])
        #expect(try types(5).isEmpty)
    }

    @Test func bedrockStopsOrThrows() throws {
        #expect(try Self.ending(.bedrockConverse, after: 0) == [#"{"message":"no"}"#])
        #expect(
            try Self.ending(.bedrockConverse, after: 2) == [
                #"{"contentBlockIndex":0}"#, #"{"contentBlockIndex":1,"delta":{"text":"no"}}"#,
                #"{"contentBlockIndex":1}"#, #"{"stopReason":"guardrail_intervened"}"#,
            ]
        )
        #expect(try Self.ending(.bedrockConverse, after: 4).isEmpty)
    }

    @Test func cohereSaysItInTheOpenBlock() throws {
        let open = try Self.ending(.cohere, after: 2)
        #expect(
            open == [
                #"{"type":"content-delta","index":0,"delta":{"message":{"content":{"text":"\n\nno"}}}}"#,
                #"{"type":"content-end","index":0}"#,
                #"{"type":"message-end","delta":{"finish_reason":"ERROR","error":"no"}}"#,
            ]
        )
        #expect(try Self.ending(.cohere, after: 3)[0].contains(#""content-start","index":1"#))
    }

    /// The data that end the stream of `id` after its first `count` events.
    private static func ending(_ id: DialectID, after count: Int? = nil) throws -> [String] {
        var dialect = DialectRegistry.dialect(id)
        let events = streams.first { $0.0 == id }?.1 ?? []
        for (name, data) in events.prefix(count ?? events.count) {
            let json = try #require(JSONTree(Array(data.utf8)))
            var plan = EventPlan()
            dialect.plan(StreamEvent(name: name, json: json), into: &plan)
        }
        return dialect.ending(reason: "no").map(\.data)
    }

    private static func strings(_ any: Any) -> [String] {
        switch any {
        case let text as String: [text]
        case let list as [Any]: list.flatMap(strings)
        case let object as [String: Any]: object.values.flatMap(strings)
        default: []
        }
    }
}
