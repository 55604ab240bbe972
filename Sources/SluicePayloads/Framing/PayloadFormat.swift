// The formats that a body or a stream can have.

/// The format of a body or a stream.
public enum PayloadFormat: String, Sendable, Hashable, CaseIterable {
    /// Text of any kind.
    case text
    /// A JSON document.
    case json
    /// Newline-delimited JSON: one document a line.
    case ndjson
    /// Server-sent events.
    case sse
    /// One JSON array whose elements are the events of a stream, as Gemini sends without `alt=sse`.
    case array
    /// The binary event stream of AWS Bedrock.
    case bedrock

    /// How the format is cut into frames; nil for text and documents.
    package var framing: Framing? {
        switch self {
        case .text, .json: nil
        case .ndjson: .lines
        case .sse: .sse
        case .array: .array
        case .bedrock: .eventStream
        }
    }

    /// What a `Content-Type` says, and whether it can be relied on.
    ///
    /// Sources: WHATWG HTML §9.2 (`text/event-stream`), the NDJSON and JSON Lines sites for their types, RFC 6839 §3.1
    /// (`+json`), smithy.io for the event stream. Servers call NDJSON and Gemini's array `application/json` too, and
    /// anything `text/plain` or `application/octet-stream`, so these are looked into.
    package static func named(byContentType contentType: String) -> (format: PayloadFormat, isCertain: Bool)? {
        let type = contentType.prefix { $0 != ";" && $0 != "," }.lowercased().filter { !$0.isWhitespace }
        switch type {
        case "": return nil
        case "text/event-stream": return (.sse, true)
        case "application/vnd.amazon.eventstream": return (.bedrock, true)
        case "application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonl",
            "application/jsonlines", "application/x-jsonlines", "application/json-lines", "application/stream+json",
            "application/x-json-stream", "text/ndjson", "text/x-ndjson":
            return (.ndjson, true)
        case "application/json", "text/json": return (.json, false)
        case "text/plain", "application/octet-stream", "binary/octet-stream": return (.text, false)
        default: return type.hasSuffix("+json") ? (.json, false) : (.text, true)
        }
    }
}
