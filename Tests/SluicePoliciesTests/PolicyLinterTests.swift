// What the linter says about useless and surprising entries.

import SluiceMatching
import SluiceModel
import SluicePolicies
import SluiceRules
import Testing

struct PolicyLinterTests {
    private let rules = [
        description("github-token", .secret, .critical, tags: ["scm"], entity: nil),
        description("email-address", .pii, .medium, tags: [], entity: "EMAIL_ADDRESS"),
        description("reverse-shell", .code, .critical, tags: [], entity: nil, directions: [.response]),
    ]

    private func remarks(_ entries: String, mode: String = "enforce", cases: String = "[]") throws -> [String] {
        let policy = try Policy.read(
            text: "version: 1\nmode: \(mode)\npolicies:\n\(entries)\ncases: \(cases)",
            file: "f"
        )
        return PolicyLinter(policy: policy, rules: rules).remarks().map(\.description)
    }

    private func warnings(_ entries: String) throws -> [String] {
        try remarks(entries).filter { !$0.hasPrefix("note") && !$0.contains(": note: ") }
    }

    @Test(arguments: [
        (
            "rule: github-tokn",
            "f:4: warning: e: `when.rule`: `github-tokn` matches no id of a rule; did you mean `github-token`?"
        ),
        ("rule: gitlab-*", "f:4: warning: e: `when.rule`: `gitlab-*` matches no id of a rule"),
        ("tag: smc", "f:4: warning: e: `when.tag`: `smc` matches no tag of a rule; did you mean `scm`?"),
        ("entity: EMAIL", "f:4: warning: e: `when.entity`: `EMAIL` matches no entity of a rule"),
        ("category: license", "f:4: warning: e: `when` can never hold: no rule meets all of it"),
        ("category: pii, tag: scm", "f:4: warning: e: `when` can never hold: no rule meets all of it"),
        ("category: code, direction: request", "f:4: warning: e: `when` can never hold: no rule meets all of it"),
        (
            "sample: true, confidence: '>=60'",
            "f:4: warning: e: `when` can never hold: published samples have a confidence of 10"
        ),
        (
            "language: pyhton",
            "f:4: warning: e: `when.language`: `pyhton` matches no name of a language; did you mean `python`?"
        ),
        ("language: [js, 'klingon*']", "f:4: warning: e: `when.language`: `klingon*` matches no name of a language"),
    ])
    func entriesThatNeverHold(when: String, message: String) throws {
        #expect(try warnings("  - {name: e, when: {\(when)}, then: {action: log}}") == [message])
    }

    @Test(arguments: [
        ("{}", "{category: pii}"), ("{category: secret}", "{rule: github-token}"),
        ("{rule: 'github-*'}", "{category: secret, severity: '>=high'}"),
        ("{confidence: '>=50'}", "{confidence: '>=60', category: pii}"),
        ("{model: 'gpt-*'}", "{model: gpt-5, category: pii}"),
        ("{metadata: {team: [a, b]}}", "{metadata: {team: a, env: x}}"),
        ("{direction: response}", "{category: code}"),
    ])
    func anEntryBehindAWiderOneNeverDecides(first: String, second: String) throws {
        let entries = "  - {name: a, when: \(first), then: {action: log}}\n"
        let text = entries + "  - {name: b, when: \(second), then: {action: mask}}"
        #expect(
            try warnings(text)
                == ["f:5: warning: b: never decides: everything that it is about is decided before it, by `a`"]
        )
    }

    @Test(arguments: [
        ("{category: pii}", "{}"), ("{confidence: '>=60'}", "{confidence: '>=50'}"),
        ("{model: gpt-5}", "{model: 'gpt-*'}"),
        ("{model: '*'}", "{category: pii}"), ("{metadata: {team: a}}", "{metadata: {team: [a, b]}}"),
        ("{direction: request}", "{category: pii}"), ("{sample: true}", "{category: pii}"),
        ("{metadata: {team: a}}", "{metadata: {env: a}}"), ("{tool: x}", "{language: js}"),
    ])
    func anEntryWithSomethingLeftIsFine(first: String, second: String) throws {
        let entries = "  - {name: a, when: \(first), then: {action: log}}\n"
        #expect(try warnings(entries + "  - {name: b, when: \(second), then: {action: mask}}").isEmpty)
    }

    @Test func severalEntriesTogetherCanLeaveNothing() throws {
        let text = """
              - {name: a, when: {direction: request}, then: {action: log}}
              - {name: b, when: {confidence: ">=60"}, then: {action: log}}
              - {name: c, when: {confidence: "<60", sample: true}, then: {action: log}}
              - {name: d, when: {sample: false}, then: {action: log}}
              - {name: e, when: {category: pii}, then: {action: mask}}
            """
        #expect(
            try warnings(text)
                == [
                    "f:8: warning: e: never decides: everything that it is about is decided before it, "
                        + "by `a`, `b`, `c`, `d`"
                ]
        )
    }

    @Test func licencesThatAreNotKnown() throws {
        let catalog = try LicenseCatalog([
            Array("MIT\nGPL-3.0\nGPL-3.0-only\nGPL-3.0-or-later\n+Classpath-exception-2.0".utf8)
        ])
        let lists = """
            version: 1
            licenses:
              deny: [gpl-3.0, "GPL-3.0+", "GPL-*", GPL-4.0-only, "GPL-2*"]
              warn: [GPL-3.0 WITH Classpath-exception-2.0, "GPL-3.0-only WITH Clas-*", Classpath-exception-2.0]
              allow: [MIT, MTI]
            """
        let remarks = PolicyLinter(policy: try Policy.read(text: lists, file: "f"), rules: rules, catalog: catalog)
            .remarks().filter { $0.level == .warning }.map(\.description)
        let told = [
            "deny`: `gpl-4.0-only", "deny`: `gpl-2*", "warn`: `clas-*", "warn`: `classpath-exception-2.0",
            "allow`: `mti",
        ]
        try #require(remarks.count == told.count, "\(remarks)")
        for (remark, part) in zip(remarks, told) {
            #expect(remark.hasPrefix("warning: `licenses.\(part)` matches no "))
        }
        #expect(remarks[0].hasSuffix("did you mean `GPL-3.0-only`?"))
        #expect(PolicyLinter(policy: try Policy.read(text: lists, file: "f"), rules: rules).remarks().count == 1)
    }

    @Test func notesNameWhatIsWorthKnowing() throws {
        let entry = "  - {name: a, then: {action: log}}"
        #expect(
            try remarks(entry, mode: "monitor")
                == ["note: the policy has no cases", "note: the mode is monitor: nothing is masked or blocked"]
        )
        #expect(
            try remarks(entry, cases: "[{given: {rule: email-address}, expect: {action: log}}]")
                == ["f:4: note: a: has no case that expects it to decide"]
        )
        #expect(
            try remarks(entry, cases: "[{given: {rule: email-address}, expect: {action: log, policy: a}}]").isEmpty
        )
    }
}
