// `sluice policy test`: runs the cases that stand beside a policy.

import ArgumentParser
import SluiceChecks
import SluicePolicies
import SluiceRules

/// `sluice policy test`
struct PolicyTestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Runs the cases that stand beside a policy.",
        discussion: """
            A case says what is found, where, and what the policy must decide. It gives a rule, or a text in which \
            the rules find something; the text is a template as in the rules' examples. In monitor mode cases are \
            about what would be done.

            EXAMPLES
              sluice policy test
              sluice policy test team.yaml
              sluice policy test Rules/policies/default.yaml team.yaml

            EXIT STATUS
              0  every case comes out as expected
              1  a case does not
              2  wrong usage, or broken rules or policy files
            """
    )

    @OptionGroup var options: PolicyOptions

    @Option(help: ArgumentHelp("Expand with this seed; default: a new one, which is printed.", valueName: "number"))
    var seed: UInt64?

    func run() throws {
        let seed = seed ?? UInt64.random(in: 0..<1_000_000)
        let policy = try options.policy()
        let rules: RuleSet
        do {
            rules = try RuleSet.compile(try options.definitions())
        } catch let error as RuleSetError {
            throw RuleOptions.unusable(error)
        }
        let failures = PolicyTester(policy: policy, rules: rules, seed: seed).run()
        var text = ""
        for failure in failures { text += "\(failure.description.visible)\n" }
        text += "\(counted(policy.cases.count, "case")) tried, \(failures.count) failed (seed \(seed))\n"
        try printResult(text)
        if !failures.isEmpty { throw ExitCode(ExitStatus.found.rawValue) }
    }
}
