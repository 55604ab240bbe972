// What is wrong with policy files, in words that name the remedy.

public import SluiceRules

/// Everything that is wrong with policy files.
public struct PolicyError: Error, Sendable, CustomStringConvertible {
    /// The problems, in the order of files and lines; `rule` of a problem is the policy entry's name.
    public let problems: [RuleSetError.Problem]

    /// Wraps the problems found.
    public init(problems: [RuleSetError.Problem]) {
        self.problems = problems
    }

    /// One problem a line.
    public var description: String {
        problems.map(\.description).joined(separator: "\n")
    }
}
