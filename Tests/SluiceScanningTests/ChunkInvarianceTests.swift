// Any way of cutting a text into chunks gives the same bytes and the same findings.

import Sluice
import SluiceChecks
import SluiceMatching
import SluiceRules
import Testing

struct ChunkInvarianceTests {
    /// Fixtures in random pieces, token-sized ones among them.
    @Test(arguments: [3, 7, 24, 300, 5_000])
    func fixturesInRandomPieces(largest: Int) throws {
        let guardrail = try DefaultRules.guardrail()
        for (name, bytes) in try DefaultRules.fixtures(seed: 11) {
            let whole = FilterRun(bytes, cutAt: [], guardrail: guardrail)
            let cutting = Cutting.random(seed: UInt64(largest), largest: largest)
            let run = FilterRun(bytes, cutAt: cutting.cuts(of: bytes.count), guardrail: guardrail)
            #expect(run.findings == whole.findings, "\(name), \(cutting)")
            #expect(run.bytes == whole.bytes, "\(name), \(cutting)")
        }
    }

    @Test func fixturesOneByteAtATime() throws {
        let guardrail = try DefaultRules.guardrail()
        for (name, bytes) in try DefaultRules.fixtures(seed: 12) where name.hasSuffix(".template") {
            let whole = FilterRun(bytes, cutAt: [], guardrail: guardrail)
            let drip = FilterRun(bytes, cutAt: Cutting.drip.cuts(of: bytes.count), guardrail: guardrail)
            #expect(drip == whole, "\(name)")
        }
    }

    /// Whole, cut and damaged examples side by side: every two-way split, and thousands of random cuts.
    @Test(arguments: 0..<40 as Range<UInt64>)
    func splicedExamples(seed: UInt64) throws {
        let guardrail = try DefaultRules.guardrail()
        let samples = DefaultRules.samples
        var generator = SplitMix64(seed: seed)
        for round in 0..<10 {
            let text = samples.make(pieces: 6, using: &generator)
            let whole = FilterRun(text, cutAt: [], guardrail: guardrail)
            var cuttings: [Cutting] = [.drip]
            for largest in [2, 5, 16, 64] { cuttings.append(.random(seed: generator.next(), largest: largest)) }
            if text.count < 400 { cuttings += (0..<text.count).map(Cutting.split) }
            for cutting in cuttings {
                let run = FilterRun(text, cutAt: cutting.cuts(of: text.count), guardrail: guardrail)
                #expect(run == whole, "seed \(seed), round \(round), \(cutting)")
                if run != whole { return }
            }
        }
    }
}
