// Explanations say why, and tell no byte of the text.

import Sluice
import SluiceChecks
import SluiceMatching
import SluiceModel
import SluiceRules
import Testing

struct ExplainerTests {
    private static func entries(_ fields: String, _ text: String) throws -> [Explainer.Entry] {
        let guardrail = try SmallRules.guardrail("rules:\n" + SmallRules.rule("r", fields))
        return Explainer(guardrail: guardrail).explain(Array(text.utf8))
    }

    private static let pattern = "pattern: 'val:([a-z0-9]{4,40})'\ngroup: 1\nmax_length: 44\nconfidence: 60\n"
    private static let luhn = "pattern: 'num:([0-9]{12})'\ngroup: 1\n"
    private static let token = "token: {prefix: tok_, alphabet: digits, length: 4}"
    private static let digits = "499273" + "987168"

    /// A rule, a text and what is said of it.
    static let refusals: [(String, String, String)] = [
        (pattern + "entropy: 3.5", "val:abab", "its entropy of 1.0 bits a character is below 3.5"),
        (luhn + "validate: [{check: luhn, require: true}]", "num:499273987169", "the required check luhn fails"),
        (pattern + "allow: {values: [abcd]}", "val:abcd", "the rule allows this value"),
        (pattern + "allow: {patterns: ['^ab']}", "val:abcd", "the rule allows values of this pattern"),
        (pattern + "allow: {stop_words: [bc]}", "val:abcd", "the value contains one of the rule's stop words"),
        (
            pattern + "context: {words: [pin], required: true}", "val:abcd",
            "none of the context words that the rule requires names it"
        ),
        (pattern, "val:abc", "the shape is not the rule's"),
        (token, "tok_123", "its length of 3 is not the rule's"),
        (token + "\nvalidate: [luhn]", "tok_1234a", "what follows it belongs to it"),
        (
            "token: {prefix: '-k', alphabet: digits, length: 2, boundary: {chars: 'n'}}", "xn-k12",
            "what stands before it belongs to it"
        ),
        ("matcher: email", "git@host.com", "version control user is out of range"),
    ]

    @Test(arguments: refusals) func whyItIsNoFinding(fields: String, text: String, words: String) throws {
        let found = try Self.entries(fields, text)
        try #require(found.count == 1)
        #expect(found[0].rule == "r" && !found[0].isFinding && found[0].range == nil)
        #expect(found[0].steps == [words])
    }

    @Test func whyItIsAFinding() throws {
        let fields = Self.luhn + "entropy: 1.5\nvalidate: [{check: luhn, require: true}]\ncontext: {words: [pin]}"
        let found = try Self.entries(fields, "pin num:" + Self.digits)
        try #require(found.count == 1)
        #expect(found[0].isFinding && found[0].range == 8..<20)
        #expect(found[0].anchor.overlaps(4..<8))
        #expect(
            found[0].steps == [
                "the shape matches bytes 4…20", "its entropy is at least 1.5 bits a character", "check luhn (required)",
                "proved by a check or by its structure", "a context word, a key or a column header names it",
                "confidence 100",
            ]
        )
        let sample = try Self.entries(Self.pattern + "samples: {values: [abcd]}\nvalidate: [luhn]", "val:abcd")
        #expect(
            sample.first?.steps == ["the shape matches bytes 0…8", "check luhn", "a published sample", "confidence 10"]
        )
    }

    @Test func aLimitIsNamed() throws {
        let text = "key=" + String(repeating: "a", count: 45) + "c b"
        let found = try Self.entries("pattern: 'key=(a+)+b'\nmax_length: 64", text)
        #expect(found.first?.steps.contains("given up at the rule's match limit") == true)
        #expect(found.first?.range == 0..<52)
    }

    @Test func aPlaceholderIsNamed() throws {
        let text = "-----BEGIN RSA " + "PRIVATE KEY-----\n" + String(repeating: "X", count: 64)
        let found = try Self.entries("matcher: pem-private-key", text)
        #expect(found.map(\.steps) == [["the value is a placeholder, a reference or a mask"]])
    }

    @Test func inTheOrderOfTheText() throws {
        let text = Array(repeating: "tok_1234 tok_123 ", count: 3_000).joined()
        let found = try Self.entries(Self.token, text)
        #expect(found.count == 6_000)
        #expect(found.map(\.anchor.lowerBound) == found.map(\.anchor.lowerBound).sorted())
        #expect(found.count { $0.isFinding } == 3_000)
    }

    /// What is explained as a finding is what a filter masks, and every step is free of the text.
    @Test func agreesWithTheFilterAndTellsNothing() throws {
        let guardrail = try DefaultRules.guardrail()
        for (name, bytes) in try DefaultRules.fixtures(seed: 71) where name.hasSuffix(".template") {
            let entries = Explainer(guardrail: guardrail).explain(bytes)
            let run = FilterRun(bytes, cutAt: [], guardrail: guardrail)
            let ranges = run.findings.map(\.finding.range)
            #expect(!ranges.isEmpty)
            for range in ranges where !entries.contains(where: { $0.range?.overlaps(range) ?? false }) {
                Issue.record("\(name): nothing explains \(range)")
            }
            // A block's end is not part of the explanation; its start is.
            for range in entries.compactMap(\.range) where !ranges.contains(where: { $0.overlaps(range) }) {
                Issue.record("\(name): \(range) is explained and not found")
            }
            let words = entries.flatMap(\.steps).joined(separator: "\n")
            for range in ranges where range.count >= 8 {
                #expect(!words.contains(String(decoding: bytes[range], as: UTF8.self)), "\(name)")
            }
        }
    }
}
