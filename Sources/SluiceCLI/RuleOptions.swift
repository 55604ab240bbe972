// The options that choose rules, and how they are loaded.

import ArgumentParser
import SluiceModel
import SluiceRules

/// The options that choose rules.
struct RuleOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The rules directory, or one rule file or gitleaks configuration.",
            discussion: "Default: $SLUICE_RULES, else ../share/sluice/Rules from the program, else ./Rules.",
            valueName: "dir"
        ),
        completion: .directory
    )
    var rules: String?

    @Option(
        help: ArgumentHelp(
            "Use only these rules; may be repeated.",
            discussion: """
                A rule's id, a category (secret, pii, code, license, content), a tag, or '>=high' for a severity and \
                all above it. rule:, category:, tag: and severity: before a name say which is meant.
                """,
            valueName: "which"
        )
    )
    var only: [SelectorArgument] = []

    @Option(help: ArgumentHelp("Leave these rules out; as --only, and stronger.", valueName: "which"))
    var skip: [SelectorArgument] = []

    private var location: RulesLocation {
        RulesLocation(
            option: rules,
            variable: ProcessState.variable("SLUICE_RULES"),
            executable: ProcessState.executablePath
        )
    }

    /// The rules directory that was chosen or found.
    func directory() throws -> String {
        try location.find().text
    }

    /// Which rules were loaded.
    func inForce(_ rules: RuleSet) throws -> RulesInForce {
        RulesInForce(
            directory: try directory(),
            count: rules.selectedDescriptions.count + rules.pathRules.count,
            isNamed: location.option != nil || location.variable != nil
        )
    }

    /// Which rules the options choose.
    var selection: RuleSelection {
        RuleSelection(only: only.flatMap(\.text.selectors), skip: skip.flatMap(\.text.selectors))
    }

    /// Whether rules are left out by name, so that text around findings may hold what those would mask.
    var isNarrowed: Bool { !only.isEmpty || !skip.isEmpty }

    /// Reads all rules without compiling them.
    func definitions(readsExamples: Bool = true) throws -> [RuleDefinition] {
        try definitionsAndRemarks(readsExamples: readsExamples).definitions
    }

    /// Reads all rules without compiling them, and says what of their files' wishes is not done.
    ///
    /// - Parameter additions: rules that may be named besides those of the directory.
    func definitionsAndRemarks(
        readsExamples: Bool = true,
        adding additions: [RuleDefinition] = []
    ) throws -> (definitions: [RuleDefinition], remarks: [RuleSetError.Problem]) {
        let (definitions, problems, remarks) = RuleDirectory.readAll(
            try directory(),
            readsExamples: readsExamples,
            remarks: true
        )
        guard problems.isEmpty else { throw RuleOptions.unusable(RuleSetError(problems: problems)) }
        let descriptions = (definitions + additions).map(\.description)
        try check(skip, "--skip", against: descriptions)
        try check(only, "--only", against: descriptions)
        return (definitions, remarks)
    }

    /// Reads and compiles the rules.
    ///
    /// A name that selects nothing is an error: a typing mistake must not switch a filter off, or leave it on, in
    /// silence.
    ///
    /// - Parameters:
    ///   - keywordScope: where the keywords of gitleaks configurations are looked for.
    ///   - category: rules that are left out unless `--only` names them or their category.
    ///   - additions: rules besides those of the directory, which are chosen unless `--skip` names them.
    func load(
        keywordScope: KeywordScope = .nearby,
        leavingOut category: SluiceModel.Category? = nil,
        adding additions: [RuleDefinition] = []
    ) throws -> RuleSet {
        let (definitions, remarks) = try definitionsAndRemarks(readsExamples: false, adding: additions)
        let descriptions = definitions.map(\.description)
        for addition in additions.map(\.description) {
            guard !descriptions.contains(where: { $0.id == addition.id }) else {
                throw CommandFailure(
                    "\(addition.source.file): a rule of the directory has the name \(addition.id) already"
                )
            }
        }
        var selection = self.selection
        if let category, !names(category, among: descriptions) { selection.skip.append(.category(category)) }
        if !selection.only.isEmpty { selection.only += additions.map { .rule($0.description.id) } }
        do {
            let rules = try RuleSet.compile(
                definitions + additions,
                selection: selection,
                keywordScope: keywordScope
            )
            for remark in remarks { try? Descriptor.standardError.send("sluice: \(remark.description.visible)\n") }
            for remark in rules.remarks where remark.level == .warning {
                try? Descriptor.standardError.send("sluice: \(remark.description.visible)\n")
            }
            return rules
        } catch {
            throw RuleOptions.unusable(error)
        }
    }

    /// Sees to it that there is something to look for: without any rule all would pass in silence.
    static func requireSome(_ rules: RuleSet) throws(CommandFailure) {
        guard rules.descriptions.isEmpty, rules.pathRules.isEmpty else { return }
        throw CommandFailure("no rule is left, so nothing would be found. See --only, --skip and --rules.")
    }

    /// Whether `--only` names a category, or a rule of it.
    func names(_ category: SluiceModel.Category, among rules: [RuleDescription]) -> Bool {
        let ids = Set(rules.filter { $0.category == category }.map(\.id))
        return selection.only.contains { selector in
            switch selector {
            case .category(let named): named == category
            case .rule(let id): ids.contains(id)
            case .severity, .tag: false
            }
        }
    }

    /// The failure that rules which cannot be used end a command with.
    static func unusable(_ error: RuleSetError) -> CommandFailure {
        let problems = error.problems.map(\.description.visible).joined(separator: "\n")
        return CommandFailure("the rules cannot be used\n\(problems)")
    }

    private func check(
        _ arguments: [SelectorArgument],
        _ option: String,
        against rules: [RuleDescription]
    ) throws(CommandFailure) {
        for argument in arguments where !argument.text.selects(anyOf: rules) {
            let name = argument.text.text.visible
            let remedy = argument.text.remedy(among: rules)
            throw CommandFailure("\(option) \(name): no rule has this name, category, tag or severity\(remedy)")
        }
    }
}
