// The names of the formats that are understood.

/// The name of a provider's format, as a caller gives it.
public enum DialectID: String, Sendable, Hashable, CaseIterable {
    /// OpenAI chat completions, and the many that speak it.
    case openAIChat = "openai-chat"
    /// OpenAI's legacy completions.
    case openAICompletions = "openai-completions"
    /// OpenAI Responses.
    case openAIResponses = "openai-responses"
    /// Anthropic Messages.
    case anthropic
    /// Google Gemini `generateContent` and `streamGenerateContent`.
    case gemini
    /// Ollama `/api/chat`.
    case ollamaChat = "ollama-chat"
    /// Ollama `/api/generate`.
    case ollamaGenerate = "ollama-generate"
    /// Cohere `/v2/chat`.
    case cohere
    /// Text Generation Inference `/generate` and `/generate_stream`.
    case tgi
    /// AWS Bedrock Converse and ConverseStream.
    case bedrockConverse = "bedrock-converse"
    /// AWS Bedrock InvokeModelWithResponseStream with Anthropic's events inside.
    case bedrockInvoke = "bedrock-invoke"
    /// Anything else: every string is text.
    case unknown
}
