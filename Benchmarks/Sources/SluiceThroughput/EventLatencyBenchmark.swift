// How long one small event takes.

import Sluice
import SluiceBenchmarkKit

/// How long one event of a stream of tokens takes: its time is what a reader waits for.
struct EventLatencyBenchmark {
    let guardrail: Guardrail
    let byteCount: Int
    let seed: UInt64

    private static let eventSize = 20

    func report() {
        var table = MarkdownTable("text", "microseconds median", "p99", "p99.9")
        for kind in [CorpusKind.mixed] + CorpusKind.hostile {
            let times = Statistics(times(Corpus(kind: kind, byteCount: byteCount, seed: seed).bytes))
            table.add(
                kind.rawValue,
                times.median.rounded(to: 2),
                times.percentile(99).rounded(to: 2),
                times.percentile(99.9).rounded(to: 2)
            )
        }
        print("One event of \(Self.eventSize) bytes:\n\n\(table)\n")
    }

    private func times(_ bytes: [UInt8]) -> [Double] {
        var filter = TextFilter(guardrail: guardrail)
        var output = FilterOutput()
        var times: [Double] = []
        let span = bytes.span
        var offset = 0
        while offset < span.count {
            let end = min(span.count, offset + Self.eventSize)
            let start = CPUClock.wallTime
            filter.append(span.extracting(offset..<end), to: &output)
            times.append((CPUClock.wallTime - start) * 1e6)
            output.removeAll()
            offset = end
        }
        return times
    }
}
