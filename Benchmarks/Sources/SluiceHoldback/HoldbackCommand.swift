// Measures how many bytes a filter holds, against the least that any filter must hold.

import ArgumentParser
import Sluice
import SluiceBenchmarkKit

@main
struct HoldbackCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "holdback",
        abstract: "Measure how many bytes a filter holds after each chunk, against a computed minimum.",
        discussion: """
            The first table covers every chunk of a mixed text. The second compares with the minimum at sampled chunk \
            ends of short documents. The minimum is approximated from below: see Minimum in the source, and \
            Docs/streaming.md.
            """
    )

    @Option(help: "The directory of rules.")
    var rules = "Rules"

    @Option(help: "The size of the text in millions of bytes.")
    var size = 2.0

    @Option(help: "What the text's randomness starts from.")
    var seed: UInt64 = 1

    @Option(help: "How many chunk ends are compared with the minimum, for each chunking.")
    var samples = 400

    @Option(help: "List so many of the chunk ends that held most above the minimum, by position only.")
    var worst = 0

    func validate() throws {
        guard size > 0, size <= 1000 else { throw ValidationError("--size must be above 0 and at most 1000.") }
        guard samples > 0 else { throw ValidationError("--samples must be at least 1.") }
    }

    func run() throws {
        let guardrail = Guardrail(rules: try RuleSet.load(directory: rules), key: Minimum.key)
        distribution(guardrail)
        againstMinimum(guardrail)
    }

    private func distribution(_ guardrail: Guardrail) {
        let bytes = Corpus(kind: .mixed, byteCount: Int(size * 1_000_000), seed: seed).bytes
        var table = MarkdownTable("chunks", "mean", "none held", "p50", "p99", "p99.9", "max")
        for chunking in Chunking.allCases {
            var random = SeededGenerator(seed: seed)
            var held: [Double] = []
            var filter = TextFilter(guardrail: guardrail)
            var output = FilterOutput()
            let span = bytes.span
            var offset = 0
            while offset < span.count {
                let end = chunking.end(of: bytes, from: offset, with: &random)
                filter.append(span.extracting(offset..<end), to: &output)
                output.removeAll()
                held.append(Double(filter.heldByteCount))
                offset = end
            }
            let all = Statistics(held)
            table.add(
                chunking.rawValue,
                all.mean.rounded(to: 2),
                (Double(held.count { $0 == 0 }) / Double(held.count) * 100).rounded(to: 1) + " %",
                all.median.rounded(to: 0),
                all.percentile(99).rounded(to: 0),
                all.percentile(99.9).rounded(to: 0),
                all.greatest.rounded(to: 0)
            )
        }
        print("Bytes held after each chunk, mixed text of \(size.rounded(to: 1)) MB:\n\n\(table)\n")
    }

    private func againstMinimum(_ guardrail: Guardrail) {
        var table = MarkdownTable(
            "chunks",
            "mean held",
            "mean minimum",
            "p99 held",
            "p99 minimum",
            "p99 above",
            "max above"
        )
        var places: [(above: Int, held: Int, document: UInt64, offset: Int)] = []
        for chunking in Chunking.allCases {
            let points = SampledPoints(chunking: chunking, guardrail: guardrail, seed: seed, count: samples)
            let held = Statistics(points.all.map { Double($0.held) })
            let minimum = Statistics(points.all.map { Double($0.minimum) })
            let above = Statistics(points.all.map { Double($0.held - $0.minimum) })
            table.add(
                chunking.rawValue,
                held.mean.rounded(to: 2),
                minimum.mean.rounded(to: 2),
                held.percentile(99).rounded(to: 0),
                minimum.percentile(99).rounded(to: 0),
                above.percentile(99).rounded(to: 0),
                above.greatest.rounded(to: 0)
            )
            places += points.all.map { ($0.held - $0.minimum, $0.held, $0.document, $0.offset) }
        }
        print("Against the computed minimum, \(samples) sampled chunk ends for each chunking:\n\n\(table)\n")
        for place in places.sorted(by: { $0.above > $1.above }).prefix(worst) {
            print("document \(place.document), offset \(place.offset): held \(place.held), \(place.above) above")
        }
    }
}
