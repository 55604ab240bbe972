// A chain of overlapping findings of any length is one mask, without being held and without being read twice.

import Sluice
import SluiceChecks
import SluiceMatching
import SluiceModel
import SluiceRules
import Testing

struct LongClusterTests {
    /// Six letters each, one at every third letter of the chain: each overlaps the next.
    private static let rules =
        "rules:\n" + SmallRules.rule("first", "pattern: 'abcabc'\nconfidence: 40")
        + SmallRules.rule("second", "pattern: 'bcabca'\nconfidence: 30")

    private static func chain(_ count: Int) -> [UInt8] {
        Array(String(repeating: "abc", count: count).utf8)
    }

    /// Clusters longer than this go out before their end.
    private static let longestHeld = 4_096

    @Test(arguments: [999, 4_096, 100_000]) func megabytesAreOneFindingAndNotHeld(pieceSize: Int) throws {
        let chain = Self.chain(1 << 20)
        let text = Array("before ".utf8) + chain + Array(" after".utf8)
        var filter = TextFilter(guardrail: try SmallRules.guardrail(Self.rules))
        var output = FilterOutput()
        var start = 0
        var mostHeld = 0
        while start < text.count {
            let end = min(text.count, start + pieceSize)
            filter.append(text.span.extracting(start..<end), to: &output)
            start = end
            mostHeld = max(mostHeld, filter.heldByteCount)
        }
        filter.finish(to: &output)
        #expect(mostHeld <= Self.longestHeld)
        try #require(output.findings.count == 1)
        #expect(output.findings[0].finding.range == 7..<(7 + chain.count))
        #expect(output.findings[0].finding.rule == "first")
        #expect(output.findings[0].finding.alsoMatched == ["second"])
        #expect(output.bytes == Array("before \(output.findings[0].replacement) after".utf8))
    }

    /// The chains are as long as what is held, a little shorter, a little longer, and several times as long.
    @Test(arguments: [1_361, 1_364, 1_365, 1_366, 1_368, 6_000]) func theCutsDoNotMatter(count: Int) throws {
        let guardrail = try SmallRules.guardrail(Self.rules)
        let text = Array("x ".utf8) + Self.chain(count) + Array(" y abcabc z".utf8)
        let whole = FilterRun(text, cutAt: [], guardrail: guardrail)
        #expect(whole.findings.map(\.finding.range) == [2..<(2 + 3 * count), (5 + 3 * count)..<(11 + 3 * count)])
        let around = (text.count > 4_300 ? 4_080..<4_120 : 4_060..<text.count).map(Cutting.split)
        let random = (0..<20).map { Cutting.random(seed: $0, largest: $0 < 10 ? 40 : 5_000) }
        for cutting in [.drip] + around + random {
            #expect(FilterRun(text, cutAt: cutting.cuts(of: text.count), guardrail: guardrail) == whole, "\(cutting)")
        }
    }
}
