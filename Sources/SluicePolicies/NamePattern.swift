// A pattern for names such as those of rules, models and routes.

/// A pattern for names such as those of rules, models and routes: `*` stands for any characters, none included, and
/// `?` for one. It must match the whole name; case counts.
public struct NamePattern: Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The pattern as it was written.
    public let text: String
    private let bytes: [UInt8]

    private static let star = UInt8(ascii: "*")
    private static let mark = UInt8(ascii: "?")

    /// Every text is a pattern.
    public init(_ text: String) {
        self.text = text
        bytes = Array(text.utf8)
    }

    /// A literal pattern.
    public init(stringLiteral text: String) {
        self.init(text)
    }

    /// The pattern as it was written.
    public var description: String { text }

    /// Whether the pattern stands for one name only.
    package var isLiteral: Bool { !bytes.contains { $0 == Self.star || $0 == Self.mark } }

    /// Whether the pattern matches a name. The time is at most the product of both lengths.
    public func matches(_ name: String) -> Bool {
        let name = Array(name.utf8)
        var index = 0
        var place = 0
        // Only the last star need be tried again: what an earlier one could take instead, this one can take.
        var retry: (index: Int, place: Int)?
        while place < name.count {
            if index < bytes.count, bytes[index] == Self.star {
                index += 1
                retry = (index, place)
            } else if index < bytes.count, bytes[index] == Self.mark {
                index += 1
                place = Self.characterEnd(in: name, from: place)
            } else if index < bytes.count, bytes[index] == name[place] {
                index += 1
                place += 1
            } else if let (next, start) = retry {
                index = next
                place = Self.characterEnd(in: name, from: start)
                retry = (next, place)
            } else {
                return false
            }
        }
        return bytes[index...].allSatisfy { $0 == Self.star }
    }

    /// Whether every name that `other` matches is matched by this pattern too, as far as it is easily seen.
    package func covers(_ other: NamePattern) -> Bool {
        self == other || (!bytes.isEmpty && bytes.allSatisfy { $0 == Self.star })
            || (other.isLiteral && matches(other.text))
    }

    private static func characterEnd(in name: [UInt8], from start: Int) -> Int {
        var end = start + 1
        while end < name.count, name[end] & 0xC0 == 0x80 { end += 1 }
        return end
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
