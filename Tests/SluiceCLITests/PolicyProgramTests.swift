// The built program: `sluice policy`.

import Foundation
import SluiceCLI
import Testing

@Suite struct PolicyProgramTests {
    private static let good = """
        version: 1
        name: good
        policies:
          - name: tokens
            when: {rule: test-*, direction: request}
            then: {action: mask, style: "partial:4,2"}
        cases:
          - given: {rule: test-token, direction: request}
            expect: {action: mask, policy: tokens}

        """

    private func run(_ command: String, _ text: String, _ arguments: [String] = []) throws -> ProgramRun {
        let folder = try TemporaryFolder()
        let rules = try folder.writeRules()
        try folder.write("p.yaml", text)
        return try Program.run(["policy", command, "p.yaml", "--rules", rules] + arguments, folder: folder.path)
    }

    @Test(arguments: [["policy"], ["policy", "test"], ["policy", "show"], ["policy", "lint"]])
    func help(_ arguments: [String]) throws {
        let run = try Program.run(arguments + ["--help"])
        #expect(run.status == 0 && run.output.contains("USAGE: sluice policy"))
        if arguments.count > 1 {
            for part in ["EXAMPLES", "EXIT STATUS"] { #expect(run.output.contains(part)) }
        }
    }

    @Test func casesThatHold() throws {
        let run = try run("test", Self.good, ["--seed", "7"])
        #expect(run.status == 0 && run.errors.isEmpty)
        #expect(run.output == "1 case tried, 0 failed (seed 7)\n")
    }

    @Test func aCaseThatDoesNotHold() throws {
        let run = try run(
            "test",
            Self.good.replacing("direction: request}\n    expect", with: "direction: response}\n    expect")
        )
        #expect(run.status == 1)
        #expect(run.output.hasPrefix("p.yaml:8: expected mask, got log by `defaults`\n1 case tried, 1 failed"))
    }

    @Test(arguments: ["test", "show", "lint"]) func aBrokenPolicyIsNamed(_ command: String) throws {
        let run = try run(command, "version: 1\nmode: watch\n")
        #expect(run.status == 2 && run.output.isEmpty)
        #expect(
            run.errors == "sluice: the policy cannot be used\n"
                + "p.yaml:2: `mode` is `watch`, must be one of enforce, monitor\n"
        )
    }

    /// Rules without a policy of their own, such as those that only extend others, have the one that filter takes.
    @Test(arguments: ["test", "show", "lint"]) func rulesWithoutAPolicy(_ command: String) throws {
        let folder = try TemporaryFolder()
        let rules = try folder.writeRules()
        let run = try Program.run(["policy", command, "--rules", rules], folder: folder.path)
        #expect(run.status != 2 && run.errors.hasPrefix("sluice: the rules have no policies/default.yaml"))
        if command == "show" { #expect(run.output.hasPrefix("default: enforce\n")) }
        try folder.write("rules/policies/default.yaml", Self.good)
        let own = try Program.run(["policy", command, "--rules", rules], folder: folder.path)
        #expect(own.status == 0 && own.errors.isEmpty)
    }

    @Test func aFileThatLiesOnAnotherSaysSo() throws {
        let folder = try TemporaryFolder()
        let rules = try folder.writeRules()
        try folder.write("base.yaml", Self.good)
        let cases = Self.good.components(separatedBy: "cases:")[1]
        try folder.write("top.yaml", "version: 1\nname: top\nmode: monitor\ncases:\(cases)")
        let alone = try Program.run(["policy", "test", "top.yaml", "--rules", rules], folder: folder.path)
        #expect(alone.status == 2 && alone.errors.contains("lies on another that has it, name that one before it"))
        let both = try Program.run(["policy", "test", "base.yaml", "top.yaml", "--rules", rules], folder: folder.path)
        #expect(both.status == 0 && both.output.hasPrefix("2 cases tried, 0 failed"))
    }

    @Test func lintFindsWhatIsUseless() throws {
        let fine = try run("lint", Self.good, ["--notes"])
        #expect(fine.status == 0 && fine.output == "1 entry, 0 warnings, 0 notes\n")
        let useless = try run("lint", Self.good.replacing("rule: test-*", with: "rule: toast-token"))
        #expect(useless.status == 1)
        #expect(
            useless.output == "p.yaml:4: warning: tokens: `when.rule`: `toast-token` matches no id of a rule; "
                + "did you mean `test-token`?\n1 entry, 1 warning, 0 notes\n"
        )
    }

    @Test func showSaysWhatIsInForce() throws {
        let text = try run("show", Self.good)
        #expect(text.status == 0)
        #expect(text.output.hasPrefix("good: enforce\notherwise log; masks are tagged\n"))
        #expect(text.output.hasSuffix("1. tokens: mask (partial:4,2)\n   direction request, rule test-*\n"))
        let json = try run("show", Self.good, ["--json"])
        #expect(
            json.output.contains(
                #""when":{"direction":["request"],"rule":["test-*"]},"then":{"action":"mask","style":"partial:4,2"}"#
            )
        )
        let table = try run("show", Self.good, ["--by-rule", "--direction", "request"])
        #expect(
            table.output == "RULE        CONFIDENCE  REQUEST\ntest-token  90          mask (tokens) from 0\n"
        )
    }

    @Test func filesLieOnEachOther() throws {
        let folder = try TemporaryFolder()
        let rules = try folder.writeRules()
        try folder.write("rules/policies/default.yaml", Self.good)
        try folder.write("top.yaml", "version: 1\npolicies:\n  - {name: tokens, then: {action: block}}\n")
        let alone = try Program.run(["policy", "test", "--rules", rules], folder: folder.path)
        #expect(alone.status == 0)
        let both = try Program.run(
            ["policy", "test", "rules/policies/default.yaml", "top.yaml", "--rules", rules],
            folder: folder.path
        )
        #expect(both.status == 1 && both.output.contains("expected mask, got block by `tokens`"))
    }

    @Test func aMissingFileIsNamed() throws {
        let folder = try TemporaryFolder()
        let rules = try folder.writeRules()
        let run = try Program.run(["policy", "show", "nothere.yaml", "--rules", rules], folder: folder.path)
        #expect(run.status == 2)
        #expect(run.errors.contains("nothere.yaml:1: the file cannot be read: there is no such file"))
    }

    @Test(arguments: [
        (["--model", "x"], "--by-rule"), (["--json", "--by-rule"], "--json"),
        (["--by-rule", "--metadata", "team"], "--metadata"), (["--by-rule", "--direction", "up"], "up"),
    ])
    func wrongUsage(_ arguments: [String], _ word: String) throws {
        let run = try run("show", Self.good, arguments)
        #expect(run.status == 2 && run.output.isEmpty && run.errors.contains(word))
    }

    @Test(arguments: [
        ("hash:8", #"^[0-9a-f]{8}$"#), ("fixed:gone", "^gone$"), ("tagged", #"^\[REDACTED:test-token:[0-9a-f]{4}\]$"#),
    ])
    func filterKnowsTheStyles(_ style: String, _ shape: String) throws {
        let folder = try TemporaryFolder()
        let rules = try folder.writeRules()
        let run = try Program.run(["filter", "--rules", rules, "--mask-style", style], input: testToken)
        #expect(run.status == 0)
        #expect(try Regex(shape).firstMatch(in: run.output) != nil)
    }

    @Test(arguments: [("stars", "must be one of tagged"), ("partial:9,9", "shows 1 to 8 characters in all")])
    func filterExplainsAWrongStyle(_ style: String, _ reason: String) throws {
        let run = try Program.run(["filter", "--mask-style", style], folder: "/")
        #expect(run.status == 2)
        #expect(run.errors.contains(style) && run.errors.contains(reason))
    }
}
