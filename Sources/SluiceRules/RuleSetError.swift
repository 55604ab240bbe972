// What is wrong with a rules directory, in words that name the remedy.

/// Everything that is wrong with a rules directory.
public struct RuleSetError: Error, Sendable, CustomStringConvertible {
    /// One problem of one rule or file.
    public struct Problem: Sendable, Hashable, CustomStringConvertible {
        /// Where it is.
        public let location: SourceLocation
        /// The rule, if the file could be read that far.
        public let rule: String?
        /// What is wrong and what to do.
        public let reason: String

        /// Names a problem.
        public init(location: SourceLocation, rule: String?, reason: String) {
            self.location = location
            self.rule = rule
            self.reason = reason
        }

        /// `file:line: rule: reason`
        public var description: String {
            rule.map { "\(location): \($0): \(reason)" } ?? "\(location): \(reason)"
        }
    }

    /// The problems, in the order of files and lines.
    public let problems: [Problem]

    /// Wraps the problems found.
    public init(problems: [Problem]) {
        self.problems = problems
    }

    /// One problem a line.
    public var description: String {
        problems.map(\.description).joined(separator: "\n")
    }
}
