// Time and heap allocations for each chunk.

import CAllocationCount
import Sluice
import SluiceBenchmarkKit

/// Time for each chunk by chunk size, and heap allocations for chunks that end without a finding.
struct ChunkSizesBenchmark {
    let guardrail: Guardrail
    let byteCount: Int
    let seed: UInt64
    let runs: Int

    func report() {
        let mixed = Corpus(kind: .mixed, byteCount: byteCount, seed: seed).bytes
        let clean = Corpus(kind: .mixed, byteCount: byteCount, seed: seed, secretDistance: 0).bytes
        var table = MarkdownTable("chunk bytes", "ns/chunk", "MB/s", "clean chunks", "allocations/clean chunk")
        // The program has allocated by now: no count means that the allocator could not be stood in front of.
        let isCounted = allocation_count_is_available() && allocation_count() > 0
        for size in [1, 4, 20, 256, 4096, 65_536] {
            let speeds = (0..<max(3, runs / 2)).map { _ in FilterRun(mixed, with: guardrail, chunk: size).seconds }
            let seconds = Statistics(speeds).median
            let chunks = (mixed.count + size - 1) / size
            let allocations = allocationsPerCleanChunk(clean, size: size)
            table.add(
                "\(size)",
                (seconds * 1e9 / Double(chunks)).rounded(to: 0),
                (Double(mixed.count) / 1e6 / seconds).rounded(to: 0),
                "\(allocations.chunks)",
                isCounted ? allocations.mean.rounded(to: 4) : "not counted here"
            )
        }
        print("By chunk size, mixed text:\n\n\(table)\n")
    }

    /// Counts allocations over the second half of the text, when buffers have grown to their size, in those chunks
    /// after which no finding came out.
    private func allocationsPerCleanChunk(_ bytes: [UInt8], size: Int) -> (chunks: Int, mean: Double) {
        var filter = TextFilter(guardrail: guardrail)
        var output = FilterOutput()
        var chunks = 0
        var total: UInt64 = 0
        let span = bytes.span
        var offset = 0
        while offset < span.count {
            let end = min(span.count, offset + size)
            let before = allocation_count()
            filter.append(span.extracting(offset..<end), to: &output)
            let after = allocation_count()
            if offset > span.count / 2, output.findings.isEmpty {
                chunks += 1
                total += after - before
            }
            output.removeAll()
            offset = end
        }
        return (chunks, chunks == 0 ? .nan : Double(total) / Double(chunks))
    }
}
