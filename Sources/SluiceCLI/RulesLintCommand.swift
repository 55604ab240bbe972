// `sluice rules lint`: says what is slow, weak or useless about rules.

import ArgumentParser
import SluiceChecks
import SluiceModel
import SluicePolicies
import SluiceRules

/// `sluice rules lint`
struct RulesLintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Says what is slow, weak or useless about rules.",
        discussion: """
            Rules that cannot be used at all are errors. Warnings are what should be mended: rules without examples, \
            patterns that cannot be compiled to machine code, rules that hold back ordinary text of a stream, changes \
            and policies of extended directories that are lost. Notes \
            (--notes) are what one should know: short literals, known gaps, rules that look for the same.

            EXAMPLES
              sluice rules lint
              sluice rules lint --notes --hold-back

            EXIT STATUS
              0  no warnings
              1  warnings
              2  wrong usage or broken rules
            """
    )

    @OptionGroup var ruleOptions: RuleOptions

    @Flag(help: "Print notes as well.")
    var notes = false

    @Flag(help: "Print the largest number of bytes that each rule can hold back.")
    var holdBack = false

    func run() throws {
        let (definitions, fileRemarks) = try ruleOptions.definitionsAndRemarks()
        let linter: Linter
        do {
            linter = try Linter(definitions: definitions)
        } catch {
            throw RuleOptions.unusable(error)
        }
        let selection = ruleOptions.selection
        let chosen = Set(definitions.map(\.description).filter(selection.includes).map(\.id))
        let remarks = linter.remarks().filter { chosen.contains($0.rule) }
        let warnings = remarks.filter { $0.level == .warning }
        let policies = try lostPolicies()
        var text = ""
        for remark in policies { text += "\(remark.visible)\n" }
        for remark in fileRemarks { text += "\(remark)\n" }
        for remark in notes ? remarks : warnings { text += "\(remark)\n" }
        if holdBack {
            for (rule, bytes) in linter.largestHoldBacks where chosen.contains(rule) {
                text += "\(rule): holds back \(bytes) bytes at most\n"
            }
        }
        let size = linter.prefilterSize
        text += "prefilter: \(counted(size.states, "state")), \(size.bytes >> 10) KiB\n"
        let warningCount = warnings.count + policies.count
        text += "\(counted(chosen.count, "rule")), \(counted(warningCount, "warning")), "
        text += "\(counted(remarks.count - warnings.count, "note"))\n"
        try printResult(text)
        if warningCount > 0 { throw ExitCode(ExitStatus.found.rawValue) }
    }

    private func lostPolicies() throws -> [String] {
        let directory = try ruleOptions.directory()
        do {
            return try LayeredPolicies.remarks(rules: directory)
        } catch {
            throw RuleOptions.unusable(error)
        }
    }
}
