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
        let isResponses = [
            "input", "instructions", "previous_response_id", "conversation", "max_output_tokens", "max_tool_calls",
            "reasoning", "text", "include", "store", "background",
        ]
        if names.contains("model") || names.contains("prompt") {
            if names.contains("prompt") { return generation(names) }
            // Embeddings and moderations have an input as well, and nothing else of these.
            if isResponses.filter(names.contains).count >= 2 || names.contains("instructions") {
                return .openAIResponses
            }
        }
        return nil
    }

    private static func chat(_ names: Set<String>) -> DialectID? {
        let converse: Set = [
            "inferenceConfig", "toolConfig", "additionalModelRequestFields", "guardrailConfig", "promptVariables",
            "requestMetadata", "modelId",
        ]
        if !names.isDisjoint(with: converse) { return .bedrockConverse }
        let anthropic: Set = ["stop_sequences", "thinking", "mcp_servers", "top_k"]
        if names.contains("system"), names.contains("model") { return .anthropic }
        let openAI: Set = [
            "max_completion_tokens", "frequency_penalty", "presence_penalty", "logprobs", "top_logprobs",
            "stream_options",
            "response_format", "n", "seed", "parallel_tool_calls", "reasoning_effort", "logit_bias", "store", "user",
            "stop",
        ]
        if !names.isDisjoint(with: openAI) { return .openAIChat }
        let ollama: Set = ["options", "keep_alive", "think", "format"]
        if !names.isDisjoint(with: ollama) { return .ollamaChat }
        let cohere: Set = ["documents", "citation_options", "safety_mode", "strict_tools", "p", "k"]
        if !names.isDisjoint(with: cohere) { return .cohere }
        if names.contains("max_tokens"), !names.isDisjoint(with: anthropic) { return .anthropic }
        return names.contains("model") ? .openAIChat : nil
    }

    private static func generation(_ names: Set<String>) -> DialectID? {
        let ollama: Set = [
            "options", "keep_alive", "raw", "template", "context", "think", "images", "system", "format",
        ]
        if !names.isDisjoint(with: ollama) { return .ollamaGenerate }
        if names.contains("input") || names.contains("instructions") { return .openAIResponses }
        let completions: Set = [
            "max_tokens", "temperature", "suffix", "echo", "best_of", "logprobs", "n", "stop", "top_p",
            "stream_options",
            "frequency_penalty", "presence_penalty", "logit_bias", "seed", "user",
        ]
        return names.isDisjoint(with: completions) ? nil : .openAICompletions
    }

    /// The dialect of a plain response's body with these members at the top, if they tell.
    package static func dialect(responseMembers names: Set<String>) -> DialectID? {
        if names.contains("choices") {
            return names.contains("object") || names.contains("id") ? .openAIChat : nil
        }
        if !names.isDisjoint(with: ["candidates", "usageMetadata", "promptFeedback"]) { return .gemini }
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
        return Set(json.children(of: json.root).map { String(decoding: json.bytes[json.name($0)], as: UTF8.self) })
    }
}
