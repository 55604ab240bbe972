// What is in one object goes together, whatever the chunks.

import Sluice
import SluiceChecks
import SluiceMatching
import SluiceModel
import SluicePayloads
import SluiceRules
import SluiceScanning
import Testing

struct PairObjectTests {
    /// An id, and a key that goes with it in one object alone.
    private static func rules(_ object: String, window: Int = 90, after: Int = 90) -> String {
        "rules:\n" + SmallRules.rule("id", "token: {prefix: id_, alphabet: digits, length: 4}\nconfidence: 20")
            + SmallRules.rule(
                "key",
                "token: {prefix: key_, alphabet: digits, length: 4}\nconfidence: 40\n"
                    + "pairs_with: {rules: id, object: \(object), window: \(window), after: \(after), required: true}"
            )
    }

    /// Whether the key of a text goes with the id, the same for every cut in two, byte by byte and by the definition.
    private static func isFound(_ text: String, _ object: String) throws -> Bool {
        let scanner = try SmallRules.guardrail(rules(object)).scanner
        let bytes = Array(text.utf8)
        var expected = PairTests.Recorder()
        ReferenceScanner(scanner: scanner).scan(bytes, sink: &expected)
        for cut in 0...bytes.count {
            let run = recorded([Array(bytes[..<cut]), Array(bytes[cut...])], scanner)
            #expect(run == expected, "'\(text)' cut at \(cut)")
        }
        #expect(recorded(bytes.map { [$0] }, scanner) == expected, "'\(text)' byte by byte")
        return expected.findings.contains { $0.rule == "key" }
    }

    private static func recorded(_ pieces: [[UInt8]], _ scanner: Scanner) -> PairTests.Recorder {
        var stream = ScanStream(scanner: scanner)
        var scratch = ScanScratch()
        var recorder = PairTests.Recorder()
        for piece in pieces { stream.append(piece.span, scratch: &scratch, sink: &recorder) }
        stream.finish(scratch: &scratch, sink: &recorder)
        return recorder
    }

    static let joined = [
        #"{"value": "key_1234", "name": "id_1234"}"#,
        #"{"name": "id_1234", "value": "key_1234"}"#,
        #"{"value": "key_1234", "tags": ["}", {"a": 1}], "name": "id_1234"}"#,
        #"{\"value\": \"key_1234\", \"x\": \"}\", \"name\": \"id_1234\"}"#,
        "{\n  \"value\": \"key_1234\",\n  \"name\": \"id_1234\"\n}",
        "{\"value\": \"key_1234\",\n    \"name\": \"id_1234\"}",
        "{'value' => 'key_1234', 'name' => 'id_1234'}",
        "f(value: 'key_1234', name: 'id_1234')",
        "<add value=\"key_1234\" name=\"id_1234\"/>",
        "env:\n  - value: key_1234\n    name: id_1234\n",
        "env:\n  - value: key_1234 # don't\n    # its (name\n    more:\n      - a\n      - b\n    name: id_1234\n",
        "env:\n- name: id_1234\n  value: key_1234\n",
        "+  - value: key_1234\n+    name: id_1234\n",
        "  - value: \"key_1234\"\r\n    name: id_1234\r\n",
        "a {\n  value = \"key_1234\"\n  more  = [\n    1\n  ]\n  name  = \"id_1234\"\n}\n",
        "[[env]]\nvalue = \"key_1234\"\nname = \"id_1234\"\n",
    ]

    @Test(arguments: joined) func membersOfOneObject(text: String) throws {
        #expect(try Self.isFound(text, "same"))
        #expect(try Self.isFound(text, "around"))
    }

    static let apart = [
        #"{"value": "key_1234"}, {"name": "id_1234"}"#,
        #"[{"name": "id_1234"}, {"value": "key_1234"}]"#,
        #"[{"name": "a", "value": "key_1234"}, {"name": "id_1234", "value": "b"}]"#,
        #"{"a": {"value": "key_1234"}, "b": {"name": "id_1234"}}"#,
        "[{'value': 'key_1234'},\n {'name': 'id_1234'}]",
        "<add value=\"key_1234\"/><add name=\"id_1234\"/>",
        "env:\n  - value: key_1234\n  - name: id_1234\n",
        "env:\n- value: key_1234\n- name: id_1234\n",
        "env:\n  - name: a\n    value: key_1234\n  - name: id_1234\n    value: b\n",
        "a:\n  value: key_1234\nname: id_1234\n",
        "a:\n  value: key_1234\nb:\n  name: id_1234\n",
        "a:\n  value: key_1234\n  b:\n    name: id_1234\n",
        "a {\n  value = \"key_1234\"\n}\nb {\n  name = \"id_1234\"\n}\n",
        "[[env]]\nvalue = \"key_1234\"\n[[env]]\nname = \"id_1234\"\n",
        "value: key_1234\n\nname: id_1234\n",
    ]

    @Test(arguments: apart) func othersDoNotGoTogether(text: String) throws {
        #expect(try !Self.isFound(text, "same"))
        #expect(try !Self.isFound(text, "around"))
    }

    @Test(arguments: [
        #"{"values": [{"value": "key_1234", "context": "all"}], "key": "id_1234"}"#,
        #"{"key": "id_1234", "values": [{"value": "key_1234"}]}"#,
        #"{"id_1234": {"value": "key_1234"}}"#,
    ])
    func theNameOfAnObjectAround(text: String) throws {
        #expect(try !Self.isFound(text, "same"))
        #expect(try Self.isFound(text, "around"))
    }

    /// The end of the object ends the wait.
    @Test func whatIsHeld() throws {
        func held(_ text: String) throws -> Int {
            var filter = TextFilter(guardrail: try SmallRules.guardrail(Self.rules("same")))
            var output = FilterOutput()
            filter.append(Array(text.utf8).span, to: &output)
            return filter.heldByteCount
        }
        #expect(try held("{\"value\": \"key_1234\", \"a\": 1 ") == 18)
        #expect(try held("{\"value\": \"key_1234\", \"a\": 1} ") == 0)
        #expect(try held("- value: key_1234\n  a: 1\n ") == 17)
        #expect(try held("- value: key_1234\n  a: 1\n- ") == 0)
        #expect(try held("key_1234" + String(repeating: ".", count: 91)) == 0)
    }

    /// What the stream finds is what the definition says, and no cut changes it.
    @Test(arguments: 0..<40 as Range<UInt64>) func randomTexts(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let yaml = Self.rules(
            Bool.random(using: &generator) ? "same" : "around",
            window: Int.random(in: 1...80, using: &generator),
            after: Int.random(in: 0...80, using: &generator)
        )
        let scanner = try SmallRules.guardrail(yaml).scanner
        let parts = [
            "id_1234", "key_5678", "\"id_1234\"", "'key_5678'", "{", "}", "[", "]", ", ", ",\n", "\n", "\n  ", "\n- ",
            "\n  - ", "\"", "'", "\\\"", "\\", "# ", "+", "<", "a: ", " ", "\n[x]\n",
        ]
        for _ in 0..<30 {
            var text = ""
            while text.utf8.count < 160 { text += parts.randomElement(using: &generator) ?? "" }
            let bytes = Array(text.utf8)
            var expected = PairTests.Recorder()
            ReferenceScanner(scanner: scanner).scan(bytes, sink: &expected)
            for largest in [1, 3, 20, 200] {
                var pieces: [[UInt8]] = []
                var start = 0
                while start < bytes.count {
                    let end = min(bytes.count, start + Int.random(in: 1...largest, using: &generator))
                    pieces.append(Array(bytes[start..<end]))
                    start = end
                }
                let run = Self.recorded(pieces, scanner)
                #expect(run == expected, "seed \(seed), '\(text)', pieces of \(largest)")
                if run != expected { return }
            }
        }
    }

    /// Members of a JSON document go together over the ends of their strings, however the document is cut.
    @Test(arguments: [
        (#"{"value":"key_1234","name":"id_1234"}"#, true),
        (#"[{"value":"key_1234","a":{"b":"c"},"t":"}\"{","name":"id_1234"}]"#, true),
        (#"[{"value":"key_1234"},{"name":"id_1234"}]"#, false),
        ("{\"text\":\"- value: key_1234\\n  name: id_1234\"}", true),
        ("{\"text\":\"- value: key_1234\\n- name: id_1234\"}", false),
    ])
    func membersOfADocument(text: String, isFound: Bool) throws {
        let guardrail = try SmallRules.guardrail(Self.rules("same"))
        let bytes = Array(text.utf8)
        let source = PayloadSource(format: .json, dialect: .unknown)
        let whole = PayloadRun(bytes, cutAt: [], source: source, guardrail: guardrail)
        #expect(whole.findings.contains { $0.finding.rule == "key" } == isFound)
        for cut in 0...bytes.count {
            let run = PayloadRun(bytes, cutAt: [cut], source: source, guardrail: guardrail)
            #expect(run.agrees(with: whole), "cut at \(cut)")
        }
        let drip = PayloadRun(bytes, cutAt: 1..<bytes.count, source: source, guardrail: guardrail)
        #expect(drip.agrees(with: whole))
    }
}
