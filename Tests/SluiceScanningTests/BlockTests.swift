// A private key is masked as soon as it is certain and swallowed up to its end.

import Sluice
import SluiceChecks
import SluiceMatching
import SluiceModel
import SluiceRules
import Testing

struct BlockTests {
    private static let rule = SmallRules.rule("pem", "matcher: pem-private-key\nconfidence: high")

    private static func guardrail(_ more: String = "") throws -> Guardrail {
        try SmallRules.guardrail("rules:\n" + rule + more)
    }

    private static let begin = "-----BEGIN RSA " + "PRIVATE KEY-----"
    private static let end = "-----END RSA " + "PRIVATE KEY-----"

    /// Lines of 64 random base64 characters.
    private static func body(lines: Int, seed: UInt64) -> [String] {
        var generator = SplitMix64(seed: seed)
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        return (0..<lines).map { _ in
            String((0..<64).map { _ in alphabet[Int.random(in: 0..<64, using: &generator)] })
        }
    }

    private static func key(lines: Int, seed: UInt64) -> String {
        ([begin] + body(lines: lines, seed: seed) + [end]).joined(separator: "\n")
    }

    private static func cuttings(of count: Int) -> [Cutting] {
        [.drip] + (0..<12).map { .random(seed: $0, largest: $0 < 6 ? 5 : 90) }
            + (0..<min(count, 500)).map(Cutting.split)
    }

    private static func expectSame(_ text: String, _ guardrail: Guardrail) -> FilterRun {
        let bytes = Array(text.utf8)
        let whole = FilterRun(bytes, cutAt: [], guardrail: guardrail)
        for cutting in cuttings(of: bytes.count) {
            let run = FilterRun(bytes, cutAt: cutting.cuts(of: bytes.count), guardrail: guardrail)
            #expect(run == whole, "\(cutting)")
        }
        return whole
    }

    @Test func theMaskIsOutWithTheSixtyFourthBodyCharacter() throws {
        var filter = TextFilter(guardrail: try Self.guardrail())
        var output = FilterOutput()
        let text = Array("key:\n\(Self.key(lines: 10, seed: 1))\n".utf8)
        let settled = "key:\n\(Self.begin)\n".utf8.count + 64
        for offset in text.indices {
            filter.append(text.span.extracting(offset..<(offset + 1)), to: &output)
            let isOut = String(decoding: output.bytes, as: UTF8.self).contains("[REDACTED:pem:")
            #expect(isOut == (offset + 1 >= settled), "after \(offset + 1) bytes")
        }
        filter.finish(to: &output)
        #expect(output.findings.map(\.finding.range) == [5..<(text.count - 1)])
        #expect(output.bytes == Array("key:\n\(output.findings[0].replacement)\n".utf8))
    }

    @Test(arguments: [64, 100, 1_000, 16_384]) func aLongBodyIsSwallowedAndNotHeld(pieceSize: Int) throws {
        let lines = Self.body(lines: 920, seed: 2)
        let text = Array("a\n\(Self.begin)\n\(lines.joined(separator: "\n"))\n\(Self.end)\nb\n".utf8)
        let guardrail = try DefaultRules.guardrail()
        var filter = TextFilter(guardrail: guardrail)
        var output = FilterOutput()
        var start = 0
        var mostHeld = 0
        while start < text.count {
            let cut = min(text.count, start + pieceSize)
            filter.append(text.span.extracting(start..<cut), to: &output)
            start = cut
            if start > 300 { mostHeld = max(mostHeld, filter.heldByteCount) }
            #expect(output.bytes.count < 60, "after \(start) bytes")
        }
        filter.finish(to: &output)
        #expect(mostHeld <= 192)
        #expect(output.findings.map(\.finding.rule) == ["private-key"])
        #expect(output.bytes == Array("a\n\(output.findings[0].replacement)\nb\n".utf8))
        for line in lines {
            #expect(!String(decoding: output.bytes, as: UTF8.self).contains(line.prefix(8)))
        }
    }

    @Test func aStreamThatEndsInsideAKeyShowsNothingOfIt() throws {
        let guardrail = try Self.guardrail()
        let text = Array("x \(Self.key(lines: 4, seed: 3))".utf8)
        let settled = "x \(Self.begin)\n".utf8.count + 64
        let bodyEnd = text.count - "\n\(Self.end)".utf8.count
        for length in settled..<text.count {
            let torn = Array(text[..<length])
            let whole = FilterRun(torn, cutAt: [], guardrail: guardrail)
            // A line end that nothing follows and a torn end line are no part of the key.
            let end = length > bodyEnd || torn.last == UInt8(ascii: "\n") ? min(length - 1, bodyEnd) : length
            #expect(whole.findings.map(\.finding.range) == [2..<end], "\(length) bytes")
            let expected = Array("x \(whole.findings[0].replacement)".utf8) + torn[end...]
            #expect(whole.bytes == expected, "\(length) bytes")
            #expect(FilterRun(torn, cutAt: Cutting.drip.cuts(of: length), guardrail: guardrail) == whole)
        }
    }

    @Test func twoKeysInARowAreTwoFindings() throws {
        let guardrail = try Self.guardrail()
        let first = Self.key(lines: 3, seed: 4)
        for between in ["\n", "\r\n", " ", "\nthen\n", ""] {
            let run = Self.expectSame(first + between + Self.key(lines: 2, seed: 5) + "\n", guardrail)
            try #require(run.findings.count == 2, "between them \(between.debugDescription)")
            let replacements = run.findings.map(\.replacement)
            #expect(replacements[0] != replacements[1])
            #expect(run.bytes == Array("\(replacements[0])\(between)\(replacements[1])\n".utf8))
        }
    }

    @Test func aRuleThatOverlapsTheStartJoins() throws {
        let starts = SmallRules.rule("start", "pattern: 'KEY=.-----BEGIN'\nconfidence: 100")
        let run = Self.expectSame("set KEY='\(Self.key(lines: 3, seed: 6))'\n", try Self.guardrail(starts))
        try #require(run.findings.count == 1)
        #expect(run.findings[0].finding.rule == "pem")
        #expect(run.findings[0].finding.alsoMatched == ["start"])
        #expect(run.bytes == Array("set \(run.findings[0].replacement)'\n".utf8))
    }

    @Test func aRuleThatOverlapsTheEndJoins() throws {
        let ends = SmallRules.rule("end", "pattern: '-----END RSA PRIVATE KEY-----;tail[0-9]{4}'\nconfidence: 100")
        let run = Self.expectSame("k \(Self.key(lines: 3, seed: 7));tail1234;\n", try Self.guardrail(ends))
        try #require(run.findings.count == 1)
        #expect(run.findings[0].finding.rule == "pem")
        #expect(run.findings[0].finding.alsoMatched == ["end"])
        #expect(run.bytes == Array("k \(run.findings[0].replacement);\n".utf8))
        // Without the tail the rule is not there, and the key ends where it ends.
        let plain = Self.expectSame("k \(Self.key(lines: 3, seed: 7));tail12;\n", try Self.guardrail(ends))
        #expect(plain.bytes == Array("k \(plain.findings[0].replacement);tail12;\n".utf8))
    }

    @Test func rulesThatMatchInsideTheBodyAreNamedAndChangeNothing() throws {
        let inside = SmallRules.rule("inside", "token: {prefix: tok_, alphabet: digits, length: 4, boundary: none}")
        let body = Self.body(lines: 4, seed: 8)
        let text = ([Self.begin, body[0], body[1], Self.end] + [" tok_1234"]).joined(separator: "\n")
        let run = Self.expectSame(text, try Self.guardrail(inside))
        #expect(run.findings.map(\.finding.rule) == ["pem", "inside"])
        #expect(run.findings.flatMap(\.finding.alsoMatched).isEmpty)
        let within = [Self.begin, body[0], String(body[1].dropLast(20)) + "/0123456789+tokn/" + "abc", Self.end]
        let digits = SmallRules.rule("digits", "pattern: '/0123456789\\+tok'")
        let joined = Self.expectSame(within.joined(separator: "\n"), try Self.guardrail(digits))
        #expect(joined.findings.map(\.finding.rule) == ["pem"])
        #expect(joined.findings[0].finding.alsoMatched == ["digits"])
    }

    @Test func blockingLetsNothingOutAfterTheStart() throws {
        let text = Array("k \(Self.key(lines: 30, seed: 9))\nafter\n".utf8)
        for cutting in [Cutting.whole, .drip, .random(seed: 1, largest: 200)] {
            var filter = TextFilter(guardrail: try Self.guardrail(), action: .block)
            var bytes: [UInt8] = []
            var isBlocked = false
            var start = 0
            // A fresh output for each call: what was blocked stays blocked.
            for cut in cutting.cuts(of: text.count) + [text.count] {
                var output = FilterOutput()
                filter.append(text.span.extracting(start..<cut), to: &output)
                bytes += output.bytes
                #expect(output.isBlocked || !isBlocked, "\(cutting)")
                isBlocked = output.isBlocked
                start = cut
            }
            var output = FilterOutput()
            filter.finish(to: &output)
            #expect(output.isBlocked && output.bytes.isEmpty)
            #expect(bytes == Array("k ".utf8), "\(cutting)")
        }
    }
}
