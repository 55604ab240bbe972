// The fields of OpenAI's bodies that are no text.

extension BodyFields {
    private static let chatMessage =
        [
            "role", "tool_call_id", "audio.id", "content.type", "content.image_url.detail",
            "content.input_audio.format",
            "content.file.file_id", "content.cache_control.type", "content.cache_control.ttl",
            "content.thinking.type", "content.thinking.signature", "content.signature", "content.data",
            "content.reference_ids", "annotations.type", "images.type", "content.tool_use_id", "cache_control.type",
        ] + FieldPaths.toolCalls + FieldPaths.reasoning

    private static let chatMessageData = [
        "content.image_url.url", "content.image_url", "content.input_audio.data", "content.file.file_data",
        "content.video_url.url", "content.audio_url.url", "content.document_url", "images.image_url.url", "audio.data",
    ]

    static let openAIChatRequest = FieldTree(
        keep: [
            "model", "models", "tools.type", "tools.function.name", "tools.custom.name", "tools.custom.format.type",
            "functions.name", "function_call", "function_call.name", "tool_choice", "tool_choice.type",
            "tool_choice.function.name", "tool_choice.custom.name", "response_format.type",
            "response_format.json_schema.name", "modalities", "audio.format", "audio.voice", "reasoning_effort",
            "reasoning.effort", "service_tier", "verbosity", "prediction.type", "prediction.content.type", "route",
            "web_search_options.search_context_size", "tools.cache_control.type", "prompt_cache_retention",
        ] + FieldPaths.under(["messages"], chatMessage),
        data: FieldPaths.under(["messages"], chatMessageData),
        signed: ["messages.thinking_blocks.thinking"]
    )

    static let openAIChatResponse = FieldTree(
        keep: [
            "id", "object", "model", "system_fingerprint", "service_tier", "provider", "usage.**", "x_groq.id",
            "choices.finish_reason", "choices.native_finish_reason", "choices.content_filter_results.*.severity",
            "prompt_filter_results.content_filter_results.*.severity",
        ] + FieldPaths.error + FieldPaths.under(["choices.message"], chatMessage),
        data: FieldPaths.under(["choices.message"], chatMessageData),
        signed: ["choices.message.thinking_blocks.thinking"]
    )

    static let openAICompletionsRequest = FieldTree(keep: ["model", "service_tier"])

    static let openAIResponsesRequest = FieldTree(
        keep: ResponsesFields.common + ResponsesFields.tools + ResponsesFields.request,
        data: FieldPaths.under(["input", "prompt.variables.*"], ResponsesFields.itemData)
            + ["prompt.variables.*.image_url", "prompt.variables.*.file_data"]
    )

    static let openAIResponsesResponse = FieldTree(
        keep: ResponsesFields.response(under: "") + FieldPaths.error,
        data: FieldPaths.under(["output", "input"], ResponsesFields.itemData)
    )
}

extension ResponsesFields {
    /// What is kept of a request beside what it has in common with a response.
    static let request =
        FieldPaths.under(["input"], item) + [
            "prompt.variables.*.type", "prompt.variables.*.file_id", "context_management.type",
        ]
}
