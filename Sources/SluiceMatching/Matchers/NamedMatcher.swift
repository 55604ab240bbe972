// The interface of a hand-written matcher that a rule file calls by name.

/// A hand-written matcher that a rule file calls by name.
package protocol NamedMatcher: CandidateMatcher {
    /// The name in rule files.
    static var name: String { get }
    /// One sentence for the documentation.
    static var summary: String { get }
    /// The options that a rule may set.
    static var optionNames: [String] { get }
    /// Makes the matcher with a rule's options, whose names have been checked against `optionNames`.
    init(options: [String: [String]], runClasses: inout RunClassTable) throws(MatcherOptionError)
}

/// An option of a matcher that cannot be used.
package struct MatcherOptionError: Error, Sendable, Hashable {
    /// The option.
    package let option: String
    /// What is wrong and what to write instead.
    package let reason: String

    /// Names an option and what is wrong with it.
    package init(option: String, reason: String) {
        self.option = option
        self.reason = reason
    }
}
