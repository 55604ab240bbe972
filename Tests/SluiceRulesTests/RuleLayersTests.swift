// Rules directories over each other: what extends, overrides and changes, and what cannot.

import Foundation
import SluiceModel
import SluiceRules
import Testing

private struct Layers: ~Copyable {
    let path: String

    init(_ files: [String: String]) throws {
        path = FileManager.default.temporaryDirectory.appending(path: "layers-\(UUID().uuidString)").path
        for (name, text) in files {
            let url = URL(fileURLWithPath: "\(path)/\(name)")
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(text.utf8).write(to: url)
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func read(_ directory: String) -> (definitions: [RuleDefinition], problems: [String]) {
        let (definitions, problems) = RuleDirectory.readAll("\(path)/\(directory)")
        return (definitions, problems.map { $0.description.replacing(path, with: "D") })
    }

    func files(_ directory: String) throws -> [String] {
        try RuleDirectory.filesOfAllLayers(in: "\(path)/\(directory)").map { $0.replacing(path, with: "D") }
    }
}

private func rule(_ id: String, _ fields: String = "") -> String {
    "  - {id: \(id), name: N, description: D., category: code, severity: low, pattern: abc\(fields)}\n"
}

struct RuleLayersTests {
    private static let base = "rules:\n" + rule("one", ", tags: [x]") + rule("two", ", tags: [x]") + rule("three")

    private static func states(_ definitions: [RuleDefinition]) -> [String] {
        definitions.map { rule in
            let description = rule.description
            return "\(description.id) \(description.severity) \(description.confidence.percent)"
                + (rule.isEnabled ? "" : " off")
        }.sorted()
    }

    @Test func aDirectoryExtendsAnother() throws {
        let layers = try Layers([
            "base/b.yaml": Self.base,
            "own/o.yaml": "extends: ../base\nrules:\n" + rule("four"),
        ])
        let read = layers.read("own")
        #expect(read.problems == [])
        #expect(Self.states(read.definitions) == ["four low 60", "one low 60", "three low 60", "two low 60"])
        #expect(try layers.files("own") == ["D/own/o.yaml", "D/own/../base/b.yaml"])
        #expect(try layers.files("base") == ["D/base/b.yaml"])
    }

    @Test func changesHoldForTheRulesBeneath() throws {
        let changes = """
            extends: [../base]
            changes:
              - {rules: [one, 'tag:x'], severity: critical, reason: R}
              - {rules: two, confidence: 85, reason: R}
              - {rules: three, enabled: false, reason: R}
            """
        let layers = try Layers(["base/b.yaml": Self.base, "own/o.yaml": changes])
        let read = layers.read("own")
        #expect(read.problems == [])
        #expect(Self.states(read.definitions) == ["one critical 60", "three low 60 off", "two critical 85"])
        let notes = read.definitions.first { $0.description.id == "three" }?.remarks ?? []
        #expect(notes.count == 1 && notes.allSatisfy { $0.hasPrefix("changed at ") && $0.hasSuffix(":5: R") })
        #expect(try RuleSet.compile(read.definitions).descriptions.map(\.id) == ["one", "two"])
    }

    /// A change of a rule that a directory above replaces, or its own, changes nothing: lint tells it.
    @Test func changesOfOverriddenRulesAreLost() throws {
        let layers = try Layers([
            "base/b.yaml": Self.base,
            "company/c.yaml":
                "extends: ../base\nchanges:\n  - {rules: 'tag:x', enabled: false, reason: R}\nrules:\n"
                + rule("two", ", overrides: true"),
            "team/t.yaml":
                "extends: ../company\nchanges:\n  - {rules: [one, three], severity: high, reason: R}\nrules:\n"
                + rule("one", ", overrides: true"),
        ])
        let read = layers.read("team")
        #expect(read.problems == [])
        let lost = read.definitions.filter { !$0.lostChanges.isEmpty }.map { rule in
            "\(rule.description.id): "
                + rule.lostChanges.map { "\($0.file.split(separator: "/").last ?? ""):\($0.line)" }
                .joined(separator: ", ")
        }
        #expect(lost.sorted() == ["one: c.yaml:3, t.yaml:3", "two: c.yaml:3"])
        #expect(Self.states(read.definitions) == ["one low 60", "three high 60", "two low 60"])
    }

    @Test(arguments: [
        ("t*", "it takes no patterns: write `three` and `two`, or a tag that they share"),
        ("rule:tw?", "it takes no patterns: write `two`"),
        ("q*", "it takes no patterns: write names of rules, tags or categories"),
    ])
    func patternsAreNamesThatAreSpelledOut(text: String, remedy: String) throws {
        let change = "extends: ../base\nchanges:\n  - {rules: '\(text)', enabled: false, reason: R}\n"
        let layers = try Layers(["base/b.yaml": Self.base, "own/o.yaml": change])
        #expect(
            layers.read("own").problems == [
                "D/own/o.yaml:3: `changes.rules`: no rule of the extended directories is meant by one of them; \(remedy)"
            ]
        )
    }

    @Test func basesAreNearestFirst() throws {
        let layers = try Layers([
            "base/b.yaml": Self.base, "company/c.yaml": "extends: ../base\n", "other/o.yaml": "rules:\n" + rule("o"),
            "team/t.yaml": "extends: [../company, ../other, ../base]\n",
        ])
        let bases = try RuleDirectory.bases(of: "\(layers.path)/team").compactMap { $0.split(separator: "/").last }
        #expect(bases == ["company", "base", "other"])
    }

    @Test func aRuleOverridesOneBeneath() throws {
        let layers = try Layers([
            "base/b.yaml": Self.base,
            "own/o.yaml": "extends: ../base\nrules:\n" + rule("two", ", overrides: true, confidence: 99"),
            "top/t.yaml": "extends: ../own\nchanges: [{rules: two, severity: high, reason: R}]\n",
        ])
        #expect(Self.states(layers.read("own").definitions) == ["one low 60", "three low 60", "two low 99"])
        let top = layers.read("top")
        #expect(top.problems == [])
        #expect(Self.states(top.definitions) == ["one low 60", "three low 60", "two high 99"])
    }

    @Test func labelsOfTheBaseAreKnown() throws {
        let labels = "labels: {pin: [geheimzahl]}\n"
        let layers = try Layers([
            "base/b.yaml": labels + Self.base,
            "own/o.yaml": "extends: ../base\nrules:\n" + rule("four", ", context: {words: ['@pin']}"),
            "other/o.yaml": "extends: ../base\nlabels: {pin: [code]}\nrules:\n"
                + rule("four", ", context: {words: ['@pin']}"),
        ])
        #expect(layers.read("own").definitions.last?.context?.words == ["geheimzahl"])
        #expect(layers.read("other").definitions.last?.context?.words == ["code"])
    }

    @Test func whatCannotBeIsNamed() throws {
        let layers = try Layers([
            "base/b.yaml": Self.base,
            "same/o.yaml": "extends: ../base\nrules:\n" + rule("two"),
            "nothing/o.yaml": "extends: ../base\nrules:\n" + rule("five", ", overrides: true"),
            "typo/o.yaml": "extends: ../base\nchanges: [{rules: [one, tow], severity: high, reason: R}]\n",
            "alone/o.yaml": "changes: [{rules: one, severity: high, reason: R}]\n",
            "gone/o.yaml": "extends: ../nowhere\n",
            "loop/o.yaml": "extends: ../pool\n", "pool/o.yaml": "extends: ../loop\n",
            "empty/o.yaml": "extends: ../base\nchanges: [{rules: one, reason: R}]\n",
            "silent/o.yaml": "extends: ../base\nchanges: [{rules: one, enabled: false}]\n",
            "odd/o.yaml": "extends: ../base\nchanges: [{rules: 'severity:huge', enabled: false, reason: R, x: 1}]\n",
            "second/b.yaml": "rules:\n" + rule("one"),
            "both/o.yaml": "extends: [../base, ../second]\n",
        ])
        let expected: [(String, [String])] = [
            (
                "same",
                [
                    "D/same/o.yaml:3: two: the rule at D/same/../base/b.yaml:3 has this `id` already; `overrides: true` puts this one in its place"
                ]
            ),
            (
                "nothing",
                ["D/nothing/o.yaml:3: five: `overrides` is set, but no directory beneath has a rule of this `id`"]
            ),
            (
                "typo",
                [
                    "D/typo/o.yaml:2: `changes.rules`: no rule of the extended directories is meant by `tow`; did you mean `two`?"
                ]
            ),
            ("alone", ["D/alone/o.yaml:1: `changes.rules`: no rule of the extended directories is meant by `one`"]),
            ("gone", ["D/gone/../nowhere:1: there is no such directory"]),
            ("loop", ["D/loop/../pool/o.yaml:1: `extends`: the directory extends itself"]),
            (
                "empty",
                ["D/empty/o.yaml:2: an entry of `changes` needs `severity`, `confidence` or `enabled`"]
            ),
            ("silent", ["D/silent/o.yaml:2: `changes.reason` is missing"]),
            ("both", ["D/both/o.yaml:1: `extends`: `one` is a rule of two of them, also at D/both/../base/b.yaml:2"]),
        ]
        for (directory, problems) in expected {
            #expect(layers.read(directory).problems == problems, "\(directory)")
        }
        let odd = layers.read("odd").problems
        #expect(odd.count == 2 && odd.contains { $0.contains("`changes.rules` takes the id of a rule") })
        #expect(odd.contains { $0.contains("an entry of `changes`") && $0.contains("x") })
    }
}
