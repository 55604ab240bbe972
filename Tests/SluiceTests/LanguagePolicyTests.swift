// A policy's entries about languages are met by what text is written in.

import Sluice
import SluiceMatching
import SluiceModel
import SluicePayloads
import SluicePolicies
import Testing

struct LanguagePolicyTests {
    private static let policy = """
        version: 1
        policies:
          - {name: script, when: {language: [js, typescript]}, then: {action: mask, style: "fixed:<js>"}}
          - {name: python, when: {language: Python}, then: {action: mask, style: "fixed:<py>"}}
          - {name: shell, when: {language: "sh*"}, then: {action: mask, style: "fixed:<sh>"}}
          - {name: odd, when: {language: klingon}, then: {action: mask, style: "fixed:<odd>"}}
          - {name: any, when: {language: "*"}, then: {action: mask, style: "fixed:<any>"}}
          - {name: none, when: {}, then: {action: mask, style: "fixed:<none>"}}
        """

    struct Sample: Sendable {
        var text: String
        var format: PayloadFormat
        /// What the caller says.
        var language: String?
        var expected: [String]
        /// What findings say; the same as is expected where it is nil.
        var languages: [String?]

        init(_ format: PayloadFormat, _ text: String, _ expected: String, _ languages: [String?], says: String? = nil) {
            self.text = text
            self.format = format
            language = says
            self.expected = expected.split(separator: " ").map { "<\($0)>" }
            self.languages = languages
        }
    }

    private static let fences = "KEY\n```python\nk = 'KEY'\n```\nKEY\n~~~js\nKEY\n~~~\n```odd\nKEY\n```\n"

    static let samples: [Sample] = [
        Sample(.text, fences, "none py none js none", [nil, "python", nil, "javascript", nil]),
        // The caller's word holds where the text does not say it.
        Sample(.text, "KEY", "odd", [nil], says: "klingon"),
        Sample(.text, fences, "odd py odd js odd", [nil, "python", nil, "javascript", nil], says: "klingon"),
        Sample(.text, "KEY\n```js\nKEY\n```\n", "any js", [nil, "javascript"], says: "markdown"),
        Sample(.text, "KEY # x", "py", ["python"], says: "py"),
        Sample(.text, "KEY # x", "any", ["go"], says: "go"),
        Sample(
            .text,
            "--- a/x.py\n+++ b/x.py\n@@ -1,2 +1,2 @@\n-KEY\n+KEY\n context\nKEY\n",
            "py py none",
            ["python", "python", nil]
        ),
        Sample(
            .json,
            #"{"model":"m","messages":[{"role":"user","content":"KEY\n```python\nKEY\n```\n"},{"role":"assistant","#
                + #""content":[{"type":"tool_use","name":"Write","id":"t","input"#
                + #"":{"file_path":"a/b.ts","content":"KEY","#
                + #""title":"KEY"}},{"type":"tool_use","name":"Bash","id":"u","input":{"command":"run KEY"}}]}]}"#,
            "none py js none sh",
            [nil, "python", "typescript", nil, "shell"]
        ),
        Sample(
            .json,
            ##"{"messages":[{"role":"assistant","tool_calls":[{"function":{"name":"w","arguments":"##
                + ##""{\"path\":\"x.js\",\"content\":\"KEY\",\"edits\":[{\"newText\":\"KEY\"}]}"}}]}],"model":"m"}"##,
            "js js",
            ["javascript", "javascript"]
        ),
        Sample(
            .sse,
            #"data: {"id":"c","choices":[{"index":0,"delta":{"content":"KEY\n```python\nKEY\n"}}]}"# + "\n\n"
                + #"data: {"id":"c","choices":[{"index":0,"delta":{"content":"KEY\n```\nKEY\n"}}]}"# + "\n\n"
                + "data: [DONE]\n\n",
            "none py py none",
            [nil, "python", "python", nil]
        ),
        Sample(
            .ndjson,
            #"{"model":"m","created_at":"x","message":{"role":"assistant","content":"","tool_calls":[{"function":{"#
                + #""name":"w","arguments":{"file_path":"a.py","content":"KEY",""#
                + #"deep":[{"new_str":"KEY"}],"reason":"KEY"}}}]},"#
                + #""done":false}"# + "\n" + #"{"model":"m","message":{"role":"assistant","content":""},"done":true}"#
                + "\n",
            "py py none",
            ["python", "python", nil]
        ),
        Sample(
            .sse,
            #"data: {"candidates":[{"content":{"role":"model","parts":[{"f"#
                + #"unctionCall":{"name":"w","args":{"path":"a.py","#
                + #""content":"KEY"}}}]},"index":0,"finishReason":"STOP"}]}"# + "\n\n",
            "py",
            ["python"]
        ),
        Sample(
            .sse,
            "event: content_block_start\n"
                + #"data: {"type":"content_block_start","index":0,"content_block"#
                + #"":{"type":"tool_use","id":"t","name":"w","#
                + #""input":{"file_path":"x.sh","content":"KEY"}}}"# + "\n\n",
            "sh",
            ["shell"]
        ),
        // A fence in a tool's call knows its own language.
        Sample(
            .json,
            #"{"model":"m","messages":[{"role":"tool","tool_call_id":"c","content":"KEY\n```sh\nKEY"}]}"#,
            "none sh",
            [nil, "shell"]
        ),
    ]

    private static func filter(_ sample: Sample, _ guardrail: Guardrail, text: String, chunk: Int) -> FilterOutput {
        let context = PolicyContext(direction: .response, language: sample.language)
        let source = PayloadSource(format: sample.format, context: context)
        return PayloadFilter(guardrail: guardrail, source: source).output(of: Array(text.utf8), chunk: chunk)
    }

    @Test(arguments: samples.indices) func theLanguageOfThePlaceDecides(index: Int) throws {
        let sample = Self.samples[index]
        let guardrail = try ToolPolicyTests.guardrail(Self.policy)
        // Of a value that could stand for several rules the first would be another.
        let text = sample.text.replacing("KEY", with: try TestRules.token(seed: 31))
        let whole = Self.filter(sample, guardrail, text: text, chunk: .max)
        #expect(ToolPolicyTests.replacements(whole.bytes) == sample.expected, "\(index)")
        #expect(whole.findings.map { $0.finding.language?.name } == sample.languages, "\(index)")
        for chunk in [1, 2, 5, 31, 200] {
            let output = Self.filter(sample, guardrail, text: text, chunk: chunk)
            #expect(output.bytes == whole.bytes, "\(index), chunks of \(chunk)")
            #expect(output.findings == whole.findings, "\(index), chunks of \(chunk)")
        }
    }

    /// A rule set in which no rule says where it applies knows the language as well.
    @Test func noRuleNeedsToAskForIt() throws {
        let rules = try RuleSet.compile(
            TestRules.definitions.filter { $0.description.id == "github-token" }
        )
        let guardrail = Guardrail(
            rules: rules,
            policy: try Policy.read(text: Self.policy, file: "p.yaml"),
            key: TestRules.key
        )
        for sample in Self.samples {
            let text = sample.text.replacing("KEY", with: try TestRules.token(seed: 32))
            for chunk in [Int.max, 3] {
                let output = Self.filter(sample, guardrail, text: text, chunk: chunk)
                #expect(ToolPolicyTests.replacements(output.bytes) == sample.expected, "\(sample.text)")
                #expect(output.findings.map { $0.finding.language?.name } == sample.languages, "\(sample.text)")
            }
        }
    }

    /// What an entry lets pass in one language never widens a mask in another, and what it blocks stops there.
    @Test func entriesActWhereTheyAreMet() throws {
        let policy = """
            version: 1
            policies:
              - {name: passes, when: {language: python}, then: {action: allow}}
              - {name: stops, when: {language: shell}, then: {action: block, message: not here}}
              - {name: rest, when: {}, then: {action: mask}}
            """
        let guardrail = try ToolPolicyTests.guardrail(policy)
        let token = try TestRules.token(seed: 33)
        let text = "a \(token)\n```py\nb \(token)\n```\nc\n```sh\nd \(token)\n```\n"
        let sample = Sample(.text, "", "", [])
        for chunk in [Int.max, 1, 9] {
            let output = Self.filter(sample, guardrail, text: text, chunk: chunk)
            let out = String(decoding: output.bytes, as: UTF8.self)
            #expect(
                out.hasPrefix("a [REDACTED:github-token:") && out.hasSuffix("]\n```py\nb \(token)\n```\nc\n```sh\nd ")
            )
            #expect(output.blockedAt?.message == "not here" && output.blockedAt?.line == 7)
            #expect(output.findings.map(\.policyEntry) == ["rest", "stops"])
        }
    }

    @Test func casesKnowTheLanguage() throws {
        let guardrail = try ToolPolicyTests.guardrail(Self.policy)
        let found = guardrail.filter("```py\n\(try TestRules.token(seed: 34))\n```").findings
        let finding = try #require(found.first?.finding)
        let bound = BoundPolicy(guardrail.policy, rules: guardrail.rules.descriptions)
        #expect(bound.view(for: PolicyContext()).decide(finding).entry == "python")
        #expect(bound.view(for: PolicyContext(language: "klingon")).decide(finding).entry == "python")
    }
}
