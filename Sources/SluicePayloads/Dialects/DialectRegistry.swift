// The dialects by their names.

/// The dialects by their names.
package enum DialectRegistry {
    /// A dialect in the state before the first event.
    package static func dialect(_ id: DialectID) -> any StreamDialect {
        switch id {
        case .openAIChat: OpenAIChatDialect()
        case .openAICompletions: OpenAICompletionsDialect()
        case .openAIResponses: OpenAIResponsesDialect()
        case .anthropic: AnthropicDialect()
        case .gemini: GeminiDialect()
        case .ollamaChat: OllamaChatDialect()
        case .ollamaGenerate: OllamaGenerateDialect()
        case .cohere: CohereDialect()
        case .tgi: TGIDialect()
        case .bedrockConverse: BedrockConverseDialect()
        case .bedrockInvoke: BedrockInvokeDialect()
        case .unknown: UnknownDialect()
        }
    }

    /// How the strings of a dialect's events are treated that no plan mentions.
    package static func fields(_ id: DialectID) -> FieldTree {
        type(of: dialect(id)).fields
    }
}
