// The fields of Gemini's contents that are no text.

/// The fields of Gemini's contents that are no text: of parts, which are request, response and event alike.
enum GeminiFields {
    /// What is kept of a part, in both spellings that the service takes.
    static let part = [
        "thoughtSignature", "thought_signature", "inlineData.mimeType", "inline_data.mime_type", "fileData.mimeType",
        "file_data.mime_type", "functionCall.id", "functionCall.name", "functionResponse.id", "functionResponse.name",
        "function_call.id", "function_call.name", "function_response.id", "function_response.name",
        "executableCode.id", "codeExecutionResult.outcome", "codeExecutionResult.id",
        "mediaResolution.level", "functionResponse.parts.inlineData.mimeType",
    ]

    /// What of a part is media or a link to it.
    static let partMedia = [
        "inlineData.data", "inline_data.data", "functionResponse.parts.inlineData.data", "fileData.fileUri",
        "file_data.file_uri",
    ]

    /// What is kept of a response.
    static let response =
        [
            "modelVersion", "responseId", "createTime", "usageMetadata.**", "candidates.finishReason",
            "candidates.content.role", "candidates.safetyRatings.category", "candidates.safetyRatings.probability",
            "candidates.safetyRatings.severity", "candidates.urlContextMetadata.urlMetadata.urlRetrievalStatus",
            "candidates.logprobsResult.chosenCandidates.token",
            "candidates.logprobsResult.topCandidates.candidates.token",
            "promptFeedback.blockReason", "promptFeedback.safetyRatings.category",
            "promptFeedback.safetyRatings.probability", "modelStatus.modelStage",
        ] + FieldPaths.under(["candidates.content.parts"], part)
}
