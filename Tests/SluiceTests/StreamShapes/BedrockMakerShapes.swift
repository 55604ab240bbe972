// Streams of Bedrock's InvokeModel whose makers' events are like those of other dialects.

import SluicePayloads

extension StreamShape {
    /// Amazon Nova: ConverseStream's events, each in a member of its name.
    static let bedrockNova = StreamShape(
        "bedrock-invoke amazon.nova",
        .bedrockInvoke,
        .eventStream,
        path: "/model/amazon.nova-pro-v1:0/invoke-with-response-stream",
        isWrapped: true,
        places: bedrockConverse.places.filter { $0 != .errorMessage },
        events: { place, pieces in
            bedrockConverse.events(place, pieces: pieces).map {
                OutgoingEvent(name: "chunk", data: #"{"\#($0.name)":\#($0.data)}"#)
            }
        },
        text: { place, events in
            let names = ["contentBlockStart", "contentBlockDelta", "contentBlockStop"]
            let inner = events.map { event in names.map { event[$0] }.first(where: \.isThere) ?? event }
            return bedrockConverse.text(of: place, in: inner)
        }
    )

    /// What streams as OpenAI does: its own open models, AI21, Qwen.
    static let bedrockChat: StreamShape = {
        let chat = chatShapes[0]
        return StreamShape(
            "bedrock-invoke openai.gpt-oss",
            .bedrockInvoke,
            .eventStream,
            path: "/model/openai.gpt-oss-120b-1:0/invoke-with-response-stream",
            isWrapped: true,
            places: chat.places.filter { $0 != .errorMessage },
            events: { place, pieces in
                chat.events(place, pieces: pieces).filter { $0.data != "[DONE]" }.map {
                    OutgoingEvent(name: "chunk", data: $0.data)
                }
            },
            text: { place, events in chat.text(of: place, in: events) }
        )
    }()
}
