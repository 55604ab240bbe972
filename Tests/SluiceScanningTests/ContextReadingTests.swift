// What is read once of a value's surroundings refuses no rule that its own search would let find something.

import SluiceMatching
import SluiceModel
import SluiceRules
import SluiceScanning
import Testing

/// Texts dense with context words, parts of them, keys, headers and numbers: streams must find in them what brute force
/// finds, which asks every rule for itself and remembers nothing.
struct ContextReadingTests {
    private static let parts = [
        "pin", "PIN ", " pin ", "apin ", "ssn", "ss", " my number", "number ", "größe ", "GRÖSSE ", "証券 ", "ÉTAT ",
        "far away ", "si: ", "tax_id: ", "tax-id=", "\"TaxID\": \"", "taxid\n", "x.pin: ", ": ", "=", "\"", "\\n", "\n",
        "\n\n",
        "name,pin,tax_id,other\n", "1,2,3\n", ",", ",", "|", ";", "a;b\n", " ", "  ", ".", "-", "/", "a", "Z", "_",
        "\t",
        "lorem ipsum dolor sit amet consectetur ",
    ]
    private static let rules = """
        rules:
        \(SmallRules.rule("plain", "number: {forms: ['999999'], bare: never}\n" + context("[pin, 'Größe']", "keys: [tax-id]")))
        \(SmallRules.rule("behind", "number: {forms: ['999999', 'AA9999'], bare: never}\n" + context("[ssn, 証券]", "after: 20")))
        \(SmallRules.rule("grouped", "number: {forms: ['999999', '999-999', '99 99 99'], bare: grouped}\n"
            + context("['my number', 'état']", "keys: [other]")))
        \(SmallRules.rule("far", "number: {forms: ['9999'], bare: never}\n" + context("[far]", "window: 200")))
        \(SmallRules.rule("early", "number: {forms: ['9999999'], bare: never}\n" + context("[si]", "window: 6")))
        \(SmallRules.rule("required", pattern + context("[number]", "required: true, after: 9")))
        """
    private static let pattern =
        "pattern: '(?<![0-9])[0-9]{5}(?![0-9])'\nliterals: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']\n"

    private static func context(_ words: String, _ more: String) -> String {
        "context: {words: \(words), \(more)}\n"
    }

    private struct Recorder: ScanSink {
        var findings: [Found] = []

        mutating func pass(_ bytes: Span<UInt8>) {}
        mutating func announce(_ mark: Mark, value: Span<UInt8>) {}
        mutating func conceal(_ bytes: Span<UInt8>) {}
        mutating func report(_ finding: Finding) {
            findings.append(Found(rule: finding.rule.description, range: finding.range))
        }
        mutating func remark(_ finding: Finding, mark: Mark, value: Span<UInt8>) {}
    }

    private struct Found: Equatable {
        let rule: String
        let range: Range<Int>
    }

    private static func text(_ generator: inout SplitMix64) -> [UInt8] {
        var text: [UInt8] = []
        let length = Int.random(in: 20...700, using: &generator)
        while text.count < length {
            if Int.random(in: 0..<3, using: &generator) == 0 {
                let signs = ["", "", "", "-", " "]
                for _ in 0..<Int.random(in: 1...3, using: &generator) {
                    let digits = (0..<Int.random(in: 2...7, using: &generator)).map { _ in
                        UInt8.random(in: UInt8(ascii: "0")...UInt8(ascii: "9"), using: &generator)
                    }
                    text += digits + Array((signs.randomElement(using: &generator) ?? "").utf8)
                }
            }
            text += Array((parts.randomElement(using: &generator) ?? "").utf8)
        }
        return text
    }

    @Test(arguments: 0..<60 as Range<UInt64>) func nothingIsRefusedThatASearchFinds(seed: UInt64) throws {
        let scanner = Scanner(rules: try SmallRules.ruleSet(Self.rules), key: DefaultRules.key)
        var generator = SplitMix64(seed: seed)
        let texts = (0..<4).map { _ in Self.text(&generator) }
        var expected: [Found] = []
        var ends: [Int] = []
        var bytes: [UInt8] = []
        for text in texts {
            var recorder = Recorder()
            ReferenceScanner(scanner: scanner).scan(text, sink: &recorder)
            expected += recorder.findings.map { found in
                Found(
                    rule: found.rule,
                    range: found.range.lowerBound + bytes.count..<found.range.upperBound + bytes.count
                )
            }
            bytes += text
            ends.append(bytes.count)
        }
        for largest in [1, 30, 5_000] {
            var stream = ScanStream(scanner: scanner)
            var scratch = ScanScratch()
            var recorder = Recorder()
            var start = 0
            while start < bytes.count {
                let end = min(bytes.count, start + Int.random(in: 1...largest, using: &generator))
                stream.append(
                    bytes.span.extracting(start..<end),
                    textEnds: ends.filter { $0 > start && $0 <= end }.map { $0 - start },
                    scratch: &scratch,
                    sink: &recorder
                )
                start = end
            }
            stream.finish(scratch: &scratch, sink: &recorder)
            #expect(recorder.findings == expected, "seed \(seed), chunks of up to \(largest)")
        }
    }

    @Test func theTextsHoldFindingsOfAllRules() throws {
        let scanner = Scanner(rules: try SmallRules.ruleSet(Self.rules), key: DefaultRules.key)
        var found: Set<String> = []
        for seed in 0..<60 as Range<UInt64> {
            var generator = SplitMix64(seed: seed)
            var recorder = Recorder()
            ReferenceScanner(scanner: scanner).scan(Self.text(&generator), sink: &recorder)
            found.formUnion(recorder.findings.map(\.rule))
        }
        #expect(found == ["plain", "behind", "grouped", "far", "early", "required"])
    }
}
