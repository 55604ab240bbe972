// Streams on many threads share rules and borrow working memory, and do not notice each other.

import Dispatch
import Sluice
import SluiceChecks
import SluiceMatching
import SluiceRules
import Synchronization
import Testing

struct ConcurrentFilterTests {
    /// Patterns, which write to the borrowed memory, on as many threads as the system gives.
    @Test func everyStreamGetsItsOwnResult() throws {
        let guardrail = try DefaultRules.guardrail()
        let samples = DefaultRules.samples
        let texts = (0..<16).map { index in
            var generator = SplitMix64(seed: UInt64(700 + index))
            return samples.make(pieces: 4, using: &generator)
        }
        let alone = texts.map { FilterRun($0, cutAt: [], guardrail: guardrail) }
        let differing = Atomic<Int>(0)
        DispatchQueue.concurrentPerform(iterations: 400) { index in
            let text = texts[index % texts.count]
            let cuts = Cutting.random(seed: UInt64(index), largest: 60).cuts(of: text.count)
            let run = FilterRun(text, cutAt: cuts, guardrail: guardrail)
            if run != alone[index % texts.count] { differing.add(1, ordering: .relaxed) }
        }
        #expect(differing.load(ordering: .relaxed) == 0)
        #expect(alone.contains { !$0.findings.isEmpty })
    }

    /// A stream may go on on another thread than the one it began on.
    @Test func aStreamMovesBetweenThreads() async throws {
        let guardrail = try DefaultRules.guardrail()
        let samples = DefaultRules.samples
        var generator = SplitMix64(seed: 720)
        let text = samples.make(pieces: 40, using: &generator)
        let whole = FilterRun(text, cutAt: [], guardrail: guardrail)
        var filter = TextFilter(guardrail: guardrail)
        var output = FilterOutput()
        var start = 0
        for cut in Cutting.random(seed: 721, largest: 50).cuts(of: text.count) + [text.count] {
            (filter, output) = await Task.detached { [filter, output, start] in
                var (filter, output) = (filter, output)
                filter.append(text.span.extracting(start..<cut), to: &output)
                return (filter, output)
            }.value
            start = cut
        }
        filter.finish(to: &output)
        #expect(output.bytes == whole.bytes)
        #expect(output.findings == whole.findings)
        #expect(!whole.findings.isEmpty)
    }
}
