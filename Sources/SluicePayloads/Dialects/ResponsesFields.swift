// The fields of OpenAI Responses that are no text.

/// The fields of OpenAI Responses that are no text: of items, which are input, output and event alike, and of the
/// response.
enum ResponsesFields {
    /// What is kept of an item.
    static let item = [
        "id", "type", "status", "role", "call_id", "name", "server_label", "encrypted_content", "approval_request_id",
        "phase", "container_id", "summary.type", "content.type", "content.file_id", "content.detail",
        "content.annotations.type", "content.annotations.file_id", "content.annotations.container_id",
        "content.input_audio.format", "output.type", "output.file_id", "output.detail", "outputs.type",
        "action.type", "results.file_id", "tools.name", "tools.type", "acknowledged_safety_checks.id",
        "pending_safety_checks.id", "namespace",
    ]

    /// What of an item is media or a link to it. (The `result` of some items is base64, that of others text.)
    static let itemMedia = [
        "content.image_url", "content.file_url", "content.file_data", "content.input_audio.data", "output.image_url",
        "output.file_data", "outputs.url", "audio.data",
    ]

    /// What of an item names a file that the provider has.
    static let itemFiles = ["content.file_id", "output.file_id"]

    /// What is kept of tools and of how they are chosen.
    static let tools = [
        "tools.type", "tools.name", "tools.server_label", "tools.connector_id", "tools.require_approval",
        "tools.vector_store_ids", "tools.container", "tools.container.type", "tools.container.file_ids",
        "tools.format.type", "tools.format.syntax", "tools.search_context_size", "tools.model", "tools.quality",
        "tools.size", "tools.background", "tools.output_format", "tools.environment", "tools.environment.type",
        "tool_choice", "tool_choice.type", "tool_choice.name", "tool_choice.mode", "tool_choice.server_label",
        "tool_choice.tools.type", "tool_choice.tools.name",
    ]

    /// What requests and responses have in common beside items.
    static let common = [
        "id", "object", "model", "status", "service_tier", "truncation", "previous_response_id", "conversation",
        "conversation.id", "prompt_cache_retention", "prompt.id", "prompt.version", "reasoning.effort",
        "reasoning.summary", "reasoning.generate_summary", "text.format.type", "text.format.name", "text.verbosity",
        "include", "usage.**", "error.code", "incomplete_details.reason",
    ]

    /// What is kept of a response that is the member `prefix`, or the document if that is empty.
    static func response(under prefix: String) -> [String] {
        let output = FieldPaths.under(["output", "input"], item)
        return FieldPaths.under([prefix], common + tools + output + FieldPaths.under(["instructions"], item))
    }
}
