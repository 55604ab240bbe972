// The places of a stream that a text can be in.

/// The places of a stream that a text can be in.
enum StreamPlace: String, Sendable, CaseIterable {
    /// The answer.
    case text
    /// The answer of another choice, whose events lie between those of the first.
    case otherChoice
    /// What the model thinks.
    case reasoning
    /// What the model thinks, in a second form beside or instead of the first.
    case reasoningDetail
    /// What the model thinks, under a signature.
    case signedReasoning
    /// A refusal.
    case refusal
    /// The arguments of a tool call: the pieces are fragments of a JSON document.
    case toolArguments
    /// The arguments of another tool call, whose events lie between those of the first.
    case otherToolArguments
    /// The arguments of a tool call that come as one object: the pieces are those of one string value in it.
    case toolObject
    /// What a tool takes as plain text.
    case customToolInput
    /// Code that the provider runs.
    case code
    /// What is said aloud.
    case transcript
    /// What the model means to do with its tools.
    case plan
    /// A text that the pieces said and that is read from where it is repeated.
    case repeated
    /// The arguments of a tool call, read from where they are repeated.
    case repeatedArguments
    /// A text that came whole.
    case citation
    /// Pieces in a field that is in no specification.
    case unknownField
    /// The message of an error.
    case errorMessage

    /// Whether the pieces are fragments of a JSON document.
    var isDocument: Bool {
        self == .toolArguments || self == .otherToolArguments || self == .repeatedArguments
    }

    /// Whether the format has it in one event, so that the pieces are joined.
    var isWhole: Bool { self == .errorMessage || self == .citation || self == .toolObject }
}
