// The shapes of Google Gemini.

import SluicePayloads

extension StreamShape {
    /// Google Gemini, as server-sent events and as one array.
    static let geminiShapes = [
        gemini("gemini", .sse, path: "/v1beta/models/gemini-x:streamGenerateContent?alt=sse"),
        gemini("gemini-array", .array, path: "/v1beta/models/gemini-x:streamGenerateContent"),
    ]

    private static func gemini(_ name: String, _ framing: Framing, path: String) -> StreamShape {
        StreamShape(
            name,
            .gemini,
            framing,
            path: path,
            places: [
                .text, .otherChoice, .reasoning, .toolArguments, .toolObject, .code, .citation, .unknownField,
                .errorMessage,
            ],
            events: { place, pieces in
                var events = [geminiEvent(0, #"{"text":"Look: "}"#)]
                // Code comes whole; another part would be another program.
                for piece in place == .code ? [pieces.joined()] : pieces {
                    let text = quoted(piece)
                    switch place {
                    case .otherChoice:
                        events += [geminiEvent(1, #"{"text":\#(text)}"#), geminiEvent(0, #"{"text":"so "}"#)]
                    case .reasoning: events.append(geminiEvent(0, #"{"text":\#(text),"thought":true}"#))
                    case .toolArguments:
                        // Each argument comes in pieces of its own; here the document is one argument.
                        let argument = #"{"jsonPath":"$.document","stringValue":\#(text),"willContinue":true}"#
                        let call = #"{"name":"write","partialArgs":[\#(argument)],"willContinue":true}"#
                        events.append(geminiEvent(0, #"{"functionCall":\#(call),"thoughtSignature":"CrQB"}"#))
                    case .toolObject:
                        let call = #"{"id":"c1","name":"write","args":{"path":".env","content":\#(text)}}"#
                        events.append(geminiEvent(0, #"{"functionCall":\#(call),"thoughtSignature":"CrQB"}"#))
                    case .code:
                        events.append(geminiEvent(0, #"{"executableCode":{"language":"PYTHON","code":\#(text)}}"#))
                    case .citation:
                        let chunk = #"{"web":{"uri":"https://example.com","title":\#(text)}}"#
                        let metadata = #","groundingMetadata":{"groundingChunks":[\#(chunk)]}"#
                        events.append(geminiEvent(0, #"{"text":""}"#, metadata))
                    case .unknownField: events.append(geminiEvent(0, #"{"text":"","remark":\#(text)}"#))
                    case .errorMessage:
                        let error = #"{"code":503,"message":\#(text),"status":"UNAVAILABLE"}"#
                        return events + [OutgoingEvent(data: #"{"error":\#(error)}"#)]
                    default: events.append(geminiEvent(0, #"{"text":\#(text)}"#))
                    }
                }
                if place == .toolArguments {
                    events.append(geminiEvent(0, #"{"functionCall":{"name":"write"}}"#))
                }
                if place == .otherChoice { events.append(geminiEvent(1, #"{"text":""}"#, #","finishReason":"STOP""#)) }
                return events + [geminiEvent(0, #"{"text":""}"#, #","finishReason":"STOP""#)]
            },
            text: { place, events in
                let candidates = events.map { $0["candidates"].indexed(place == .otherChoice ? 1 : 0) }
                let parts = candidates.flatMap { $0["content"]["parts"].array }
                switch place {
                case .errorMessage: return events.map { $0["error"]["message"].text }.joined()
                case .toolArguments:
                    return parts.flatMap { $0["functionCall"]["partialArgs"].array }.map { $0["stringValue"].text }
                        .joined()
                case .toolObject: return parts.map { $0["functionCall"]["args"]["content"].text }.joined()
                case .code: return parts.map { $0["executableCode"]["code"].text }.joined()
                case .unknownField: return parts.map { $0["remark"].text }.joined()
                case .citation:
                    return candidates.flatMap { $0["groundingMetadata"]["groundingChunks"].array }
                        .map { $0["web"]["title"].text }.joined()
                default:
                    let texts = parts.filter { $0["thought"].isThere == (place == .reasoning) }.map { $0["text"].text }
                    let text = texts.joined()
                    return text.hasPrefix("Look: ") ? String(text.dropFirst(6)) : text
                }
            }
        )
    }

    private static func geminiEvent(_ index: Int, _ part: String, _ more: String = "") -> OutgoingEvent {
        let usage = #"{"promptTokenCount":9,"promptTokensDetails":[{"modality":"TEXT","tokenCount":9}]}"#
        let candidate = #"{"content":{"parts":[\#(part)],"role":"model"},"index":\#(index)\#(more)}"#
        return OutgoingEvent(
            data:
                #"{"candidates":[\#(candidate)],"usageMetadata":\#(usage),"modelVersion":"gemini-x","responseId":"r1"}"#
        )
    }
}
