// `sluice policy lint`: says what is useless or surprising about a policy.

import ArgumentParser
import SluiceMatching
import SluiceModel
import SluicePolicies
import SluiceRules

/// `sluice policy lint`
struct PolicyLintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Says what is useless or surprising about a policy.",
        discussion: """
            A file that cannot be used at all is an error. Warnings are what should be mended: rules, tags and \
            entities that no rule has, languages and licences that are not known, entries that can never hold, entries \
            that never decide because earlier ones decide everything before them. Notes (--notes) are what one should \
            know: entries without a case, monitor mode.

            EXAMPLES
              sluice policy lint
              sluice policy lint team.yaml --notes

            EXIT STATUS
              0  no warnings
              1  warnings
              2  wrong usage, or broken rules or policy files
            """
    )

    @OptionGroup var options: PolicyOptions

    @Flag(help: "Print notes as well.")
    var notes = false

    func run() throws {
        let policy = try options.policy()
        let definitions = try options.definitions().filter(\.isEnabled)
        let linter = PolicyLinter(
            policy: policy,
            rules: definitions.map(\.description),
            catalog: policy.licenses == nil ? nil : try catalog(definitions)
        )
        let remarks = linter.remarks()
        let warnings = remarks.filter { $0.level == .warning }
        var text = ""
        for remark in notes ? remarks : warnings { text += "\(remark.description.visible)\n" }
        text +=
            "\(policy.entries.count == 1 ? "1 entry" : "\(policy.entries.count) entries"), \(counted(warnings.count, "warning")), "
        text += "\(counted(remarks.count - warnings.count, "note"))\n"
        try printResult(text)
        if !warnings.isEmpty { throw ExitCode(ExitStatus.found.rawValue) }
    }

    /// The licences that the rules know, or nil where none knows any.
    private func catalog(_ definitions: [RuleDefinition]) throws -> LicenseCatalog? {
        do {
            let rules = try RuleSet.compile(definitions.filter { $0.description.category == .license })
            return rules.rules.lazy.compactMap { ($0.matcher as? any LicenseNameMatcher)?.catalog }.first
        } catch {
            throw RuleOptions.unusable(error)
        }
    }
}
