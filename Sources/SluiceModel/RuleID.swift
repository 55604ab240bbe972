// The name of a rule.

/// The stable name of a rule, such as `github-token`: lower-case letters, digits and hyphens.
public struct RuleID: Hashable, Sendable, Comparable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The name itself.
    public let rawValue: String

    /// Wraps a name. Rule files are checked for its spelling when they are read.
    public init(_ rawValue: String) {
        self.rawValue = rawValue
    }

    /// Wraps a literal name.
    public init(stringLiteral value: String) {
        self.rawValue = value
    }

    /// The name itself.
    public var description: String { rawValue }

    /// The order of the names.
    public static func < (left: RuleID, right: RuleID) -> Bool {
        left.rawValue < right.rawValue
    }
}
