// All rules of a directory, compiled.

/// All rules of a directory, compiled once: immutable and shared by all threads.
public struct RuleSet: Sendable {
    /// The rules, sorted by name.
    public let descriptions: [RuleDescription]

    /// Reads and compiles all rule files below `directory`.
    ///
    /// - Throws: `RuleSetError` naming every file, line, rule and reason.
    public static func load(directory: String, selection: RuleSelection = RuleSelection()) throws(RuleSetError) -> RuleSet {
        RuleSet(descriptions: [])
    }
}
