// What `sluice rules lint` says of directories over each other.

import Foundation
import SluiceCLI
import Testing

@Suite struct LayeredPolicyTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        _ = try folder.writeRules()
        try folder.write("company/c.yaml", "extends: ../rules\n")
        try folder.write("team/t.yaml", "extends: ../company\n")
    }

    private func lint(_ directory: String) throws -> ProgramRun {
        try Program.run(["rules", "lint", "--rules", directory], folder: folder.path)
    }

    private func policy(_ names: String...) -> String {
        let entries = names.map { "  - {name: \($0), when: {rule: test-token}, then: {action: block}}\n" }
        return "version: 1\nname: p\npolicies:\n\(entries.joined())"
    }

    @Test func policiesBeneathThatDoNotHoldAreWarnedOf() throws {
        #expect(try lint("team").status == 0)
        try folder.write("company/policies/default.yaml", policy("ours", "shared"))
        #expect(try lint("company").status == 0)
        let builtIn = try lint("team")
        #expect(builtIn.status == 1)
        let start = "team/../company/policies/default.yaml: warning: "
        #expect(
            builtIn.output.contains(
                "\(start)`ours` and `shared` of this policy do not hold, as policies are read from the uppermost directory alone; "
                    + "in force is the policy that is built in\n"
            ),
            "\(builtIn.output)"
        )
        #expect(builtIn.output.contains("1 rule, 1 warning, "))
        try folder.write("team/policies/default.yaml", policy("shared"))
        let own = try lint("team")
        #expect(own.status == 1)
        #expect(own.output.contains("\(start)`ours` of this policy does not hold, "), "\(own.output)")
        #expect(own.output.contains("; in force is team/policies/default.yaml\n"))
        try folder.write("team/policies/default.yaml", policy("shared", "ours"))
        #expect(try lint("team").status == 0)
        // What is wrong with a policy is not told as that it is not there.
        try folder.write("team/policies/default.yaml", "policies: {")
        #expect(!(try lint("team").output.contains("built in")))
    }

    @Test func lostChangesAreWarnedOf() throws {
        try folder.write(
            "company/c.yaml",
            "extends: ../rules\nchanges:\n  - {rules: test-token, severity: critical, reason: R}\n"
        )
        #expect(try lint("team").status == 0)
        let rule = try folder.read("rules/test.yaml").replacing("name: Test", with: "overrides: true\n    name: Test")
        try folder.write("team/t.yaml", "extends: ../company\n\(rule)")
        let run = try lint("team")
        #expect(run.status == 1)
        #expect(
            run.output.contains(
                "team/t.yaml:3: warning: test-token: takes the place of a rule that is changed at "
                    + "team/../company/c.yaml:3: the change is lost"
            ),
            "\(run.output)"
        )
    }

    /// A pattern where names are expected is answered with the names.
    @Test func selectionsSayWhatToWrite() throws {
        try folder.write("a", "x\n")
        func errors(_ only: String) throws -> String {
            try Program.run(["scan", "--rules", "rules", "--only", only, "a"], folder: folder.path).errors
        }
        #expect(try errors("test-*").contains("it takes no patterns: write `test-token`"))
        #expect(try errors("tset-token").contains("; did you mean `test-token`?"))
        #expect(try errors("zzzzzzzzz").hasSuffix("no rule has this name, category, tag or severity\n"))
    }
}
