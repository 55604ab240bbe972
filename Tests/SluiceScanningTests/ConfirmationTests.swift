// What confirms, lowers, raises or refuses a match: entropy, checks, context, allowed values and samples.

import Sluice
import SluiceChecks
import SluiceMatching
import SluiceModel
import SluiceRules
import SluiceScanning
import Testing

struct ConfirmationTests {
    /// The findings of one rule in a text, the same for the whole and a byte at a time.
    private static func findings(_ fields: String, _ text: String) throws -> [Finding] {
        let guardrail = try SmallRules.guardrail("rules:\n" + SmallRules.rule("r", fields))
        let bytes = Array(text.utf8)
        let whole = FilterRun(bytes, cutAt: [], guardrail: guardrail)
        #expect(FilterRun(bytes, cutAt: Cutting.drip.cuts(of: bytes.count), guardrail: guardrail) == whole)
        return whole.findings.map(\.finding)
    }

    private static func confidence(_ fields: String, _ text: String) throws -> Int? {
        try findings(fields, text).first?.confidence.percent
    }

    private static let pattern = "pattern: 'val:([a-z0-9]{4,40})'\ngroup: 1\nmax_length: 44\nconfidence: 60\n"

    @Test func entropyIsOfTheMaskedPart() throws {
        // Two characters, equally often: one bit each. The keyword does not count.
        #expect(try Self.findings(Self.pattern + "entropy: 1.0", "val:abababab").count == 1)
        #expect(try Self.findings(Self.pattern + "entropy: 1.1", "val:abababab").isEmpty)
        #expect(try Self.findings(Self.pattern + "entropy: 2.0", "val:abcd").count == 1)
        #expect(try Self.findings(Self.pattern + "entropy: 0.5", "val:aaaa").isEmpty)
    }

    private static let digits = "pattern: 'num:([0-9]{12})'\ngroup: 1\nconfidence: 60\n"
    private static let good = "num:" + "499273" + "987168"
    private static let bad = "num:" + "499273" + "987169"

    @Test func aCheckThatHoldsVerifiesAndOneThatFailsLowers() throws {
        let held = try Self.findings(Self.digits + "validate: [luhn]", Self.good)
        #expect(held.map(\.isVerified) == [true] && held[0].confidence == .certain)
        let failed = try Self.findings(Self.digits + "validate: [luhn]", Self.bad)
        #expect(failed.map(\.isVerified) == [false])
        #expect(failed[0].confidence.percent == 60 - CandidateJudge.failedCheckPenalty)
    }

    @Test func aRequiredCheckRefuses() throws {
        let fields = Self.digits + "validate: [{check: luhn, require: true}]"
        #expect(try Self.findings(fields, Self.good).map(\.isVerified) == [true])
        #expect(try Self.findings(fields, Self.bad).isEmpty)
        #expect(try Self.findings(Self.digits + "validate: [{check: luhn, require: false}]", Self.bad).count == 1)
    }

    /// What a validator refuses does not hide a match that begins later.
    @Test func aRefusedMatchHidesNothing() throws {
        let runs = "token: {prefix: ['49', '99'], alphabet: digits, length: 10, boundary: none}\n"
        let text = "49" + "499273" + "987168"
        let found = try Self.findings(runs + "validate: [{check: luhn, require: true}]", text)
        #expect(found.map(\.range) == [2..<14])
    }

    private static let context = Self.pattern + "context: {words: [Invoice, pin], window: 20, boost: 25"

    @Test func aContextWordRaises() throws {
        let fields = Self.context + "}"
        let cases: [(String, Int)] = [
            ("val:abcd", 60), ("invoice val:abcd", 85), ("INVOICES: val:abcd", 85), ("my_invoice val:abcd", 85),
            // A letter in front makes it another word, and a short word may not go on.
            ("xinvoice val:abcd", 60), ("spin val:abcd", 60), ("pine val:abcd", 60), ("pin val:abcd", 85),
            ("pinCode val:abcd", 85), (#"{"a":"\npin val:abcd"#, 85),
            // The window is counted back from the match.
            ("invoice             val:abcd", 85), ("invoice              val:abcd", 60),
            ("val:abcd invoice", 60),
        ]
        for (text, percent) in cases { #expect(try Self.confidence(fields, text) == percent, "\(text)") }
    }

    @Test func aBoostStopsShortOfCertainty() throws {
        let fields = Self.pattern.replacingLast("60", with: "90") + "context: {words: [pin], boost: 50}"
        #expect(try Self.confidence(fields, "pin val:abcd") == 95)
        #expect(try Self.confidence(fields, "val:abcd") == 90)
        let sure = Self.pattern.replacingLast("60", with: "99") + "context: {words: [pin]}"
        #expect(try Self.confidence(sure, "pin val:abcd") == 99)
    }

    @Test func requiredContextRefusesAndDoesNotRaise() throws {
        let fields = Self.context + ", required: true}"
        #expect(try Self.findings(fields, "val:abcd").isEmpty)
        #expect(try Self.confidence(fields, "pin val:abcd") == 60)
    }

    @Test func theKeyOfAMemberIsContext() throws {
        let token =
            "token: {prefix: vv_, alphabet: digits, length: 6}\nconfidence: 40\ncontext: {keys: [account_id], boost: 30}"
        let value = "vv" + "_123456"
        let cases: [(String, Int)] = [
            (#"{"account_id": "\#(value)"}"#, 70), (#"{"accountId":"\#(value)"}"#, 70), ("ACCOUNT-ID=\(value)", 70),
            (#"{\"account_id\": \"\#(value)\"}"#, 70), ("account_id := `\(value)`", 70), ("account_id: \(value)", 70),
            (#"{"other": "\#(value)"}"#, 40), ("account_id \(value)", 40), (value, 40), ("my_account_id=\(value)", 40),
            ("account_id=x \(value)", 40),
        ]
        for (text, percent) in cases { #expect(try Self.confidence(token, text) == percent, "\(text)") }
    }

    @Test func aWordFarBackIsRememberedRightly() throws {
        // A flood of candidates behind one word: only those within its window are raised.
        let fields = Self.pattern + "context: {words: [invoice], window: 40}"
        let text =
            "invoice " + String(repeating: "val:abcd ", count: 12) + "invoice val:abcd "
            + String(repeating: " ", count: 60) + "val:abcd"
        let found = try Self.findings(fields, text)
        let expected = found.map { finding in
            let before = text.utf8.prefix(finding.match.lowerBound).suffix(40)
            return String(decoding: before, as: UTF8.self).contains("invoice") ? 90 : 60
        }
        #expect(found.count == 14)
        #expect(found.map(\.confidence.percent) == expected)
        #expect(Set(expected) == [60, 90])
    }

    @Test(arguments: ["allow", "samples"]) func namedValues(field: String) throws {
        let fields = Self.pattern + "\(field): {values: [Abcd1], patterns: ['^x+y$', 'q{3}'], stop_words: [Test]}"
        let cases: [(String, Bool)] = [
            ("abcd1", true), ("abcd12", false), ("xxxy", true), ("xxxyz", false), ("abqqqz", true), ("mytestkey", true),
            ("tes0t", false), ("abcdefgh", false),
        ]
        for (value, isNamed) in cases {
            let found = try Self.findings(fields, "val:\(value) ")
            if field == "allow" {
                #expect(found.isEmpty == isNamed, "\(value)")
            } else {
                #expect(found.map(\.isSample) == [isNamed], "\(value)")
                #expect(found.map(\.confidence) == [isNamed ? .sample : .medium], "\(value)")
            }
        }
    }

    /// A secret that is written over with one letter is no secret, whatever its rule says.
    @Test func aRowOfXIsASample() throws {
        for value in ["abxxxxxxx12", "XXXXXXXXXXXX", "a1b2xXxXxXx"] {
            let fields = Self.pattern.replacingLast("[a-z0-9]", with: "[A-Za-z0-9]")
            #expect(try Self.findings(fields, "val:\(value) ").map(\.isSample) == [true], "\(value)")
        }
        #expect(try Self.findings(Self.pattern, "val:abxxxxxx12 ").map(\.isSample) == [false])
    }

    @Test func aSampleIsNeverVerified() throws {
        let fields = Self.digits + "validate: [luhn]\nsamples: {values: ['\(Self.good.dropFirst(4))']}"
        let found = try Self.findings(fields, Self.good)
        #expect(found.map(\.isVerified) == [false] && found[0].isSample && found[0].confidence == .sample)
    }

    @Test func aValidatorCanNameASample() throws {
        let fields = "pattern: 'card:([0-9]{16})'\ngroup: 1\nvalidate: [payment-card]"
        let found = try Self.findings(fields, "card:" + "4111" + String(repeating: "1", count: 12))
        #expect(found.map(\.isSample) == [true] && found[0].confidence == .sample)
    }
}

extension String {
    fileprivate func replacingLast(_ old: String, with new: String) -> String {
        guard let range = ranges(of: old).last else { return self }
        return replacingCharacters(in: range, with: new)
    }

    private func replacingCharacters(in range: Range<Index>, with new: String) -> String {
        self[..<range.lowerBound] + new + self[range.upperBound...]
    }
}
