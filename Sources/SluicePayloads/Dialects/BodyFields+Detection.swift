// Which dialect a body is in, by the names of its members.

extension BodyFields {
    /// The dialect of a request's body with these members at the top, if they tell.
    package static func dialect(requestMembers names: Set<String>) -> DialectID? {
        if names.contains("contents") || names.contains("generateContentRequest") { return .gemini }
        if names.contains("anthropic_version") {
            return names.contains("model") ? .anthropic : .bedrockInvoke
        }
        if names.contains("messages") { return chat(names) }
        if names.contains("chat_history") || names.contains("preamble") { return .cohere }
        if names.contains("message"), names.contains("model"), !names.contains("input") { return .cohere }
        if names.contains("inputs") { return .tgi }
        if names.contains("model") || names.contains("prompt") {
            if names.contains("prompt") { return generation(names) }
            // Embeddings and moderations have an input as well, and nothing else of these.
            if responsesMembers.count(where: names.contains) >= 2 || names.contains("instructions") {
                return .openAIResponses
            }
        }
        return nil
    }

    private static let responsesMembers = [
        "input", "instructions", "previous_response_id", "conversation", "max_output_tokens", "max_tool_calls",
        "reasoning", "text", "include", "store", "background",
    ]

    /// Members of chat requests that only one dialect has.
    private static let converseChat: Set = [
        "inferenceConfig", "toolConfig", "additionalModelRequestFields", "guardrailConfig", "promptVariables",
        "requestMetadata", "modelId",
    ]
    private static let anthropicChat: Set = ["stop_sequences", "thinking", "mcp_servers", "top_k"]
    private static let openAIChat: Set = [
        "max_completion_tokens", "frequency_penalty", "presence_penalty", "logprobs", "top_logprobs", "stream_options",
        "response_format", "n", "seed", "parallel_tool_calls", "reasoning_effort", "logit_bias", "store", "user",
        "stop",
    ]
    private static let ollamaChat: Set = ["options", "keep_alive", "think", "format"]
    private static let cohereChat: Set = ["documents", "citation_options", "safety_mode", "strict_tools", "p", "k"]

    private static func chat(_ names: Set<String>) -> DialectID {
        if !names.isDisjoint(with: converseChat) { return .bedrockConverse }
        if names.contains("system"), names.contains("model") { return .anthropic }
        if !names.isDisjoint(with: openAIChat) { return .openAIChat }
        if !names.isDisjoint(with: ollamaChat) { return .ollamaChat }
        if !names.isDisjoint(with: cohereChat) { return .cohere }
        if names.contains("max_tokens"), !names.isDisjoint(with: anthropicChat) { return .anthropic }
        // Bodies whose path has the model tell no more than that they have messages.
        return names.contains("model") ? .openAIChat : .unknown
    }

    private static let ollamaGeneration: Set = [
        "options", "keep_alive", "raw", "template", "context", "think", "images", "system", "format",
    ]
    private static let completions: Set = [
        "max_tokens", "temperature", "suffix", "echo", "best_of", "logprobs", "n", "stop", "top_p", "stream_options",
        "frequency_penalty", "presence_penalty", "logit_bias", "seed", "user",
    ]

    private static func generation(_ names: Set<String>) -> DialectID? {
        if !names.isDisjoint(with: ollamaGeneration) { return .ollamaGenerate }
        if names.contains("input") || names.contains("instructions") { return .openAIResponses }
        return names.isDisjoint(with: completions) ? nil : .openAICompletions
    }

    /// The dialect of a plain response's body with these members at the top, if they tell.
    package static func dialect(responseMembers names: Set<String>) -> DialectID? {
        if names.contains("choices") {
            return names.contains("object") || names.contains("id") ? .openAIChat : nil
        }
        if names.contains("candidates") || names.contains("usageMetadata") || names.contains("promptFeedback") {
            return .gemini
        }
        if names.contains("output"), names.contains("stopReason") { return .bedrockConverse }
        if names.contains("output"), names.contains("object") { return .openAIResponses }
        if names.contains("content"), names.contains("stop_reason") { return .anthropic }
        if names.contains("done") {
            if names.contains("message") { return .ollamaChat }
            if names.contains("response") { return .ollamaGenerate }
        }
        if names.contains("message"), names.contains("finish_reason") { return .cohere }
        if names.contains("generation_id"), names.contains("text") { return .cohere }
        if names.contains("generated_text") { return .tgi }
        return nil
    }

    /// The dialect of a request's body, if it tells.
    package static func dialect(request json: JSONTree) -> DialectID? {
        dialect(requestMembers: names(json))
    }

    /// The dialect of a plain response's body, if it tells.
    package static func dialect(response json: JSONTree) -> DialectID? {
        let id = dialect(responseMembers: names(json))
        guard id == .openAIChat else { return id }
        return DialectRegistry.dialect(event: StreamEvent(name: "", json: json))
    }

    private static func names(_ json: JSONTree) -> Set<String> {
        guard json.kind(json.root) == .object else { return [] }
        return Set(json.children(of: json.root).map { json.nameString($0) })
    }
}
