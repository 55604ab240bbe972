// The built program: help, statuses, messages.

import Foundation
import SluiceCLI
import Testing

@Suite struct ProgramTests {
    @Test(arguments: [
        ["--help"], ["filter", "--help"], ["scan", "--help"], ["rules", "--help"], ["rules", "list", "--help"],
    ])
    func help(_ arguments: [String]) throws {
        let run = try Program.run(arguments)
        #expect(run.status == 0)
        #expect(run.output.contains("USAGE: sluice"))
        #expect(run.errors.isEmpty)
        if arguments.count < 3, arguments.first != "rules" {
            for part in ["EXAMPLES", "EXIT STATUS", "ENVIRONMENT"] { #expect(run.output.contains(part)) }
        }
    }

    @Test func version() throws {
        #expect(try Program.run(["--version"]).output == SluiceVersion.number + "\n")
    }

    @Test(arguments: ["bash", "zsh", "fish"]) func completions(_ shell: String) throws {
        let run = try Program.run(["--generate-completion-script", shell])
        #expect(run.status == 0)
        #expect(run.output.contains("filter") && run.output.contains("max-size"))
    }

    /// Arguments that are wrong, and a word that the message must hold.
    static let wrong: [([String], String)] = [
        (["nothing"], "nothing"), (["filter", "--actoin", "mask"], "--actoin"),
        (["filter", "--action", "hide"], "hide"),
        (["filter", "--only", ">=huge"], "huge"), (["filter", "--report", "-"], "--report"), (["scan"], "path"),
        (["filter", "--min-confidence", "101"], "101"), (["scan", "--format", "xml", "."], "xml"),
        (["scan", "--jobs", "0", "."], "--jobs"), (["scan", "--max-size", "many", "."], "many"),
        (["filter", "--mask-style", "stars"], "stars"), (["scan", "--output", "-", "."], "--output"),
        (["filter", "--rules", "/no/such/folder"], "/no/such/folder"),
        (["filter", "--key-file", "/no/such/key"], "/no/such/key"),
        (["filter", "--key-file", "/"], "--key-file /: Is a dir"),
        (["rules", "expand", "/tmp"], "/tmp: Is a directory"), (["filter", "--language", "klingon"], "klingon"),
        (["rules", "show"], "id"), (["filter", "--format", "xml"], "xml"),
        (["filter", "--dialect", "klingon"], "gemini"),
        (["filter", "--format", "text", "--dialect", "tgi"], "--dialect"),
        (["filter", "--format", "text", "--content-type", "text/event-stream"], "--content-type"),
        (["filter", "--metadata", "team"], "NAME=VALUE"), (["filter", "--direction", "up"], "request"),
        (["filter", "--policy", "p.yaml", "--action", "mask"], "--action"),
        (["filter", "--policy", "p.yaml", "--min-confidence", "50"], "--min-confidence"),
        (["filter", "--policy", "p.yaml", "--mask-style", "tagged"], "--mask-style"),
        (["filter", "--policy", "/no/such/policy.yaml"], "/no/such/policy.yaml"),
    ]

    @Test(arguments: wrong) func wrongUsage(_ arguments: [String], _ word: String) throws {
        let run = try Program.run(arguments, folder: "/")
        #expect(run.status == 2 && !run.isSignal)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains(word))
    }

    @Test func missingRulesNameEveryPlace() throws {
        let folder = try TemporaryFolder()
        let run = try Program.run(["filter"], folder: folder.path)
        #expect(run.status == 2)
        #expect(run.errors.contains("Rules (the current directory)"))
        #expect(run.errors.contains("share/sluice/Rules"))
        let variable = try Program.run(["filter"], environment: ["SLUICE_RULES": "/no/such/rules"])
        #expect(variable.status == 2)
        #expect(variable.errors.contains("/no/such/rules ($SLUICE_RULES)"))
    }

    @Test func aBrokenRuleIsNamed() throws {
        let folder = try TemporaryFolder()
        try folder.write("rules/bad.yaml", "rules:\n  - id: bad\n    colour: red\n")
        let run = try Program.run(["filter", "--rules", folder.path + "/rules"], input: "text")
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("bad.yaml:"))
    }

    @Test func aNameThatSelectsNothingIsAnError() throws {
        let rules = try TemporaryFolder()
        let path = try rules.writeRules()
        for option in ["--only", "--skip"] {
            let run = try Program.run(["filter", "--rules", path, option, "no-such-rule"], input: "text")
            #expect(run.status == 2)
            #expect(run.errors.contains("\(option) no-such-rule"))
        }
    }

    @Test func rulesAreListedAndShown() throws {
        let folder = try TemporaryFolder()
        let path = try folder.writeRules()
        #expect(
            try Program.run(["rules", "list", "--rules", path]).output.contains(
                "test-token  secret    high      Test token"
            )
        )
        let show = try Program.run(["rules", "show", "test-token", "--rules", path])
        #expect(show.output.contains("A token that only these tests know."))
        let missing = try Program.run(["rules", "show", "token", "--rules", path])
        #expect(missing.status == 2)
        #expect(missing.errors.contains("did you mean test-token?"))
        let empty = try Program.run(["rules", "show", "", "--rules", path])
        #expect(empty.status == 2 && empty.errors == "sluice: no rule is named \"\"; sluice rules list shows all\n")
    }

    @Test func suggestionsAreFew() throws {
        let folder = try TemporaryFolder()
        let path = try folder.writeRules()
        let text = try folder.read("rules/test.yaml")
        for number in 10..<30 {
            try folder.write("rules/\(number).yaml", text.replacing("test-token", with: "token-\(number)"))
        }
        let run = try Program.run(["rules", "show", "token", "--rules", path])
        #expect(run.status == 2 && run.errors.contains("did you mean token-10, "))
        #expect(run.errors.contains(" or one of 13 more?"))
    }
}
