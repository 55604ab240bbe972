// A part of a text that is read in a way of its own.

import SluiceModel

/// A part of a text that is read in a way of its own: a fenced block, the content of an element, a patch.
struct ScopeBlock: Sendable {
    /// What ends it.
    enum Kind: UInt8, Sendable {
        /// The end of the text.
        case base
        /// As many marks as it began with, or more, alone on a line.
        case fence
        /// The closing tag of the element.
        case element
        /// `*** End Patch`.
        case patch
        /// As many lines as its header says.
        case countedDiff
    }

    /// How its lines are read.
    enum Content: UInt8, Sendable {
        case flow, code, diff, replacements
    }

    var kind = Kind.base
    var content = Content.flow
    var scope = Scope.Kind.prose
    /// Whether all of it is taken away by a change.
    var isOld = false
    /// Whether a line of code has come that is none of a change.
    var hasCode = false
    /// The fence's mark and how many there are.
    var mark: UInt8 = 0
    var markCount: UInt16 = 0
    /// Whether the fence stands in a quotation, whose lines begin with `>`.
    var isQuoted = false
    /// Which tag ends the element.
    var element = ToolElement.content
    /// Where the text of a list's items begins, kept while a block inside is open.
    var listIndent = 0

    /// Whether a line whose first byte behind blanks is `byte` may end the fence.
    func mayClose(with byte: UInt8) -> Bool { byte == mark || isQuoted && byte == UInt8(ascii: ">") }

    /// A block of code in a language; running text where the language is that.
    static func code(_ kind: Kind, _ hint: ScopeHint) -> ScopeBlock {
        var block = ScopeBlock()
        block.kind = kind
        block.scope = hint.kind
        block.isOld = hint.isOld
        switch hint.form {
        case .blocks: block.content = .flow
        case .code: block.content = .code
        case .diff: block.content = .diff
        case .replacements: block.content = .replacements
        }
        return block
    }
}
