// `sluice rules test`: tries the rules' own examples.

import ArgumentParser
import SluiceChecks

/// `sluice rules test`
struct RulesTestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Tries every rule's own examples.",
        discussion: """
            Every example is expanded afresh, put into several surroundings (plain, between lines, in JSON, in an SSE \
            event, …) and cut into chunks in several ways. What is marked must be masked, what must not match must \
            not, and no way of cutting may change the result. An example that is a JSON document, or members of one, \
            is read as such too. Examples under 'todo' are known gaps: they are tried, and named once they are closed.

            EXAMPLES
              sluice rules test
              sluice rules test --only github-token --every-split
              sluice rules test --seed 7

            EXIT STATUS
              0  every example is as its rule says
              1  an example is not
              2  wrong usage or broken rules
            """
    )

    @OptionGroup var ruleOptions: RuleOptions

    @Option(help: ArgumentHelp("Expand with this seed; default: a new one, which is printed.", valueName: "number"))
    var seed: UInt64?

    @Option(help: ArgumentHelp("How many times each example is expanded.", valueName: "number"))
    var expansions = 2

    @Flag(help: "Try every way of cutting a text in two, not only a few.")
    var everySplit = false

    func validate() throws {
        guard (1...10_000).contains(expansions) else { throw ValidationError("--expansions takes 1 to 10000.") }
    }

    func run() throws {
        let seed = seed ?? UInt64.random(in: 0..<1_000_000)
        let definitions = try ruleOptions.definitions()
        let tester: ExampleTester
        do {
            tester = try ExampleTester(definitions: definitions, seed: seed)
        } catch {
            throw RuleOptions.unusable(error)
        }
        let effort = ExampleTester.Effort(expansions: expansions, triesEverySplit: everySplit)
        let report = tester.run(effort, selection: ruleOptions.selection)
        var text = ""
        for failure in report.failures { text += "\(failure)\n" }
        for gap in report.closedGaps { text += "\(gap)\n" }
        text += "\(counted(report.attempts, "example")) tried, \(report.failures.count) failed (seed \(seed))\n"
        try printResult(text)
        if !report.failures.isEmpty { throw ExitCode(ExitStatus.found.rawValue) }
    }
}
