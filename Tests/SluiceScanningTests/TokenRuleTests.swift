// Every field of the `token:` form, in rules that are read, compiled and run.

import Sluice
import SluiceChecks
import SluiceMatching
import SluiceModel
import SluiceRules
import Testing

struct TokenRuleTests {
    /// A text and what of it must be masked; `«` and `»` are taken out.
    private static func expect(_ token: String, _ marked: [String]) throws {
        let guardrail = try SmallRules.guardrail("rules:\n" + SmallRules.rule("r", "token: \(token)"))
        for text in marked {
            var bytes: [UInt8] = []
            var ranges: [Range<Int>] = []
            var start = 0
            for character in text {
                switch character {
                case "«": start = bytes.count
                case "»": ranges.append(start..<bytes.count)
                default: bytes += Array(String(character).utf8)
                }
            }
            let cuttings = [Cutting.whole, .drip] + (0..<bytes.count).map(Cutting.split)
            for cutting in cuttings {
                let run = FilterRun(bytes, cutAt: cutting.cuts(of: bytes.count), guardrail: guardrail)
                #expect(run.findings.map(\.finding.range) == ranges, "\(token): \(text), \(cutting)")
            }
        }
    }

    @Test func prefixAlphabetAndLength() throws {
        try Self.expect(
            "{prefix: k_, alphabet: lower-hex, length: 4}",
            [
                "«k_12ab»", "x «k_12ab» y", "k_12a", "k_12ab3", "k_12aB", "k_12abz", "K_12ab", "ak_12ab", "_k_12ab",
                "(«k_12ab»)",
            ]
        )
        try Self.expect(
            "{prefix: k_, alphabet: base62, length: {min: 3, max: 5}}",
            ["k_12", "«k_123»", "«k_12345»", "k_123456", "«k_123».", "«k_123»-x", "k_123_"]
        )
        try Self.expect(
            "{prefix: k_, alphabet: {chars: 'a-c.~'}, length: 3}",
            ["«k_a.~»", "k_abd", "k_abc.", "«k_abc»/"]
        )
    }

    @Test func severalPrefixesOfWhichOneBeginsAnother() throws {
        try Self.expect(
            "{prefix: [sk-, sk-live-, pk-], alphabet: digits, length: 4}",
            [
                "«sk-1234»", "«sk-live-1234»", "«pk-1234» «sk-live-1234»", "sk-live1234", "sk-live-123", "sk-12345",
                "pk-live-1234",
            ]
        )
        // The longer prefix is tried first, and the shorter where the longer does not fit.
        try Self.expect(
            "{prefix: [ab, abab], alphabet: letters, length: 4}",
            ["«ababcd»", "«ababcdef»", "ababc", "ababcde"]
        )
    }

    @Test func infix() throws {
        try Self.expect(
            "{prefix: k-, alphabet: base62, length: 8, infix: {text: Xy, after: 3}}",
            ["«k-123Xy678»", "k-12Xy5678", "k-12345678", "k-123xy678"]
        )
        try Self.expect(
            "{prefix: k-, alphabet: base62, length: {min: 4, max: 9}, infix: {text: Xy, after: {min: 1, max: 3}}}",
            ["«k-1Xy4»", "«k-12Xy»", "«k-123Xy678»", "k-Xy34", "k-1234Xy7", "«k-XyXy»", "k-123"]
        )
    }

    @Test func suffix() throws {
        try Self.expect(
            "{prefix: k_, alphabet: base62, length: 4, suffix: '=='}",
            ["«k_1234==»", "k_1234=", "k_1234", "«k_1234==»=", "k_1234==a"]
        )
        try Self.expect(
            "{prefix: k_, alphabet: base62, length: {min: 2, max: 4}, suffix: '='}",
            ["«k_12=»", "«k_1234=»", "k_12345=", "k_1="]
        )
    }

    @Test func parts() throws {
        try Self.expect(
            "{prefix: SG., parts: [{alphabet: base62, length: 3}, {text: '.'}, {alphabet: base62, length: 4}]}",
            ["«SG.abc.1234»", "SG.abc.123", "SG.abcd.1234", "SG.abc-1234", "SG.abc.12345"]
        )
        try Self.expect(
            "{prefix: v, parts: [{alphabet: digits, length: {min: 1, max: 3}}, {text: '.'}, {alphabet: digits, length: {min: 0, max: 2}}, {text: end}]}",
            ["«v1.end»", "«v123.45end»", "v.end", "v1234.end", "v1.123end", "v1.12"]
        )
        // A part of fixed length may be followed by another of the same alphabet.
        try Self.expect(
            "{prefix: k, parts: [{alphabet: upper-alnum, length: 2}, {alphabet: digits, length: 2}]}",
            ["«kAB12»", "kABC1", "kAB123"]
        )
    }

    @Test func boundary() throws {
        try Self.expect(
            "{prefix: k_, alphabet: digits, length: 3, boundary: none}",
            ["x«k_123»4", "«k_123»«k_456»", "k_12"]
        )
        try Self.expect(
            "{prefix: k_, alphabet: digits, length: 3, boundary: {chars: '.'}}",
            ["x«k_123»x", ".k_123", "k_123.", "«k_123»4."]
        )
        try Self.expect(
            "{prefix: k_, alphabet: digits, length: 3, boundary: A-Za-z}",
            ["9«k_123»_", "xk_123", "k_123x"]
        )
        try Self.expect("{prefix: k_, alphabet: digits, length: 3, boundary: hex}", ["x«k_123»x", "ak_123", "k_123b"])
    }

    @Test func theLetterOfAnEscapeIsNoNeighbour() throws {
        try Self.expect(
            "{prefix: k_, alphabet: digits, length: 3}",
            [#"\n«k_123»"#, #"\t«k_123»\n«k_123»"#, "nk_123", #"\xk_123"#]
        )
    }

    @Test func aTokenWithoutAPrefixIsFoundByItsInfix() throws {
        try Self.expect(
            "{alphabet: base62, length: 10, infix: {text: XyZ, after: 3}}",
            [
                "«123XyZ7890»", "a «abcXyZ7890» b", "1234XyZ890", "12XyZ67890", "123XyZ789", "1123XyZ7890",
                "123XyZ123XyZ7890",
            ]
        )
        try Self.expect(
            "{alphabet: base62, length: {min: 5, max: 12}, infix: {text: XyZ, after: {min: 1, max: 4}}}",
            ["«1XyZ5»", "«1234XyZ89012»", "12345XyZ9", "XyZ123", "«XyZXyZ»", "1234XyZ890123"]
        )
    }

    @Test func aTokenWithoutAPrefixIsFoundByItsFirstText() throws {
        try Self.expect(
            "{parts: [{alphabet: digits, length: {min: 2, max: 4}}, {text: '-us'}, {alphabet: digits, length: 2}]}",
            ["«12-us34»", "«1234-us34» «99-us11»", "1-us34", "12345-us34", "12-us345", "a12-us34"]
        )
        try Self.expect("{parts: [{text: 'abc-'}, {alphabet: digits, length: 2}]}", ["«abc-12»", "xabc-12", "abc-123"])
    }

    /// Hold-back without a prefix: what could stand before the text is held, and no more.
    @Test func nothingOfATokenWithoutAPrefixLeaks() throws {
        let guardrail = try SmallRules.guardrail(
            "rules:\n" + SmallRules.rule("r", "token: {alphabet: base62, length: 10, infix: {text: XyZ, after: 3}}")
        )
        var filter = TextFilter(guardrail: guardrail)
        var output = FilterOutput()
        var held: [Int] = []
        for byte in "ab 123XyZ7890 ".utf8 {
            filter.append([byte].span, to: &output)
            held.append(filter.heldByteCount)
        }
        #expect(held == [1, 2, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0])
    }

    @Test func alphabets() throws {
        let values = [
            ("base62", "aZ09", "a-Z0"), ("base64", "a+/9", "a-_9"), ("base64url", "a-_9", "a+/9"),
            ("base32", "AB27", "AB18"),
            ("base58", "aZ19", "aZ0l"), ("hex", "aF09", "aG09"), ("lower-hex", "af09", "aF09"),
            ("upper-hex", "AF09", "Af09"),
            ("digits", "1234", "12a4"), ("lower-alnum", "az09", "aZ09"), ("upper-alnum", "AZ09", "Az09"),
            ("letters", "azAZ", "az09"), ("word", "a_Z9", "a-Z9"),
        ]
        #expect(Set(values.map(\.0)) == Set(Alphabet.known.keys))
        for (name, good, bad) in values {
            try Self.expect("{prefix: 'k:', alphabet: \(name), length: 4}", ["«k:\(good)»", "k:\(bad)"])
        }
    }
}
