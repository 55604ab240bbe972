// Values that code puts together from several string literals are found, and what is left is one literal.

import Sluice
import SluiceChecks
import SluiceMatching
import SluiceModel
import SluiceRules
import Testing

struct LiteralTests {
    private static func guardrail(_ fields: String = "token: {prefix: tok_, alphabet: base62, length: 20}") throws
        -> Guardrail
    {
        try SmallRules.guardrail("rules:\n" + SmallRules.rule("token", fields), decodeDepth: 3)
    }

    /// The text with a token split at `split` and `joint` between the parts.
    private static func text(_ joint: String, split: Int, seed: UInt64, before: String, after: String) -> String {
        var generator = SplitMix64(seed: seed)
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
        let token = "tok_" + String((0..<20).map { _ in alphabet[Int(generator.next() % 62)] })
        return "\(before)\(token.prefix(split))\(joint)\(token.dropFirst(split))\(after)"
    }

    static let joints = [
        "\" + \"", "' + '", "\"+\"", "\" +\n        \"", "\"\n  + \"", "' . '", "'.'", "\" .. \"", "\" & \"",
        "\" ++ \"",
        "' || '", "\" <> \"", "\" ~ \"", "\" ^ \"", "\" \"", "\"\n    \"", "\"\r\n\t\"", "\" \\\n    \"",
        "\" + \\\n \"", "\"'",
        "'\"", "\" f\"", "\" + rb\"", "\" L\"", "\" + @\"", "\"\n\n\"",
    ]

    /// However it is joined and wherever it is split, the literals become one that holds the mask.
    @Test(arguments: joints) func aSplitTokenIsFound(joint: String) throws {
        let guardrail = try Self.guardrail()
        for split in [1, 3, 4, 5, 12, 23] {
            let text = Array(Self.text(joint, split: split, seed: 4, before: "key = \"", after: "\";\n").utf8)
            let whole = FilterRun(text, cutAt: [], guardrail: guardrail)
            let found = whole.findings.map(\.finding)
            #expect(found.map(\.range) == [7..<(text.count - 3)], "'\(joint)' at \(split)")
            #expect(found.first?.decoded.forms == [.concatenated], "'\(joint)' at \(split)")
            let left = String(decoding: whole.bytes, as: UTF8.self)
            #expect(left.hasPrefix("key = \"[") && left.hasSuffix("]\";\n"), "'\(joint)' at \(split)")
            for cut in 0...text.count {
                #expect(FilterRun(text, cutAt: [cut], guardrail: guardrail) == whole, "'\(joint)' at \(split), \(cut)")
            }
            #expect(FilterRun(text, cutAt: Cutting.drip.cuts(of: text.count), guardrail: guardrail) == whole)
        }
    }

    /// What joins no literals in any language.
    @Test(arguments: [
        "\", \"", "\" - \"", "\": \"", "\"; \"", "\" and \"", "\"\"", "''", "\" + x + \"", "\") + (\"", "\"\n\n\n\"",
        "\" + \" ", " \" + \"", "\"" + String(repeating: " ", count: 46) + "\"", "\\\" + \\\"", "\" | \"", "\" < \"",
        "\"\n- \"",
    ])
    func whatIsNotJoined(joint: String) throws {
        let text = Array(Self.text(joint, split: 12, seed: 5, before: "key = \"", after: "\"").utf8)
        let run = FilterRun(text, cutAt: [], guardrail: try Self.guardrail())
        #expect(run.findings.isEmpty && run.bytes == text, "'\(joint)'")
    }

    @Test func theLongestJoint() throws {
        let joint = "\"" + String(repeating: " ", count: 45) + "\""
        let text = Array(Self.text(joint, split: 12, seed: 6, before: "\"", after: "\"").utf8)
        let whole = FilterRun(text, cutAt: [], guardrail: try Self.guardrail())
        #expect(whole.findings.map(\.finding.range) == [1..<(text.count - 1)])
    }

    /// Digits that spell a token, in several literals: wherever they are split, and whatever they are digits of.
    @Test(arguments: ["\" + \"", "' .\n    '", "\"\r\n\t\"", "\" \\\n  \""]) func splitDigits(joint: String) throws {
        let guardrail = try Self.guardrail()
        for encoding in [Encoding.base64, .base64URL, .hex, .gzip, .zlib] {
            let token = Self.text("", split: 0, seed: 9, before: "the value is ", after: ", and no other")
            let digits = String(decoding: encoding.apply(Array(token.utf8)), as: UTF8.self).filter { $0 != "=" }
            for split in stride(from: 1, to: digits.count, by: 3) {
                let text = Array("key = \"\(digits.prefix(split))\(joint)\(digits.dropFirst(split))\"\n".utf8)
                let whole = FilterRun(text, cutAt: [], guardrail: guardrail)
                #expect(whole.findings.map(\.finding.rule.rawValue) == ["token"], "\(encoding), \(split)")
                // A value that one literal holds is found in it.
                let forms = whole.findings.first?.finding.decoded.forms ?? []
                #expect([[.concatenated], []].contains(forms.prefix { $0 == .concatenated }), "\(forms)")
                let cuts = Cutting.random(seed: UInt64(split), largest: 7).cuts(of: text.count)
                #expect(FilterRun(text, cutAt: cuts, guardrail: guardrail) == whole, "\(encoding), \(split)")
            }
        }
    }

    /// A literal a line, as long texts are written, with the value far behind the first.
    @Test(arguments: [Encoding.base64, .gzip]) func manyLinesOfDigits(encoding: Encoding) throws {
        let guardrail = try Self.guardrail()
        for seed in 0..<10 as Range<UInt64> {
            var generator = SplitMix64(seed: seed)
            var words = (0..<400).map { _ in String(generator.next() % 100_000) }.joined(separator: " ")
            words += Self.text("", split: 0, seed: seed, before: " ", after: " ") + words
            let digits = encoding.apply(Array(words.utf8))
            let lines = stride(from: 0, to: digits.count, by: 60).map { start in
                "  \"" + String(decoding: digits[start..<min(digits.count, start + 60)], as: UTF8.self) + "\""
            }
            let text = Array("x = (\n\(lines.joined(separator: "\n"))\n)\n".utf8)
            let whole = FilterRun(text, cutAt: [], guardrail: guardrail)
            #expect(whole.findings.map(\.finding.rule.rawValue) == ["token"], "seed \(seed)")
            for largest in [1, 11, 500] {
                let cuts = Cutting.random(seed: seed, largest: largest).cuts(of: text.count)
                #expect(FilterRun(text, cutAt: cuts, guardrail: guardrail) == whole, "seed \(seed), \(largest)")
            }
        }
    }

    @Test func aLiteralForEachLetter() throws {
        let guardrail = try Self.guardrail()
        for seed in 0..<20 as Range<UInt64> {
            let token = Array(Self.text("", split: 0, seed: seed, before: "", after: "").utf8)
            let pieces = token.map { "\"" + String(decoding: [$0], as: UTF8.self) + "\"" }.joined(separator: " + ")
            let one = FilterRun(Array("x(\(pieces))".utf8), cutAt: [], guardrail: guardrail)
            #expect(one.findings.count == 1 && one.bytes.starts(with: Array("x(\"[".utf8)))
        }
    }

    /// A first literal that is a finding by itself is masked together with the rest of the value.
    @Test func theWholeValueIsMasked() throws {
        let guardrail = try Self.guardrail("token: {prefix: tok_, alphabet: base62, length: {min: 8, max: 40}}")
        let text = Array(Self.text("\" + \"", split: 14, seed: 7, before: "k = \"", after: "\"").utf8)
        let whole = FilterRun(text, cutAt: [], guardrail: guardrail)
        #expect(whole.findings.map(\.finding.range) == [5..<(text.count - 1)])
        for cut in 0...text.count { #expect(FilterRun(text, cutAt: [cut], guardrail: guardrail) == whole) }
    }

    @Test func withoutTheSwitchNothingIsJoined() throws {
        let text = Array(Self.text("\" + \"", split: 12, seed: 8, before: "\"", after: "\"").utf8)
        let rule = SmallRules.rule("token", "token: {prefix: tok_, alphabet: base62, length: 20}")
        let run = FilterRun(text, cutAt: [], guardrail: try SmallRules.guardrail("rules:\n" + rule))
        #expect(run.findings.isEmpty && run.bytes == text)
    }
}
