// What a text hides is found as if it stood there, in every encoding, nesting and chunking, and nothing of it comes
// out.

import Foundation
import Sluice
import SluiceChecks
import SluiceMatching
import SluiceModel
import SluiceRules
import Testing

struct HiddenTextTests {
    private static let rules =
        "rules:\n"
        + SmallRules.rule("token", "token: {prefix: tok_, alphabet: base62, length: 20}")
        + SmallRules.rule("mail", "matcher: email")
        + SmallRules.rule("card", "matcher: payment-card")

    /// Rules that hold, look back, ask for words and swallow in every way there is.
    private static let manyRules =
        rules
        + SmallRules.rule(
            "pin",
            "pattern: '(?<![0-9])[0-9]{6}(?![0-9])'\nliterals: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']\n"
                + "context: {words: [pin], window: 200, required: true, after: 12}"
        )
        + SmallRules.rule("tax", "pattern: '\\bABC[0-9]{8}\\b'\ncontext: {keys: [tax_id], required: true}")
        + SmallRules.rule("pem", "matcher: pem-private-key\nconfidence: high")

    private static func guardrail(depth: Int = 3) throws -> Guardrail {
        try SmallRules.guardrail(rules, decodeDepth: depth)
    }

    private static func token(_ generator: inout SplitMix64) -> [UInt8] {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)
        return Array("tok_".utf8) + (0..<20).map { _ in alphabet[Int(generator.next() % 62)] }
    }

    /// The text with what was found replaced, and everything else as it was.
    private static func masked(_ text: [UInt8], _ run: FilterRun) -> [UInt8] {
        var result: [UInt8] = []
        var end = 0
        for finding in run.findings {
            let range = finding.finding.range
            guard range.lowerBound >= end, !range.isEmpty, range.upperBound <= text.count else { return [] }
            result += text[end..<range.lowerBound] + Array(finding.replacement.utf8)
            end = range.upperBound
        }
        return result + text[end...]
    }

    /// Checks that a text gives one finding, the same however it is cut, and that its mask leaves nothing of the value.
    private static func expectOne(
        _ text: [UInt8],
        guardrail: Guardrail,
        decoded: [HidingForm]? = nil,
        _ label: String
    ) {
        let whole = FilterRun(text, cutAt: [], guardrail: guardrail)
        #expect(whole.findings.map(\.finding.rule.rawValue) == ["token"], "\(label)")
        guard let finding = whole.findings.first?.finding else { return }
        if let decoded { #expect(finding.decoded.forms == decoded, "\(label)") }
        #expect(whole.bytes.starts(with: text[..<finding.range.lowerBound]), "\(label)")
        #expect(whole.bytes.reversed().starts(with: text[finding.range.upperBound...].reversed()), "\(label)")
        for cutting in [Cutting.drip, .random(seed: 1, largest: 5), .random(seed: 2, largest: 40)] {
            let run = FilterRun(text, cutAt: cutting.cuts(of: text.count), guardrail: guardrail)
            #expect(run == whole, "\(label), \(cutting)")
        }
        let again = FilterRun(whole.bytes, cutAt: [], guardrail: guardrail)
        #expect(again.bytes == whole.bytes && again.findings.isEmpty, "\(label): the filtered text is filtered again")
    }

    @Test(arguments: Encoding.allCases) func eachEncoding(encoding: Encoding) throws {
        let guardrail = try Self.guardrail()
        var generator = SplitMix64(seed: 5)
        for (before, after) in [("", ""), ("value: ", " end"), ("\"", "\","), ("(", ")"), ("x\n", "\r\ny")] {
            let hidden = encoding.apply(Self.token(&generator))
            let text = Array(before.utf8) + hidden + Array(after.utf8)
            Self.expectOne(text, guardrail: guardrail, "\(encoding) after '\(before)'")
        }
    }

    @Test func nestedEncodings() throws {
        let guardrail = try Self.guardrail()
        var generator = SplitMix64(seed: 6)
        for outer in Encoding.ofBytes {
            for inner in Encoding.ofBytes {
                let text = Array("v ".utf8) + outer.apply(inner.apply(Self.token(&generator))) + Array(" w".utf8)
                Self.expectOne(text, guardrail: guardrail, "\(inner) in \(outer)")
            }
        }
        for _ in 0..<60 {
            let encodings = (0..<3).compactMap { _ in Encoding.ofBytes.randomElement(using: &generator) }
            let hidden = encodings.reduce(Self.token(&generator)) { $1.apply($0) }
            Self.expectOne(Array("v ".utf8) + hidden + Array(" w".utf8), guardrail: guardrail, "\(encodings)")
        }
    }

    @Test func theDepthIsBounded() throws {
        var generator = SplitMix64(seed: 7)
        let hidden = (0..<3).reduce(Self.token(&generator)) { text, _ in Encoding.base64.apply(text) }
        #expect(FilterRun(hidden, cutAt: [], guardrail: try Self.guardrail(depth: 3)).findings.count == 1)
        #expect(FilterRun(hidden, cutAt: [], guardrail: try Self.guardrail(depth: 2)).findings.isEmpty)
        #expect(FilterRun(hidden, cutAt: [], guardrail: try Self.guardrail(depth: 0)).bytes == hidden)
    }

    @Test func formsAreTold() throws {
        let guardrail = try Self.guardrail()
        var generator = SplitMix64(seed: 8)
        let token = Self.token(&generator)
        let cases: [([UInt8], [HidingForm])] = [
            (Encoding.literals.apply(token), [.concatenated]), (Encoding.literalLines.apply(token), [.concatenated]),
            (Encoding.base64.apply(Encoding.literals.apply(token)), [.base64, .concatenated]),
            (token, []), (Encoding.base64.apply(token), [.base64]), (Encoding.hex.apply(token), [.hex]),
            (Encoding.percent.apply(Encoding.base64.apply(token)), [.percent, .base64]),
            (Encoding.base64.apply(Encoding.slashU.apply(token)), [.base64, .escape]),
            (Encoding.wide.apply(token), [.wide]), (Encoding.zeroWidth.apply(token), [.invisible]),
            (Array("a%3D".utf8) + token, [.percent]),
            (Encoding.gzip.apply(token), [.base64, .gzip]), (Encoding.hexGzip.apply(token), [.hex, .gzip]),
            (Encoding.zlib.apply(Encoding.hex.apply(token)), [.base64, .zlib, .hex]),
            (
                Encoding.gzip.apply(Encoding.zlib.apply(Encoding.gzip.apply(token))),
                [.base64, .gzip, .base64, .zlib, .base64, .gzip]
            ),
        ]
        for (text, forms) in cases { Self.expectOne(text, guardrail: guardrail, decoded: forms, "\(forms)") }
    }

    /// A value in the middle of longer digits: what is left of them still spells what it spelt.
    @Test func theMaskCoversTheDigitsOfTheValue() throws {
        let guardrail = try Self.guardrail()
        var generator = SplitMix64(seed: 9)
        for _ in 0..<200 {
            let before = String(repeating: "word ", count: Int.random(in: 3...40, using: &generator))
            let after = " " + String(repeating: "more ", count: Int.random(in: 0...40, using: &generator))
            let token = Self.token(&generator)
            let text = Encoding.base64.apply(Array(before.utf8) + token + Array(after.utf8))
            let run = FilterRun(text, cutAt: [], guardrail: guardrail)
            let range = try #require(run.findings.first?.finding.range)
            #expect(run.findings.count == 1 && range.lowerBound % 4 == 0)
            let left = try #require(Data(base64Encoded: Data(text[..<range.lowerBound])))
            #expect(Array(before.utf8).starts(with: left) && before.utf8.count - left.count < 3)
            var rest = Data(text[range.upperBound...].filter { $0 != UInt8(ascii: "=") })
            rest.append(contentsOf: Array(repeating: UInt8(ascii: "="), count: (4 - rest.count % 4) % 4))
            let right = try #require(Data(base64Encoded: rest))
            #expect(Array(after.utf8).reversed().starts(with: right.reversed()) && after.utf8.count - right.count < 3)
        }
    }

    @Test func typographyInNumbersAndLookAlikes() throws {
        let guardrail = try Self.guardrail()
        let cards = [
            "4111\u{A0}1111\u{A0}1111\u{A0}1111", "4111\u{2011}1111\u{2011}1111\u{2011}1111",
            "4111\u{2009}1111\u{202F}1111\u{2009}1111", "４１１１１１１１１１１１１１１１", "4111\u{200B}111111111111",
        ]
        for card in cards {
            let text = Array("card \(card), please".utf8)
            let whole = FilterRun(text, cutAt: [], guardrail: guardrail)
            #expect(whole.findings.map(\.finding.rule.rawValue) == ["card"], "\(card)")
            #expect(!String(decoding: whole.bytes, as: UTF8.self).contains("1111"), "\(card)")
            #expect(FilterRun(text, cutAt: Cutting.drip.cuts(of: text.count), guardrail: guardrail) == whole)
        }
        var generator = SplitMix64(seed: 10)
        let token = String(decoding: Self.token(&generator), as: UTF8.self).dropFirst(4)
        for prefix in ["t\u{43E}k_", "t\u{3BF}\u{3BA}_", "t\u{AD}ok_", "t\u{2060}ok\u{200D}_", "tok\u{FF3F}"] {
            Self.expectOne(Array("x \(prefix)\(token) y".utf8), guardrail: guardrail, prefix)
        }
    }

    @Test func whatIsOrdinaryStays() throws {
        let guardrail = Guardrail(rules: try DefaultRules.guardrail().rules, key: DefaultRules.key, decodeDepth: 3)
        let texts = [
            "It took 5\u{2013}10 days \u{2014} \u{201C}maybe\u{201D} more\u{2026} caf\u{E9}, na\u{EF}ve, Gr\u{FC}\u{DF}e.",
            "Это обычный текст: сорок сосен, а ещё API-ключ и 10\u{A0}000 рублей.",
            "你好，世界！这是一个测试（２０２４）：ＡＢＣ。", "<p>a &amp; b &lt;c&gt; &nbsp; &#8211; d</p>",
            "https://example.com/a%20b/c%2Fd?q=%E4%BD%A0&x=1", "C:\\Users\\name\\x64\\u2019 printf(\"\\x1b[0m\\n\")",
            "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 iVBORw0KGgoAAAANSUhEUgAAAAUA",
        ]
        for text in texts {
            let bytes = Array(text.utf8)
            let run = FilterRun(bytes, cutAt: [], guardrail: guardrail)
            #expect(run.findings.isEmpty, "\(text): \(run.findings.map(\.finding.rule))")
            #expect(run.bytes == bytes, "\(text)")
        }
    }

    /// Sixteen digits with Luhn's check digit.
    private static func card(_ generator: inout SplitMix64) -> String {
        let digits = [4] + (0..<14).map { _ in Int(generator.next() % 10) }
        let sum = digits.enumerated().reduce(0) { sum, digit in
            let doubled = digit.element * (digit.offset % 2 == 0 ? 2 : 1)
            return sum + doubled / 10 + doubled % 10
        }
        return (digits + [(10 - sum % 10) % 10]).map(String.init).joined()
    }

    /// Hidden texts are read by themselves: neither the last byte of the one before nor what the next begins with
    /// matters.
    @Test(arguments: ["production-db", "administrator", "production-d!", "12345678", "tok_"])
    func hiddenTextsDoNotTouch(neighbour: String) throws {
        let guardrail = try Self.guardrail()
        var generator = SplitMix64(seed: 77)
        func digits(_ text: String) -> String { Data(text.utf8).base64EncodedString() }
        let values = [
            ("token", String(decoding: Self.token(&generator), as: UTF8.self)), ("card", Self.card(&generator)),
        ]
        for (rule, value) in values {
            for gap in [0, 40_000] {
                let text = Array(
                    """
                    host: \(digits(neighbour))
                    \(String(repeating: "words\n", count: gap / 6))id: \(digits(value))
                    next: \(digits("12345678 hello there"))

                    """.utf8
                )
                let whole = FilterRun(text, cutAt: [], guardrail: guardrail)
                #expect(whole.findings.map(\.finding.rule.rawValue) == [rule], "\(neighbour) \(rule) \(gap)")
                let cut = FilterRun(text, cutAt: Array(stride(from: 7, to: text.count, by: 7)), guardrail: guardrail)
                #expect(cut == whole, "\(neighbour) \(rule) \(gap)")
            }
        }
    }

    /// A block that is spelt otherwise ends where it ends, however much text with marks stands behind it.
    @Test func aHiddenBlockEndsWhereItEnds() throws {
        let guardrail = try SmallRules.guardrail(Self.manyRules, decodeDepth: 3)
        var generator = SplitMix64(seed: 78)
        let line = (0..<4).map { _ in String(decoding: Self.token(&generator).dropFirst(4), as: UTF8.self) }.joined()
        let label = "RSA PRIVATE " + "KEY-----"
        let block = "%2D----BEGIN \(label)\n\(line)\n\(line)\n%2D----END \(label)\n"
        let prose = String(repeating: "The weather is fine today. ", count: 20) + "%21\n"
        let text = Array((block + String(repeating: prose, count: 60)).utf8)
        let whole = FilterRun(text, cutAt: [], guardrail: guardrail)
        #expect(whole.findings.map(\.finding.rule.rawValue) == ["pem"])
        #expect(whole.findings.allSatisfy { $0.finding.range.upperBound <= block.utf8.count })
        for size in [64, 1_000, 5_000] {
            let cuts = Array(stride(from: size, to: text.count, by: size))
            #expect(FilterRun(text, cutAt: cuts, guardrail: guardrail) == whole, "\(size)")
        }
    }

    /// Pieces that begin and break off joints and digits, in any order: every cut gives the same.
    @Test(arguments: [UInt64](0..<80) + [757, 979]) func debris(seed: UInt64) throws {
        let guardrail = try SmallRules.guardrail(Self.manyRules, decodeDepth: 3)
        var generator = SplitMix64(seed: seed)
        let pem = "-----BEGIN RSA PRIVATE " + "KEY-----\n"
        let pieces =
            [
                "%", "%4", "%41", "%25", "\\", "\\x4", "\\u00", "\\u0041", "&", "&#6", "&amp;", "&am", "=", "=3D", "=4",
                "=\n", "\u{200B}", "\u{FF41}", "\u{430}", "\u{A0}", "1", "12", " ", "\n", "tok_", "tok", "a", "Z",
                "dG9rX2Fh", "dG9r", "\"", "'", "a\" + \"b", "' . f", "\"\n\"", "+", "a\" ", "\"c", "746f6b5f", "0x",
                "/", "-", "_", "\u{E9}", "\u{2013}", "@b.com", "\\\n", "  ", "==",
            ].map { Array($0.utf8) } + [[0xE2], [0x80], [0xEF, 0xBC], [0xD0], [0]]
        for round in 0..<20 {
            var text: [UInt8] = []
            for _ in 0..<Int.random(in: 1...30, using: &generator) {
                switch Int.random(in: 0..<21, using: &generator) {
                case 0: text += Self.token(&generator)
                case 1: text += Encoding.ofBytes.randomElement(using: &generator)?.apply(Self.token(&generator)) ?? []
                case 2: text += Encoding.zeroWidth.apply(Self.token(&generator))
                case 3:
                    let hidden = ["pin ", "123456", " tax_id: ", "ABC12345678", "a.name@example.org", pem, "\n"]
                        .filter { _ in Bool.random(using: &generator) }.joined()
                    text += (Encoding.allCases.randomElement(using: &generator) ?? .hex).apply(Array(hidden.utf8))
                case 4: text += Array("pin tax_id=\(pem)".utf8.shuffled(using: &generator).prefix(20))
                case 5: text += Array("my pin, 1,000 ".utf8)
                case 6: text += Array("tax_id = ABC12".utf8)
                case 8:
                    // Digits that go on behind joints.
                    let digits = Encoding.ofBytes.randomElement(using: &generator)?.apply(Self.token(&generator)) ?? []
                    let joint =
                        ["\" + \"", "\"\n\"", "%2B", "\\x2f", "\u{200B}"].randomElement(using: &generator) ?? ""
                    let split = Int.random(in: 0...digits.count, using: &generator)
                    text += digits[..<split] + Array(joint.utf8) + digits[split...]
                case 7: text += Array(repeating: UInt8(ascii: "w"), count: Int.random(in: 1...300, using: &generator))
                default: text += pieces.randomElement(using: &generator) ?? []
                }
            }
            let whole = FilterRun(text, cutAt: [], guardrail: guardrail)
            #expect(whole.bytes == Self.masked(text, whole), "seed \(seed), round \(round)")
            var cuttings: [Cutting] = [.drip]
            for largest in [2, 5, 16, 64] { cuttings.append(.random(seed: generator.next(), largest: largest)) }
            if text.count < 200 { cuttings += (0..<text.count).map(Cutting.split) }
            for cutting in cuttings {
                let run = FilterRun(text, cutAt: cutting.cuts(of: text.count), guardrail: guardrail)
                #expect(run == whole, "seed \(seed), round \(round), \(cutting)")
                if run != whole { return }
            }
        }
    }

    /// Examples of the default rules are found in base64 and behind escapes, if they are found as they stand. Rules
    /// about code are asked of code, which hides nothing, and escapes spell ASCII alone.
    @Test(arguments: 0..<2 as Range<UInt64>) func examplesOfAllRules(seed: UInt64) throws {
        let guardrail = Guardrail(rules: try DefaultRules.guardrail().rules, key: DefaultRules.key, decodeDepth: 3)
        var generator = SplitMix64(seed: seed)
        let checksums = ValidatorRegistry.checksum(_:completing:)
        var missed: [String] = []
        var count = 0
        for definition in DefaultRules.definitions
        where definition.description.category != .code && generator.next() % 8 == 0 {
            guard let example = definition.examples.match.randomElement(using: &generator) else { continue }
            let plain = try ExampleTemplate.parse(example.template).expand(using: &generator, checksums: checksums)
                .bytes
            // A form that marks itself, and text that is not text to begin with, are told apart elsewhere.
            guard plain.count >= 12, plain.allSatisfy({ $0 < 127 }), plain.prefix(3).allSatisfy({ $0 >= 32 }) else {
                continue
            }
            let expected = FilterRun(plain, cutAt: [], guardrail: guardrail).findings.map(\.finding.rule)
            guard expected.contains(definition.description.id) else { continue }
            for encoding in [Encoding.base64, .hex, .percent, .slashU, .gzip] {
                let text = encoding.apply(plain)
                let whole = FilterRun(text, cutAt: [], guardrail: guardrail)
                let cutting = Cutting.random(seed: generator.next(), largest: 20)
                #expect(FilterRun(text, cutAt: cutting.cuts(of: text.count), guardrail: guardrail) == whole)
                count += 1
                let found = whole.findings.flatMap { [$0.finding.rule] + $0.finding.alsoMatched }
                if !found.contains(definition.description.id) {
                    missed.append("\(definition.description.id) in \(encoding)")
                }
            }
        }
        #expect(count > 40)
        #expect(missed.count * 100 <= count, "seed \(seed): \(missed)")
    }

    @Test func aKeyInsideBase64IsSwallowed() throws {
        let guardrail = Guardrail(rules: try DefaultRules.guardrail().rules, key: DefaultRules.key, decodeDepth: 3)
        var generator = SplitMix64(seed: 12)
        let kind = "PRIVATE " + "KEY-----"
        let body = (0..<30).map { _ in
            Encoding.base64.apply((0..<48).map { _ in UInt8(truncatingIfNeeded: generator.next()) }) + [10]
        }
        let pem = Array("-----BEGIN \(kind)\n".utf8) + body.joined() + Array("-----END \(kind)\n".utf8)
        for encoding in [Encoding.base64, .wrappedBase64, .percent] {
            let text = Array("client-key-data: ".utf8) + encoding.apply(pem) + Array("\nnext: value\n".utf8)
            let whole = FilterRun(text, cutAt: [], guardrail: guardrail)
            let first = whole.findings.first?.finding
            #expect(first?.rule.rawValue.contains("private-key") == true, "\(encoding)")
            #expect(whole.findings.count == 1 && whole.bytes.count < 200, "\(encoding): \(whole.bytes.count)")
            #expect(whole.bytes.reversed().starts(with: Array("\nnext: value\n".utf8).reversed()), "\(encoding)")
            for largest in [1, 7, 100, 1_000] {
                let cuts = Cutting.random(seed: 3, largest: largest).cuts(of: text.count)
                #expect(FilterRun(text, cutAt: cuts, guardrail: guardrail) == whole, "\(encoding), \(largest)")
            }
        }
    }

    /// However long what hides is, little of it is held.
    @Test(arguments: Encoding.ofBytes) func littleIsHeld(encoding: Encoding) throws {
        let words = Array(String(repeating: "some words, and more of them; ", count: 10_000).utf8)
        for text in [encoding.apply(words), Encoding.base64.apply(encoding.apply(words))] {
            var filter = TextFilter(guardrail: try Self.guardrail())
            var output = FilterOutput()
            var most = 0
            var start = 0
            while start < text.count {
                let end = min(text.count, start + 999)
                filter.append(text.span.extracting(start..<end), to: &output)
                most = max(most, filter.heldByteCount)
                start = end
            }
            filter.finish(to: &output)
            #expect(output.bytes == text && output.findings.isEmpty, "\(encoding)")
            #expect(most < 1_500, "\(encoding): \(most)")
        }
    }

    /// Twice the flood is about twice the questions.
    @Test(arguments: [
        "%41", "\\u0041", "QUFB", "4141", "&#65;", "a\" + \"", "\"", "a\" \n", "%2525", "a\u{200B}", "=41", "%", "\\",
        "&#", "\u{FF21}", "QUFBQUFBQUFBQUFBQUFB\" + \"", "H4sIAAAAAAAAA0tMTEp", "eJxLTExK\" . \"",
    ])
    func floodsAreLinear(piece: String) throws {
        func asks(_ count: Int, _ size: Int) throws -> Int {
            let asks = AskCount()
            let guardrail = try SmallRules.guardrail(Self.rules, counting: asks, decodeDepth: 3)
            let text = Array(String(repeating: piece, count: count).utf8)
            let cuts = stride(from: size, to: text.count, by: size)
            let run = FilterRun(text, cutAt: cuts, guardrail: guardrail)
            #expect(run.bytes.count <= text.count)
            return asks.value
        }
        for size in [500, 100_000] {
            let once = try asks(10_000, size)
            let twice = try asks(20_000, size)
            #expect(twice <= 2 * once + 64, "\(piece), \(size): \(once), \(twice)")
        }
    }
}
