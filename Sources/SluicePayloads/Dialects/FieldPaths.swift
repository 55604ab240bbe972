// Lists of field paths that several formats share.

/// Lists of field paths that several formats share.
enum FieldPaths {
    /// Every path of `names` below every prefix; the prefix "" stands for the document itself.
    static func under(_ prefixes: [String], _ names: [String]) -> [String] {
        prefixes.flatMap { prefix in names.map { prefix.isEmpty ? $0 : prefix + "." + $0 } }
    }

    /// What is kept of an in-band error. Its message is text: it can quote the prompt or a key.
    static let error = ["error.type", "error.code", "error.status", "error.param", "error.details.@type"]

    /// The entries of OpenAI's log-probabilities. They spell the text again and are blanked when it is masked.
    static let logprobs = ["content", "refusal"].flatMap { part in
        ["logprobs.\(part).token", "logprobs.\(part).top_logprobs.token"]
    }

    /// What is kept of the tool calls of a chat message.
    static let toolCalls = [
        "tool_calls.id", "tool_calls.type", "tool_calls.function.name", "tool_calls.custom.name", "function_call.name",
        "tool_calls.extra_content.google.thought_signature",
        "tool_calls.provider_specific_fields.thought_signature",
    ]

    /// What is kept of the reasoning of a chat message as OpenRouter and LiteLLM write it.
    static let reasoning = [
        "reasoning_details.type", "reasoning_details.id", "reasoning_details.format", "reasoning_details.signature",
        "thinking_blocks.type", "thinking_blocks.signature",
    ]

    /// What of such reasoning its provider alone can read.
    static let encryptedReasoning = ["reasoning_details.data", "thinking_blocks.data"]

    /// What is given as token numbers beside the text of a completion, or in place of it.
    static let completionTokens = ["prompt_token_ids", "choices.prompt_token_ids", "choices.token_ids"]

    /// What spells the text of a completion, or its prompt, again.
    static let completionSpellings = [
        "choices|logprobs", "choices|token_ids", "|choices.prompt_token_ids", "|choices.prompt_logprobs",
        "|prompt_token_ids", "|prompt_logprobs",
    ]
}
