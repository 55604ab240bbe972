// The shapes of OpenAI's legacy completions and of Responses.

import SluicePayloads

extension StreamShape {
    /// OpenAI's legacy completions.
    static let completions = StreamShape(
        "openai-completions",
        .openAICompletions,
        .sse,
        path: "/v1/completions",
        places: [.text, .otherChoice, .unknownField, .errorMessage],
        events: { place, pieces in
            let head = #""id":"cmpl-A1","object":"text_completion","created":1790000000,"model":"m""#
            func choice(_ index: Int, _ text: String, _ more: String = "", finish: String = "null") -> OutgoingEvent {
                let tokens = #"{"tokens":[\#(text)],"token_logprobs":[-0.5],"top_logprobs":null,"text_offset":[3]}"#
                let logprobs = text == #""""# ? "null" : tokens
                let members = #""text":\#(text),"index":\#(index),"logprobs":\#(logprobs),"finish_reason":\#(finish)"#
                return OutgoingEvent(data: #"{\#(head),"choices":[{\#(members)\#(more)}]}"#)
            }
            var events: [OutgoingEvent] = []
            for piece in pieces {
                switch place {
                case .otherChoice:
                    events += [choice(1, quoted(piece)), choice(0, quoted(" or"))]
                case .unknownField:
                    events.append(choice(0, #""""#, #","remark":\#(quoted(piece))"#))
                case .errorMessage:
                    let error = #"{"message":\#(quoted(piece)),"type":"server_error","code":"502"}"#
                    return [choice(0, quoted("SELECT")), OutgoingEvent(data: #"{"error":\#(error)}"#)]
                default: events.append(choice(0, quoted(piece)))
                }
            }
            if place == .otherChoice { events.append(choice(1, #""""#, finish: quoted("stop"))) }
            return events + [choice(0, #""""#, finish: quoted("stop")), OutgoingEvent(data: "[DONE]")]
        },
        text: { place, events in
            if place == .errorMessage { return events.map { $0["error"]["message"].text }.joined() }
            let choices = events.map { $0["choices"].indexed(place == .otherChoice ? 1 : 0) }
            return choices.map { $0[place == .unknownField ? "remark" : "text"].text }.joined()
        }
    )

    /// OpenAI Responses.
    static let responses = StreamShape(
        "openai-responses",
        .openAIResponses,
        .sse,
        path: "/v1/responses",
        places: [
            .text, .refusal, .reasoning, .reasoningDetail, .toolArguments, .customToolInput, .code, .transcript,
            .repeated, .repeatedArguments, .citation, .unknownField, .errorMessage,
        ],
        events: { place, pieces in
            var writer = ResponsesWriter()
            writer.start()
            if place == .errorMessage {
                let error = #"{"code":"server_error","message":\#(quoted(pieces.joined()))}"#
                writer.add(
                    "response.failed",
                    #""response":{"id":"resp_1","object":"response","status":"failed","model":"gpt-x","output":[],"#
                        + #""error":\#(error)}"#
                )
                return writer.events
            }
            writer.say(place, pieces)
            return writer.events
        },
        text: ResponsesWriter.text
    )
}

/// Writes the events of a response.
private struct ResponsesWriter {
    var events: [OutgoingEvent] = []

    mutating func add(_ type: String, _ members: String) {
        let data = #"{"type":"\#(type)","sequence_number":\#(events.count),\#(members)}"#
        events.append(OutgoingEvent(name: type, data: data))
    }

    mutating func start() {
        let response =
            #"{"id":"resp_1","object":"response","created_at":1790000000,"status":"in_progress","#
            + #""model":"gpt-x","instructions":"Be brief.","output":[],"tools":[],"metadata":{}}"#
        add("response.created", #""response":\#(response)"#)
        add("response.in_progress", #""response":\#(response)"#)
    }

    /// The kind of the delta events, the field of the done event and where the text is in the item.
    private static func names(_ place: StreamPlace) -> (kind: String, field: String) {
        switch place {
        case .refusal: ("refusal", "refusal")
        case .reasoning: ("reasoning_summary_text", "text")
        case .reasoningDetail: ("reasoning_text", "text")
        case .toolArguments, .repeatedArguments: ("function_call_arguments", "arguments")
        case .customToolInput: ("custom_tool_call_input", "input")
        case .code: ("code_interpreter_call_code", "code")
        case .transcript: ("audio.transcript", "transcript")
        default: ("output_text", "text")
        }
    }

    private static func item(_ place: StreamPlace, _ text: String, status: String) -> String {
        let end = #""status":"\#(status)"}"#
        switch place {
        case .toolArguments, .repeatedArguments:
            return #"{"id":"fc_1","type":"function_call","call_id":"call_1","name":"write_file","arguments":\#(text),"#
                + end
        case .customToolInput:
            return #"{"id":"ctc_1","type":"custom_tool_call","call_id":"call_1","name":"run","input":\#(text),"# + end
        case .code:
            return #"{"id":"ci_1","type":"code_interpreter_call","container_id":"cntr_1","code":\#(text),"outputs":[],"#
                + end
        case .reasoning:
            let summary = text == #""""# ? "" : #"{"type":"summary_text","text":\#(text)}"#
            return #"{"id":"rs_1","type":"reasoning","summary":[\#(summary)],"encrypted_content":"gAAAAA","# + end
        case .reasoningDetail:
            let content = text == #""""# ? "" : #"{"type":"reasoning_text","text":\#(text)}"#
            return #"{"id":"rs_1","type":"reasoning","summary":[],"content":[\#(content)],"# + end
        default:
            let content = text == #""""# ? "" : part(place, text)
            return #"{"id":"msg_1","type":"message","role":"assistant","content":[\#(content)],"# + end
        }
    }

    private static func part(_ place: StreamPlace, _ text: String) -> String {
        place == .refusal
            ? #"{"type":"refusal","refusal":\#(text)}"#
            : #"{"type":"output_text","annotations":[],"logprobs":[],"text":\#(text)}"#
    }

    mutating func say(_ place: StreamPlace, _ pieces: [String]) {
        let (kind, field) = Self.names(place)
        let isMessage = [.text, .refusal, .repeated, .citation, .unknownField].contains(place)
        let text = quoted(place == .citation || place == .unknownField ? "See there." : pieces.joined())
        let index = place == .reasoning ? "summary_index" : "content_index"
        let place0 = #""item_id":"x_1","output_index":0"# + (field == "text" || isMessage ? #","\#(index)":0"# : "")
        let added = Self.item(place, #""""#, status: "in_progress")
        add("response.output_item.added", #""output_index":0,"item":\#(added)"#)
        if isMessage { add("response.content_part.added", place0 + #","part":\#(Self.part(place, #""""#))"#) }
        switch place {
        case .citation:
            add("response.output_text.delta", place0 + #","delta":\#(text),"logprobs":[]"#)
            let annotation = #"{"type":"url_citation","url":"https://example.com","title":\#(quoted(pieces.joined()))}"#
            add("response.output_text.annotation.added", place0 + #","annotation_index":0,"annotation":\#(annotation)"#)
        case .unknownField:
            for piece in pieces {
                add("response.output_text.delta", place0 + #","delta":"","remark":\#(quoted(piece)),"logprobs":[]"#)
            }
            add("response.output_text.delta", place0 + #","delta":\#(text),"logprobs":[]"#)
        default:
            for piece in pieces {
                let token = #"{"token":\#(quoted(piece)),"logprob":-0.1,"top_logprobs":[]}"#
                let logprobs = kind == "output_text" ? #","logprobs":[\#(token)]"# : ""
                add("response.\(kind).delta", place0 + #","delta":\#(quoted(piece))\#(logprobs),"obfuscation":"a9""#)
            }
        }
        let name = field == "arguments" ? #","name":"write_file""# : ""
        add("response.\(kind).done", place0 + #","\#(field)":\#(text)\#(name)"#)
        if isMessage { add("response.content_part.done", place0 + #","part":\#(Self.part(place, text))"#) }
        let done = Self.item(place, text, status: "completed")
        add("response.output_item.done", #""output_index":0,"item":\#(done)"#)
        let usage = #"{"input_tokens":9,"output_tokens":35,"total_tokens":44}"#
        add(
            "response.completed",
            #""response":{"id":"resp_1","object":"response","created_at":1790000000,"status":"completed","#
                + #""model":"gpt-x","instructions":"Be brief.","output":[\#(done)],"usage":\#(usage)}"#
        )
    }

    static func text(_ place: StreamPlace, _ events: [Value]) -> String {
        let (kind, field) = names(place)
        let deltas = events.filter { $0["type"].string == "response.\(kind).delta" }
        switch place {
        case .errorMessage: return events.map { $0["response"]["error"]["message"].text }.joined()
        case .citation: return events.map { $0["annotation"]["title"].text }.joined()
        case .unknownField: return deltas.map { $0["remark"].text }.joined()
        case .repeated, .repeatedArguments:
            var repeats: [String] = []
            for event in events {
                let items = [event["item"]] + event["response"]["output"].array
                var places = [event, event["part"]]
                for item in items where item["status"].string == "completed" {
                    places += [item] + item["content"].array
                }
                for value in places where event["type"].text.contains("done") || event["response"].isThere {
                    if let text = value[field].string { repeats.append(text) }
                }
            }
            return agreed(repeats)
        default: return deltas.map { $0["delta"].text }.joined()
        }
    }
}
