// Images, tokens and encrypted text: what the policy says of them is done, in every format and direction.

import Sluice
import SluiceMatching
import SluiceModel
import SluicePayloads
import SluicePolicies
import Testing

struct UninspectableTests {
    /// A payload with one part that cannot be looked into.
    struct Sample: Sendable, CustomTestStringConvertible {
        var part: Uninspectable
        var direction: Direction
        var dialect: DialectID
        /// Where the part is.
        var path: String
        /// What stands before it, a part or the spelling of it, and what stands after it.
        var before: String
        var value: String
        var after: String
        var format = PayloadFormat.json

        var text: String { before + value + after }
        var testDescription: String { "\(part) \(direction) \(dialect) \(path)" }
    }

    private static let pixels =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="

    static let documents: [Sample] = [
        Sample(
            part: .images,
            direction: .request,
            dialect: .openAIChat,
            path: "messages[0].content[1].image_url.url",
            before: #"{"model":"m","messages":[{"role":"user","content":[{"type":"text","text":"what is it"},"#
                + #"{"type":"image_url","image_url":{"url":""#,
            value: "data:image/png;base64,iVBORw0KGgo=",
            after: #""}}]}]}"#
        ),
        Sample(
            part: .images,
            direction: .request,
            dialect: .openAIChat,
            path: "messages[0].content[0].image_url.url",
            before: #"{"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":""#,
            value: "https://example.org/a.png",
            after: #""}}]}]}"#
        ),
        Sample(
            part: .images,
            direction: .request,
            dialect: .anthropic,
            path: "messages[0].content[0].source.data",
            before: #"{"messages":[{"role":"user","content":[{"type":"image","source":{"type":"base64","data":""#,
            value: pixels,
            after: #""}}]}]}"#
        ),
        Sample(
            part: .images,
            direction: .request,
            dialect: .anthropic,
            path: "messages[0].content[0].source.file_id",
            before: #"{"messages":[{"role":"user","content":[{"type":"document","source":{"type":"file","file_id":""#,
            value: "file_011",
            after: #""}}]}]}"#
        ),
        Sample(
            part: .images,
            direction: .response,
            dialect: .gemini,
            path: "candidates[0].content.parts[0].inlineData.data",
            before: #"{"candidates":[{"content":{"parts":[{"inlineData":{"mimeType":"image/png","data":""#,
            value: "iVBORw0KGgo=",
            after: #""}}]}}]}"#
        ),
        Sample(
            part: .tokenIDs,
            direction: .request,
            dialect: .openAICompletions,
            path: "prompt[0]",
            before: #"{"model":"m","prompt":["#,
            value: "15339, 1917, 0",
            after: #"],"max_tokens":5}"#
        ),
        Sample(
            part: .tokenIDs,
            direction: .request,
            dialect: .unknown,
            path: "input[1][0]",
            before: #"{"model":"m","input":["a",["#,
            value: "15339,1917",
            after: #"]]}"#
        ),
        Sample(
            part: .tokenIDs,
            direction: .response,
            dialect: .ollamaGenerate,
            path: "context[0]",
            before: #"{"model":"m","response":"fine","done":true,"context":["#,
            value: "1,2,3",
            after: "]}"
        ),
        Sample(
            part: .encrypted,
            direction: .request,
            dialect: .openAIResponses,
            path: "input[0].encrypted_content",
            before: #"{"model":"m","input":[{"type":"reasoning","id":"r","summary":[],"encrypted_content":""#,
            value: "gAAAAABm",
            after: #""},{"role":"user","content":"go on"}]}"#
        ),
        Sample(
            part: .encrypted,
            direction: .response,
            dialect: .anthropic,
            path: "content[0].data",
            before: #"{"id":"m","type":"message","content":[{"type":"redacted_thinking","data":""#,
            value: "EmwKAhgB",
            after: #""},{"type":"text","text":"fine"}],"stop_reason":"end_turn"}"#
        ),
    ]

    static let streams: [Sample] = [
        Sample(
            part: .images,
            direction: .response,
            dialect: .openAIChat,
            path: "choices[0].delta.audio.data",
            before: #"data: {"choices":[{"index":0,"delta":{"content":"hi"}}]}"# + "\n\n"
                + #"data: {"choices":[{"index":0,"delta":{"audio":{"id":"a","data":""#,
            value: "UklGRg==",
            after: #""}}}]}"# + "\n\ndata: [DONE]\n\n",
            format: .sse
        ),
        Sample(
            part: .images,
            direction: .response,
            dialect: .openAIResponses,
            path: "delta",
            before: #"data: {"type":"response.created","sequence_number":0,"response":{"id":"r","model":"m"}}"# + "\n\n"
                + #"data: {"type":"response.audio.delta","sequence_number":1,"delta":""#,
            value: "UklGRg==",
            after: "\"}\n\n",
            format: .sse
        ),
        Sample(
            part: .tokenIDs,
            direction: .response,
            dialect: .ollamaGenerate,
            path: "context[0]",
            before: #"{"model":"m","response":"fine","done":false}"# + "\n"
                + #"{"model":"m","response":"","done":true,"context":["#,
            value: "1,2,3",
            after: "]}\n",
            format: .ndjson
        ),
        Sample(
            part: .encrypted,
            direction: .response,
            dialect: .anthropic,
            path: "content_block.data",
            before: #"data: {"type":"message_start","message":{"id":"m","content":[]}}"# + "\n\n"
                + #"data: {"type":"content_block_start","index":0,"content_block":{"type":"redacted_thinking","data":""#,
            value: "EmwKAhgB",
            after: "\"}}\n\ndata: {\"type\":\"message_stop\"}\n\n",
            format: .sse
        ),
    ]

    private static func policy(_ part: Uninspectable, _ action: Action, mode: Policy.Mode = .enforce) -> Policy {
        var policy = Policy.standard
        policy.mode = mode
        switch part {
        case .images: policy.uninspectable.images = action
        case .tokenIDs: policy.uninspectable.tokenIDs = action
        case .encrypted: policy.uninspectable.encrypted = action
        }
        return policy
    }

    private static func filter(_ sample: Sample, _ text: String, _ policy: Policy, chunk: Int) throws -> FilterOutput {
        var context = PolicyContext()
        context.direction = sample.direction
        let source = PayloadSource(format: sample.format, dialect: sample.dialect, context: context)
        let filter = PayloadFilter(guardrail: try TestRules.guardrail(policy: policy), source: source)
        return filter.output(of: Array(text.utf8), chunk: chunk)
    }

    @Test(arguments: documents + streams) func allowedPartsPassUnreported(sample: Sample) throws {
        let output = try Self.filter(sample, sample.text, Self.policy(sample.part, .allow), chunk: 7)
        #expect(output.bytes == Array(sample.text.utf8) && output.findings.isEmpty && output.blockedAt == nil)
    }

    @Test(arguments: documents + streams) func loggedPartsPassAndAreReported(sample: Sample) throws {
        for (action, mode) in [(Action.log, Policy.Mode.enforce), (.block, .monitor)] {
            let policy = Self.policy(sample.part, action, mode: mode)
            for chunk in [1, 5, Int.max] {
                let output = try Self.filter(sample, sample.text, policy, chunk: chunk)
                #expect(output.bytes == Array(sample.text.utf8) && output.blockedAt == nil)
                let found = try #require(output.findings.first)
                #expect(output.findings.count == 1)
                #expect(found.finding.rule == sample.part.reportedAs && found.path == sample.path)
                #expect(found.action == .log && found.wouldBe == action && found.policyEntry == "uninspectable")
                #expect(found.finding.range.lowerBound == sample.before.utf8.count)
                #expect(found.line == sample.before.split(separator: "\n", omittingEmptySubsequences: false).count)
            }
        }
    }

    @Test(arguments: documents) func blockedPartsEndDocuments(sample: Sample) throws {
        let policy = Self.policy(sample.part, .block)
        for chunk in [1, 5, Int.max] {
            let output = try Self.filter(sample, sample.text, policy, chunk: chunk)
            #expect(output.bytes == Array(sample.before.utf8))
            #expect(output.blockedAt?.rule == sample.part.reportedAs)
        }
        let guardrail = try TestRules.guardrail(policy: policy)
        let source = PayloadSource(dialect: sample.dialect)
        let body = Array(sample.text.utf8)
        let isRequest = sample.direction == .request
        let verdict =
            isRequest ? guardrail.check(request: body, source: source) : guardrail.check(response: body, source: source)
        #expect(verdict.action == .block && verdict.payload == nil)
        #expect(verdict.message == "Blocked by policy: \(sample.part.reportedAs).")
    }

    @Test(arguments: streams) func blockedPartsEndStreamsLegally(sample: Sample) throws {
        let policy = Self.policy(sample.part, .block)
        let reason = "Blocked by policy: \(sample.part.reportedAs)."
        for chunk in [1, 5, Int.max] {
            let output = try Self.filter(sample, sample.text, policy, chunk: chunk)
            let text = String(decoding: output.bytes, as: UTF8.self)
            #expect(output.blockedAt?.rule == sample.part.reportedAs)
            #expect(!text.contains(sample.value) && text.contains(reason))
            let first = sample.before.prefix { $0 != "\n" }
            #expect(text.hasPrefix(first), "what came before has gone out")
            let ends: [DialectID: String] = [
                .openAIChat: "[DONE]", .openAIResponses: "response.incomplete", .ollamaGenerate: "\"done\":true",
                .anthropic: "message_stop",
            ]
            #expect(text.contains(try #require(ends[sample.dialect])))
        }
    }

    /// Chats with a picture in the format of some provider, and other members that make a guess of the format wrong.
    private static let guessed: [String] = {
        let base64 = String(repeating: "iVBORw0KGgoAAAAN", count: 8)
        let parts = [
            #"{"type":"image_url","image_url":{"url":"https://example.org/a.png"}}"#,
            #"{"type":"image","source":{"type":"base64","media_type":"image/png","data":"\#(base64)"}}"#,
            #"{"type":"image","source":{"type":"url","url":"https://example.org/a.png"}}"#,
            #"{"type":"document","source":{"type":"file","file_id":"file_011"}}"#,
            #"{"type":"tool_result","content":[{"type":"image","source":{"type":"base64","data":"\#(base64)"}}]}"#,
            #"{"image":{"format":"png","source":{"bytes":"iVBORw0KGgo="}}}"#,
            #"{"document":{"format":"pdf","name":"d","source":{"s3Location":{"uri":"s3://b/d.pdf"}}}}"#,
            #"{"toolResult":{"toolUseId":"t","content":[{"image":{"source":{"bytes":"iVBO"}}}]}}"#,
            #"{"type":"input_audio","input_audio":{"data":"UklGRg==","format":"wav"}}"#,
        ]
        var messages = parts.map { #"[{"role":"user","content":[{"type":"text","text":"a"},\#($0)]}]"# }
        messages.append(#"[{"role":"user","content":"a","images":["iVBORw0KGgo="]}]"#)
        let others = [
            "", #","model":"m""#, #","model":"m","system":"s""#, #","model":"m","max_tokens":5,"top_k":1"#,
            #","model":"m","options":{}"#, #","model":"m","documents":[]"#, #","inferenceConfig":{}"#,
            #","model":"m","n":1"#,
        ]
        return messages.flatMap { list in others.map { #"{"messages":\#(list)\#($0)}"# } }
    }()

    /// What a policy says of pictures does not depend on what a body's format is taken for.
    @Test(arguments: guessed) func picturesOfAllFormatsAreKnown(body: String) throws {
        let guardrail = try TestRules.guardrail(policy: Self.policy(.images, .block))
        for direction in [Direction.request, nil] {
            var context = PolicyContext()
            context.direction = direction
            for format in [PayloadFormat.json, nil] {
                let source = PayloadSource(format: format, context: context)
                let filter = PayloadFilter(guardrail: guardrail, source: source)
                let output = filter.output(of: Array(body.utf8), chunk: Int.max)
                #expect(output.blockedAt?.rule == Uninspectable.images.reportedAs, "\(body)")
            }
        }
        // A text beside the picture is looked into.
        let text = body.replacing(#""a""#, with: #""\#(try TestRules.token(seed: 5))""#)
        let verdict = try TestRules.guardrail(policy: .standard).check(request: Array(text.utf8))
        #expect(verdict.action == .mask, "\(body)")
    }

    /// What is empty, or can be looked into, is none.
    @Test func whatCanBeReadIsNotReported() throws {
        var policy = Policy.standard
        policy.uninspectable = .init(images: .block, tokenIDs: .block, encrypted: .block)
        let guardrail = try TestRules.guardrail(policy: policy)
        let bodies: [(DialectID, String)] = [
            (.openAIChat, #"{"messages":[{"content":[{"image_url":{"url":""}},{"text":"a"}]}]}"#),
            (.openAICompletions, #"{"prompt":["a","b"]}"#), (.openAICompletions, #"{"prompt":[]}"#),
            (.openAIResponses, #"{"input":[{"encrypted_content":""},{"encrypted_content":null}]}"#),
            (.anthropic, #"{"messages":[{"content":[{"source":{"type":"text","data":"a plain text"}}]}]}"#),
        ]
        for (dialect, body) in bodies {
            let verdict = guardrail.check(request: Array(body.utf8), source: PayloadSource(dialect: dialect))
            #expect(verdict.action == .allow && verdict.findings.isEmpty, "\(body)")
        }
    }

    /// A value that waits in an earlier event and is blocked itself does not go out with the events before the part.
    @Test func anEarlierEventIsStoppedFirst() throws {
        var policy = Policy.uniform(action: .block, threshold: .medium)
        policy.uninspectable.images = .block
        let token = try TestRules.token(seed: 3)
        // The token could still go on when the picture comes.
        let text =
            #"data: {"choices":[{"index":0,"delta":{"content":"\#(token)"}}]}"# + "\n\n"
            + #"data: {"choices":[{"index":0,"delta":{"audio":{"id":"a","data":"UklGRg=="}}}]}"# + "\n\n"
        let sample = try #require(Self.streams.first)
        for chunk in [1, Int.max] {
            let output = try Self.filter(sample, text, policy, chunk: chunk)
            let text = String(decoding: output.bytes, as: UTF8.self)
            #expect(!text.contains(token) && output.blockedAt?.rule == "github-token")
        }
    }
}
