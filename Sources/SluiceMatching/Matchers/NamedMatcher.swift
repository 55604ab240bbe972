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

/// A hand-written matcher some of whose options name data files, which are read when rules are compiled.
package protocol FileMatcher: NamedMatcher {
    /// The options that name a file, relative to the folder of the rule's own file. All are required.
    static var fileOptions: [String] { get }
    /// Makes the matcher with a rule's options and the contents of the files that they name.
    init(
        options: [String: [String]],
        files: [String: [UInt8]],
        runClasses: inout RunClassTable
    ) throws(MatcherOptionError)
}

extension FileMatcher {
    /// Refuses: such a matcher is of no use without its files.
    package init(options: [String: [String]], runClasses: inout RunClassTable) throws(MatcherOptionError) {
        try self.init(options: options, files: [:], runClasses: &runClasses)
    }

    /// The contents of the file that an option names.
    static func contents(
        of option: String,
        in files: [String: [UInt8]]
    ) throws(MatcherOptionError) -> [UInt8] {
        guard let bytes = files[option] else {
            throw MatcherOptionError(option: option, reason: "names no file; it is required")
        }
        return bytes
    }
}
