// Streams of language models, as the tests of the command send them.

/// Streams of language models that spell one text in pieces.
enum StreamSamples {
    /// A chunk of OpenAI's chat completions.
    static func chunk(_ text: String) -> String {
        #"data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"#
            + #""delta":{"content":"\#(text)"},"finish_reason":null}]}"# + "\n\n"
    }

    /// The end of a stream of OpenAI's chat completions.
    static let chatEnd =
        #"data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"#
        + #""delta":{},"finish_reason":"stop"}]}"# + "\n\ndata: [DONE]\n\n"

    /// Server-sent events of OpenAI's chat completions.
    static func chat(_ pieces: [String]) -> String {
        pieces.map(chunk).joined() + chatEnd
    }

    /// Lines of Ollama's `/api/chat`.
    static func ollama(_ pieces: [String]) -> String {
        pieces.map {
            #"{"model":"m","message":{"role":"assistant","content":"\#($0)"},"done":false}"# + "\n"
        }.joined() + #"{"model":"m","message":{"role":"assistant","content":""},"done":true}"# + "\n"
    }

    /// Gemini's array.
    static func gemini(_ pieces: [String]) -> String {
        let elements = pieces.map {
            #"{"candidates":[{"content":{"parts":[{"text":"\#($0)"}],"role":"model"},"index":0}]}"#
        }
        return "[" + elements.joined(separator: ",\r\n") + "]"
    }
}
