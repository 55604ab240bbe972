// Held bytes and their minimum at sampled chunk ends.

import Sluice
import SluiceBenchmarkKit

/// Held bytes and their minimum at sampled chunk ends of short documents, which hold a planted value every few hundred
/// bytes, so that many samples fall into one.
struct SampledPoints {
    struct Point {
        let document: UInt64
        let offset: Int
        let held: Int
        let minimum: Int
    }

    private(set) var all: [Point] = []

    private static let documentSize = 3000
    private static let pointsPerDocument = 20

    init(chunking: Chunking, guardrail: Guardrail, seed: UInt64, count: Int) {
        let minimum = Minimum(guardrail: guardrail, seed: seed)
        let kinds: [CorpusKind] = [.chat, .code, .logs, .prose]
        var document: UInt64 = 0
        while all.count < count {
            let bytes = Corpus(
                kind: kinds[Int(document % 4)],
                byteCount: Self.documentSize,
                seed: seed &+ document,
                secretDistance: 300
            ).bytes
            var random = SeededGenerator(seed: seed &+ document)
            let chosen = Set((0..<Self.pointsPerDocument).map { _ in random.number(in: 1...bytes.count) })
            sample(
                bytes,
                document: document,
                at: chosen,
                chunking: chunking,
                minimum: minimum,
                guardrail: guardrail,
                with: &random
            )
            document += 1
        }
        all = Array(all.prefix(count))
    }

    /// Filters a document chunk by chunk and measures at the first chunk end after each chosen offset.
    private mutating func sample(
        _ bytes: [UInt8],
        document: UInt64,
        at chosen: Set<Int>,
        chunking: Chunking,
        minimum: Minimum,
        guardrail: Guardrail,
        with random: inout SeededGenerator
    ) {
        var filter = TextFilter(guardrail: guardrail)
        var output = FilterOutput()
        let span = bytes.span
        var offset = 0
        while offset < span.count {
            let end = chunking.end(of: bytes, from: offset, with: &random)
            filter.append(span.extracting(offset..<end), to: &output)
            output.removeAll()
            if ((offset + 1)...end).contains(where: chosen.contains) {
                let least = minimum.held(of: bytes, at: end)
                all.append(Point(document: document, offset: end, held: filter.heldByteCount, minimum: least))
            }
            offset = end
        }
    }
}
