// The interface of a hand-written matcher that needs data files.

/// A hand-written matcher some of whose options name data files, which are read when rules are compiled.
package protocol FileMatcher: NamedMatcher {
    /// The options that name a file, relative to the folder of the rule's own file. All are required.
    static var fileOptions: [String] { get }
    /// Makes the matcher with a rule's options and the files that they name, by option.
    init(
        options: [String: [String]],
        files: [String: DataFile],
        runClasses: inout RunClassTable
    ) throws(MatcherOptionError)
}

extension FileMatcher {
    /// Refuses: such a matcher is of no use without its files.
    package init(options: [String: [String]], runClasses: inout RunClassTable) throws(MatcherOptionError) {
        try self.init(options: options, files: [:], runClasses: &runClasses)
    }

    /// The file that an option names.
    static func file(_ option: String, in files: [String: DataFile]) throws(MatcherOptionError) -> DataFile {
        guard let file = files[option] else {
            throw MatcherOptionError(option: option, reason: "names no file; it is required")
        }
        return file
    }
}
