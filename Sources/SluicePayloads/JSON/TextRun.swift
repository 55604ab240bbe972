// How a stretch of a payload's raw bytes relates to the text that rules see.

/// How a stretch of a payload's raw bytes relates to the text that rules see.
///
/// Runs partition both sides in order: the text counts of all runs add up to the text, the raw counts to the raw bytes.
package struct TextRun: Sendable, Hashable {
    /// What may become of the stretch.
    package enum Kind: UInt8, Sendable {
        /// Shown to rules, never rewritten: quotes, colons, blanks, literals.
        case structure
        /// Inside a string: may be rewritten byte by byte where both counts are equal, otherwise as a whole.
        case content
        /// A number: rewritten as a whole, by a string.
        case number
        /// Inside a string or a number that a signature covers: shown to rules, never rewritten. A finding here can
        /// only block or be reported.
        case signed
        /// Not shown to rules and never rewritten; its text count is 0.
        case hidden
        /// A mark: neither text nor raw bytes.
        case mark
    }

    /// What a mark says of what follows it.
    package enum Mark: UInt8, Sendable {
        /// Media, tokens or encrypted text, which rules cannot look into.
        case media, tokens, encrypted
        /// An object whose text may be spelled again begins, or ends.
        case scope, scopeEnd
        /// An object, or an array, begins that spells the text of the innermost scope again.
        case spellingObject, spellingList
        /// An object, or an array, begins that spells text of the document again.
        case documentSpellingObject, documentSpellingList
        /// What spells text again has ended.
        case spellingEnd
        /// All that is open ends with the document.
        case end
    }

    /// How many bytes of text.
    package var textCount: Int
    /// How many raw bytes. Where it differs from `textCount` the run is one escape sequence, or part of one.
    package var rawCount: Int
    /// What may become of it.
    package var kind: Kind
    /// How many JSON strings it is inside of: how often a replacement must be escaped. 0 is plain text.
    package var depth: UInt8

    /// Makes a run.
    package init(textCount: Int, rawCount: Int, kind: Kind, depth: UInt8) {
        self.textCount = textCount
        self.rawCount = rawCount
        self.kind = kind
        self.depth = depth
    }

    /// Makes a mark.
    package init(_ mark: Mark) {
        self.init(textCount: 0, rawCount: 0, kind: .mark, depth: mark.rawValue)
    }

    /// Whether text and raw bytes are the same bytes, so that the run can be cut anywhere.
    package var isVerbatim: Bool { textCount == rawCount }
}
