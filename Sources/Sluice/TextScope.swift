// What is known of what the texts of a payload are written in.

import SluiceModel
import SluiceScanning

/// What is known of what the texts of a payload are written in, before any is read.
struct TextScope: Sendable, Hashable {
    /// A plain text. One that travels to or from a model is a message; of others nothing is known.
    let plain: ScopeHint
    /// What a document consists of beside its strings.
    let structure: ScopeHint
    /// A string of a document, or a text of a stream, that nothing else is known of.
    let string: ScopeHint

    /// The same, where strings of which nothing else is known are `string`.
    init(_ other: TextScope, string: ScopeHint) {
        (plain, structure, self.string) = (other.plain, other.structure, string)
    }

    /// - Parameters:
    ///   - language: the texts' language, by any of its names; one that is not known says nothing.
    ///   - path: the file that the texts are from.
    ///   - direction: which way they travel, if they do.
    init(language: String? = nil, path: String? = nil, direction: Direction? = nil) {
        if let language = language.flatMap({ Language(named: $0) }) {
            let hint = ScopeHint(language)
            (plain, structure, string) = (hint, hint, hint)
        } else if let language = path.flatMap({ Language(path: $0) }) {
            let hint = ScopeHint(language)
            (plain, structure) = (hint, hint)
            // Strings of a file may hold whole messages, as those of a log do.
            string = ScopeHint(hint.kind, .blocks)
        } else {
            plain = direction == nil ? .unknown : .prose
            (structure, string) = (.prose, .prose)
        }
    }
}
