// The shapes of Ollama, Cohere, Text Generation Inference, and of a stream that nobody knows.

import SluicePayloads

extension StreamShape {
    private static let ollamaHead = #""model":"llama-x","created_at":"2026-01-02T03:04:05.000006Z""#
    private static let ollamaEnd = #""done":true,"done_reason":"stop","total_duration":99,"eval_count":9"#

    /// Ollama's chat.
    static let ollamaChat = StreamShape(
        "ollama-chat",
        .ollamaChat,
        .lines,
        path: "/api/chat",
        places: [.text, .reasoning, .toolObject, .unknownField, .errorMessage],
        events: { place, pieces in
            func record(_ members: String, _ end: String = #""done":false"#) -> OutgoingEvent {
                OutgoingEvent(data: #"{\#(ollamaHead),"message":{"role":"assistant",\#(members)},\#(end)}"#)
            }
            var events: [OutgoingEvent] = []
            for piece in pieces {
                let text = quoted(piece)
                switch place {
                case .reasoning: events.append(record(#""content":"","thinking":\#(text)"#))
                case .toolObject:
                    let function = #"{"name":"write","arguments":{"path":".env","content":\#(text)}}"#
                    events.append(record(#""content":"","tool_calls":[{"function":\#(function)}]"#))
                case .unknownField: events.append(record(#""content":"","remark":\#(text)"#))
                case .errorMessage:
                    return [record(#""content":"Use ""#), OutgoingEvent(data: #"{"error":\#(text)}"#)]
                default: events.append(record(#""content":\#(text)"#))
                }
            }
            return events + [record(#""content":"""#, ollamaEnd)]
        },
        text: { place, events in
            let messages = events.map { $0["message"] }
            switch place {
            case .reasoning: return messages.map { $0["thinking"].text }.joined()
            case .unknownField: return messages.map { $0["remark"].text }.joined()
            case .errorMessage: return events.map { $0["error"].text }.joined()
            case .toolObject:
                return messages.flatMap { $0["tool_calls"].array }
                    .map { $0["function"]["arguments"]["content"].text }.joined()
            default: return messages.map { $0["content"].text }.joined()
            }
        }
    )

    /// Ollama's generate, with the token ids of the conversation in its last record.
    static let ollamaGenerate = StreamShape(
        "ollama-generate",
        .ollamaGenerate,
        .lines,
        path: "/api/generate",
        places: [.text, .reasoning, .unknownField, .errorMessage],
        events: { place, pieces in
            var events: [OutgoingEvent] = []
            for piece in pieces {
                let text = quoted(piece)
                let members =
                    switch place {
                    case .reasoning: #""response":"","thinking":\#(text)"#
                    case .unknownField: #""response":"","remark":\#(text)"#
                    default: #""response":\#(text)"#
                    }
                if place == .errorMessage { return [OutgoingEvent(data: #"{"error":\#(text)}"#)] }
                events.append(OutgoingEvent(data: #"{\#(ollamaHead),\#(members),"done":false}"#))
            }
            let last = #"{\#(ollamaHead),"response":"",\#(ollamaEnd),"context":[733,16289,28793]}"#
            return events + [OutgoingEvent(data: last)]
        },
        text: { place, events in
            let name =
                switch place {
                case .reasoning: "thinking"
                case .unknownField: "remark"
                case .errorMessage: "error"
                default: "response"
                }
            return events.map { $0[name].text }.joined()
        }
    )

    /// Cohere's second version.
    static let cohere = StreamShape(
        "cohere",
        .cohere,
        .sse,
        path: "/v2/chat",
        places: [.text, .reasoning, .plan, .toolArguments, .citation, .unknownField, .errorMessage],
        events: { place, pieces in
            var events: [OutgoingEvent] = []
            func add(_ type: String, _ members: String) {
                events.append(OutgoingEvent(name: type, data: #"{"type":"\#(type)",\#(members)}"#))
            }

            func message(_ index: Int?, _ members: String) -> String {
                (index.map { #""index":\#($0),"# } ?? "") + #""delta":{"message":{\#(members)}}"#
            }
            let start = #""role":"assistant","content":[],"tool_plan":"","tool_calls":[],"citations":[]"#
            add("message-start", #""id":"29f14a5a","# + message(nil, start))
            let isCall = place == .toolArguments || place == .plan
            if place == .toolArguments {
                add("tool-plan-delta", message(nil, #""tool_plan":"I will""#))
                let function = #"{"name":"write","arguments":""}"#
                let call = #""tool_calls":{"id":"write_1","type":"function","function":\#(function)}"#
                add("tool-call-start", message(0, call))
            } else if !isCall {
                let kind = place == .reasoning ? "thinking" : "text"
                add("content-start", message(0, #""content":{"type":"\#(kind)","\#(kind)":""}"#))
            }
            if place == .errorMessage {
                let error = quoted(pieces.joined())
                add("message-end", #""delta":{"finish_reason":"ERROR","error":\#(error)}"#)
                return events
            }
            for piece in pieces {
                let text = quoted(piece)
                switch place {
                case .reasoning: add("content-delta", message(0, #""content":{"thinking":\#(text)}"#))
                case .plan: add("tool-plan-delta", message(nil, #""tool_plan":\#(text)"#))
                case .toolArguments:
                    add("tool-call-delta", message(0, #""tool_calls":{"function":{"arguments":\#(text)}}"#))
                case .unknownField: add("content-delta", message(0, #""content":{"text":"","remark":\#(text)}"#))
                case .citation:
                    add("content-delta", message(0, #""content":{"text":"See there."}"#))
                    let sources = #"[{"type":"document","id":"d1","document":{"title":"a"}}]"#
                    let citation = #"{"start":0,"end":3,"text":\#(text),"sources":\#(sources),"type":"TEXT_CONTENT"}"#
                    add("citation-start", message(0, #""citations":\#(citation)"#))
                    add("citation-end", #""index":0"#)
                default: add("content-delta", message(0, #""content":{"text":\#(text)}"#))
                }
            }
            if place == .toolArguments { add("tool-call-end", #""index":0"#) }
            if !isCall { add("content-end", #""index":0"#) }
            let reason = isCall ? "TOOL_CALL" : "COMPLETE"
            add(
                "message-end",
                #""delta":{"finish_reason":"\#(reason)","usage":{"tokens":{"input_tokens":9,"output_tokens":35}}}"#
            )
            return events
        },
        text: { place, events in
            let messages = events.map { $0["delta"]["message"] }
            switch place {
            case .reasoning: return messages.map { $0["content"]["thinking"].text }.joined()
            case .plan: return messages.map { $0["tool_plan"].text }.joined()
            case .toolArguments: return messages.map { $0["tool_calls"]["function"]["arguments"].text }.joined()
            case .citation: return messages.map { $0["citations"]["text"].text }.joined()
            case .unknownField: return messages.map { $0["content"]["remark"].text }.joined()
            case .errorMessage: return events.map { $0["delta"]["error"].text }.joined()
            default: return messages.map { $0["content"]["text"].text }.joined()
            }
        }
    )

    /// Cohere's first version, whose last record repeats the text.
    static let cohereFirst = StreamShape(
        "cohere-v1",
        .cohere,
        .lines,
        path: "/v1/chat",
        places: [.text, .repeated],
        events: { _, pieces in
            let start = #"{"is_finished":false,"event_type":"stream-start","generation_id":"30e4"}"#
            let texts = pieces.map { #"{"is_finished":false,"event_type":"text-generation","text":\#(quoted($0))}"# }
            let whole = #"{"response_id":"60f3","generation_id":"30e4","text":\#(quoted(pieces.joined()))}"#
            let end = #""event_type":"stream-end","finish_reason":"COMPLETE","response":\#(whole)"#
            return ([start] + texts + [#"{"is_finished":true,\#(end)}"#]).map { OutgoingEvent(data: $0) }
        },
        text: { place, events in
            place == .text
                ? events.map { $0["text"].text }.joined()
                : events.map { $0["response"]["text"].text }.joined()
        }
    )

    /// Text Generation Inference.
    static let tgi = StreamShape(
        "tgi",
        .tgi,
        .sse,
        path: "/generate_stream",
        places: [.text, .repeated, .unknownField, .errorMessage],
        events: { place, pieces in
            if place == .errorMessage {
                return [OutgoingEvent(data: #"{"error":\#(quoted(pieces.joined())),"error_type":"generation"}"#)]
            }
            let isRemark = place == .unknownField
            let whole = quoted(isRemark ? "" : pieces.joined())
            return pieces.enumerated().map { index, piece in
                let text = quoted(isRemark ? "" : piece)
                let token = #"{"id":\#(100 + index),"text":\#(text),"logprob":-0.1,"special":false}"#
                let remark = isRemark ? #","remark":\#(quoted(piece))"# : ""
                let isLast = index == pieces.count - 1
                let details =
                    #"{"finish_reason":"length","generated_tokens":\#(pieces.count),"seed":null,"#
                    + #""prefill":[{"id":9,"text":"Use","logprob":null}]}"#
                return OutgoingEvent(
                    data: #"{"index":\#(index + 1),"token":\#(token),"top_tokens":[\#(token)]\#(remark),"#
                        + #""generated_text":\#(isLast ? whole : "null"),"details":\#(isLast ? details : "null")}"#
                )
            }
        },
        text: { place, events in
            switch place {
            case .repeated: return events.map { $0["generated_text"].text }.joined()
            case .unknownField: return events.map { $0["remark"].text }.joined()
            case .errorMessage: return events.map { $0["error"].text }.joined()
            default: return events.map { $0["token"]["text"].text }.joined()
            }
        }
    )

    /// A stream of a format that nobody knows.
    static let unknown = StreamShape(
        "unknown",
        .unknown,
        .sse,
        places: [.text, .unknownField],
        events: { place, pieces in
            let texts = pieces.map { piece in
                let note = place == .unknownField ? quoted(piece) : #""""#
                let text = place == .text ? quoted(piece) : #""""#
                let output = #"[{"segments":[{"words":\#(text)}]}]"#
                let data = #"{"session":"0b3f","seq":7,"output":\#(output),"meta":{"note":\#(note)}}"#
                return OutgoingEvent(name: "words", data: data)
            }
            return [OutgoingEvent(name: "hello", data: #"{"session":"0b3f"}"#)] + texts
                + [OutgoingEvent(name: "bye", data: #"{"session":"0b3f"}"#)]
        },
        text: { place, events in
            place == .text
                ? events.flatMap { $0["output"].array }.flatMap { $0["segments"].array }.map { $0["words"].text }
                    .joined()
                : events.map { $0["meta"]["note"].text }.joined()
        }
    )
}
