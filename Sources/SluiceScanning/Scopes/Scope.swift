// What a place of a text lies in.

package import SluiceModel

/// What a place of a text lies in: running text, code of a language, and where in it.
///
/// The scope of a place is a function of the bytes before it and of what is known of the text.
package struct Scope: Sendable, Hashable {
    /// What the text is written in.
    package enum Kind: Sendable, Hashable {
        /// Running text, in which code would be marked as such.
        case prose
        /// Nothing is known of it.
        case unknown
        /// Code of a language.
        case language(Language)
    }

    /// Where in code the place lies.
    package enum Region: UInt8, Sendable, Hashable {
        /// It is not known.
        case unknown
        case code, comment, string
    }

    /// A program inside a shell's: in a here document, or in quotes.
    package struct Inner: Sendable, Hashable {
        package var language: Language
        package var region: Region
    }

    package var kind: Kind
    package var region = Region.unknown
    /// The program inside the shell's that the place lies in as well: it may be run or written down, and the shell may
    /// still read it.
    package var inner: Inner?
    /// Whether the line is one that a change takes away or leaves as it is.
    package var isOld = false
    /// Whether all of the text, or of the element that it lies in, is what a change takes away: no mark in the text says so.
    package var isRemoved = false
    /// Whether the place lies in a call of a tool that the text itself spells.
    package var isCall = false

    /// A place of a kind.
    package init(_ kind: Kind, region: Region = .unknown, isOld: Bool = false, isCall: Bool = false) {
        self.kind = kind
        self.region = region
        self.isOld = isOld
        self.isCall = isCall
    }
}

/// What is known of a text before it is read.
package struct ScopeHint: Sendable, Hashable {
    /// How the text is read.
    package enum Form: UInt8, Sendable, Hashable {
        /// For people, or of unknown kind: code stands in blocks, elements of tool calls and patches.
        case blocks
        /// A program.
        case code
        /// The lines of a diff.
        case diff
        /// Parts to search for and to put in their place.
        case replacements
    }

    package var kind: Scope.Kind
    package var form: Form
    /// Whether the whole text is one that a change takes away.
    package var isOld = false

    /// Describes a text.
    package init(_ kind: Scope.Kind, _ form: Form, isOld: Bool = false) {
        self.kind = kind
        self.form = form
        self.isOld = isOld
    }

    /// Running text in which code is marked as such, as in a chat message.
    package static let prose = ScopeHint(.prose, .blocks)
    /// A text of which nothing is known.
    package static let unknown = ScopeHint(.unknown, .blocks)

    /// A command.
    package static let shell = ScopeHint(Language(named: "shell").map(Scope.Kind.language) ?? .unknown, .code)

    /// A text in a language.
    package init(_ language: Language) {
        if language.isProse {
            self = .prose
        } else if language.family == .diff {
            self.init(.unknown, .diff)
        } else {
            self.init(.language(language), .code)
        }
    }

    /// The file at a path, if its name tells.
    package init?(path: some StringProtocol) {
        guard let language = Language(path: path) else { return nil }
        self.init(language)
    }
}

extension Scope.Region {
    init(_ region: CodeRegion) {
        switch region {
        case .code: self = .code
        case .comment: self = .comment
        case .string: self = .string
        }
    }
}
