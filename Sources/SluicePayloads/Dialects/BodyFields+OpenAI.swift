// The fields of OpenAI's bodies that are no text.

extension BodyFields {
    private static let chatMessage =
        [
            "role", "tool_call_id", "audio.id", "content.type", "content.image_url.detail",
            "content.input_audio.format",
            "content.file.file_id", "content.cache_control.type", "content.cache_control.ttl",
            "content.thinking.type", "content.thinking.signature", "content.signature",
            "content.reference_ids", "annotations.type", "images.type", "content.tool_use_id", "cache_control.type",
        ] + FieldPaths.toolCalls + FieldPaths.reasoning

    static let chatMessageData = [
        "content.image_url.url", "content.image_url", "content.input_audio.data", "content.file.file_data",
        "content.video_url.url", "content.audio_url.url", "content.document_url", "images.image_url.url", "audio.data",
    ]

    private static let chatMessageEncrypted = ["content.data"] + FieldPaths.encryptedReasoning

    static let openAIChatRequest = FieldTree(
        keep: [
            "model", "models", "tools.type", "tools.function.name", "tools.custom.name", "tools.custom.format.type",
            "functions.name", "function_call", "function_call.name", "tool_choice", "tool_choice.type",
            "tool_choice.function.name", "tool_choice.custom.name", "response_format.type",
            "response_format.json_schema.name", "modalities", "audio.format", "audio.voice", "reasoning_effort",
            "reasoning.effort", "service_tier", "verbosity", "prediction.type", "prediction.content.type", "route",
            "web_search_options.search_context_size", "tools.cache_control.type", "prompt_cache_retention",
        ] + FieldPaths.under(["messages"], chatMessage),
        data: chatRequestData,
        media: chatRequestMedia,
        files: ["messages.content.file.file_id"],
        encrypted: FieldPaths.under(["messages"], chatMessageEncrypted),
        signed: ["messages.thinking_blocks.thinking"]
    )

    static let openAIChatResponse = FieldTree(
        keep: [
            "id", "object", "model", "system_fingerprint", "service_tier", "provider", "usage.**", "x_groq.id",
            "choices.finish_reason", "choices.native_finish_reason", "choices.content_filter_results.*.severity",
            "prompt_filter_results.content_filter_results.*.severity",
        ] + FieldPaths.error + FieldPaths.under(["choices.message"], chatMessage),
        media: FieldPaths.under(["choices.message"], chatMessageData),
        encrypted: FieldPaths.under(["choices.message"], chatMessageEncrypted),
        tokens: FieldPaths.completionTokens,
        signed: ["choices.message.thinking_blocks.thinking"],
        spellings: FieldPaths.completionSpellings
    )

    static let openAICompletionsRequest = FieldTree(keep: ["model", "service_tier"], tokens: ["prompt"])

    static let openAICompletionsResponse = FieldTree(
        keep: OpenAICompletionsDialect.kept,
        tokens: FieldPaths.completionTokens,
        spellings: FieldPaths.completionSpellings
    )

    static let openAIResponsesRequest = FieldTree(
        keep: ResponsesFields.common + ResponsesFields.tools + ResponsesFields.request,
        data: ["input.result", "prompt.variables.*.result"],
        media: FieldPaths.under(["input", "prompt.variables.*"], ResponsesFields.itemMedia)
            + ["prompt.variables.*.image_url", "prompt.variables.*.file_data"],
        files: FieldPaths.under(["input"], ResponsesFields.itemFiles) + ["prompt.variables.*.file_id"],
        encrypted: ["input.encrypted_content"]
    )

    static let openAIResponsesResponse = FieldTree(
        keep: ResponsesFields.response(under: "") + FieldPaths.error,
        data: ["output.result", "input.result"],
        media: FieldPaths.under(["output", "input"], ResponsesFields.itemMedia),
        files: FieldPaths.under(["output", "input"], ResponsesFields.itemFiles),
        encrypted: ["output.encrypted_content", "input.encrypted_content"],
        spellings: ["output.content|logprobs"]
    )
}

extension ResponsesFields {
    /// What is kept of a request beside what it has in common with a response.
    static let request =
        FieldPaths.under(["input"], item) + [
            "prompt.variables.*.type", "prompt.variables.*.file_id", "context_management.type",
        ]
}
