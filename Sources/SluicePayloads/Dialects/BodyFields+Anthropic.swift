// The fields of Anthropic's and Bedrock's bodies that are no text.

extension BodyFields {
    static let anthropicRequest = FieldTree(
        keep: [
            "model", "messages.role", "system.type", "system.cache_control.type", "system.cache_control.ttl",
            "system.citations.type", "tools.type", "tools.name", "tools.cache_control.type", "tools.cache_control.ttl",
            "tool_choice.type", "tool_choice.name", "thinking.type", "thinking.display", "service_tier", "container",
            "container.id", "container.skills.type", "container.skills.skill_id", "container.skills.version",
            "anthropic_version", "anthropic_beta", "betas", "mcp_servers.type", "mcp_servers.name",
            "output_config.effort", "output_config.format.type", "output_format.type", "cache_control.type",
            "context_management.edits.type", "inference_geo", "speed",
        ] + FieldPaths.under(["messages.content"], AnthropicFields.block),
        data: chatRequestData,
        media: chatRequestMedia,
        files: FieldPaths.under(["messages.content"], AnthropicFields.blockFiles),
        encrypted: FieldPaths.under(["messages.content"], AnthropicFields.blockEncrypted),
        signed: FieldPaths.under(["messages.content"], AnthropicFields.blockSigned)
    )

    static let anthropicResponse = FieldTree(
        keep: [
            "id", "type", "role", "model", "stop_reason", "usage.**", "container.id", "container.expires_at",
            "context_management.applied_edits.type", "request_id", "error.type",
        ] + FieldPaths.under(["content"], AnthropicFields.block),
        data: FieldPaths.under(["content"], AnthropicFields.blockData),
        media: FieldPaths.under(["content"], AnthropicFields.blockMedia),
        files: FieldPaths.under(["content"], AnthropicFields.blockFiles),
        encrypted: FieldPaths.under(["content"], AnthropicFields.blockEncrypted),
        signed: FieldPaths.under(["content"], AnthropicFields.blockSigned)
    )

    private static let converseLeaf = [
        "image.format", "document.format", "video.format", "audio.format", "cachePoint.type", "cachePoint.ttl",
        "video.source.s3Location.bucketOwner", "type",
    ]

    private static let converseBlock =
        converseLeaf + [
            "toolUse.toolUseId", "toolUse.name", "toolUse.type", "toolResult.toolUseId", "toolResult.status",
            "toolResult.type", "reasoningContent.reasoningText.signature", "reasoningContent.redactedContent",
            "guardContent.text.qualifiers", "guardContent.image.format",
        ] + FieldPaths.under(["toolResult.content"], converseLeaf)

    static let converseData =
        [
            "image.source.bytes", "document.source.bytes", "video.source.bytes", "audio.source.bytes",
            "guardContent.image.source.bytes", "toolResult.content.image.source.bytes",
            "toolResult.content.document.source.bytes", "toolResult.content.video.source.bytes",
        ]
        + FieldPaths.under(
            ["", "toolResult.content"],
            ["image", "document", "video", "audio"].map { $0 + ".source.s3Location.uri" }
        )

    private static let converseEncrypted = ["reasoningContent.redactedContent"]

    static let bedrockConverseRequest = FieldTree(
        keep: [
            "modelId", "messages.role", "system.cachePoint.type", "system.guardContent.text.qualifiers",
            "toolConfig.tools.toolSpec.name", "toolConfig.tools.cachePoint.type", "toolConfig.toolChoice.tool.name",
            "toolConfig.tools.systemTool.name", "guardrailConfig.guardrailIdentifier",
            "guardrailConfig.guardrailVersion", "guardrailConfig.trace", "guardrailConfig.streamProcessingMode",
            "performanceConfig.latency", "additionalModelResponseFieldPaths", "serviceTier.type",
        ] + FieldPaths.under(["messages.content"], converseBlock),
        data: chatRequestData,
        media: chatRequestMedia,
        encrypted: FieldPaths.under(["messages.content"], converseEncrypted),
        signed: ["messages.content.reasoningContent.reasoningText.text"]
    )

    static let bedrockConverseResponse = FieldTree(
        keep: [
            "stopReason", "usage.**", "metrics.**", "output.message.role", "performanceConfig.latency",
            "serviceTier.type", "trace.promptRouter.invokedModelId",
        ] + GuardrailFields.trace + FieldPaths.under(["output.message.content"], converseBlock),
        media: FieldPaths.under(["output.message.content"], converseData),
        encrypted: FieldPaths.under(["output.message.content"], converseEncrypted),
        signed: ["output.message.content.reasoningContent.reasoningText.text"]
    )
}
