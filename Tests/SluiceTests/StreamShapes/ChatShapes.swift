// The shapes of OpenAI chat completions and of what others make of them.

import SluicePayloads

extension StreamShape {
    /// The shapes of OpenAI chat completions.
    static let chatShapes = [openAIChat, openAILogprobs, withMessage, mistral, vllm, openRouter, liteLLM, azure]

    private static let openAIChat = StreamShape(
        "openai-chat",
        .openAIChat,
        .sse,
        path: "/v1/chat/completions",
        places: [
            .text, .otherChoice, .reasoning, .refusal, .toolArguments, .otherToolArguments, .customToolInput,
            .transcript, .unknownField, .errorMessage,
        ],
        events: { place, pieces in
            var events = [chunk(0, #"{"role":"assistant","content":"","refusal":null}"#)]
            if place == .otherChoice { events.append(chunk(1, #"{"role":"assistant","content":""}"#)) }
            events.append(chunk(0, #"{"content":"Here it is: "}"#))
            if let start = chatStart(place) { events.append(chunk(0, start)) }
            for piece in pieces {
                switch place {
                case .otherChoice:
                    events.append(chunk(1, #"{"content":\#(quoted(piece))}"#))
                    events.append(chunk(0, #"{"content":" and"}"#))
                case .otherToolArguments:
                    events.append(chunk(0, call(1, quoted(piece))))
                    events.append(chunk(0, call(0, quoted(" "))))
                case .errorMessage:
                    let error = #"{"message":\#(quoted(piece)),"type":"server_error","param":null,"code":null}"#
                    return events + [OutgoingEvent(data: #"{"error":\#(error)}"#)]
                default: events.append(chunk(0, chatDelta(place, quoted(piece))))
                }
            }
            let reason = chatStart(place) == nil ? "stop" : "tool_calls"
            events.append(chunk(0, "{}", finish: quoted(reason)))
            if place == .otherChoice { events.append(chunk(1, "{}", finish: quoted("stop"))) }
            let usage = #"{"prompt_tokens":11,"completion_tokens":35,"total_tokens":46}"#
            events.append(OutgoingEvent(data: #"{\#(chatHead),"choices":[],"usage":\#(usage)}"#))
            return events + [OutgoingEvent(data: "[DONE]")]
        },
        text: chatText
    )

    /// The whole message beside the last delta, as some proxies send it.
    private static let withMessage = StreamShape(
        "openai-chat-message",
        .openAIChat,
        .sse,
        path: "/v1/chat/completions",
        places: [.text, .repeated, .repeatedArguments],
        events: { place, pieces in
            let isCall = place == .repeatedArguments
            let whole = quoted(pieces.joined())
            var events = [chunk(0, #"{"role":"assistant","content":""}"#)]
            if isCall, let start = chatStart(.toolArguments) { events.append(chunk(0, start)) }
            events += pieces.map { chunk(0, isCall ? call(0, quoted($0)) : #"{"content":\#(quoted($0))}"#) }
            let function = #"{"name":"write_file","arguments":\#(whole)}"#
            let members =
                isCall
                ? #""content":null,"tool_calls":[{"id":"call_1","type":"function","function":\#(function)}]"#
                : #""content":\#(whole)"#
            let choice =
                #"{"index":0,"delta":{},"message":{"role":"assistant",\#(members)},"finish_reason":"stop"}"#
            events.append(OutgoingEvent(data: #"{\#(chatHead),"choices":[\#(choice)]}"#))
            return events + [OutgoingEvent(data: "[DONE]")]
        },
        text: { place, events in
            let message = events.map { $0["choices"].indexed(0)["message"] }
            switch place {
            case .repeated: return message.map { $0["content"].text }.joined()
            case .repeatedArguments:
                return message.map { $0["tool_calls"].indexed(0)["function"]["arguments"].text }.joined()
            default: return chatText(place, events)
            }
        }
    )

    /// The same text token by token in log-probabilities.
    private static let openAILogprobs = StreamShape(
        "openai-chat-logprobs",
        .openAIChat,
        .sse,
        path: "/v1/chat/completions",
        places: [.text],
        events: { _, pieces in
            let chunks = pieces.map { piece in
                let bytes = piece.utf8.map { String($0) }.joined(separator: ",")
                let token = #"{"token":\#(quoted(piece)),"logprob":-0.25,"bytes":[\#(bytes)]"#
                let logprobs = #"{"content":[\#(token),"top_logprobs":[\#(token)}]}],"refusal":null}"#
                let delta = #""delta":{"content":\#(quoted(piece))},"logprobs":\#(logprobs)"#
                return OutgoingEvent(
                    data: #"{\#(chatHead),"choices":[{"index":0,\#(delta),"finish_reason":null}],"obfuscation":"f3Qa"}"#
                )
            }
            return [chunk(0, #"{"role":"assistant","content":""}"#)] + chunks
                + [chunk(0, "{}", finish: quoted("stop")), OutgoingEvent(data: "[DONE]")]
        },
        text: chatText
    )

    private static let mistral = StreamShape(
        "mistral",
        .openAIChat,
        .sse,
        path: "/v1/chat/completions",
        places: [.text, .reasoning, .unknownField],
        events: { place, pieces in
            let deltas = pieces.map { piece in
                switch place {
                case .text: #"{"content":[{"type":"text","text":\#(quoted(piece))}]}"#
                case .reasoning:
                    #"{"content":[{"type":"thinking","thinking":[{"type":"text","text":\#(quoted(piece))}]}]}"#
                default: #"{"content":[{"type":"note","remark":\#(quoted(piece))}]}"#
                }
            }
            return [chunk(0, #"{"role":"assistant","content":""}"#)] + deltas.map { chunk(0, $0) }
                + [chunk(0, #"{"content":""}"#, finish: quoted("stop")), OutgoingEvent(data: "[DONE]")]
        },
        text: { place, events in
            let parts = events.flatMap { $0["choices"].indexed(0)["delta"]["content"].array }
            return switch place {
            case .text: parts.map { $0["text"].text }.joined()
            case .reasoning: parts.flatMap { $0["thinking"].array }.map { $0["text"].text }.joined()
            default: parts.map { $0["remark"].text }.joined()
            }
        }
    )

    private static let vllm = StreamShape(
        "vllm",
        .openAIChat,
        .sse,
        path: "/v1/chat/completions",
        places: [.text, .reasoning, .toolArguments],
        events: { place, pieces in
            let first = #"{"role":"assistant","content":"","reasoning_content":null}"#
            var events = [
                OutgoingEvent(
                    data: #"{\#(chatHead),"choices":[{"index":0,"delta":\#(first),"logprobs":null,"#
                        + #""finish_reason":null,"token_ids":null}],"prompt_token_ids":[1,733,16289]}"#
                )
            ]
            if let start = chatStart(place) { events.append(chunk(0, start)) }
            for piece in pieces {
                let delta = chatDelta(place, quoted(piece))
                let choice = #"{"index":0,"delta":\#(delta),"logprobs":null,"finish_reason":null,"token_ids":[11,12]}"#
                events.append(OutgoingEvent(data: #"{\#(chatHead),"choices":[\#(choice)]}"#))
            }
            let choice = #"{"index":0,"delta":{"content":""},"finish_reason":"stop","stop_reason":null}"#
            events.append(OutgoingEvent(data: #"{\#(chatHead),"choices":[\#(choice)]}"#))
            return events + [OutgoingEvent(data: "[DONE]")]
        },
        text: chatText
    )

    private static let openRouter = StreamShape(
        "openrouter",
        .openAIChat,
        .sse,
        path: "/api/v1/chat/completions",
        places: [.text, .reasoning, .reasoningDetail, .signedReasoning],
        events: { place, pieces in
            let deltas = pieces.map { piece in
                let text = quoted(piece)
                return switch place {
                case .text: #"{"role":"assistant","content":\#(text)}"#
                case .reasoning: #"{"role":"assistant","content":"","reasoning":\#(text)}"#
                default:
                    #"{"role":"assistant","content":"","reasoning_details":[{"type":"reasoning.text","text":\#(text),"#
                        + #""format":"\#(place == .signedReasoning ? "anthropic-claude-v1" : "unknown")","index":0}]}"#
                }
            }
            let signature =
                #"{"content":"","reasoning_details":[{"type":"reasoning.text","signature":"EqQB","#
                + #""format":"anthropic-claude-v1","index":0}]}"#
            return deltas.map { chunk(0, $0) } + (place == .signedReasoning ? [chunk(0, signature)] : [])
                + [chunk(0, #"{"content":""}"#, finish: quoted("stop")), OutgoingEvent(data: "[DONE]")]
        },
        text: { place, events in
            let deltas = events.map { $0["choices"].indexed(0)["delta"] }
            return switch place {
            case .text: deltas.map { $0["content"].text }.joined()
            case .reasoning: deltas.map { $0["reasoning"].text }.joined()
            default: deltas.map { $0["reasoning_details"].indexed(0)["text"].text }.joined()
            }
        }
    )

    private static let liteLLM = StreamShape(
        "litellm",
        .openAIChat,
        .sse,
        path: "/chat/completions",
        places: [.signedReasoning],
        events: { _, pieces in
            let deltas = pieces.map {
                #"{"content":"","thinking_blocks":[{"type":"thinking","thinking":\#(quoted($0)),"signature":null}]}"#
            }
            let signature = #"{"thinking_blocks":[{"type":"thinking","thinking":"","signature":"EqQB"}]}"#
            return (deltas + [signature]).map { chunk(0, $0) }
                + [chunk(0, "{}", finish: quoted("stop")), OutgoingEvent(data: "[DONE]")]
        },
        text: { _, events in
            events.flatMap { $0["choices"].indexed(0)["delta"]["thinking_blocks"].array }
                .map { $0["thinking"].text }.joined()
        }
    )

    private static let azure = StreamShape(
        "azure",
        .openAIChat,
        .sse,
        path: "/openai/deployments/d/chat/completions?api-version=2025-01-01",
        places: [.text, .toolArguments],
        events: { place, pieces in
            let filter = #"{"hate":{"filtered":false,"severity":"safe"}}"#
            let prompt = #"[{"prompt_index":0,"content_filter_results":\#(filter)}]"#
            let start = OutgoingEvent(
                data: #"{"choices":[],"created":0,"id":"","model":"","object":"","prompt_filter_results":\#(prompt)}"#
            )
            let deltas = ([chatStart(place)].compactMap { $0 } + pieces.map { chatDelta(place, quoted($0)) }).map {
                OutgoingEvent(
                    data: #"{\#(chatHead),"choices":[{"index":0,"delta":\#($0),"content_filter_results":\#(filter),"#
                        + #""finish_reason":null}]}"#
                )
            }
            return [start] + deltas
                + [chunk(0, "{}", finish: quoted("stop")), OutgoingEvent(data: "[DONE]")]
        },
        text: chatText
    )

    private static let chatHead =
        #""id":"chatcmpl-A1","object":"chat.completion.chunk","created":1790000000,"model":"gpt-x","#
        + #""system_fingerprint":"fp_1""#

    private static func chunk(_ index: Int, _ delta: String, finish: String = "null") -> OutgoingEvent {
        let choice = #"{"index":\#(index),"delta":\#(delta),"logprobs":null,"finish_reason":\#(finish)}"#
        return OutgoingEvent(data: #"{\#(chatHead),"choices":[\#(choice)],"usage":null}"#)
    }

    private static func call(_ index: Int, _ arguments: String) -> String {
        #"{"tool_calls":[{"index":\#(index),"function":{"arguments":\#(arguments)}}]}"#
    }

    private static func chatStart(_ place: StreamPlace) -> String? {
        let function = #""type":"function","function":{"name":"write_file","arguments":""}"#
        return switch place {
        case .toolArguments: #"{"tool_calls":[{"index":0,"id":"call_1",\#(function)}]}"#
        case .otherToolArguments:
            #"{"tool_calls":[{"index":0,"id":"call_1",\#(function)},{"index":1,"id":"call_2",\#(function)}]}"#
        case .customToolInput:
            #"{"tool_calls":[{"index":0,"id":"call_1","type":"custom","custom":{"name":"run","input":""}}]}"#
        default: nil
        }
    }

    private static func chatDelta(_ place: StreamPlace, _ text: String) -> String {
        switch place {
        case .reasoning: #"{"reasoning_content":\#(text)}"#
        case .refusal: #"{"refusal":\#(text)}"#
        case .toolArguments: call(0, text)
        case .customToolInput: #"{"tool_calls":[{"index":0,"custom":{"input":\#(text)}}]}"#
        case .transcript: #"{"audio":{"id":"audio_1","transcript":\#(text)}}"#
        case .unknownField: #"{"content":"","vendor_remark":\#(text)}"#
        default: #"{"content":\#(text)}"#
        }
    }

    private static func chatText(_ place: StreamPlace, _ events: [Value]) -> String {
        let deltas = events.map { $0["choices"].indexed(place == .otherChoice ? 1 : 0)["delta"] }
        let skipped = "Here it is: "
        switch place {
        case .errorMessage: return events.map { $0["error"]["message"].text }.joined()
        case .reasoning: return deltas.map { $0["reasoning_content"].text }.joined()
        case .refusal: return deltas.map { $0["refusal"].text }.joined()
        case .transcript: return deltas.map { $0["audio"]["transcript"].text }.joined()
        case .unknownField: return deltas.map { $0["vendor_remark"].text }.joined()
        case .customToolInput: return deltas.map { $0["tool_calls"].indexed(0)["custom"]["input"].text }.joined()
        case .toolArguments, .otherToolArguments:
            let index = place == .toolArguments ? 0 : 1
            return deltas.map { $0["tool_calls"].indexed(index)["function"]["arguments"].text }.joined()
        default:
            let text = deltas.map { $0["content"].text }.joined()
            return text.hasPrefix(skipped) ? String(text.dropFirst(skipped.count)) : text
        }
    }
}
