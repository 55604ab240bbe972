// The shapes of Anthropic Messages and of AWS Bedrock.

import SluicePayloads

extension StreamShape {
    private static let blockPlaces: [StreamPlace] = [
        .text, .signedReasoning, .toolArguments, .citation, .unknownField, .errorMessage,
    ]

    /// Anthropic Messages.
    static let anthropic = StreamShape(
        "anthropic",
        .anthropic,
        .sse,
        path: "/v1/messages",
        places: blockPlaces,
        events: anthropicEvents,
        text: anthropicText
    )

    /// AWS Bedrock, in its own form and with Anthropic's events inside.
    static let bedrockShapes = [bedrockConverse, bedrockInvoke, bedrockNova, bedrockChat] + bedrockTextShapes

    private static let bedrockInvoke = StreamShape(
        "bedrock-invoke",
        .bedrockInvoke,
        .eventStream,
        path: "/model/anthropic.claude-x/invoke-with-response-stream",
        isWrapped: true,
        places: blockPlaces,
        events: { anthropicEvents($0, $1).map { OutgoingEvent(name: "chunk", data: $0.data) } },
        text: anthropicText
    )

    private static func anthropicEvents(_ place: StreamPlace, _ pieces: [String]) -> [OutgoingEvent] {
        var events: [OutgoingEvent] = []
        func add(_ type: String, _ members: String = "") {
            events.append(OutgoingEvent(name: type, data: #"{"type":"\#(type)"\#(members)}"#))
        }
        add(
            "message_start",
            #","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude-x","content":[],"#
                + #""stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":9,"output_tokens":1}}"#
        )
        add("content_block_start", #","index":0,"content_block":{"type":"text","text":""}"#)
        add("ping")
        add("content_block_delta", #","index":0,"delta":{"type":"text_delta","text":"Let me see."}"#)
        add("content_block_stop", #","index":0"#)
        if place == .errorMessage {
            add("error", #","error":{"type":"overloaded_error","message":\#(quoted(pieces.joined()))}"#)
            return events
        }
        let block =
            switch place {
            case .signedReasoning: #"{"type":"thinking","thinking":"","signature":""}"#
            case .toolArguments: #"{"type":"tool_use","id":"toolu_1","name":"Write","input":{}}"#
            default: #"{"type":"text","text":""}"#
            }
        add("content_block_start", #","index":1,"content_block":\#(block)"#)
        for piece in pieces {
            let text = quoted(piece)
            let delta =
                switch place {
                case .signedReasoning: #"{"type":"thinking_delta","thinking":\#(text)}"#
                case .toolArguments: #"{"type":"input_json_delta","partial_json":\#(text)}"#
                case .unknownField: #"{"type":"remark_delta","remark":\#(text)}"#
                case .citation:
                    #"{"type":"citations_delta","citation":{"type":"char_location","cited_text":\#(text),"#
                        + #""document_index":0,"document_title":"a","start_char_index":0,"end_char_index":9}}"#
                default: #"{"type":"text_delta","text":\#(text)}"#
                }
            add("content_block_delta", #","index":1,"delta":\#(delta)"#)
        }
        if place == .signedReasoning {
            add("content_block_delta", #","index":1,"delta":{"type":"signature_delta","signature":"EqQBCgIYAg=="}"#)
        }
        add("content_block_stop", #","index":1"#)
        let reason = place == .toolArguments ? "tool_use" : "end_turn"
        add(
            "message_delta",
            #","delta":{"stop_reason":"\#(reason)","stop_sequence":null},"usage":{"output_tokens":35}"#
        )
        add("message_stop")
        return events
    }

    private static func anthropicText(_ place: StreamPlace, _ events: [Value]) -> String {
        let deltas = events.filter { $0["index"].number == 1 }.map { $0["delta"] }
        return switch place {
        case .errorMessage: events.map { $0["error"]["message"].text }.joined()
        case .signedReasoning: deltas.map { $0["thinking"].text }.joined()
        case .toolArguments: deltas.map { $0["partial_json"].text }.joined()
        case .unknownField: deltas.map { $0["remark"].text }.joined()
        case .citation: deltas.map { $0["citation"]["cited_text"].text }.joined()
        default: deltas.map { $0["text"].text }.joined()
        }
    }

    static let bedrockConverse = StreamShape(
        "bedrock-converse",
        .bedrockConverse,
        .eventStream,
        path: "/model/anthropic.claude-x/converse-stream",
        places: [.text, .signedReasoning, .toolArguments, .citation, .unknownField, .errorMessage],
        events: { place, pieces in
            var events = [
                OutgoingEvent(name: "messageStart", data: #"{"p":"abc","role":"assistant"}"#),
                OutgoingEvent(
                    name: "contentBlockDelta",
                    data: #"{"contentBlockIndex":0,"delta":{"text":"Let me see."},"p":"abcdef"}"#
                ),
                OutgoingEvent(name: "contentBlockStop", data: #"{"contentBlockIndex":0,"p":"abcd"}"#),
            ]
            if place == .errorMessage {
                let data = #"{"message":\#(quoted(pieces.joined()))}"#
                return events + [OutgoingEvent(name: "validationException", data: data, isError: true)]
            }
            if place == .toolArguments {
                let start = #"{"toolUse":{"toolUseId":"tooluse_1","name":"write"}}"#
                let data = #"{"contentBlockIndex":1,"p":"ab","start":\#(start)}"#
                events.append(OutgoingEvent(name: "contentBlockStart", data: data))
            }
            for piece in pieces {
                let text = quoted(piece)
                let delta =
                    switch place {
                    case .signedReasoning: #"{"reasoningContent":{"text":\#(text)}}"#
                    case .toolArguments: #"{"toolUse":{"input":\#(text)}}"#
                    case .citation: #"{"citation":{"title":\#(text),"location":{"documentChar":{"start":0,"end":4}}}}"#
                    case .unknownField: #"{"remark":\#(text)}"#
                    default: #"{"text":\#(text)}"#
                    }
                let data = #"{"contentBlockIndex":1,"delta":\#(delta),"p":"abcdefgh"}"#
                events.append(OutgoingEvent(name: "contentBlockDelta", data: data))
            }
            if place == .signedReasoning {
                let data = #"{"contentBlockIndex":1,"delta":{"reasoningContent":{"signature":"EqQB"}}}"#
                events.append(OutgoingEvent(name: "contentBlockDelta", data: data))
            }
            let metadata =
                #"{"metrics":{"latencyMs":99},"p":"abc","usage":{"inputTokens":9,"outputTokens":35,"totalTokens":44}}"#
            return events + [
                OutgoingEvent(name: "contentBlockStop", data: #"{"contentBlockIndex":1,"p":"a"}"#),
                OutgoingEvent(name: "messageStop", data: #"{"p":"abcde","stopReason":"end_turn"}"#),
                OutgoingEvent(name: "metadata", data: metadata),
            ]
        },
        text: { place, events in
            let deltas = events.filter { $0["contentBlockIndex"].number == 1 }.map { $0["delta"] }
            return switch place {
            case .errorMessage: events.map { $0["message"].text }.joined()
            case .signedReasoning: deltas.map { $0["reasoningContent"]["text"].text }.joined()
            case .toolArguments: deltas.map { $0["toolUse"]["input"].text }.joined()
            case .citation: deltas.map { $0["citation"]["title"].text }.joined()
            case .unknownField: deltas.map { $0["remark"].text }.joined()
            default: deltas.map { $0["text"].text }.joined()
            }
        }
    )
}
