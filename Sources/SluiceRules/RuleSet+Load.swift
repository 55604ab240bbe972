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
    /// - Parameters:
    ///   - keywordScope: where the keywords of gitleaks configurations are looked for.
    ///   - usesJIT: whether patterns become machine code where the platform can; false has them interpreted.
    package static func compile(
        _ definitions: [RuleDefinition],
        problems: [RuleSetError.Problem] = [],
        selection: RuleSelection = RuleSelection(),
        keywordScope: KeywordScope = .nearby,
        usesJIT: Bool = true
    ) throws(RuleSetError) -> RuleSet {
        let pairs = RulePairs(definitions, selection: selection)
        let enabled = definitions.filter { $0.isEnabled || pairs.partners.contains($0.description.id) }
            .sorted { $0.description.id < $1.description.id }
        let forms = enabled.concurrentMap { RuleCompiler.form(of: $0, scope: keywordScope, usesJIT: usesJIT) }
        var compiler = RuleCompiler()
        for (definition, form) in zip(enabled, forms) { compiler.compile(definition, form: form) }
        let problems = problems + compiler.problems + pairs.problems
        guard problems.isEmpty else { throw RuleSetError(problems: problems.inOrder) }
        let rules = compiler.rules.filter { rule in
            // Such a rule is there for those that require it, which streams do not look at.
            let isHelper = keywordScope == .nearby && rule.fileCondition?.skipsReport == true
            return pairs.isNeeded(rule.description) && !isHelper
        }
        return RuleSet(
            rules: rules,
            known: definitions.map(\.description),
            silentRules: Set(rules.indices.filter { !pairs.isChosen(rules[$0].description) }),
            pathRules: compiler.pathRules.filter { selection.includes($0.description) },
            remarks: compiler.remarks,
            runClassCount: compiler.runClasses.count
        )
    }
}
