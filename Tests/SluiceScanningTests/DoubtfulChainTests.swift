// A long chain of doubtful findings does not carry a sure one through.

import Sluice
import SluiceChecks
import SluiceMatching
import SluiceModel
import SluiceRules
import Testing

struct DoubtfulChainTests {
    /// Six letters each, one at every third letter of the chain: each overlaps the next.
    private static let rules =
        "rules:\n" + SmallRules.rule("first", "pattern: 'abcabc'\nconfidence: 40")
        + SmallRules.rule("second", "pattern: 'bcabca'\nconfidence: 30")

    private static func chain(_ count: Int) -> [UInt8] {
        Array(String(repeating: "abc", count: count).utf8)
    }

    /// What is reported is settled while the chain goes on, so a finding that is surer than all before must not be
    /// let through with them.
    @Test(arguments: [10, 1_000, 1_366, 1_400, 3_000, 9_000]) func aSureFindingAtTheEndOfADoubtfulChainIsMasked(
        count: Int
    ) throws {
        let guardrail = try SmallRules.guardrail(
            Self.rules + SmallRules.rule("sure", "pattern: 'cab!secret'\nconfidence: 90")
        )
        let text = Array("x ".utf8) + Self.chain(count) + Array("ab!secret y".utf8)
        for cutting in [Cutting.whole, .drip, .random(seed: 1, largest: 300), .split(text.count - 8)] {
            let run = Self.run(text, cutting, guardrail, threshold: .medium)
            let output = String(decoding: run.bytes, as: UTF8.self)
            #expect(!output.contains("secret"), "\(cutting)")
            #expect(output.hasSuffix("] y") && output.hasPrefix("x "), "\(cutting)")
            #expect(run.findings.contains { $0.finding.confidence == .high }, "\(cutting)")
        }
        let whole = FilterRun(text, cutAt: [], guardrail: guardrail)
        for cutting in [Cutting.drip, .random(seed: 2, largest: 300), .split(4_100)] {
            #expect(FilterRun(text, cutAt: cutting.cuts(of: text.count), guardrail: guardrail) == whole, "\(cutting)")
        }
    }

    private static func run(
        _ text: [UInt8],
        _ cutting: Cutting,
        _ guardrail: Guardrail,
        threshold: Confidence
    ) -> FilterOutput {
        var filter = TextFilter(guardrail: guardrail, threshold: threshold)
        var output = FilterOutput()
        var start = 0
        for cut in cutting.cuts(of: text.count) + [text.count] {
            filter.append(text.span.extracting(start..<cut), to: &output)
            start = cut
        }
        filter.finish(to: &output)
        return output
    }

    private static let ladder = [
        (10, "pattern: 'aaa[abcde]{1,30}'"), (30, "pattern: 'aab[abcde]{4}'"), (50, "pattern: 'aac[abcde]{0,40}e'"),
        (70, "pattern: 'cab[abc]{3}'"), (90, "pattern: 'eab[abcde]{2}'"),
    ]

    private static func ladderGuardrail(from least: Int) throws -> Guardrail {
        let rules = ladder.filter { $0.0 >= least }.map {
            SmallRules.rule("rule-\($0.0)", "\($0.1)\nconfidence: \($0.0)")
        }
        return try SmallRules.guardrail("rules:\n" + rules.joined())
    }

    /// Whatever a filter would mask that knows the sure rules only, one that knows doubtful rules as well masks too.
    @Test(arguments: 0..<12 as Range<UInt64>) func doubtfulRulesUncoverNothing(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        // Chains of some thousand bytes in which what the surer rules find is rare.
        let letters = Array("aaaaaaaaaaaaaaaaaaaabbb".utf8)
        let rare = ["aacae", "cabbab", "eabaa", " "].map { Array($0.utf8) }
        var text: [UInt8] = []
        while text.count < 40_000 {
            if Int.random(in: 0..<1_500, using: &generator) == 0 {
                text += rare[Int.random(in: 0..<rare.count, using: &generator)]
            } else {
                text.append(letters[Int.random(in: 0..<letters.count, using: &generator)])
            }
        }
        let all = try Self.ladderGuardrail(from: 0)
        let whole = FilterRun(text, cutAt: [], guardrail: all)
        #expect(whole.findings.contains { $0.finding.range.count > 4_096 }, "seed \(seed)")
        for cutting in [Cutting.drip] + (0..<4).map({ .random(seed: seed + $0, largest: $0 < 2 ? 20 : 3_000) }) {
            let run = FilterRun(text, cutAt: cutting.cuts(of: text.count), guardrail: all)
            #expect(run == whole, "seed \(seed), \(cutting)")
        }
        for (least, _) in Self.ladder {
            let alone = FilterRun(text, cutAt: [], guardrail: try Self.ladderGuardrail(from: least))
            var isMasked = [Bool](repeating: false, count: text.count)
            let run = Self.run(text, .whole, all, threshold: Confidence(percent: least))
            for located in run.findings where located.action == .mask {
                for offset in located.finding.range { isMasked[offset] = true }
            }
            let uncovered = alone.findings.flatMap(\.finding.range).filter { !isMasked[$0] }
            #expect(uncovered.isEmpty, "seed \(seed), from \(least)")
        }
    }
}
