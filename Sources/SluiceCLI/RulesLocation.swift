// Where the rules are.

/// Finds the rules directory.
package struct RulesLocation: Sendable {
    /// `--rules`, if given.
    package var option: String?
    /// `$SLUICE_RULES`, if set.
    package var variable: String?
    /// The running program's file.
    package var executable: BytePath?

    package init(option: String?, variable: String?, executable: BytePath?) {
        self.option = option
        self.variable = variable
        self.executable = executable
    }

    /// What the rules directory is called in the working directory.
    package static let local = BytePath("Rules")

    /// The places looked at, in this order: `--rules` alone, else `$SLUICE_RULES` alone, else `../share/sluice/Rules`
    /// from the program and `./Rules`. The installation goes first: what is scanned may have a directory of that name,
    /// and must not choose what is looked for in it.
    package var places: [(name: String, path: BytePath)] {
        if let option { return [("--rules", BytePath(bytes: ProcessState.argumentBytes(option)))] }
        if let variable { return [("$SLUICE_RULES", BytePath(variable))] }
        let local = [("the current directory", Self.local)]
        guard let prefix = executable?.parent.parent else { return local }
        return [("the installation", prefix.appending(Array("share/sluice/Rules".utf8)))] + local
    }

    /// The first place that is a directory, or a rule file.
    ///
    /// - Throws: `CommandFailure` that names every place tried and why it was not taken.
    package func find() throws(CommandFailure) -> BytePath {
        var reasons: [String] = []
        for (name, path) in places {
            do {
                let kind = try FileStatus.of(path).kind
                let isRuleFile = [".toml", ".yaml", ".yml"].contains { path.text.hasSuffix($0) }
                if kind == .directory || (kind == .file && isRuleFile) { return path }
                reasons.append("\(path.text.visible) (\(name)): neither a directory nor a rule file")
            } catch {
                reasons.append("\(path.text.visible) (\(name)): \(error)")
            }
        }
        throw CommandFailure(
            """
            no rules directory found; tried
              \(reasons.joined(separator: "\n  "))
            name one with --rules DIR or $SLUICE_RULES
            """
        )
    }
}
