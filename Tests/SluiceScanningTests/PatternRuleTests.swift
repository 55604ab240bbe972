// What patterns read around a match and inside characters does not depend on where a stream is cut.

import Sluice
import SluiceChecks
import SluiceMatching
import SluiceModel
import SluiceRules
import SluiceScanning
import Testing

struct PatternRuleTests {
    /// A rule, a text, and what the rule must mask in it.
    struct Sample: Sendable, CustomTestStringConvertible {
        var rule: String
        var text: [UInt8]
        var found: [String]

        init(_ pattern: String, fields: String = "", _ text: [UInt8], _ found: String...) {
            rule = "pattern: '\(pattern)'\n\(fields)"
            self.text = text
            self.found = found
        }

        init(_ pattern: String, fields: String = "", _ text: String, _ found: String...) {
            rule = "pattern: '\(pattern)'\n\(fields)"
            self.text = Array(text.utf8)
            self.found = found
        }

        var testDescription: String { "\(rule) in \(String(decoding: text, as: UTF8.self).debugDescription)" }
    }

    private static func guardrail(_ rule: String, usesJIT: Bool = true) throws -> Guardrail {
        let read = RuleFileReader.read(text: "rules:\n" + SmallRules.rule("p", rule), file: "test.yaml")
        let rules = try RuleSet.compile(read.rules, problems: read.problems, usesJIT: usesJIT)
        return Guardrail(rules: rules, key: DefaultRules.key)
    }

    private static func bruteForce(_ text: [UInt8], _ guardrail: Guardrail) -> [ByteRange] {
        var recorder = ReferenceTests.Recorder()
        ReferenceScanner(scanner: guardrail.scanner).scan(text, sink: &recorder)
        return recorder.findings.map(\.range)
    }

    /// The whole text, each split in two and single bytes give what is expected, and so does brute force.
    private static func expect(_ sample: Sample) throws {
        for usesJIT in [true, false] {
            let guardrail = try guardrail(sample.rule, usesJIT: usesJIT)
            let whole = FilterRun(sample.text, cutAt: [], guardrail: guardrail)
            let ranges = whole.findings.map(\.finding.range)
            #expect(ranges.map { String(decoding: sample.text[$0], as: UTF8.self) } == sample.found, "JIT \(usesJIT)")
            #expect(bruteForce(sample.text, guardrail) == ranges, "JIT \(usesJIT)")
            for cutting in [Cutting.drip] + sample.text.indices.map(Cutting.split) {
                let run = FilterRun(sample.text, cutAt: cutting.cuts(of: sample.text.count), guardrail: guardrail)
                #expect(run == whole, "\(cutting), JIT \(usesJIT)")
            }
        }
    }

    private static let word = #"\bsecr[eé]t=\p{L}{2,5}\b"#
    private static let token = #"\btok_[a-f]{4}\b"#
    private static let unicode = "unicode: true"
    /// The first two bytes of a character of three.
    private static let cut: [UInt8] = [0xE6, 0x97]

    @Test(arguments: [
        Sample(word, fields: unicode, "x secrét=日本語 y", "secrét=日本語"),
        Sample(word, fields: unicode, "secret=éé", "secret=éé"),
        Sample(word, fields: unicode, "é secret=日本語日本 secret=日本語日本語", "secret=日本語日本"),
        Sample(word, fields: unicode, "ésecret=ab 日secret=ab \u{10400}secret=ab"),
        Sample(word, fields: unicode, "😀secret=ab😀", "secret=ab"),
        Sample(word, fields: unicode, Array("secret=ab".utf8) + cut, "secret=ab"),
        Sample(word, fields: unicode, Array("secret=ab".utf8) + cut + Array("c secrét=c".utf8), "secret=ab"),
        Sample(word, fields: unicode, cut + Array("secret=ab".utf8), "secret=ab"),
        Sample(#"tok=\p{L}+"#, fields: unicode + "\nmax_length: 12", "tok=日本 tok=日本語 tok=日本éé", "tok=日本"),
        Sample(#"tok=\p{L}+"#, fields: unicode + "\nmax_length: 12", "tok=aaaaaaaa tok=aaaaaaaaé", "tok=aaaaaaaa"),
        Sample(
            #"tok=\p{L}+"#,
            fields: unicode + "\nmax_length: 12",
            "tok=aaaaaaaa\u{10400} tok=aaaaaaaa😀",
            "tok=aaaaaaaa"
        ),
        Sample(#".{0,4}tok=\w{2,4}"#, fields: unicode, "abc 日本tok=ab", "c 日本tok=ab"),
        Sample(#".{0,4}tok=\w{2,4}"#, fields: unicode, [0xBF, 0x97] + Array("étok=日本語x語".utf8), "étok=日本語x"),
    ])
    func charactersAreNeverCut(_ sample: Sample) throws {
        try Self.expect(sample)
    }

    @Test(arguments: [
        Sample(token, fields: unicode, "étok_abcd 日tok_abcd \u{10400}tok_abcd"),
        Sample(token, fields: unicode, "tok_abcdé tok_abcd日 tok_abcd\u{10400}"),
        Sample(token, fields: unicode, "😀tok_abcd😀", "tok_abcd"),
        Sample(token, fields: unicode, [0xA9] + Array("tok_abcd".utf8) + [0xC3], "tok_abcd"),
        Sample(token, "étok_abcdé", "tok_abcd"),
        Sample(#"(?<!é)tok_[a-f]{4}"#, fields: unicode, "étok_abcd 日tok_abce", "tok_abce"),
        Sample(#"(?<=\p{L}{2})tok_[a-f]{4}"#, fields: unicode, "1日tok_abcd \u{10400}日tok_abce", "tok_abce"),
        Sample(
            #"(?m)^tok_[a-f]{4}$"#,
            fields: unicode,
            "tok_abcd\n日tok_abce\ntok_abcf日\ntok_aaaa",
            "tok_abcd",
            "tok_aaaa"
        ),
    ])
    func boundariesSeeWholeCharacters(_ sample: Sample) throws {
        try Self.expect(sample)
    }

    @Test(arguments: [
        Sample("tok_[a-f]{4}(?=[0-9]{6};)", "x tok_abcd123456; tok_abcd12345; tok_abcd123456", "tok_abcd"),
        Sample("tok_[a-f]{4}(?!-sample)", "tok_abcd-sample tok_abce-sampl", "tok_abce"),
        Sample("tok_[a-f]{4}(?!-sample)", "tok_abcd-sampl", "tok_abcd"),
        Sample("tok_[a-f]{2,4}(?![a-f]{0,3}-sample)", "tok_abcd-sample tok_abc-example", "tok_abc"),
        Sample("tok_[a-f]+(?=-end)", fields: "max_length: 8", "tok_abcd-end tok_abcde-end tok_abce-en", "tok_abcd"),
        Sample("tok_[a-f]{4}(?=-[0-9]{63})", "tok_abcd-" + String(repeating: "7", count: 63), "tok_abcd"),
        Sample("tok_[a-f]{4}(?=-[0-9]{63})", "tok_abcd-" + String(repeating: "7", count: 62)),
        Sample("tok_(?:(?!end)[a-f]){3}", "tok_abend tok_fabend", "tok_fab"),
        Sample("tok_[a-f]{2,4}$", "tok_abcd\nx"),
        Sample("tok_[a-f]{2,4}$", "tok_abce tok_abcd\n", "tok_abcd"),
        Sample(#"tok_[a-f]{4}(?=\p{L}{3};)"#, fields: unicode, "tok_abcd日本; tok_abce日本語;", "tok_abce"),
        Sample("tok_[a-f]{4}(?!-日本)", fields: unicode, "tok_abcd-日本 tok_abce-日木", "tok_abce"),
    ])
    func lookaheadsReadBeyondTheLongestMatch(_ sample: Sample) throws {
        try Self.expect(sample)
    }

    @Test(arguments: [
        ("tok_[a-f]{4}(?=[0-9]*;)", "its look-ahead has no bound"),
        ("tok_[a-f]{4}(?=-[0-9]{64})", "65 bytes beyond the end"),
        (#"tok_[a-f]{4}(?!\p{L}{17})"#, "68 bytes beyond the end"),
    ])
    func farLookaheadsAreRefused(pattern: String, reason: String) {
        let error = #expect(throws: RuleSetError.self) { try Self.guardrail("pattern: '\(pattern)'\n\(Self.unicode)") }
        #expect(error?.problems.count == 1)
        #expect(error?.problems.first?.reason.contains(reason) == true, "\(String(describing: error))")
    }

    @Test(arguments: [
        (#"\btok\b"#, 4, 4), (#"\btok\bx"#, 4, 3), (#"(?<=é)tok$"#, 2, 2), (#"(?m)^tok(?!.{2})"#, 1, 8),
        (#"x\B"#, 3, 4),
    ])
    func charactersCountWithAllTheirBytes(pattern: String, before: Int, after: Int) throws {
        let node = try PatternSyntax.parse(pattern, ignoresCase: false, isUnicode: true)
        #expect(node.maximumLookbehind(characterWidth: 4) == before)
        #expect(node.maximumLookahead(characterWidth: 4) == after)
    }

    private static let patterns = [
        (word, "secr"), (token, "tok_"), (#"(?s).{0,4}tok_\w{2,4}"#, "tok_"), (#"(?<=\w)==[^\d]{1,4}\B"#, "=="),
        (#"tok_[a-f]{2,4}(?![a-f]{0,2}(?:é|日=))"#, "tok_"), (#"(?<!\w\W)secr[eé]t(?:=\p{L}+|日)(?=.{0,3}\b)"#, "secr"),
        (#"(?i)[a-f]==[^=\n]{1,9}(?<=é|\p{L}.)"#, "=="), (#"(?m)^.?tok_\X"#, "tok_"),
        (#"\w{1,3}==[^\d]{1,4}\B"#, "=="), (#".{0,4}tok_\w{2,4}"#, "tok_"),
    ]
    private static let pieces = [
        "secr", "e", "é", "t=", "==", "tok_abcd", "secret=", "secrét=", "tok_", "ab", "abcd", "f", "日", "日=",
        "\u{10400}", "😀",
        "e\u{301}",
        "\u{17F}", "K", " ", "\n", "=", "1", "_", "\r\n",
    ].map { Array($0.utf8) }

    /// Random texts, broken characters among them, in random pieces.
    @Test(arguments: 0..<20 as Range<UInt64>)
    func randomTexts(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let (pattern, literal) = Self.patterns[Int(seed) % Self.patterns.count]
        let guardrail = try Self.guardrail(
            "pattern: '\(pattern)'\n\(Self.unicode)\nmax_length: 14\nliterals: ['\(literal)']",
            usesJIT: seed < 10
        )
        var found = 0
        for round in 0..<150 {
            var text: [UInt8] = []
            for _ in 0..<Int.random(in: 1...16, using: &generator) {
                let isNoise = Int.random(in: 0..<12, using: &generator) == 0
                let noise = [UInt8.random(in: 0x80...0xFF, using: &generator)]
                text += isNoise ? noise : Self.pieces.randomElement(using: &generator) ?? []
            }
            let whole = FilterRun(text, cutAt: [], guardrail: guardrail)
            found += whole.findings.count
            let expected = Self.bruteForce(text, guardrail)
            #expect(whole.findings.map(\.finding.range) == expected, "seed \(seed), round \(round): \(text)")
            for cutting in [Cutting.drip] + text.indices.map(Cutting.split) {
                let run = FilterRun(text, cutAt: cutting.cuts(of: text.count), guardrail: guardrail)
                #expect(run == whole, "seed \(seed), round \(round), \(cutting): \(text)")
                if run != whole { return }
            }
        }
        #expect(found > 0, "seed \(seed): the texts hold nothing to find")
    }
}
