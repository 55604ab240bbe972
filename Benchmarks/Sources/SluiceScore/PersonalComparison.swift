// Sluice and another tool on the same labelled personal data.

import Foundation
import Sluice
import SluiceBenchmarkKit

/// Sluice and another tool on the same labelled personal data, counted in the same way.
enum PersonalComparison {
    /// The counts of both tools for one source or type.
    private struct Pair {
        var own = SpanTally()
        var peer = SpanTally()
    }

    static func table(in directory: URL, _ observer: Observer, _ peer: PeerSpans) throws -> String {
        var sources = columns("source", peer)
        var types: [String: Pair] = [:]
        var (seconds, byteCount) = (0.0, 0)
        for file in try LabelledFile.all(in: directory) {
            var all = Pair()
            for (index, record) in try file.records(PersonalRecord.self).enumerated() {
                let start = CPUClock.processTime
                let spans = PersonalScore.spans(in: record.text, observer)
                seconds += CPUClock.processTime - start
                byteCount += record.text.utf8.count
                var ignored: [String] = []
                for (label, tally) in record.score(spans, &ignored) {
                    all.own += tally
                    types[label, default: Pair()].own += tally
                }
                for (label, tally) in try record.score(peer.spans(file: file.name, index: index), &ignored) {
                    all.peer += tally
                    types[label, default: Pair()].peer += tally
                }
            }
            add(file.name, all, to: &sources)
        }
        var byType = columns("type", peer)
        for (label, pair) in types.sorted(by: { $0.key < $1.key }) { add(label, pair, to: &byType) }
        var speed = MarkdownTable("tool", "records' bytes", "CPU seconds", "KB/s")
        addSpeed("sluice", seconds, byteCount, to: &speed)
        addSpeed(peer.heading.tool, peer.heading.seconds, peer.heading.bytes, to: &speed)
        return "\(sources)\n\n\(byType)\n\n\(speed)"
    }

    private static func columns(_ first: String, _ peer: PeerSpans) -> MarkdownTable {
        let name = peer.heading.tool
        return MarkdownTable(
            first,
            "labelled",
            "sluice precision %",
            "recall %",
            "F2",
            "\(name) precision %",
            "recall %",
            "F2"
        )
    }

    private static func add(_ name: String, _ pair: Pair, to table: inout MarkdownTable) {
        func figures(_ tally: SpanTally) -> (String, String, String) {
            (
                (tally.precision * 100).rounded(to: 1), (tally.recall * 100).rounded(to: 1),
                tally.measure(beta: 2).rounded(to: 2)
            )
        }
        let (own, peer) = (figures(pair.own), figures(pair.peer))
        table.add(name, "\(pair.own.labelled)", own.0, own.1, own.2, peer.0, peer.1, peer.2)
    }

    private static func addSpeed(_ name: String, _ seconds: Double, _ byteCount: Int, to table: inout MarkdownTable) {
        let speed = Double(byteCount) / 1000 / max(seconds, 1e-9)
        table.add(name, "\(byteCount)", seconds.rounded(to: 2), speed.rounded(to: 0))
    }
}
