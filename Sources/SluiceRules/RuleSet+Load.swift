// Reads and compiles a rules directory.

import SluiceMatching

extension RuleSet {
    /// Reads and compiles all rule files below `directory`.
    ///
    /// Every rule is checked, those that `selection` leaves out as well, apart from its examples: `sluice rules lint`
    /// reads those.
    ///
    /// - Throws: `RuleSetError` naming every file, line, rule and reason.
    public static func load(
        directory: String,
        selection: RuleSelection = RuleSelection()
    ) throws(RuleSetError) -> RuleSet {
        let (definitions, problems) = RuleDirectory.readAll(directory, readsExamples: false)
        return try compile(definitions, problems: problems, selection: selection)
    }

    /// Compiles definitions that have been read, unless there are problems.
    ///
    /// - Parameter usesJIT: whether patterns become machine code where the platform can; false has them interpreted.
    package static func compile(
        _ definitions: [RuleDefinition],
        problems: [RuleSetError.Problem] = [],
        selection: RuleSelection = RuleSelection(),
        usesJIT: Bool = true
    ) throws(RuleSetError) -> RuleSet {
        let enabled = definitions.filter(\.isEnabled).sorted { $0.description.id < $1.description.id }
        let forms = enabled.concurrentMap { RuleCompiler.form(of: $0, usesJIT: usesJIT) }
        var compiler = RuleCompiler()
        for (definition, form) in zip(enabled, forms) { compiler.compile(definition, form: form) }
        let problems = problems + compiler.problems
        guard problems.isEmpty else { throw RuleSetError(problems: problems) }
        return RuleSet(
            rules: compiler.rules.filter { selection.includes($0.description) },
            runClassCount: compiler.runClasses.count
        )
    }
}
