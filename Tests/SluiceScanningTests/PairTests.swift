// An id and a secret raise each other, whatever the chunks, and no more is held than is said.

import Sluice
import SluiceChecks
import SluiceMatching
import SluiceModel
import SluiceRules
import SluiceScanning
import Testing

struct PairTests {
    /// An id, and a key that goes with it.
    private static func rules(_ pairing: String, id: String = "", key: String = "") -> String {
        "rules:\n" + SmallRules.rule("id", "token: {prefix: id_, alphabet: digits, length: 4}\nconfidence: 20\n\(id)")
            + SmallRules.rule(
                "key",
                "token: {prefix: key_, alphabet: digits, length: 4}\nconfidence: 40\n\(pairing)\n\(key)"
            )
    }

    /// The rules and confidences of what is found, the same for every cut in two and byte by byte.
    private static func found(_ text: String, _ yaml: String, decodeDepth: Int = 0) throws -> [String] {
        let scanner = try SmallRules.guardrail(yaml, decodeDepth: decodeDepth).scanner
        let bytes = Array(text.utf8)
        let whole = recorded([bytes], scanner)
        for cut in 0...bytes.count {
            let run = recorded([Array(bytes[..<cut]), Array(bytes[cut...])], scanner)
            #expect(run == whole, "'\(text)' cut at \(cut)")
        }
        #expect(recorded(bytes.map { [$0] }, scanner) == whole, "'\(text)' byte by byte")
        return whole.findings.map { "\($0.rule) \($0.confidence.percent)" }
    }

    struct Recorder: ScanSink, Hashable {
        var bytes: [UInt8] = []
        var findings: [Finding] = []

        mutating func pass(_ bytes: Span<UInt8>) { self.bytes.append(copying: bytes) }
        mutating func announce(_ mark: Mark, value: Span<UInt8>) {}
        mutating func conceal(_ bytes: Span<UInt8>) {}
        mutating func report(_ finding: Finding) { findings.append(finding) }
        mutating func remark(_ finding: Finding, mark: Mark, value: Span<UInt8>) {}
    }

    private static func recorded(_ pieces: [[UInt8]], ends: [Int] = [], _ scanner: Scanner) -> Recorder {
        var stream = ScanStream(scanner: scanner)
        var scratch = ScanScratch()
        var recorder = Recorder()
        var start = 0
        for piece in pieces {
            let inside = ends.filter { $0 > start && $0 <= start + piece.count }.map { $0 - start }
            stream.append(piece.span, textEnds: inside, scratch: &scratch, sink: &recorder)
            if ends.contains(start + piece.count) { #expect(stream.heldCount == 0, "held over an end") }
            start += piece.count
        }
        stream.finish(scratch: &scratch, sink: &recorder)
        return recorder
    }

    /// Where the id stands, and the confidence of the key with a window of 8 and 6 bytes behind.
    static let places: [(String, [String])] = [
        ("key_1234", ["key 40"]), ("id_1234 key_1234", ["id 20", "key 70"]),
        ("id_1234......,key_1234", ["id 20", "key 70"]), ("id_1234.......,key_1234", ["id 20", "key 70"]),
        ("id_1234........,key_1234", ["id 20", "key 40"]), ("key_1234,id_1234", ["key 70", "id 20"]),
        ("key_1234....,id_1234", ["key 70", "id 20"]), ("key_1234.....,id_1234", ["key 40", "id 20"]),
        ("id_123 key_1234", ["key 40"]), ("id_1234\nid_123 key_1234 id_1", ["id 20", "key 70"]),
        ("id_1234 key_1234 key_5678 key_9012", ["id 20", "key 70", "key 40", "key 40"]),
        ("key_1 key_1234 key_5678 id_1234", ["key 40", "key 70", "id 20"]),
    ]

    @Test(arguments: places) func anIDBesideAKeyRaisesIt(text: String, expected: [String]) throws {
        let yaml = Self.rules("pairs_with: {rules: id, window: 8, after: 6}")
        #expect(try Self.found(text, yaml) == expected)
        // Where it is required, what has none beside it is no finding, and what has one is as sure as its rule.
        let required = Self.rules("pairs_with: {rules: [id], window: 8, after: 6, required: true}")
        let kept = expected.filter { $0 != "key 40" }.map { $0 == "key 70" ? "key 40" : $0 }
        #expect(try Self.found(text, required) == kept)
    }

    @Test func raisedByAsMuchAsIsSaid() throws {
        func raised(_ fields: String, _ key: String = "") throws -> [String] {
            try Self.found("id_1234 key_1234", Self.rules("pairs_with: {rules: id\(fields)}", key: key))
        }
        #expect(try raised("") == ["id 20", "key 70"])
        #expect(try raised(", boost: 7") == ["id 20", "key 47"])
        #expect(try raised(", boost: 100") == ["id 20", "key 95"])
        #expect(try raised(", boost: 0") == ["id 20", "key 40"])
        // What is proved or a sample is neither more nor less.
        #expect(try raised("", "samples: {values: [key_1234]}") == ["id 20", "key 10"])
        #expect(try raised(", required: true", "samples: {values: [key_1234]}") == ["id 20", "key 10"])
    }

    @Test func aSampleRaisesNothing() throws {
        let yaml = Self.rules("pairs_with: {rules: id}", id: "samples: {values: [id_1234]}")
        #expect(try Self.found("id_1234 key_1234", yaml) == ["id 10", "key 40"])
        #expect(try Self.found("id_1235 key_1234", yaml) == ["id 20", "key 70"])
    }

    @Test func whatOverlapsDoesNotPair() throws {
        let yaml =
            "rules:\n" + SmallRules.rule("a", "token: {prefix: ab_, alphabet: digits, length: 4}")
            + SmallRules.rule(
                "b",
                "pattern: 'b_[0-9]{4}'\nliterals: ['b_']\nconfidence: 90\npairs_with: {rules: a, required: true}"
            )
        #expect(try Self.found("ab_1234", yaml) == ["a 60"])
    }

    @Test func whatIsSwitchedOffStillCounts() throws {
        let yaml = Self.rules("pairs_with: {rules: id, required: true}", id: "enabled: false")
        #expect(try Self.found("id_1234 key_1234 id_5678", yaml) == ["key 40"])
        #expect(try Self.found("id_123 key_1234", yaml).isEmpty)
        let read = RuleFileReader.read(text: Self.rules("pairs_with: {rules: id}"), file: "test.yaml")
        let rules = try RuleSet.compile(read.rules, selection: RuleSelection(only: [.rule("key")]))
        #expect(rules.selectedDescriptions.map(\.id) == ["key"])
        let run = Self.recorded([Array("id_1234 key_1234".utf8)], Scanner(rules: rules, key: DefaultRules.key))
        #expect(run.findings.map(\.confidence.percent) == [70])
        #expect(run.bytes == Array("id_1234 ".utf8))
        // Of two that are left out, neither is looked for.
        let other = try RuleSet.compile(read.rules, selection: RuleSelection(only: [.rule("id")]))
        #expect(other.rules.map(\.description.id) == ["id"])
    }

    @Test(arguments: [
        ("pairs_with: {rules: idd}", "`pairs_with.rules`: there is no rule `idd`; did you mean `id`?"),
        ("pairs_with: {rules: key}", "`pairs_with.rules`: a rule cannot pair with itself"),
    ])
    func aWrongNameIsRefused(pairing: String, reason: String) {
        let error = #expect(throws: RuleSetError.self) { try SmallRules.ruleSet(Self.rules(pairing)) }
        #expect(error?.problems.map(\.reason) == [reason])
    }

    @Test func chainsAreRefused() {
        let yaml =
            Self.rules("pairs_with: {rules: id, required: true}")
            + SmallRules.rule("third", "token: {prefix: x_, alphabet: digits, length: 4}\npairs_with: {rules: key}")
        let error = #expect(throws: RuleSetError.self) { try SmallRules.ruleSet(yaml) }
        #expect(error?.problems.map(\.reason) == ["`pairs_with.rules`: `key` itself requires another rule"])
    }

    /// What stands in an earlier text counts, what stands in a later one does not and is not waited for.
    @Test func textsOfOneStream() throws {
        let yaml = Self.rules("pairs_with: {rules: id, window: 20, after: 20}")
        let scanner = try SmallRules.guardrail(yaml).scanner
        for (first, second, expected) in [
            ("\"id_1234\"", ":\"key_1234\"", [20, 70]), ("\"key_1234\"", ":\"id_1234\"", [40, 20]),
        ] {
            let (one, two) = (Array(first.utf8), Array(second.utf8))
            let whole = Self.recorded([one + two], ends: [one.count, one.count + two.count], scanner)
            #expect(whole.findings.map(\.confidence.percent) == expected)
            #expect(Self.recorded([one, two], ends: [one.count, one.count + two.count], scanner) == whole)
            let drip = Self.recorded((one + two).map { [$0] }, ends: [one.count, one.count + two.count], scanner)
            #expect(drip == whole)
        }
    }

    @Test func whatIsHidden() throws {
        let yaml = Self.rules("pairs_with: {rules: id, window: 24, after: 8}")
        let hidden = String(decoding: Encoding.base64.apply(Array("the id_1234 key_1234 end".utf8)), as: UTF8.self)
        #expect(try Self.found("v \(hidden) w", yaml, decodeDepth: 2) == ["id 20", "key 70"])
        #expect(try Self.found("id_1234 key%5F1234", yaml, decodeDepth: 2) == ["id 20", "key 70"])
    }

    /// A key waits for the bytes behind it only where its rule says so, and not where an id stands before it.
    @Test func whatIsHeld() throws {
        func held(_ text: String, _ fields: String) throws -> [Int] {
            let yaml = Self.rules("pairs_with: {rules: id\(fields)}")
            var filter = TextFilter(guardrail: try SmallRules.guardrail(yaml))
            var output = FilterOutput()
            return text.utf8.map { byte in
                filter.append([byte].span, to: &output)
                return filter.heldByteCount
            }
        }
        let alone = [1, 2, 3, 4, 5, 6, 7, 8]
        #expect(try held("key_1234      ", "") == alone + [0, 0, 0, 0, 0, 0])
        #expect(try held("key_1234      ", ", after: 3") == alone + [9, 10, 0, 0, 0, 0])
        // An id that has begun may still raise it.
        #expect(try held("key_1234 id_12  ", ", after: 3") == alone + [9, 10, 11, 12, 13, 14, 0, 0])
        let id = [1, 2, 3, 4, 5, 6, 7, 0]
        #expect(try held("id_1234 key_1234  ", ", after: 200") == id + alone + [0, 0])
    }

    /// What the stream finds is what the definition says, and no cut changes it.
    @Test(arguments: 0..<60 as Range<UInt64>) func randomTexts(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let window = Int.random(in: 1...40, using: &generator)
        let after = Bool.random(using: &generator) ? 0 : Int.random(in: 1...40, using: &generator)
        let required = Bool.random(using: &generator)
        let yaml =
            Self.rules("pairs_with: {rules: [id, mail], window: \(window), after: \(after), required: \(required)}")
            + SmallRules.rule("mail", "matcher: email\npairs_with: {rules: id, window: 12, after: 5}")
            + SmallRules.rule("long", "pattern: '[a-z]{2}_[0-9 ]{1,30}x'\nliterals: ['_']\nmax_length: 34")
        let scanner = try SmallRules.guardrail(yaml).scanner
        let parts = ["id_1234", "key_5678", "key_12", "a@b.de", "id_", " ", ", ", "x", "....", "ey_1 2 3x", "1"]
        for _ in 0..<30 {
            var text = ""
            while text.utf8.count < 160 { text += parts.randomElement(using: &generator) ?? "" }
            let bytes = Array(text.utf8)
            var expected = Recorder()
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

    /// A flood of both costs time in proportion, and holds no more than is said.
    @Test func floods() throws {
        let yaml = Self.rules("pairs_with: {rules: id, window: 4096, after: 256}")
        let scanner = try SmallRules.guardrail(yaml).scanner
        for unit in ["key_1234 ", "id_1234 ", "key_1234 id_1234 "] {
            let bytes = Array(String(repeating: unit, count: 20_000).utf8)
            var stream = ScanStream(scanner: scanner)
            var scratch = ScanScratch()
            var recorder = Recorder()
            var start = 0
            while start < bytes.count {
                let end = min(bytes.count, start + 100)
                stream.append(bytes.span.extracting(start..<end), scratch: &scratch, sink: &recorder)
                #expect(stream.heldCount <= 8 + 256 + 9)
                start = end
            }
            stream.finish(scratch: &scratch, sink: &recorder)
            #expect(recorder.findings.count == 20_000 * unit.split(separator: " ").count)
        }
    }

    @Test func explanations() throws {
        let yaml = Self.rules("pairs_with: {rules: id, required: true}")
        let explainer = Explainer(guardrail: try SmallRules.guardrail(yaml))
        let without = explainer.explain(Array("key_1234".utf8))
        #expect(without.map(\.steps) == [["none of the rules that it requires beside it has a finding there"]])
        #expect(without.allSatisfy { !$0.isFinding })
        let with = explainer.explain(Array("id_1234 key_1234".utf8)).filter { $0.rule == "key" }
        #expect(with.map(\.isFinding) == [true])
        #expect(with.first?.steps.contains("a finding of id is beside it") == true)
        #expect(with.first?.steps.last == "confidence 40")
    }

    @Test func remarksOfTheLinter() throws {
        func remarks(_ id: String) throws -> [String] {
            let yaml = Self.rules("pairs_with: {rules: id, after: 40}", id: id)
            let linter = try Linter(definitions: RuleFileReader.read(text: yaml, file: "test.yaml").rules)
            #expect(linter.largestHoldBacks.map { $0.bytes } == [8, 57])
            return linter.remarks().map(\.reason).filter { $0.hasPrefix("pairs with") }
        }
        #expect(try remarks("").isEmpty)
        #expect(
            try remarks("enabled: false")
                == ["pairs with id, which is switched off and is looked for on its account alone"]
        )
        #expect(
            try remarks("applies_to: {direction: request}")
                == ["pairs with id, which does not apply in all directions that the rule does"]
        )
    }
}
