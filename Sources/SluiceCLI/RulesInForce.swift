// Which rules a command has looked for.

/// Which rules a command has looked for: so that rules which nobody chose are not taken for all rules.
package struct RulesInForce: Sendable, Hashable {
    /// Their directory, or the one file.
    package let directory: String
    /// How many were selected.
    package let count: Int
    /// Whether `--rules` or `$SLUICE_RULES` named them.
    package let isNamed: Bool

    package init(directory: String, count: Int, isNamed: Bool) {
        self.directory = directory
        self.count = count
        self.isNamed = isNamed
    }

    /// What a summary says where the working directory brought the rules along, unasked; else nil.
    package var remark: String? {
        guard !isNamed, directory == RulesLocation.local.text else { return nil }
        return "\(counted(count, "rule")) in force, from \(directory) in the working directory"
    }
}
