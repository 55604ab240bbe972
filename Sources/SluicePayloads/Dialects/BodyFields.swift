// Which strings of request and response bodies are text, for each dialect.

/// Which strings of bodies are text, for each dialect. Free-form parts (a tool's input, arguments, schemas, metadata)
/// are text whatever their keys are called.
package enum BodyFields {
    /// The fields of a request's body.
    package static func request(_ id: DialectID) -> FieldTree {
        switch id {
        case .openAIChat: openAIChatRequest
        case .openAICompletions: openAICompletionsRequest
        case .openAIResponses: openAIResponsesRequest
        case .anthropic: anthropicRequest
        case .gemini: geminiRequest
        case .ollamaChat, .ollamaGenerate: ollamaRequest
        case .cohere: cohereRequest
        case .tgi: tgiRequest
        case .bedrockConverse: bedrockConverseRequest
        case .bedrockInvoke: anthropicRequest
        case .unknown: unknownRequest
        }
    }

    /// The fields of the body of a response that is no stream.
    package static func response(_ id: DialectID) -> FieldTree {
        switch id {
        case .openAIChat: openAIChatResponse
        case .openAICompletions: openAICompletionsResponse
        case .openAIResponses: openAIResponsesResponse
        case .anthropic, .bedrockInvoke: anthropicResponse
        case .gemini: geminiResponse
        case .ollamaChat: ollamaChatResponse
        case .ollamaGenerate: ollamaGenerateResponse
        case .cohere: cohereResponse
        case .tgi: tgiResponse
        case .bedrockConverse: bedrockConverseResponse
        case .unknown: .record
        }
    }
}
