// Throughput by kind of text.

import Sluice
import SluiceBenchmarkKit

/// Throughput by kind of text, the first kind being what the others are compared with.
struct KindsBenchmark {
    let guardrail: Guardrail
    let byteCount: Int
    let seed: UInt64
    let chunk: Int
    let runs: Int

    func report(kinds: [CorpusKind]) throws {
        let texts = kinds.map { Corpus(kind: $0, byteCount: byteCount, seed: seed).bytes }
        var speeds = Array(repeating: [Double](), count: kinds.count)
        var relativeTimes = speeds
        var findings = Array(repeating: 0, count: kinds.count)
        for bytes in texts { _ = FilterRun(bytes, with: guardrail, chunk: chunk) }
        for _ in 0..<runs {
            var baseline = 0.0
            for (index, bytes) in texts.enumerated() {
                let run = FilterRun(bytes, with: guardrail, chunk: chunk)
                if index == 0 { baseline = run.seconds }
                speeds[index].append(run.megabytesPerSecond(byteCount: byteCount))
                relativeTimes[index].append(run.seconds / baseline)
                findings[index] = run.findings
            }
        }
        var table = MarkdownTable(
            "text",
            "MB/s median",
            "MB/s best",
            "time against \(kinds[0].rawValue)",
            "findings"
        )
        for (index, kind) in kinds.enumerated() {
            let speed = Statistics(speeds[index])
            table.add(
                kind.rawValue,
                speed.median.rounded(to: 0),
                speed.greatest.rounded(to: 0),
                Statistics(relativeTimes[index]).median.rounded(to: 2),
                "\(findings[index])"
            )
        }
        print("Throughput, \(chunk)-byte chunks, \((Double(byteCount) / 1e6).rounded(to: 1)) MB each:\n\n\(table)\n")
    }
}
