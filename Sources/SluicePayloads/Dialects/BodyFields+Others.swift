// The fields of Gemini's, Ollama's, Cohere's and TGI's bodies that are no text.

extension BodyFields {
    private static let geminiMembers = FieldPaths.under(
        ["contents", "systemInstruction", "system_instruction"],
        ["role"] + FieldPaths.under(["parts"], GeminiFields.part)
    )

    private static let geminiMedia = FieldPaths.under(
        ["contents.parts", "systemInstruction.parts", "system_instruction.parts"],
        GeminiFields.partMedia
    )

    /// Counting and Code Assist put the request into a member.
    private static let geminiPrefixes = ["", "request", "generateContentRequest"]

    static let geminiRequest = FieldTree(
        keep: FieldPaths.under(
            geminiPrefixes,
            geminiMembers + [
                "model", "cachedContent", "tools.functionDeclarations.name", "tools.functionDeclarations.behavior",
                "tools.function_declarations.name", "toolConfig.functionCallingConfig.mode",
                "toolConfig.functionCallingConfig.allowedFunctionNames", "safetySettings.category",
                "safetySettings.threshold", "generationConfig.responseMimeType", "generationConfig.responseModalities",
                "generationConfig.mediaResolution", "generationConfig.thinkingConfig.thinkingLevel",
                "generationConfig.speechConfig.languageCode",
                "generationConfig.speechConfig.voiceConfig.prebuiltVoiceConfig.voiceName",
                "generationConfig.imageConfig.aspectRatio", "generationConfig.imageConfig.imageSize",
            ]
        ),
        media: FieldPaths.under(geminiPrefixes, geminiMedia)
    )

    static let geminiResponse = FieldTree(
        keep: GeminiDialect.kept,
        media: GeminiDialect.media,
        spellings: ["candidates|logprobsResult", "response.candidates|logprobsResult"]
    )

    static let ollamaRequest = FieldTree(
        keep: [
            "model", "format", "keep_alive", "think", "messages.role", "messages.tool_name", "messages.tool_call_id",
            "tools.type", "tools.function.name",
        ] + FieldPaths.under(["messages"], OllamaFields.toolCalls),
        data: chatRequestData,
        media: ["images"] + chatRequestMedia,
        tokens: ["context"]
    )

    static let ollamaChatResponse = FieldTree(
        keep: OllamaChatDialect.kept,
        media: ["message.images"],
        spellings: ["|logprobs"]
    )

    static let ollamaGenerateResponse = FieldTree(
        keep: OllamaFields.record,
        media: ["image"],
        tokens: ["context"],
        spellings: ["|context", "|logprobs"]
    )

    private static let cohereMessage =
        [
            "role", "tool_call_id", "content.type", "content.image_url.detail", "content.document.id", "citations.type",
            "citations.sources.type", "citations.sources.id", "tool_calls.name", "tool_results.call.name",
        ] + FieldPaths.toolCalls

    static let cohereRequest = FieldTree(
        keep: [
            "model", "tools.type", "tools.function.name", "tools.name", "tool_choice", "response_format.type",
            "safety_mode", "citation_options.mode", "citation_quality", "prompt_truncation", "connectors.id",
            "conversation_id", "documents.id", "thinking.type", "tool_results.call.name",
        ] + FieldPaths.under(["messages", "chat_history"], cohereMessage),
        data: chatRequestData,
        media: chatRequestMedia
    )

    static let cohereResponse = FieldTree(
        keep: [
            "id", "finish_reason", "usage.**", "generation_id", "response_id", "meta.api_version.**",
            "meta.billed_units.**", "meta.tokens.**", "tool_calls.name", "documents.id", "citations.document_ids",
            "search_queries.generation_id",
        ] + FieldPaths.under(["message", "chat_history"], cohereMessage),
        media: ["message.content.image_url.url"],
        spellings: ["|logprobs"]
    )

    static let tgiRequest = FieldTree(
        keep: ["parameters.adapter_id", "parameters.grammar.type"]
    )

    static let tgiResponse = FieldTree(
        keep: TGIDialect.kept,
        spellings: FieldPaths.under(["|details", "|details.best_of_sequences"], ["prefill", "tokens", "top_tokens"])
    )

    /// Of requests that nothing else is known of: prompts and inputs may be tokens, and messages those of any provider.
    static let unknownRequest = FieldTree(
        data: chatRequestData,
        media: chatRequestMedia,
        tokens: ["prompt", "input", "inputs", "context", "prompt_token_ids", "tokens"],
        isRecord: true
    )
}
