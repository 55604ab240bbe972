// Log-probabilities that come in other events than the text that they spell.

import Foundation
import Sluice
import SluiceModel
import SluicePayloads
import SluicePolicies
import Testing

struct LaggingTokensTests {
    /// A format whose events have text and tokens.
    struct Format: Sendable, CustomTestStringConvertible {
        var dialect: DialectID
        /// An event of a text and the tokens beside it, as JSON.
        var event: @Sendable (_ text: String, _ tokens: [String]) -> String
        var end: String
        var testDescription: String { dialect.rawValue }
    }

    private static func list(_ tokens: [String]) -> String {
        tokens.map {
            #"{"token":"\#($0)","bytes":[\#($0.utf8.map(String.init).joined(separator: ","))],"logprob":-0.1,"#
                + #""top_logprobs":[{"token":"\#($0)"}]}"#
        }.joined(separator: ",")
    }

    static let formats: [Format] = [
        Format(
            dialect: .openAIChat,
            event: { text, tokens in
                let logprobs = tokens.isEmpty ? "null" : #"{"content":[\#(list(tokens))],"refusal":null}"#
                return #"{"id":"c","choices":[{"index":0,"delta":{"content":"\#(text)"},"logprobs":\#(logprobs),"#
                    + #""finish_reason":null}]}"#
            },
            end: "[DONE]"
        ),
        Format(
            dialect: .openAICompletions,
            event: { text, tokens in
                let words = tokens.map { #""\#($0)""# }.joined(separator: ",")
                let logprobs = tokens.isEmpty ? "null" : #"{"tokens":[\#(words)],"text_offset":[3]}"#
                return #"{"object":"text_completion","choices":[{"index":0,"text":"\#(text)","#
                    + #""logprobs":\#(logprobs)}]}"#
            },
            end: "[DONE]"
        ),
        Format(
            dialect: .gemini,
            event: { text, tokens in
                let logprobs = tokens.isEmpty ? "null" : #"{"chosenCandidates":[\#(list(tokens))]}"#
                return #"{"candidates":[{"index":0,"content":{"role":"model","parts":[{"text":"\#(text)"}]},"#
                    + #""logprobsResult":\#(logprobs)}]}"#
            },
            end: #"{"candidates":[{"index":0,"content":{"parts":[{"text":""}]},"finishReason":"STOP"}]}"#
        ),
        Format(
            dialect: .ollamaChat,
            event: { text, tokens in
                let logprobs = tokens.isEmpty ? "null" : "[\(list(tokens))]"
                return #"{"model":"m","message":{"role":"assistant","content":"\#(text)"},"logprobs":\#(logprobs),"#
                    + #""done":false}"#
            },
            end: #"{"model":"m","message":{"role":"assistant","content":""},"done":true}"#
        ),
    ]

    private static func pieces(_ text: String) -> [String] {
        stride(from: 0, to: text.count, by: 3).map { String(text.dropFirst($0).prefix(3)) }
    }

    /// The same answer with tokens after all text, before it, and in events between its pieces.
    private static func streams(_ format: Format, _ text: String) -> [[UInt8]] {
        let pieces = pieces(text)
        let texts = pieces.map { format.event($0, []) }
        let tokens = pieces.map { format.event("", [$0]) }
        let orders = [
            texts + [format.event("", pieces)], texts + tokens, tokens + texts,
            zip(texts, tokens).flatMap { [$0, $1] },
        ]
        return orders.map { events in
            let all = events + [format.end]
            let isLines = format.dialect == .ollamaChat
            return Array(all.map { isLines ? $0 + "\n" : "data: \($0)\n\n" }.joined().utf8)
        }
    }

    private static func filter(_ stream: [UInt8], _ format: Format, chunk: Int) throws -> FilterOutput {
        let source = PayloadSource(
            format: format.dialect == .ollamaChat ? .ndjson : .sse,
            dialect: format.dialect,
            context: PolicyContext(direction: .response)
        )
        return PayloadFilter(guardrail: try TestRules.guardrail(), source: source).output(of: stream, chunk: chunk)
    }

    /// All strings of a value that have a name, joined by name, and bytes as the text that they are.
    private static func spelled(_ value: Any, _ name: String, into texts: inout [String: String]) {
        switch value {
        case let text as String: texts[name, default: ""] += text
        case let object as [String: Any]: for (key, inner) in object { spelled(inner, key, into: &texts) }
        case let list as [Any]:
            let bytes = list.compactMap { $0 as? Int }.filter { (32..<127).contains($0) }.map { UInt8($0) }
            texts[name, default: ""] += String(decoding: bytes, as: UTF8.self)
            for element in list { spelled(element, name, into: &texts) }
        default: break
        }
    }

    @Test(arguments: formats) func nothingSpellsWhatIsMasked(_ format: Format) throws {
        let secret = try TestRules.token(seed: 41)
        for (order, stream) in Self.streams(format, "Use \(secret) then go on").enumerated() {
            let outputs = try [Int.max, 1, 9].map { try Self.filter(stream, format, chunk: $0) }
            #expect(outputs.allSatisfy { $0.bytes == outputs[0].bytes }, "\(order)")
            var texts: [String: String] = [:]
            for line in String(decoding: outputs[0].bytes, as: UTF8.self).split(separator: "\n") {
                let data = line.hasPrefix("data: ") ? line.dropFirst(6) : line
                guard data != "[DONE]" else { continue }
                Self.spelled(try JSONSerialization.jsonObject(with: Data(data.utf8)), "", into: &texts)
            }
            for (name, text) in texts {
                for start in 4...(secret.count - 8) {
                    let part = secret.dropFirst(start).prefix(8)
                    #expect(!text.contains(part), "\(format.dialect) \(order) \(name)")
                }
            }
        }
    }

    /// Tokens that stand beside another text than the one that they spell, before it and behind it.
    @Test(arguments: formats) func tokensBesideOtherText(_ format: Format) throws {
        let secret = try TestRules.token(seed: 44)
        let tokens = Self.pieces("Use \(secret) then")
        let (first, second) = (Array(tokens[..<6]), Array(tokens[6...]))
        let orders = [
            [format.event("so ", tokens), format.event("Use \(secret) then", [])],
            [format.event("so ", first), format.event("Use \(secret) then", second)],
            [format.event("Use \(secret) then", first), format.event(" so", second)],
            [format.event("so ", first), format.event("it is", second)],
        ]
        for (order, events) in orders.enumerated() {
            let isLines = format.dialect == .ollamaChat
            let all = events + [format.end]
            let stream = Array(all.map { isLines ? $0 + "\n" : "data: \($0)\n\n" }.joined().utf8)
            let outputs = try [Int.max, 1, 9].map { try Self.filter(stream, format, chunk: $0) }
            #expect(outputs.allSatisfy { $0.bytes == outputs[0].bytes }, "\(order)")
            // Tokens that run ahead of their text may be reported as well.
            let count = outputs[0].findings.count
            #expect(count == 1 || count == 2 && order == 0, "\(format.dialect) \(order)")
            var texts: [String: String] = [:]
            for line in String(decoding: outputs[0].bytes, as: UTF8.self).split(separator: "\n") {
                let data = line.hasPrefix("data: ") ? line.dropFirst(6) : line
                guard data != "[DONE]" else { continue }
                Self.spelled(try JSONSerialization.jsonObject(with: Data(data.utf8)), "", into: &texts)
            }
            for (name, text) in texts {
                for start in 4...(secret.count - 8) {
                    let part = secret.dropFirst(start).prefix(8)
                    #expect(!text.contains(part), "\(format.dialect) \(order) \(name)")
                }
            }
        }
    }

    /// Formats whose events have a text and the numbers of tokens beside it, before it or behind it.
    static let numbered: [Format] = [
        Format(
            dialect: .openAIChat,
            event: { text, ids in
                #"{"id":"c","choices":[{"token_ids":[\#(ids.joined(separator: ","))],"index":0,"#
                    + #""delta":{"content":"\#(text)"},"finish_reason":null}]}"#
            },
            end: "[DONE]"
        ),
        Format(
            dialect: .openAICompletions,
            event: { text, ids in
                #"{"object":"text_completion","choices":[{"index":0,"text":"\#(text)","#
                    + #""token_ids":[\#(ids.joined(separator: ","))]}]}"#
            },
            end: "[DONE]"
        ),
        Format(
            dialect: .tgi,
            event: { text, ids in
                #"{"index":1,"token":{"id":\#(ids.first ?? "0"),"text":"\#(text)","special":false},"#
                    + #""generated_text":null,"details":null}"#
            },
            end: #"{"index":9,"token":{"id":2,"text":"</s>","special":true},"generated_text":"","details":null}"#
        ),
    ]

    /// Tokens as numbers that come while the server still holds their text.
    @Test(arguments: numbered) func numbersBeforeTheirText(_ format: Format) throws {
        let secret = try TestRules.token(seed: 42)
        let text = "Use \(secret) then go on"
        for held in 1...3 {
            // A token for each character: all but the last of a few come without text.
            var events: [String] = []
            let characters = Array(text.utf8)
            for start in stride(from: 0, to: characters.count, by: held) {
                let piece = characters[start..<min(start + held, characters.count)]
                for (index, byte) in piece.enumerated() {
                    let isLast = index == piece.count - 1
                    events.append(format.event(isLast ? String(decoding: piece, as: UTF8.self) : "", ["\(byte)"]))
                }
            }
            let stream = Array((events + [format.end]).map { "data: \($0)\n\n" }.joined().utf8)
            let outputs = try [Int.max, 1, 9].map { try Self.filter(stream, format, chunk: $0) }
            #expect(outputs.allSatisfy { $0.bytes == outputs[0].bytes }, "\(held)")
            let out = String(decoding: outputs[0].bytes, as: UTF8.self)
            #expect(out.components(separatedBy: "\n").count == events.count * 2 + 3)
            var numbers: [UInt8] = []
            for match in out.matches(of: /"(?:token_ids":\[|id":)(\d+)/) {
                numbers.append(UInt8(match.1) ?? 0)
            }
            let spelled = String(decoding: numbers, as: UTF8.self)
            #expect(spelled.hasPrefix("Use"), "\(held): what is clean stays")
            for start in 0...(secret.count - 4) {
                #expect(!spelled.contains(secret.dropFirst(start).prefix(4)), "\(format.dialect) \(held) \(start)")
            }
        }
    }

    /// A stream that is stopped loses none of the events before, and gives away no number of what it stopped.
    @Test func numbersBeforeWhatIsBlocked() throws {
        let format = Self.numbered[0]
        let secret = try TestRules.token(seed: 43)
        let events = [format.event("Hello ", ["1"]), format.event("", ["77"]), format.event(secret + " ", ["78"])]
        let stream = Array((events + ["[DONE]"]).map { "data: \($0)\n\n" }.joined().utf8)
        let guardrail = try TestRules.guardrail(policy: .uniform(action: .block, threshold: .medium))
        let source = PayloadSource(format: .sse, dialect: .openAIChat)
        for chunk in [Int.max, 1] {
            let output = PayloadFilter(guardrail: guardrail, source: source).output(of: stream, chunk: chunk)
            let out = String(decoding: output.bytes, as: UTF8.self)
            #expect(out.hasPrefix("data: \(events[0])\n\n"))
            #expect(out.contains(#"{"token_ids":null,"index":0,"delta":{"content":""}"#), "\(out)")
            #expect(!out.contains("77") && !out.contains("78") && out.contains("content_filter"))
        }
    }

    @Test(arguments: formats) func whatIsCleanStays(_ format: Format) throws {
        for stream in Self.streams(format, "nothing to see here") {
            #expect(try Self.filter(stream, format, chunk: 7).bytes == stream)
        }
    }
}
