// Rules are chosen by name, category, severity and tag.

import SluiceModel
import SluiceRules
import Testing

struct RuleSelectionTests {
    private static func rule(_ id: RuleID, _ category: Category, _ severity: Severity, _ tags: [String])
        -> RuleDescription
    {
        RuleDescription(
            id: id,
            name: "A rule",
            summary: "A rule of a test.",
            category: category,
            severity: severity,
            confidence: .medium,
            entity: nil,
            directions: [],
            languages: [],
            tags: tags,
            references: [],
            source: SourceLocation(file: "a.yaml", line: 1)
        )
    }

    private static let rules = [
        rule("a", .secret, .critical, ["cloud"]), rule("b", .secret, .medium, []),
        rule("c", .pii, .high, ["cloud", "bank"]),
        rule("d", .code, .info, ["bank"]),
    ]

    static let cases: [(only: [RuleSelection.Selector], skip: [RuleSelection.Selector], chosen: String)] = [
        ([], [], "abcd"), ([.rule("a")], [], "a"), ([], [.rule("a")], "bcd"), ([.category(.secret)], [], "ab"),
        ([.category(.secret), .rule("d")], [], "abd"), ([.severity(.high)], [], "ac"), ([.severity(.info)], [], "abcd"),
        ([], [.severity(.high)], "bd"), ([.tag("cloud")], [], "ac"), ([.tag("cloud")], [.tag("bank")], "a"),
        ([.category(.secret)], [.rule("a")], "b"), ([.rule("none")], [], ""), ([.rule("a")], [.rule("a")], ""),
        ([.category(.license)], [], ""), ([], [.tag("none")], "abcd"),
    ]

    @Test(arguments: cases)
    func included(only: [RuleSelection.Selector], skip: [RuleSelection.Selector], chosen: String) {
        let selection = RuleSelection(only: only, skip: skip)
        #expect(Self.rules.filter(selection.includes).map(\.id.rawValue).joined() == chosen)
    }

    @Test func aSelectionLeavesOutOfTheSetButIsStillChecked() throws {
        let yaml = """
            rules:
              - {id: a, name: A, description: A., category: secret, severity: high, pattern: 'abc'}
              - {id: b, name: B, description: B., category: pii, severity: low, pattern: 'def'}
              - {id: c, name: C, description: C., category: pii, severity: low, pattern: 'de('}

            """
        let read = RuleFileReader.read(text: yaml, file: "a.yaml")
        let selection = RuleSelection(only: [.rule("a")])
        #expect(try RuleSet.compile(Array(read.rules.prefix(2)), selection: selection).descriptions.map(\.id) == ["a"])
        #expect(throws: RuleSetError.self) { try RuleSet.compile(read.rules, selection: selection) }
    }
}
