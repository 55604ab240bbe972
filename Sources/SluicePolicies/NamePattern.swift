// A pattern for names such as those of rules, models and routes.

import SluiceModel

/// A pattern for names such as those of rules, models and routes: `*` stands for any characters, none included, and
/// `?` for one. It must match the whole name; case counts.
public struct NamePattern: Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The pattern as it was written.
    public let text: String
    private let characters: [Unicode.Scalar]

    private static let star: Unicode.Scalar = "*"
    private static let mark: Unicode.Scalar = "?"

    /// Every text is a pattern.
    public init(_ text: String) {
        self.text = text
        characters = Array(text.unicodeScalars)
    }

    /// A literal pattern.
    public init(stringLiteral text: String) {
        self.init(text)
    }

    /// The pattern as it was written.
    public var description: String { text }

    /// Whether the pattern stands for one name only.
    package var isLiteral: Bool { !characters.contains { $0 == Self.star || $0 == Self.mark } }

    /// Whether the pattern matches a name. The time is at most the product of both lengths.
    public func matches(_ name: String) -> Bool {
        let name = Array(name.unicodeScalars)
        return Wildcards.match(count: characters.count, inputCount: name.count) { index in
            characters[index] == Self.star
        } isMatch: { index, place in
            characters[index] == Self.mark || characters[index] == name[place]
        }
    }

    /// Whether every name that `other` matches is matched by this pattern too, as far as it is easily seen.
    package func covers(_ other: NamePattern) -> Bool {
        self == other || (!characters.isEmpty && characters.allSatisfy { $0 == Self.star })
            || (other.isLiteral && matches(other.text))
    }
}

extension [NamePattern] {
    /// Whether one of the patterns matches a name. No patterns match all names, and a name that is not known (nil) too;
    /// patterns match no name that is not known.
    func allow(_ name: String?) -> Bool {
        isEmpty || (name.map { name in contains { $0.matches(name) } } ?? false)
    }

    /// Whether every name that `other` allows is allowed by these patterns too, as far as it is easily seen.
    func cover(_ other: [NamePattern]) -> Bool {
        isEmpty || (!other.isEmpty && other.allSatisfy { pattern in contains { $0.covers(pattern) } })
    }
}
