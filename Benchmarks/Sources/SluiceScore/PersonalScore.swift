// Precision and recall on labelled personal data.

import Foundation
import Sluice
import SluiceBenchmarkKit

/// Precision, recall, F1 and F2 by source and by type, where spans overlap and where they agree exactly.
enum PersonalScore {
    static func table(in directory: URL, _ observer: Observer, _ notes: MissNotes?) throws -> String {
        var table = columns("source")
        var types: [String: SpanTally] = [:]
        for file in try LabelledFile.all(in: directory) {
            var all = SpanTally()
            var missed: [String] = []
            for record in try file.records(PersonalRecord.self) {
                for (label, tally) in record.score(spans(in: record.text, observer), &missed) {
                    all += tally
                    types[label, default: SpanTally()] += tally
                }
            }
            try notes?.write(missed.sorted(), source: "pii-" + file.name)
            add(file.name, all, to: &table)
        }
        var byType = columns("type")
        for (label, tally) in types.sorted(by: { $0.key < $1.key }) { add(label, tally, to: &byType) }
        return "\(table)\n\n\(byType)"
    }

    private static func columns(_ first: String) -> MarkdownTable {
        MarkdownTable(first, "labelled", "reported", "precision %", "recall %", "exact %", "F1", "F2")
    }

    private static func add(_ name: String, _ tally: SpanTally, to table: inout MarkdownTable) {
        table.add(
            name,
            "\(tally.labelled)",
            "\(tally.reported)",
            (tally.precision * 100).rounded(to: 1),
            (tally.recall * 100).rounded(to: 1),
            (tally.exactRecall * 100).rounded(to: 1),
            tally.measure(beta: 1).rounded(to: 2),
            tally.measure(beta: 2).rounded(to: 2)
        )
    }

    /// The personal data found in `text`.
    static func spans(in text: String, _ observer: Observer) -> [LabelledSpan] {
        let bytes = Array(text.utf8)
        // The code point that each byte belongs to.
        var points: [Int] = []
        var point = -1
        for byte in bytes {
            if byte & 0xC0 != 0x80 { point += 1 }
            points.append(point)
        }
        return observer.findings(in: bytes).filter { $0.category == .pii }.compactMap { finding in
            guard let entity = finding.entity, !finding.range.isEmpty else { return nil }
            let (start, end) = (points[finding.range.lowerBound], points[finding.range.upperBound - 1] + 1)
            return LabelledSpan(start: start, end: end, label: entity)
        }
    }
}
