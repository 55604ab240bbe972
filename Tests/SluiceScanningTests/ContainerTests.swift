// Values in lists and maps that are called secrets: which are told, however many they are and however the text is cut.

import Sluice
import SluiceChecks
import SluiceMatching
import SluiceModel
import Testing

struct ContainerTests {
    private static func guardrail() throws -> Guardrail {
        try SmallRules.guardrail("rules:\n" + SmallRules.rule("assignment", "matcher: assignment"))
    }

    private static func flagged(_ text: String) throws -> [String] {
        let guardrail = try guardrail()
        let bytes = Array(text.utf8)
        let whole = FilterRun(bytes, cutAt: [], guardrail: guardrail)
        for cutting in [.drip] + (0...bytes.count).map(Cutting.split) {
            #expect(FilterRun(bytes, cutAt: cutting.cuts(of: bytes.count), guardrail: guardrail) == whole, "\(cutting)")
        }
        #expect(whole.findings.map(\.finding.range) == BruteForce.ranges(in: bytes, guardrail))
        return whole.findings.map { String(decoding: bytes[$0.finding.range], as: UTF8.self) }
    }

    private static let first = "k9fQz7Lw2xPm4Tj8"
    private static let second = "Zq83mLpa0dWc6Rv1"

    @Test(arguments: [
        "tokens = [\"A\", \"B\"]", "tokens = ['A',\n  # one more\n  'B', // last\n]", "TOKENS = ('A', 'B')",
        "tokens: [A, B]",
        "{\"tokens\": [\n    \"A\",\n    \"B\"\n]}", "{\\\"tokens\\\": [\\\"A\\\", \\\"B\\\"]}",
        "secrets = {\"a\": \"A\", 'b': 'B'}",
        "secrets = { a = \"A\"\n  b = \"B\" }", "$secrets = ['a' => 'A', 'b' => 'B'];",
        "secrets = {a: c, 'b': \"A\", d: f, e: \"B\"}",
        "tokens := []string{\"A\", \"B\"}", "tokens = Set.of(\"A\", \"B\")", "const tokens = new Set(['A', 'B'])",
        "tokens:\n  - A\n  - 'B'\n", "tokens:\n- A # x\n- B", "  \"tokens\":\r\n    - A\r\n    - B\r\n",
        "secrets:\n  a: A\n  b: \"B\"\nc: d\n",
        "- secrets:\n    a: A\n    b: B\n", "tokens = [\"word\", \"A\", \"\", null, \"B\"]",
    ])
    func tellsValuesOfContainers(text: String) throws {
        let spelled = text.replacing("A", with: Self.first).replacing("B", with: Self.second)
        #expect(try Self.flagged(spelled) == [Self.first, Self.second], "\(spelled)")
    }

    @Test(arguments: [
        "secrets = {a: A, b: B}", "token = {\"a\": \"A\"}", "tokens: (A, B)", "password: [\"A\"]", "token:\n  - A\n",
        "js_tokens: {\"integrity\": \"sha512-A\", \"version\": \"1.2.3\"}",
        "tokens: [\"x-k9q2b3-c4\"]",
        "names = [\"A\", \"B\"]", "tokens = [[\"A\"], \"B\"]", "token_names = [\"A\", \"B\"]",
        "tokens = [f(\"A\"), \"B\"]",
        "tokens = [] \"A\"", "secrets = {\"username\": \"A\", \"user_id\": \"B\"}", "tokens:\nname: A\n",
        "  tokens:\n  name: A\n",
        "secrets:\n  a:\n    b: A\n", "tokens:\n  - name: A b\n", "key: [\"a-b-c-d-e-f\"]",
        "variable \"db_password\" {\n  prefix = \"A\"\n}",
        "tokens = {} + {\"a\": \"A\"}", "secrets = {a: A(1), b: B}",
    ])
    func leavesOtherValuesAlone(text: String) throws {
        let spelled = text.replacing("A", with: Self.first).replacing("B", with: Self.second)
        #expect(try Self.flagged(spelled).isEmpty, "\(spelled)")
    }

    @Test func theDefaultOfAVariableIsItsValue() throws {
        #expect(
            try Self.flagged("variable \"db_password\" {\n  default = \"Rocket-winter77\"\n}") == ["Rocket-winter77"]
        )
    }

    /// However long a list is, its last value is like its first, and only a value is held until it ends.
    @Test(arguments: [1, 7, 4_000]) func everyValueOfALongListIsFound(chunk: Int) throws {
        let values = (0..<3_000).map { "\"k9fQz\($0 % 7)Lw2xPm\($0 % 9)Tj8\"" }
        let text = Array(("tokens = [\n  " + values.joined(separator: ",\n  ") + "\n]\n").utf8)
        var filter = TextFilter(guardrail: try Self.guardrail())
        var output = FilterOutput()
        var mostHeld = 0
        for start in stride(from: 0, to: text.count, by: chunk) {
            filter.append(text.span.extracting(start..<min(text.count, start + chunk)), to: &output)
            mostHeld = max(mostHeld, filter.heldByteCount)
            if start % 5 == 0 { filter.rest() }
        }
        filter.finish(to: &output)
        #expect(output.findings.count == values.count)
        #expect(mostHeld <= 20)
    }

    /// Lists that begin in each other's lines are followed once: the work is that of one.
    @Test func listsInListsAreFollowedOnce() throws {
        let lines = (0..<20_000).map { "- x tokens:\n- k9fQz\($0 % 7)Lw2xPm\($0 % 9)Tj8\n" }
        let run = FilterRun(Array(lines.joined().utf8), cutAt: [], guardrail: try Self.guardrail())
        #expect(run.findings.count == lines.count)
    }

    private static let pieces = [
        "tokens = [", "\"secrets\": {", "tokens:\n  - ", "secrets:\n  a: ", "\"k9fQz7Lw2xPm4Tj8\", ",
        "'Zq83mLpa0dWc6Rv1', ", "\n  - ",
        "tokens", "secrets", "password", "api_keys", " = [", ": [", " = {", ":\n", ": ", " = ", "\n  - ", "\n  ", "\n",
        "\"", "\"", "'", ",",
        ", ", "]", "}", "(", ")", "a: ", "\"a\": ", "b = ", " => ", "k9fQz7Lw2xPm4Tj8", "Zq83mLpa0dWc6Rv1", "word",
        "# x", "// y",
        "\"k9fQz7Lw2xPm4Tj8\", ", "'Zq83mLpa0dWc6Rv1'", "variable \"db_password\" {", "default = ", "[]string{",
        "Set.of(", "\\\"", "\r\n",
    ]

    @Test(arguments: 1..<7 as Range<UInt64>)
    func everyCutAndBruteForceFindTheSame(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let guardrail = try Self.guardrail()
        var findings = 0
        for round in 0..<200 {
            let text = (0..<Int.random(in: 4...40, using: &generator)).flatMap { _ in
                Array((Self.pieces.randomElement(using: &generator) ?? "").utf8)
            }
            let whole = FilterRun(text, cutAt: [], guardrail: guardrail)
            findings += whole.findings.count
            for cutting in [.drip] + stride(from: 1, to: text.count, by: 3).map(Cutting.split) {
                let run = FilterRun(text, cutAt: cutting.cuts(of: text.count), guardrail: guardrail)
                #expect(run == whole, "seed \(seed), round \(round), \(cutting)")
            }
            #expect(
                whole.findings.map(\.finding.range) == BruteForce.ranges(in: text, guardrail),
                "seed \(seed), round \(round): \(String(decoding: text, as: UTF8.self).debugDescription)"
            )
        }
        #expect(findings > 40)
    }
}
