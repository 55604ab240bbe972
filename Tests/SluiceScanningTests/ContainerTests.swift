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

    private static let first = "k9fQz7Lw2xPm4Tj8"
    private static let second = "Zq83mLpa0dWc6Rv1"
    private static let third = "Hx5tRn2yVb8sGd4w"

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
        "secrets: # of x\n\n  # a\n  a: A\n\n  # b\n  b: B\n", "tokens:\n  - A\n\n  - B\n",
        "const tokens: string[] = ['A', 'B'];", "let tokens: [String] = [\"A\", \"B\"]", "TOKENS=(A B)",
        "TOKENS=(\n  A\n  'B'\n)",
        "let tokens = vec![\"A\", \"B\"];", "secrets := map[string]string{\"a\": \"A\", \"b\": \"B\"}",
        "secrets: dict[str, str] = {'a': 'A', 'b': 'B'}", "String[] tokens = new String[]{\"A\", \"B\"};",
        "variable \"api_tokens\" {\n  type = list(string)\n  default = [\"A\", \"B\"]\n}",
        "- secrets:\n    a: A\n    b: B\n", "tokens = [\"word\", \"A\", \"\", null, \"B\"]",
        // One in the other.
        "tokens = [[\"A\"], \"B\"]",
        "{\"tokens\": [{\"id\": 1, \"value\": \"A\"}, {}, {\"value\": \"B\"}], \"c\": \"C\"}",
        "secrets = {a: {b: {c: \"A\"}}, d: \"B\"}", "secrets = {\"a\": [\"A\"], \"b\": \"B\"} \"C\"",
        "secrets:\n  - name: a\n    value: A\n    user: C\n  - value: \"B\"\n    name: b\nc: C\n",
        // Below headings.
        "[secrets]\na = \"A\"\n\n# b\nb='B' # c\n[c]\nc = \"C\"\n", "x = 1\n[app.api_keys]\r\na = \"A\"\r\nb: B\r\n",
    ])
    func tellsValuesOfContainers(text: String) throws {
        let spelled = text.replacing("A", with: Self.first).replacing("B", with: Self.second)
            .replacing("C", with: Self.third)
        #expect(EveryCut.flagged(spelled, try Self.guardrail()) == [Self.first, Self.second], "\(spelled)")
    }

    @Test(arguments: [
        "secrets = {a: A, b: B}", "token = {\"a\": \"A\"}", "tokens: (A, B)", "password: [\"A\"]", "token:\n  - A\n",
        "js_tokens: {\"integrity\": \"sha512-A\", \"version\": \"1.2.3\"}",
        "tokens: [\"x-k9q2b3-c4\"]",
        "names = [\"A\", \"B\"]", "token_names = [\"A\", \"B\"]",
        "tokens = [f(\"A\"), \"B\"]",
        "tokens = [] \"A\"", "secrets = {\"username\": \"A\", \"user_id\": \"B\"}", "tokens:\nname: A\n",
        "  tokens:\n  name: A\n",
        "secrets:\n  a:\n    b: A\n", "tokens:\n  - name: A b\n", "key: [\"a-b-c-d-e-f\"]",
        "variable \"db_password\" {\n  prefix = \"A\"\n}", "block \"password\" {\n  default = \"A\"\n}",
        "variable \"db_password\" {\n}\ndefault = \"A\"", "variable \"db_password\" {}\ndefault = \"A\"",
        "variable \"db_password\" {\n  x = \"{\"\n}\nmodule \"x\" {\n  default = \"A\"\n}",
        "variable \"db_password\" {\n  default = { charset = \"A\" }\n}", "f(tokens: string[], x = [\"A\"])",
        "tokens = {} + {\"a\": \"A\"}", "tokens = [{}] \"A\"", "tokens = [[[[[\"A\"]]]]]", "tokens = [{{\"A\"}}]",
        "[secret]\na = \"A\"", "x [secrets]\na = \"A\"", "[secrets]\nx\na = \"A\"",
        "[[secrets]]\nuser = \"A\"", "[secrets]\na = \"A\" \"B\"", "secrets:\n  - a\n     value: A\n",
        "secrets = {a: A(1), b: B}",
    ])
    func leavesOtherValuesAlone(text: String) throws {
        let spelled = text.replacing("A", with: Self.first).replacing("B", with: Self.second)
        #expect(EveryCut.flagged(spelled, try Self.guardrail()).isEmpty, "\(spelled)")
    }

    @Test(arguments: [
        "variable \"db_password\" {\n  default = \"Rocket-winter77\"\n}",
        "variable \"db_password\" {\n  validation {\n    condition = length(x) > 8\n  }\n  default = \"Rocket-winter77\"\n}",
        "variable \"db_password\" { default = \"Rocket-winter77\" }",
        "variable \"db_password\" {\n  description = \"a } b\" # }\n\n  default = \"Rocket-winter77\"\n}",
        "  variable \"db_password\" {\n    validation {\n      x = 1\n    }\n    default = \"Rocket-winter77\"\n  }",
    ]) func theDefaultOfAVariableIsItsValue(text: String) throws {
        #expect(EveryCut.flagged(text, try Self.guardrail()) == ["Rocket-winter77"])
    }

    /// What stands last in a string of a document is read as what stands last in a text.
    @Test(arguments: ["tokens:\\n- A", "tokens:\\n- A\\n", "secrets:\\n  a: A", "secrets:\\n  a: 'A'"])
    func theLastLineOfAStringIsRead(text: String) throws {
        let document = "{\"text\": \"\(text.replacing("A", with: Self.first))\", \"b\": 1}"
        EveryCut.expect([Self.first], inDocument: document, try Self.guardrail())
    }

    /// However long a list is, its last value is like its first, and only a value is held until it ends.
    @Test(arguments: [1, 7, 4_000]) func everyValueOfALongListIsFound(chunk: Int) throws {
        let values = (0..<3_000).map { "\"k9fQz\($0 % 7)Lw2xPm\($0 % 9)Tj8\"" }
        let text = "tokens = [\n  " + values.joined(separator: ",\n  ") + "\n]\n"
        let (findingCount, mostHeld) = EveryCut.stream(text, chunk: chunk, try Self.guardrail())
        #expect(findingCount == values.count)
        #expect(mostHeld <= 20)
    }

    /// Lists that begin in each other's lines are followed once: the work is that of one, however they come.
    @Test(arguments: [7, 4_000, 1_000_000]) func listsInListsAreFollowedOnce(chunk: Int) throws {
        let lines = (0..<5_000).map { "- x tokens:\n- k9fQz\($0 % 7)Lw2xPm\($0 % 9)Tj8\n" }
        let (findingCount, _) = EveryCut.stream(lines.joined(), chunk: chunk, try Self.guardrail())
        #expect(findingCount == lines.count)
    }

    private static let pieces = [
        "tokens = [", "\"secrets\": {", "tokens:\n  - ", "secrets:\n  a: ", "\"k9fQz7Lw2xPm4Tj8\", ",
        "'Zq83mLpa0dWc6Rv1', ", "\n  - ",
        "tokens", "secrets", "password", "api_keys", " = [", ": [", " = {", ":\n", ": ", " = ", "\n  - ", "\n  ", "\n",
        "\"", "\"", "'", ",",
        ", ", "]", "}", "(", ")", "a: ", "\"a\": ", "b = ", " => ", "k9fQz7Lw2xPm4Tj8", "Zq83mLpa0dWc6Rv1", "word",
        "# x", "// y",
        "\"k9fQz7Lw2xPm4Tj8\", ", "'Zq83mLpa0dWc6Rv1'", "variable \"db_password\" {", "default = ", "[]string{",
        "Set.of(", "\\\"", "\r\n", ": string[] = ", "\n# x\n", "\n\n", "TOKENS=(", "validation {",
        "variable \"api_tokens\" {\n", "[secrets]\n", "[x.tokens]\n", "[{\"value\": ", "}, {", "]]", "\n    value: ",
        "{}",
    ]

    @Test(arguments: 1..<7 as Range<UInt64>)
    func everyCutAndBruteForceFindTheSame(seed: UInt64) throws {
        let guardrail = try Self.guardrail()
        #expect(EveryCut.findingCount(inSoupsOf: Self.pieces, counts: 4...40, rounds: 200, seed: seed, guardrail) > 25)
    }
}
