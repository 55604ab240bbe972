// Streams of answers in the forms of several providers.

import Sluice
import SluiceBenchmarkKit

/// The forms of streams whose events are timed.
enum StreamKind: String, CaseIterable {
    case chat = "OpenAI chat"
    case logprobs = "OpenAI chat, with log-probabilities"
    case responses = "OpenAI Responses"
    case anthropic = "Anthropic"
    case gemini = "Gemini"
    case ollama = "Ollama"
    case tgi = "Text Generation Inference"
    case bedrock = "Bedrock ConverseStream, binary"

    /// What is told of the stream.
    var source: PayloadSource {
        let (format, dialect): (PayloadFormat, DialectID) =
            switch self {
            case .chat, .logprobs: (.sse, .openAIChat)
            case .responses: (.sse, .openAIResponses)
            case .anthropic: (.sse, .anthropic)
            case .gemini: (.sse, .gemini)
            case .ollama: (.ndjson, .ollamaChat)
            case .tgi: (.sse, .tgi)
            case .bedrock: (.bedrock, .bedrockConverse)
            }
        return PayloadSource(format: format, dialect: dialect, context: PolicyContext(direction: .response))
    }

    /// The events of an answer that says `text` in pieces of `size` bytes or a little more.
    func events(of text: [UInt8], size: Int) -> [[UInt8]] {
        var events: [[UInt8]] = []
        var start = 0
        while start < text.count {
            var end = min(text.count, start + size)
            // Not inside a character.
            while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
            let piece = String(decoding: Self.escaped(text[start..<end]), as: UTF8.self)
            events.append(event(piece, number: events.count))
            start = end
        }
        return events
    }

    private func event(_ text: String, number: Int) -> [UInt8] {
        switch self {
        case .chat: Self.sse(Self.chatEvent(text, "null"))
        case .logprobs:
            Self.sse(
                Self.chatEvent(
                    text,
                    #"{"content":[{"token":"\#(text)","logprob":-0.25,"bytes":[104,105],"top_logprobs":[]}],"refusal":null}"#
                )
            )
        case .responses:
            Self.sse(
                #"{"type":"response.output_text.delta","sequence_number":\#(number),"item_id":"msg_1","output_index":0,"#
                    + #""content_index":0,"delta":"\#(text)","logprobs":[],"obfuscation":"f3Qa"}"#,
                name: "response.output_text.delta"
            )
        case .anthropic:
            Self.sse(
                #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"\#(text)"}}"#,
                name: "content_block_delta"
            )
        case .gemini:
            Self.sse(
                #"{"candidates":[{"content":{"role":"model","parts":[{"text":"\#(text)"}]},"index":0}],"#
                    + #""usageMetadata":{"totalTokenCount":\#(number)},"modelVersion":"g","responseId":"r1"}"#
            )
        case .ollama:
            Array(
                (#"{"model":"m","created_at":"2026-01-01T00:00:00Z","message":{"role":"assistant","content":"\#(text)"},"#
                    + "\"done\":false}\n").utf8
            )
        case .tgi:
            Self.sse(
                #"{"index":\#(number),"token":{"id":\#(number),"text":"\#(text)","logprob":-0.1,"special":false},"#
                    + #""generated_text":null,"details":null}"#
            )
        case .bedrock:
            Self.message(#"{"contentBlockIndex":0,"delta":{"text":"\#(text)"},"p":"abcdef"}"#)
        }
    }

    private static func chatEvent(_ text: String, _ logprobs: String) -> String {
        #"{"id":"chatcmpl-A1","object":"chat.completion.chunk","created":1790000000,"model":"gpt-5","choices":"#
            + #"[{"index":0,"delta":{"content":"\#(text)"},"logprobs":\#(logprobs),"finish_reason":null}]}"#
    }

    private static func sse(_ data: String, name: String = "") -> [UInt8] {
        Array(((name.isEmpty ? "" : "event: \(name)\n") + "data: \(data)\n\n").utf8)
    }

    /// A message of AWS's binary event stream.
    private static func message(_ payload: String) -> [UInt8] {
        var headers: [UInt8] = []
        for (name, value) in [
            (":event-type", "contentBlockDelta"), (":content-type", "application/json"), (":message-type", "event"),
        ] {
            headers +=
                [UInt8(name.utf8.count)] + Array(name.utf8) + [7, 0, UInt8(value.utf8.count)] + Array(value.utf8)
        }
        func word(_ value: UInt32) -> [UInt8] {
            (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * UInt32($0))) }
        }
        let prelude = word(UInt32(16 + headers.count + payload.utf8.count)) + word(UInt32(headers.count))
        let head = prelude + word(Checksums.crc32(prelude)) + headers + Array(payload.utf8)
        return head + word(Checksums.crc32(head))
    }

    /// The inside of a JSON string that says `text`.
    static func escaped(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        for byte in text {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): result += [UInt8(ascii: "\\"), byte]
            case UInt8(ascii: "\n"): result += Array("\\n".utf8)
            case UInt8(ascii: "\t"): result += Array("\\t".utf8)
            case 0..<0x20: result += Array("\\r".utf8)
            default: result.append(byte)
            }
        }
        return result
    }
}
