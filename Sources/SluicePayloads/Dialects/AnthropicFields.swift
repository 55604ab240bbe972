// The fields of Anthropic's content blocks that are no text.

/// The fields of Anthropic's content blocks that are no text: blocks of requests, responses and events alike.
enum AnthropicFields {
    private static let leaf = [
        "type", "id", "tool_use_id", "signature", "name", "cache_control.type", "cache_control.ttl",
        "source.type", "source.media_type", "source.file_id", "citations.type", "citations.encrypted_index",
        "citations.file_id", "encrypted_content", "encrypted_stdout", "page_age", "file_id", "error_code",
        "file_type", "caller.type", "caller.tool_id", "server_name", "tool_name", "from.model", "to.model",
    ]

    /// What is kept of a block: its own fields, and those of the blocks of a tool's result inside it.
    ///
    /// A tool's input is free-form and not named: everything in it is text.
    static let block = leaf + ["data"] + FieldPaths.under(["content", "content.content", "source.content"], leaf)

    /// What of a block is data when it is base64. (The `data` of a plain-text document is text.)
    static let blockData = [
        "source.data", "content.source.data", "content.content.source.data", "source.content.source.data",
    ]

    /// What a signature covers.
    static let blockSigned = ["thinking"]
}
