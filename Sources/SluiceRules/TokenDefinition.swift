// The `token:` form of a rule as a file states it.

package import SluiceMatching

/// The `token:` form: a prefix and the parts that follow it.
package struct TokenDefinition: Sendable, Hashable {
    package var prefixes: [String]
    /// What follows the prefix, in order. `alphabet` and `length` of the file form are one part.
    package var parts: [Part]
    package var infix: Infix?
    package var suffix: String
    package var boundary: Boundary
    /// The names that the token stands behind, for tokens without a text of their own.
    package var near: Near?

    package enum Part: Sendable, Hashable {
        case text(String)
        case characters(alphabet: Alphabet, length: ClosedRange<Int>)
    }

    package struct Infix: Sendable, Hashable {
        package var text: String
        package var after: ClosedRange<Int>

        package init(text: String, after: ClosedRange<Int>) {
            self.text = text
            self.after = after
        }
    }

    /// Where a token stands that is known by a name before it.
    package struct Near: Sendable, Hashable {
        package var names: [String]
        /// The most bytes between a name and the token.
        package var within: Int
        /// Whether a word such as key or token must be there besides.
        package var needsCue: Bool

        package static let defaultReach = 40
        package static let maximumReach = 96

        package init(names: [String], within: Int = defaultReach, needsCue: Bool = false) {
            self.names = names
            self.within = within
            self.needsCue = needsCue
        }
    }

    package enum Boundary: Sendable, Hashable {
        /// The alphabet's own characters, letters, digits and `_` may not touch the token.
        case standard
        case none
        /// These characters may not touch the token.
        case characters(Alphabet)
    }

    package init(
        prefixes: [String],
        parts: [Part],
        infix: Infix? = nil,
        suffix: String = "",
        boundary: Boundary = .standard,
        near: Near? = nil
    ) {
        self.prefixes = prefixes
        self.parts = parts
        self.infix = infix
        self.suffix = suffix
        self.boundary = boundary
        self.near = near
    }
}

extension TokenDefinition {
    /// The bytes that the token is made of.
    var characters: ByteSet {
        let fixed = prefixes.joined() + suffix
        return parts.reduce(ByteSet(fixed)) { set, part in
            switch part {
            case .text(let text): set.union(ByteSet(text))
            case .characters(let alphabet, _): set.union(alphabet.set)
            }
        }
    }

    /// The bytes that the token can begin with.
    var initials: ByteSet {
        var initials = ByteSet()
        for first in prefixes.compactMap(\.utf8.first) { initials.insert(first) }
        guard prefixes.isEmpty else { return initials }
        for part in parts {
            switch part {
            case .text(let text):
                if let first = text.utf8.first { initials.insert(first) }
                return initials
            case .characters(let alphabet, let length):
                initials = initials.union(alphabet.set)
                if length.lowerBound > 0 { return initials }
            }
        }
        if let first = suffix.utf8.first { initials.insert(first) }
        return initials
    }

    /// How many bytes of `initials` the token begins with at least.
    var leastRun: Int {
        guard prefixes.isEmpty, case .characters(_, let length)? = parts.first else { return 1 }
        return max(1, length.lowerBound)
    }

    /// The entropy that a rule asks of the token where it names none: behind a name nothing else tells a key from
    /// `0000…`. 2.5 bits a character are far below what random keys of sixteen characters have.
    var defaultEntropy: Double? {
        guard near != nil else { return nil }
        let least = parts.reduce(0) { sum, part in
            switch part {
            case .text(let text): sum + text.utf8.count
            case .characters(_, let length): sum + length.lowerBound
            }
        }
        return least >= 16 && !characters.intersection(.letters).isEmpty ? 2.5 : 1.5
    }
}
