// What is found in a text however it is cut.

import Sluice
import SluiceChecks
import SluiceMatching
import SluiceModel
import Testing

/// What is found in a text however it is cut: the same in all ways, and what brute force finds.
enum EveryCut {
    /// What is flagged in a text that comes in one piece, in any two, and a byte at a time.
    static func flagged(_ text: String, _ guardrail: Guardrail) -> [String] {
        let bytes = Array(text.utf8)
        let findings = findings(in: bytes, cutEvery: 1, "\(text.debugDescription)", guardrail)
        return findings.map { String(decoding: bytes[$0.finding.range], as: UTF8.self) }
    }

    /// Checks that `expected` and nothing else is flagged in a document of JSON, however it is cut.
    static func expect(_ expected: [String], inDocument text: String, _ guardrail: Guardrail) {
        #expect(flagged(inDocument: text, guardrail) == expected, "\(text.debugDescription)")
    }

    /// What is flagged in a document of JSON that comes in one piece, in any two, and a byte at a time.
    static func flagged(inDocument text: String, _ guardrail: Guardrail) -> [String] {
        let document = Array(text.utf8)
        func flagged(_ cutting: Cutting) -> [String] {
            let run = PayloadRun(
                document,
                cutAt: cutting.cuts(of: document.count),
                source: PayloadSource(format: .json, dialect: .unknown),
                guardrail: guardrail
            )
            return run.findings.map { String(decoding: document[$0.finding.range], as: UTF8.self) }
        }
        let whole = flagged(.split(0))
        for cutting in [.drip] + (1...document.count).map(Cutting.split) {
            #expect(flagged(cutting) == whole, "\(cutting), \(text.debugDescription)")
        }
        return whole
    }

    /// How much is found in texts made of `pieces` at random.
    ///
    /// - Parameters:
    ///   - counts: how many pieces a text has.
    ///   - step: at each how many bytes the texts are cut in two.
    static func findingCount(
        inSoupsOf pieces: [String],
        counts: ClosedRange<Int>,
        rounds: Int,
        seed: UInt64,
        cutEvery step: Int = 3,
        _ guardrails: Guardrail...
    ) -> Int {
        var generator = SplitMix64(seed: seed)
        var count = 0
        for round in 0..<rounds {
            let text = soup(of: pieces, counts: counts, using: &generator)
            for (number, guardrail) in guardrails.enumerated() {
                let comment = "seed \(seed), round \(round), rules \(number): \(text.debugDescription)"
                count += findings(in: Array(text.utf8), cutEvery: step, comment, guardrail).count
            }
        }
        return count
    }

    /// A text made of `pieces` at random.
    static func soup(of pieces: [String], counts: ClosedRange<Int>, using generator: inout SplitMix64) -> String {
        (0..<Int.random(in: counts, using: &generator)).map { _ in pieces.randomElement(using: &generator) ?? "" }
            .joined()
    }

    private static func findings(
        in text: [UInt8],
        cutEvery step: Int,
        _ comment: String,
        _ guardrail: Guardrail
    ) -> [LocatedFinding] {
        let whole = FilterRun(text, cutAt: [], guardrail: guardrail)
        for cutting in [.drip] + stride(from: 1, to: text.count, by: step).map(Cutting.split) {
            let run = FilterRun(text, cutAt: cutting.cuts(of: text.count), guardrail: guardrail)
            #expect(run == whole, "\(cutting), \(comment)")
        }
        #expect(whole.findings.map(\.finding.range) == BruteForce.ranges(in: text, guardrail), "\(comment)")
        return whole.findings
    }

    /// How much is found in a text that comes in chunks of one size, and the most bytes that were held. The filter rests
    /// now and then.
    static func stream(
        _ text: String,
        chunk: Int,
        _ guardrail: Guardrail
    ) -> (findingCount: Int, mostHeld: Int) {
        let bytes = Array(text.utf8)
        var filter = TextFilter(guardrail: guardrail)
        var output = FilterOutput()
        var mostHeld = 0
        for start in stride(from: 0, to: bytes.count, by: chunk) {
            filter.append(bytes.span.extracting(start..<min(bytes.count, start + chunk)), to: &output)
            mostHeld = max(mostHeld, filter.heldByteCount)
            if start % 5 == 0 { filter.rest() }
        }
        filter.finish(to: &output)
        return (output.findings.count, mostHeld)
    }
}
