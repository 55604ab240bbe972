// Where requests of chats have pictures and other media.

extension BodyFields {
    /// What of a chat's request is media or a link to it, in the format of any provider. The names of a body's members
    /// do not always tell its format, and servers read the parts of others' formats as well: what a policy says of media
    /// must not depend on a guess.
    static let chatRequestMedia =
        FieldPaths.under(["messages"], chatMessageData + ["images"])
        + FieldPaths.under(
            ["messages.content"],
            AnthropicFields.blockMedia + AnthropicFields.blockFiles + converseData
        )

    /// What of a chat's request is media where it is base64.
    static let chatRequestData = FieldPaths.under(["messages.content"], AnthropicFields.blockData)
}
