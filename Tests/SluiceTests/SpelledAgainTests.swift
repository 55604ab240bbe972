// Log-probabilities, offsets and token ids of plain bodies: null where the text that they spell again is masked.

import Foundation
import Sluice
import SluiceMatching
import SluiceModel
import SluicePayloads
import SluicePolicies
import Testing

struct SpelledAgainTests {
    /// A body in which `text` is said and spelled again.
    struct Body: Sendable, CustomTestStringConvertible {
        var dialect: DialectID
        /// The body for a text, as JSON writes it, its tokens, and the same as a list of strings.
        var make: @Sendable (_ text: String, _ tokens: [String]) -> String
        /// The name that must not hold what it held.
        var testDescription: String
    }

    static let bodies: [Body] = [
        Body(
            dialect: .openAIChat,
            make: { text, tokens in
                let list = tokens.map {
                    #"{"token":"\#($0)","bytes":[1],"logprob":-0.1,"top_logprobs":[{"token":"\#($0)"}]}"#
                }
                return #"{"id":"c","object":"chat.completion","choices":[{"index":0,"message":{"role":"assistant","#
                    + #""content":"\#(text)"},"logprobs":{"content":[\#(list.joined(separator: ","))],"refusal":null},"#
                    + #""finish_reason":"stop"}],"usage":{"total_tokens":3}}"#
            },
            testDescription: "chat"
        ),
        Body(
            dialect: .openAIChat,
            make: { text, tokens in
                let list = tokens.map { #"{"token":"\#($0)"}"# }.joined(separator: ",")
                return #"{"id":"c","object":"chat.completion","choices":[{"logprobs":{"content":[\#(list)]},"#
                    + #""token_ids":[1,2],"index":0,"message":{"content":"\#(text)"}}],"prompt_token_ids":[4,5]}"#
            },
            testDescription: "chat, log-probabilities first"
        ),
        Body(
            dialect: .openAICompletions,
            make: { text, tokens in
                let list = tokens.map { #""\#($0)""# }.joined(separator: ",")
                let top = tokens.map { #"{"\#($0)":-0.2}"# }.joined(separator: ",")
                return #"{"id":"c","object":"text_completion","choices":[{"text":"\#(text)","index":0,"logprobs":{"#
                    + #""tokens":[\#(list)],"top_logprobs":[\#(top)],"text_offset":[0,4]}}]}"#
            },
            testDescription: "completions"
        ),
        Body(
            dialect: .openAIResponses,
            make: { text, tokens in
                let list = tokens.map { #"{"token":"\#($0)","bytes":[1]}"# }.joined(separator: ",")
                return #"{"id":"r","object":"response","output":[{"type":"message","content":[{"type":"output_text","#
                    + #""logprobs":[\#(list)],"text":"\#(text)"}]}]}"#
            },
            testDescription: "responses"
        ),
        Body(
            dialect: .ollamaGenerate,
            make: { text, _ in #"{"model":"m","context":[101,202,303],"response":"\#(text)","done":true}"# },
            testDescription: "ollama"
        ),
        Body(
            dialect: .tgi,
            make: { text, tokens in
                let list = tokens.map { #"{"id":1,"text":"\#($0)","logprob":-0.1}"# }.joined(separator: ",")
                return #"[{"generated_text":"\#(text)","details":{"prefill":[\#(list)],"tokens":[\#(list)],"seed":7}}]"#
            },
            testDescription: "tgi"
        ),
        Body(
            dialect: .gemini,
            make: { text, tokens in
                let list = tokens.map { #"{"token":"\#($0)"}"# }.joined(separator: ",")
                return #"{"candidates":[{"logprobsResult":{"chosenCandidates":[\#(list)]},"content":{"parts":["#
                    + #"{"text":"\#(text)"}]}}]}"#
            },
            testDescription: "gemini"
        ),
    ]

    private static func pieces(_ text: String) -> [String] {
        stride(from: 0, to: text.count, by: 3).map { String(text.dropFirst($0).prefix(3)) }
    }

    private static func filter(_ body: String, _ dialect: DialectID, chunk: Int) throws -> FilterOutput {
        var context = PolicyContext()
        context.direction = .response
        let source = PayloadSource(format: .json, dialect: dialect, context: context)
        let filter = PayloadFilter(guardrail: try TestRules.guardrail(), source: source)
        return filter.output(of: Array(body.utf8), chunk: chunk)
    }

    /// All strings of a value, joined, and whether there are numbers in arrays.
    private static func strings(_ value: Any) -> String {
        switch value {
        case let text as String: text
        case let list as [Any]: list.map { strings($0) }.joined()
        case let object as [String: Any]: object.sorted { $0.key < $1.key }.map { $0.key + strings($0.value) }.joined()
        default: ""
        }
    }

    @Test(arguments: bodies) func maskedTextIsNotSpelledAgain(body: Body) throws {
        let secret = try TestRules.token(seed: 21)
        let text = body.make("key \(secret) ok", Self.pieces("key \(secret) ok"))
        let whole = try Self.filter(text, body.dialect, chunk: .max)
        for chunk in [1, 2, 3, 17] {
            #expect(try Self.filter(text, body.dialect, chunk: chunk).bytes == whole.bytes, "chunks of \(chunk)")
        }
        let parsed = try JSONSerialization.jsonObject(with: Data(whole.bytes))
        let said = Self.strings(parsed)
        let output = String(decoding: whole.bytes, as: UTF8.self)
        for start in 4...(secret.count - 8) {
            let part = String(secret.dropFirst(start).prefix(8))
            #expect(!said.contains(part) && !output.contains(part))
        }
        for tokens in ["[101,202,303]", "[1,2]", "[4,5]", "[0,4]"] { #expect(!output.contains(tokens)) }
        #expect(output.contains("[REDACTED:github-token:"))
        #expect(!output.contains("\"token\":") && !output.contains("\"tokens\":[\""))
    }

    @Test(arguments: bodies) func cleanBodiesStayAsTheyAre(body: Body) throws {
        let text = body.make("nothing to see", Self.pieces("nothing to see"))
        for chunk in [1, 9, Int.max] {
            #expect(try Self.filter(text, body.dialect, chunk: chunk).bytes == Array(text.utf8))
        }
    }

    /// What one choice says does not touch another.
    @Test func otherChoicesKeepTheirs() throws {
        let secret = try TestRules.token(seed: 22)
        func choice(_ text: String, _ token: String) -> String {
            #"{"logprobs":{"content":[{"token":"\#(token)"}]},"message":{"content":"\#(text)"}}"#
        }

        func body(_ first: String, _ second: String) -> String {
            #"{"id":"c","object":"chat.completion","choices":[\#(first),\#(second)]}"#
        }
        let text = body(choice("fine", "fi"), choice("key \(secret)", "key"))
        let output = try Self.filter(text, .openAIChat, chunk: 11)
        let replacement = try #require(output.findings.first?.replacement)
        let masked = #"{"logprobs":null,"message":{"content":"key \#(replacement)"}}"#
        #expect(String(decoding: output.bytes, as: UTF8.self) == body(choice("fine", "fi"), masked))
    }

    /// A body that breaks off loses nothing that is not masked, and shows nothing that is.
    @Test func brokenBodies() throws {
        let secret = try TestRules.token(seed: 23)
        let start = #"{"id":"c","choices":[{"logprobs":{"content":[{"token":"ke"}"#
        for end in ["", "]", "]} , oops", #"]},"message":{"content":"fine"#] {
            #expect(try Self.filter(start + end, .openAIChat, chunk: 4).bytes == Array((start + end).utf8))
        }
        let output = try Self.filter(start + #"]},"message":{"content":"\#(secret) "#, .openAIChat, chunk: 4)
        let text = String(decoding: output.bytes, as: UTF8.self)
        #expect(text.hasPrefix(#"{"id":"c","choices":[{"logprobs":null,"message":{"content":"[REDACTED:"#))
    }
}
