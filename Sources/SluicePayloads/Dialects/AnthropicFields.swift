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

    /// What of a block is a link to media.
    static let blockMedia = [
        "source.url", "content.source.url", "content.content.source.url", "source.content.source.url",
    ]

    /// What of a block names a file that the provider has.
    static let blockFiles = [
        "file_id", "source.file_id", "content.source.file_id", "content.content.source.file_id",
        "source.content.source.file_id",
    ]

    /// What of a block its provider alone can read.
    static let blockEncrypted = [
        "data", "encrypted_content", "encrypted_stdout", "content.encrypted_content", "content.encrypted_stdout",
        "content.content.encrypted_content", "content.content.encrypted_stdout",
    ]

    /// What a signature covers.
    static let blockSigned = ["thinking"]
}
