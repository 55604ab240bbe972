// What a value is called: words before and behind it, keys, headers of columns, and words that speak against it.

import Sluice
import SluiceChecks
import SluiceMatching
import SluiceModel
import SluiceRules
import SluiceScanning
import Testing

struct ContextTests {
    private static let pattern =
        "pattern: '(?<![0-9])[0-9]{6}(?![0-9])'\nliterals: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']\nconfidence: 60\n"

    private static func findings(_ fields: String, _ text: String, labels: String = "") throws -> [Finding] {
        let guardrail = try SmallRules.guardrail(labels + "rules:\n" + SmallRules.rule("r", fields))
        let bytes = Array(text.utf8)
        let whole = FilterRun(bytes, cutAt: [], guardrail: guardrail)
        for cut in stride(from: 1, to: bytes.count, by: 3) {
            #expect(FilterRun(bytes, cutAt: [cut], guardrail: guardrail) == whole, "cut at \(cut)")
        }
        #expect(FilterRun(bytes, cutAt: Cutting.drip.cuts(of: bytes.count), guardrail: guardrail) == whole)
        return whole.findings.map(\.finding)
    }

    private static let required = pattern + "context: {words: [pin, 'Größe'], required: true, after: 12"

    @Test func wordsBehindAValueCountOnItsLine() throws {
        let cases: [(String, Int)] = [
            ("123456 is my pin", 1), ("123456 is the pin", 1), ("123456 is not the pin", 0), ("123456\nmy pin", 0),
            ("123456 is my pinball", 0), ("123456 is my pinx", 0), ("123456 is my pinX", 1), ("123456 (pin)", 1),
            ("123456 GRÖSSE", 1),
            ("123456 GRößE", 1), ("123456 GröSE", 0), ("123456 größe", 1), ("123456, 234567 pin", 2), ("pin 123456", 1),
            ("123456", 0),
        ]
        for (text, count) in cases {
            #expect(try Self.findings(Self.required + "}", text).count == count, "\(text)")
        }
        #expect(try Self.findings(Self.required + "}", "123456 is my pin").first?.range == 0..<6)
    }

    @Test func aSpaceInAWordMayBeAnotherJoint() throws {
        let fields = Self.pattern + "context: {words: [tax id, 'Número de ID'], required: true, after: 12}"
        let cases: [(String, Int)] = [
            ("tax id 123456", 1), ("tax_id: 123456", 1), ("TAX-ID=123456", 1), ("my_tax_id 123456", 1),
            ("123456 tax_id", 1), ("número_de_id 123456", 1), ("NÚMERO-DE-ID 123456", 1), ("taxid 123456", 0),
            ("tax.id 123456", 0), ("syntax_id 123456", 0), ("tax  id 123456", 0),
        ]
        for (text, count) in cases {
            #expect(try Self.findings(fields, text).count == count, "\(text)")
        }
    }

    @Test func theHeaderOfAColumnCounts() throws {
        let rows = (0..<40).map { "\($0),x,\(100_000 + $0),y" }.joined(separator: "\n")
        let found = try Self.findings(Self.required + "}", "id,name,my_pin,city\n" + rows)
        #expect(found.count == 40)
        #expect(try Self.findings(Self.required + "}", "id,my_pin,name,city\n" + rows).count < 40)
        let table = "| who | pin |\n|---|---|\n| Ada Lovelace, Countess | 123456 |\n| B | 234567 |\n"
        #expect(try Self.findings(Self.required + "}", table).count == 2)
        // A key of the header's name.
        let keyed = Self.pattern + "context: {keys: [user-number], required: true}"
        #expect(try Self.findings(keyed, "User Number;a\n123456;b").isEmpty)
        #expect(try Self.findings(keyed, "User_Number;a\n123456;b").count == 1)
    }

    @Test func wordsAgainstLowerByAStatedAmount() throws {
        let fields = Self.pattern + "context: {words: [pin], against: [order, build], boost: 10}"
        let lowered = 60 - CandidateJudge.opposingPenalty
        let cases: [(String, Int)] = [
            ("123456", 60), ("order 123456", lowered), ("pin 123456", 70), ("order: the pin is 123456", 70),
            ("pin or order 123456", lowered + 10), ("border 123456", 60), ("rebuild 123456", 60),
            ("build 123456", lowered),
        ]
        for (text, percent) in cases {
            #expect(try Self.findings(fields, text).first?.confidence.percent == percent, "\(text)")
        }
    }

    @Test func contextsShareListsOfLabels() throws {
        let labels = "labels:\n  secret-number: [pin, geheimzahl]\n"
        let fields = Self.pattern + "context: {words: ['@secret-number', code], required: true}"
        for text in ["Geheimzahl 123456", "code 123456", "PIN 123456"] {
            #expect(try Self.findings(fields, text, labels: labels).count == 1, "\(text)")
        }
        #expect(try Self.findings(fields, "number 123456", labels: labels).isEmpty)
    }

    /// A flood of values with headers, words before and behind costs about as much for each byte as a short text.
    @Test func floodsFindTheSameWhole() throws {
        let text = "pin,order\n" + String(repeating: "123456,pin order 234567,\"1\n", count: 60)
        let found = try Self.findings(Self.required + ", against: [order]}", String(text.prefix(700)))
        #expect(!found.isEmpty)
    }

    @Test func wordsMayBeMany() throws {
        let words = (0..<70_000).map { "w\(String($0, radix: 36))x" }.joined(separator: ", ")
        let yaml =
            "rules:\n"
            + SmallRules.rule("many", "number: {forms: ['999999'], bare: never}\ncontext: {words: [\(words)]}")
        let guardrail = try SmallRules.guardrail(yaml)
        for (word, count) in [("w\(String(69_999, radix: 36))x", 1), ("another", 0)] {
            #expect(FilterRun(Array("\(word) 123456".utf8), cutAt: [], guardrail: guardrail).findings.count == count)
        }
    }
}
