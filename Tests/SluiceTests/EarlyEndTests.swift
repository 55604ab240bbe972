// What only looks like the end of a text does not cut it.

import Sluice
import SluiceMatching
import SluiceModel
import SluicePayloads
import SluicePolicies
import Testing

struct EarlyEndTests {
    /// Events that hold a piece of a text, `@`, and what some servers write in every event or between two.
    struct Case: Sendable, CustomTestStringConvertible {
        var dialect: DialectID
        var event: String
        var between = ""
        var testDescription: String { "\(dialect) \(event) \(between)" }

        /// A stream of the pieces of a text.
        func stream(_ pieces: [String]) -> String {
            let events = pieces.map { event.replacing("@", with: $0) }
            return events.joined(separator: between.isEmpty ? "\n\n" : "\n\n" + between + "\n\n") + "\n\n"
        }
    }

    static let ollama = ["null", "\"\"", "false"].flatMap { error in
        [
            Case(dialect: .ollamaChat, event: #"data: {"message":{"content":"@"},"done":false,"error":\#(error)}"#),
            Case(dialect: .ollamaGenerate, event: #"data: {"response":"@","done":false,"error":\#(error)}"#),
            Case(dialect: .tgi, event: #"data: {"token":{"text":"@"},"error":\#(error)}"#),
        ]
    }

    static let chat = ["null", "\"\"", "\"null\"", "\"none\""].flatMap { reason in
        [
            Case(
                dialect: .openAIChat,
                event: #"data: {"choices":[{"index":0,"delta":{"content":"@"},"finish_reason":\#(reason)}]}"#
            ),
            Case(
                dialect: .openAICompletions,
                event: #"data: {"choices":[{"index":0,"text":"@","finish_reason":\#(reason)}]}"#
            ),
        ]
    }

    static let gemini = ["STOP", "FINISH_REASON_UNSPECIFIED", ""].map { reason in
        Case(
            dialect: .gemini,
            event: #"data: {"candidates":[{"index":0,"content":{"parts":[{"text":"@"}]},"finishReason":"\#(reason)"}]}"#
        )
    }

    static let others = [
        Case(dialect: .tgi, event: #"data: {"token":{"text":"@"},"generated_text":""}"#),
        Case(dialect: .tgi, event: #"data: {"token":{"text":"@"}}"#, between: #"data: {"error":"e"}"#),
        Case(dialect: .ollamaGenerate, event: #"data: {"response":"@"}"#, between: #"data: {"error":"e"}"#),
        Case(
            dialect: .openAIResponses,
            event: #"data: {"type":"response.output_text.delta","output_index":0,"delta":"@"}"#,
            between: #"data: {"type":"error","message":"m"}"#
        ),
        Case(
            dialect: .gemini,
            event: #"data: {"candidates":[{"index":0,"content":{"parts":[{"text":"@"}]},"finishReason":"STOP"}]}"#,
            between: #"data: {"candidates":[{"index":1,"content":{"parts":[{"text":"b"}]},"finishReason":"STOP"}]}"#
        ),
    ]

    static let anthropic = [
        #"data: {"type":"message_delta","delta":{},"usage":{"output_tokens":1}}"#,
        #"data: {"type":"message_delta","delta":{"stop_reason":null}}"#,
        #"data: {"type":"error","error":{"type":"overloaded_error","message":"m"}}"#,
    ].map { between in
        Case(
            dialect: .anthropic,
            event: #"data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"@"}}"#,
            between: between
        )
    }

    @Test(arguments: ollama + chat + gemini + others + anthropic)
    func textsGoOn(_ test: Case) throws {
        let guardrail = try TestRules.guardrail()
        let secret = try TestRules.token(seed: 11)
        let context = PolicyContext(direction: .response)
        let source = PayloadSource(format: .sse, dialect: test.dialect, context: context)
        for split in stride(from: 3, to: secret.count, by: 6) {
            let stream = test.stream(["Use ", String(secret.prefix(split)), String(secret.dropFirst(split)), " now"])
            let whole = PayloadFilter(guardrail: guardrail, source: source).output(of: Array(stream.utf8), chunk: .max)
            #expect(whole.findings.count == 1, "split \(split)")
            let replacement = try #require(whole.findings.first?.replacement, "split \(split)")
            let expected = test.stream(["Use ", replacement, "", " now"])
            #expect(String(decoding: whole.bytes, as: UTF8.self) == expected, "split \(split)")
            let cut = PayloadFilter(guardrail: guardrail, source: source).output(of: Array(stream.utf8), chunk: 9)
            #expect(cut.bytes == whole.bytes, "split \(split)")
        }
    }

    /// A candidate that has ended holds nothing back.
    @Test func candidatesEndWithTheNextEventWithoutText() throws {
        let source = PayloadSource(format: .sse, dialect: .gemini, context: PolicyContext(direction: .response))
        var filter = PayloadFilter(guardrail: try TestRules.guardrail(), source: source)
        let last = #"data: {"candidates":[{"index":0,"content":{"parts":[{"text":"AKIA"}]},"finishReason":"STOP"}]}"#
        let usage = #"data: {"usageMetadata":{"totalTokenCount":7}}"#
        var output = FilterOutput()
        filter.append(Array("\(last)\n\n".utf8).span, to: &output)
        #expect(output.bytes.isEmpty)
        filter.append(Array("\(usage)\n\n".utf8).span, to: &output)
        #expect(String(decoding: output.bytes, as: UTF8.self) == "\(last)\n\n\(usage)\n\n")
    }
}
