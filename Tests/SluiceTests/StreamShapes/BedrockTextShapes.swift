// Streams of Bedrock's models that stream nothing but text.

import SluicePayloads

extension StreamShape {
    static let bedrockTextShapes = [
        bedrockText(
            "amazon.titan",
            ["outputText"],
            piece: { #"{"outputText":\#($0),"index":0,"totalOutputTextTokenCount":null,"completionReason":null}"# },
            last: #"{"outputText":"","index":0,"totalOutputTextTokenCount":9,"completionReason":"FINISH"}"#
        ),
        bedrockText(
            "meta.llama",
            ["generation"],
            piece: {
                #"{"generation":\#($0),"prompt_token_count":null,"generation_token_count":3,"stop_reason":null}"#
            },
            last: #"{"generation":"","prompt_token_count":null,"generation_token_count":9,"stop_reason":"stop"}"#
        ),
        bedrockText(
            "mistral.mistral",
            ["outputs", "text"],
            piece: { #"{"outputs":[{"text":\#($0),"stop_reason":null}]}"# },
            last: #"{"outputs":[{"text":"","stop_reason":"stop"}]}"#
        ),
        bedrockText(
            "mistral.mistral-large",
            ["choices", "message", "content"],
            piece: {
                #"{"choices":[{"index":0,"message":{"role":"assistant","content":\#($0)},"stop_reason":null}]}"#
            },
            last: #"{"choices":[{"index":0,"message":{"role":"assistant","content":""},"stop_reason":"stop"}]}"#
        ),
        bedrockText(
            "us.deepseek.r1",
            ["choices", "text"],
            piece: { #"{"choices":[{"text":\#($0),"stop_reason":null}]}"# },
            last: #"{"choices":[{"text":"","stop_reason":"stop"}]}"#
        ),
        bedrockText(
            "cohere.command",
            ["text"],
            piece: { #"{"text":\#($0),"is_finished":false}"# },
            last: #"{"text":"","is_finished":true,"finish_reason":"COMPLETE"}"#
        ),
    ]

    private static func bedrockText(
        _ model: String,
        _ path: [String],
        piece: @escaping @Sendable (String) -> String,
        last: String
    ) -> StreamShape {
        StreamShape(
            "bedrock-invoke \(model)",
            .bedrockInvoke,
            .eventStream,
            path: "/model/\(model)/invoke-with-response-stream",
            isWrapped: true,
            places: [.text, .unknownField],
            events: { place, pieces in
                let events = pieces.map { text in
                    let text = quoted(text)
                    guard place == .unknownField else { return piece(text) }
                    return String(piece("\"\"").dropLast()) + ",\"remark\":\(text)}"
                }
                return (events + [last]).map { OutgoingEvent(name: "chunk", data: $0) }
            },
            text: { place, values in
                let said = values.map { value -> String in
                    if place == .unknownField { return value["remark"].text }
                    guard path.count > 1 else { return value[path[0]].text }
                    return path.dropFirst().reduce(value[path[0]].indexed(0)) { $0[$1] }.text
                }
                return said.joined()
            }
        )
    }
}
