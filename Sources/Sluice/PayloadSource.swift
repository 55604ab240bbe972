// What is known of a payload before it is read.

public import SluicePayloads
public import SluicePolicies

/// What is known of a payload before it is read. What is not known is found out from its first bytes.
public struct PayloadSource: Sendable, Hashable {
    /// The format.
    public var format: PayloadFormat?
    /// The provider's format of messages.
    public var dialect: DialectID?
    /// The `Content-Type` that it came with.
    public var contentType: String?
    /// The path of the request that it belongs to, such as `/v1/messages`, which tells the dialect.
    public var requestPath: String?
    /// Whose message it is and which way it travels, which decides what is done about findings.
    public var context: PolicyContext

    /// Describes a payload.
    public init(
        format: PayloadFormat? = nil,
        dialect: DialectID? = nil,
        contentType: String? = nil,
        requestPath: String? = nil,
        context: PolicyContext = PolicyContext()
    ) {
        self.format = format
        self.dialect = dialect
        self.contentType = contentType
        self.requestPath = requestPath
        self.context = context
    }
}
