// Long findings cost as many questions as they have bytes or lines, by count and not by clock.

import Sluice
import SluiceChecks
import SluiceMatching
import SluiceModel
import SluiceRules
import Testing

struct LinearWorkTests {
    /// Six letters each, one at every third letter of the chain: each overlaps the next.
    private static let rules =
        "rules:\n" + SmallRules.rule("first", "pattern: 'abcabc'\nconfidence: 40")
        + SmallRules.rule("second", "pattern: 'bcabca'\nconfidence: 30")

    private static func chain(_ count: Int) -> [UInt8] {
        Array(String(repeating: "abc", count: count).utf8)
    }

    /// Asks for each byte, for a text of so many bytes in pieces of so many.
    private static func asks(count: Int, pieceSize: Int) throws -> Int {
        let asks = AskCount()
        let guardrail = try SmallRules.guardrail(rules, counting: asks)
        let text = chain(count)
        let run = FilterRun(text, cutAt: stride(from: pieceSize, to: text.count, by: pieceSize), guardrail: guardrail)
        #expect(run.findings.map(\.finding.range) == [0..<text.count])
        return asks.value
    }

    @Test(arguments: [1, 7, 100, 16_384]) func twiceTheChainIsTwiceTheWork(pieceSize: Int) throws {
        let lengths = [20_000, 40_000, 80_000]
        let asks = try lengths.map { try Self.asks(count: $0, pieceSize: pieceSize) }
        // Two rules ask at every third byte, and again while the bytes that they read come one by one.
        for (length, asked) in zip(lengths, asks) { #expect(asked <= length * 2 * 8) }
        #expect(asks[0] >= lengths[0])
        #expect(abs(asks[1] - 2 * asks[0]) <= 50)
        #expect(abs(asks[2] - 2 * asks[1]) <= 50)
    }

    private static let begin = "-----BEGIN PGP " + "PRIVATE KEY BLOCK-----"
    private static let end = "-----END PGP " + "PRIVATE KEY BLOCK-----"

    /// A key ring with lines of 64 characters.
    private static func keyRing(lines: Int) -> [UInt8] {
        var generator = SplitMix64(seed: 71)
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var text = Array("\(begin)\n\n".utf8)
        for _ in 0..<lines {
            for _ in 0..<64 { text.append(alphabet[Int(generator.next() & 63)]) }
            text.append(UInt8(ascii: "\n"))
        }
        return text + Array("=ab12\n\(end)".utf8)
    }

    /// The walk over the body is taken up where it stopped, so a key costs as many steps as it has lines.
    @Test(arguments: [64, 1_000, 16_384]) func twiceTheKeyIsTwiceTheWork(pieceSize: Int) throws {
        let asks = try [500, 1_000, 2_000].map { lines in
            let count = AskCount()
            let guardrail = try SmallRules.guardrail(
                "rules:\n" + SmallRules.rule("pem", "matcher: pem-private-key"),
                counting: count
            )
            let text = Self.keyRing(lines: lines)
            let cuts = stride(from: pieceSize, to: text.count, by: pieceSize)
            let run = FilterRun(text, cutAt: cuts, guardrail: guardrail)
            #expect(run.findings.map(\.finding.range) == [0..<text.count])
            return count.value
        }
        #expect(asks[0] > 0)
        #expect(asks[1] <= 2 * asks[0] + 8)
        #expect(asks[2] <= 2 * asks[1] + 8)
    }
}
