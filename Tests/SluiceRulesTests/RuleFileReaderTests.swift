// A full rule read field by field, and the ways of writing one.

import SluiceMatching
import SluiceModel
import SluiceRules
import Testing

/// Rules as short as they may be, for tests of single fields.
enum SampleRule {
    /// The lines of a rule with `fields` after the required ones; the first field stands on line 7.
    static func text(
        id: String = "sample",
        looksFor: String = "token: {prefix: ab_, alphabet: hex, length: 8}",
        _ fields: String = ""
    ) -> String {
        let body = """
            - id: \(id)
              name: Sample
              description: A sample.
              category: secret
              severity: low
            \(fields)
              \(looksFor)
            """
        return "rules:\n" + body.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n") + "\n"
    }

    static func fullRule() -> String {
        """
        x-shared: &words [alpha, beta]
        rules:
          - id: full-rule-2
            name: Full rule
            description: >
              First line,
              second line.
            category: pii
            severity: critical
            confidence: 75
            entity: EMAIL_ADDRESS
            pattern: |
              ab_(?<value>[a-z]{3})
            literals: [ab_]
            group: value
            ignore_case: true
            unicode: true
            max_length: 200
            entropy: 2.5
            validate:
              - luhn
              - {check: crc32-base62, require: true}
            context:
              words: *words
              keys: [api_key]
              window: 128
              required: true
              boost: 20
              against: [gamma]
              after: 16
            allow:
              values: [one]
              patterns: ['^two']
              stop_words: [three]
              paths: ['**/test/*']
            samples:
              values: 0042
              patterns: [five]
              stop_words: [no]
            applies_to: {direction: request, languages: [python, go]}
            on_limit: report
            tags: [a, b]
            references: https://example.com/format
            enabled: false
            examples:
              match: ['x=«ab_{{hex:3}}»']
              no_match:
                - 'ab_'
                - "ab_{{digits:3}}"
              todo: later
        """
    }
}

@Test func everyFieldOfARuleIsRead() throws {
    let (rules, problems) = RuleFileReader.read(text: SampleRule.fullRule(), file: "full.yaml")
    #expect(problems.map(\.description) == [])
    let rule = try #require(rules.first)
    #expect(rules.count == 1)
    let description = rule.description
    #expect(description.id == "full-rule-2")
    #expect(description.name == "Full rule")
    #expect(description.summary == "First line, second line.")
    #expect(description.category == .pii)
    #expect(description.severity == .critical)
    #expect(description.confidence == Confidence(percent: 75))
    #expect(description.entity == "EMAIL_ADDRESS")
    #expect(description.directions == [.request])
    #expect(description.languages == ["python", "go"])
    #expect(description.tags == ["a", "b"])
    #expect(description.references == ["https://example.com/format"])
    #expect(description.source == SourceLocation(file: "full.yaml", line: 3))
    let pattern = PatternDefinition(
        pattern: "ab_(?<value>[a-z]{3})",
        literals: ["ab_"],
        group: .name("value"),
        ignoresCase: true,
        isUnicode: true
    )
    #expect(rule.detection == .pattern(pattern))
    #expect(rule.maximumLength == 200)
    #expect(rule.minimumEntropy == 2.5)
    #expect(rule.validators == [ValidatorUse(name: "luhn"), ValidatorUse(name: "crc32-base62", isRequired: true)])
    let context = ContextDefinition(
        words: ["alpha", "beta"],
        keys: ["api_key"],
        against: ["gamma"],
        window: 128,
        after: 16,
        isRequired: true,
        boost: 20
    )
    #expect(rule.context == context)
    #expect(rule.allow.values == ["one"])
    #expect(rule.allow.patterns == ["^two"])
    #expect(rule.allow.stopWords == ["three"])
    #expect(rule.allow.paths == ["**/test/*"])
    #expect(rule.samples.values == ["0042"])
    #expect(rule.samples.patterns == ["five"])
    #expect(rule.samples.stopWords == ["no"])
    #expect(rule.samples.paths == [])
    #expect(rule.onLimit == .report)
    #expect(!rule.isEnabled)
    #expect(rule.examples.match == [.init(template: "x=«ab_{{hex:3}}»", line: 46)])
    #expect(
        rule.examples.noMatch == [
            .init(template: "ab_", line: 48), .init(template: "ab_{{digits:3}}", line: 49),
        ]
    )
    #expect(rule.examples.todo == [.init(template: "later", line: 50)])
}

@Test func defaultsAreAsDocumented() throws {
    let (rules, problems) = RuleFileReader.read(text: SampleRule.text(), file: "f")
    #expect(problems == [])
    let rule = try #require(rules.first)
    #expect(rule.description.confidence == .medium)
    #expect(rule.description.directions == [.request, .response])
    #expect(rule.description.entity == nil)
    #expect(rule.maximumLength == nil)
    #expect(rule.minimumEntropy == nil)
    #expect(rule.context == nil)
    #expect(rule.allow.isEmpty && rule.samples.isEmpty)
    #expect(rule.onLimit == .mask)
    #expect(rule.isEnabled)
}

@Test(arguments: [("low", 30), ("medium", 60), ("high", 90), ("0", 0), ("100", 100)])
func confidenceIsAWordOrANumber(text: String, percent: Int) throws {
    let (rules, problems) = RuleFileReader.read(text: SampleRule.text("  confidence: \(text)"), file: "f")
    #expect(problems == [])
    #expect(try #require(rules.first).description.confidence.percent == percent)
}

private func alphabet(_ name: String) throws -> Alphabet { try #require(Alphabet(named: name)) }
private func chars(_ text: String) throws -> Alphabet { try #require(Alphabet(characterClass: text)) }

private func detection(_ looksFor: String) throws -> RuleDefinition.Detection {
    let (rules, problems) = RuleFileReader.read(text: SampleRule.text(looksFor: looksFor), file: "f")
    #expect(problems.map(\.description) == [])
    return try #require(rules.first).detection
}

@Test func tokenFormsAreRead() throws {
    #expect(
        try detection(
            "token: {prefix: [a_, b_], alphabet: base62, length: {min: 20, max: 40}, suffix: ==, boundary: none}"
        )
            == .token(
                TokenDefinition(
                    prefixes: ["a_", "b_"],
                    parts: [.characters(alphabet: try alphabet("base62"), length: 20...40)],
                    suffix: "==",
                    boundary: .none
                )
            )
    )
    #expect(
        try detection(
            "token: {prefix: a_, alphabet: {chars: a-z.~_-}, length: 90, infix: {text: XX, after: {min: 20, max: 74}}}"
        )
            == .token(
                TokenDefinition(
                    prefixes: ["a_"],
                    parts: [.characters(alphabet: try chars("a-z.~_-"), length: 90...90)],
                    infix: .init(text: "XX", after: 20...74)
                )
            )
    )
    #expect(
        try detection(
            "token: {prefix: a_, parts: [{alphabet: hex, length: 8}, {text: .}, {alphabet: digits, length: {min: 0, max: 4}}], boundary: A-Z_}"
        )
            == .token(
                TokenDefinition(
                    prefixes: ["a_"],
                    parts: [
                        .characters(alphabet: try alphabet("hex"), length: 8...8), .text("."),
                        .characters(alphabet: try alphabet("digits"), length: 0...4),
                    ],
                    boundary: .characters(try chars("A-Z_"))
                )
            )
    )
    #expect(
        try detection("token: {alphabet: hex, length: 20, infix: {text: XX, after: 4}, boundary: hex}")
            == .token(
                TokenDefinition(
                    prefixes: [],
                    parts: [.characters(alphabet: try alphabet("hex"), length: 20...20)],
                    infix: .init(text: "XX", after: 4...4),
                    boundary: .characters(try alphabet("hex"))
                )
            )
    )
}

@Test func matcherFormIsRead() throws {
    let looksFor = "matcher: url-password\n  options: {schemes: [http, ftp], least: 3, deep: yes}"
    #expect(
        try detection(looksFor)
            == .matcher(name: "url-password", options: ["schemes": ["http", "ftp"], "least": ["3"], "deep": ["yes"]])
    )
}

@Test func patternGroupIsANumberOrAName() throws {
    #expect(
        try detection("pattern: 'a(b)'\n  group: 1") == .pattern(PatternDefinition(pattern: "a(b)", group: .number(1)))
    )
    #expect(
        try detection("pattern: 'a(?<c>b)'\n  group: c")
            == .pattern(PatternDefinition(pattern: "a(?<c>b)", group: .name("c")))
    )
}

@Test func mergeKeysGiveWayToTheRulesOwnFields() throws {
    let text = """
        x-base: &base {category: secret, severity: low, name: Base, tags: [base]}
        x-more: &more {severity: high, description: More., entity: MORE}
        rules:
          - <<: [*base, *more]
            id: merged
            name: Own
            pattern: abc
        """
    let (rules, problems) = RuleFileReader.read(text: text, file: "f")
    #expect(problems.map(\.description) == [])
    let description = try #require(rules.first).description
    #expect(description.name == "Own")
    #expect(description.severity == .low)
    #expect(description.summary == "More.")
    #expect(description.entity == "MORE")
    #expect(description.tags == ["base"])
}

@Test func rulesWithoutProblemsSurviveTheirNeighbours() {
    let text = """
        rules:
          - {id: good, name: N, description: D., category: code, severity: info, pattern: abc}
          - {id: bad, name: N, description: D., category: code, severity: info, pattern: abc, max_length: 0}
          - {id: also-good, name: N, description: D., category: code, severity: info, pattern: abc}
        """
    let (rules, problems) = RuleFileReader.read(text: text, file: "f")
    #expect(rules.map(\.description.id) == ["good", "also-good"])
    #expect(problems.map(\.rule) == ["bad"])
}

@Test func manyRulesAreRead() {
    let rule = SampleRule.fullRule().split(separator: "\n").dropFirst(2)
    let file =
        "x-shared: &words [alpha, beta]\nrules:\n"
        + (0..<200).map { index in
            rule.joined(separator: "\n").replacing("full-rule-2", with: "rule-\(index)")
        }.joined(separator: "\n")
    #expect(RuleFileReader.read(text: file, file: "f").rules.count == 200)
}
