// What is known of a lane's text.

/// What is known of a lane's text.
package struct LaneTraits: Sendable, Hashable {
    /// What the text is.
    package enum Form: Sendable, Hashable {
        /// Text for people or a JSON document, which is recognised by how it begins.
        case text
        /// A JSON document in fragments (tool arguments), scanned at the level of its strings.
        case json
    }

    /// What a text is written in, as far as the event says it.
    package enum Writing: Sendable, Hashable {
        /// A language, by one of its names.
        case language(String)
        /// What changes a file, by the file's path; empty where it is not known.
        case change(file: String)
        /// Anything: a tool takes it as it is.
        case anything
    }

    /// What the text is.
    package var form: Form
    /// Whether a signature covers the text, so that it may not be changed.
    package var isSigned: Bool
    /// The tool that the text is for, if it is a tool call's and the tool is known.
    package var tool: String?
    /// Whether the text is what a tool is called with, known or not.
    package var isCall: Bool
    /// What the text is written in; nil where it is not known.
    package var writing: Writing?
    /// Whether another text begins with this piece: what came before in a lane of the same name has ended.
    package var isStart = false
    /// Whether the text spells others again, token by token.
    package var isSpelling = false

    /// Describes a lane. An empty name of a tool is none, and JSON in fragments is what a tool is called with.
    package init(
        form: Form = .text,
        isSigned: Bool = false,
        tool: String? = nil,
        isCall: Bool = false,
        writing: Writing? = nil
    ) {
        self.form = form
        self.isSigned = isSigned
        self.tool = tool == "" ? nil : tool
        self.isCall = isCall || form == .json
        self.writing = writing
    }
}
