// A part of a document that is judged as a whole document of a provider's format.

import SluicePayloads

/// A part of a document that is judged inside another one, so that it is read in its provider's format: a list of
/// messages as the `messages` of a request, whose ids and roles are no text.
struct WrappedDocument {
    private let prefix: [UInt8]
    private let suffix: [UInt8]
    /// What is judged.
    let part: HookPart

    /// Wraps a value.
    ///
    /// - Parameters:
    ///   - value: the value as it is written.
    ///   - prefix: what stands before it in the document.
    ///   - suffix: what stands behind it.
    init(_ value: [UInt8], prefix: String, suffix: String, dialect: DialectID, tool: String? = nil) {
        self.prefix = Array(prefix.utf8)
        self.suffix = Array(suffix.utf8)
        var part = HookPart.body(self.prefix + value + self.suffix, format: .json, dialect: dialect)
        part.tool = tool
        self.part = part
    }

    /// Wraps a value as the only member of an object, such as the `messages` of a chat.
    init(_ value: JSONTree.Node, of json: JSONTree, as name: String, dialect: DialectID = .openAIChat) {
        self.init(json.slice(value), prefix: "{\"\(name)\":", suffix: "}", dialect: dialect)
    }

    /// The value in what became of the document.
    func value(in filtered: [UInt8]) -> [UInt8] {
        Array(filtered.dropFirst(prefix.count).dropLast(suffix.count))
    }
}
