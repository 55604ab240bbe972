// Precision and recall on labelled personal data.

import Foundation
import Sluice
import SluiceBenchmarkKit

/// Precision, recall, F1 and F2 by source and by type, where spans overlap and where they agree exactly.
enum PersonalScore {
    private struct Record: Decodable {
        let text: String
        let spans: [Span]
        let scope: [String]?

        struct Span: Decodable {
            let start: Int
            let end: Int
            let label: String
        }
    }

    /// A range of code points with its type.
    private struct Labelled {
        let range: Range<Int>
        let label: String
    }

    private struct Tally {
        var overlapping = 0
        var exact = 0
        var labelled = 0
        var reported = 0
        var reportedRight = 0

        var recall: Double { Double(overlapping) / Double(max(1, labelled)) }
        var exactRecall: Double { Double(exact) / Double(max(1, labelled)) }
        var precision: Double { Double(reportedRight) / Double(max(1, reported)) }

        /// The weighted harmonic mean of precision and recall, recall counting `beta` times as much.
        func measure(beta: Double) -> Double {
            let sum = beta * beta * precision + recall
            return sum == 0 ? 0 : (1 + beta * beta) * precision * recall / sum
        }

        static func += (left: inout Tally, right: Tally) {
            left.overlapping += right.overlapping
            left.exact += right.exact
            left.labelled += right.labelled
            left.reported += right.reported
            left.reportedRight += right.reportedRight
        }
    }

    /// Labels that mean the same.
    private static let synonyms = [
        "ADDRESS": "LOCATION", "STREET_ADDRESS": "LOCATION", "GPE": "LOCATION", "DATE_OF_BIRTH": "DATE_TIME",
        "DATE": "DATE_TIME", "DOMAIN_NAME": "URL", "ES_NIE": "ES_NIF", "ES_NIF_ANY": "ES_NIF",
        "US_PASSPORT": "PASSPORT", "UK_PASSPORT": "PASSPORT", "ORG": "ORGANIZATION",
        "BANK_ACCOUNT": "US_BANK_NUMBER",
    ]

    static func table(in directory: URL, _ observer: Observer, _ notes: MissNotes?) throws -> String {
        var table = columns("source")
        var types: [String: Tally] = [:]
        for file in try LabelledFile.all(in: directory) {
            var all = Tally()
            var missed: [String] = []
            for record in try file.records(Record.self) {
                for (label, tally) in score(record, observer, &missed) {
                    all += tally
                    types[label, default: Tally()] += tally
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

    private static func add(_ name: String, _ tally: Tally, to table: inout MarkdownTable) {
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

    /// The tallies of one record by label. A record with a scope counts for the labels of its scope alone.
    private static func score(_ record: Record, _ observer: Observer, _ missed: inout [String]) -> [String: Tally] {
        let scope = record.scope.map { Set($0.map { synonyms[$0] ?? $0 }) }
        let expected = record.spans.map { Labelled(range: $0.start..<$0.end, label: synonyms[$0.label] ?? $0.label) }
        let found = findings(in: record.text, observer).filter { scope?.contains($0.label) ?? true }
        var tallies: [String: Tally] = [:]
        for span in expected where scope?.contains(span.label) ?? true {
            tallies[span.label, default: Tally()].labelled += 1
            let same = found.filter { $0.label == span.label && $0.range.overlaps(span.range) }
            if same.isEmpty {
                missed.append("missed\t\(span.label)\t\(record.text.debugDescription)")
            } else {
                tallies[span.label, default: Tally()].overlapping += 1
            }
            if same.contains(where: { $0.range == span.range }) { tallies[span.label, default: Tally()].exact += 1 }
        }
        for finding in found {
            tallies[finding.label, default: Tally()].reported += 1
            if expected.contains(where: { $0.label == finding.label && $0.range.overlaps(finding.range) }) {
                tallies[finding.label, default: Tally()].reportedRight += 1
            } else {
                missed.append("flagged\t\(finding.label)\t\(record.text.debugDescription)")
            }
        }
        return tallies
    }

    private static func findings(in text: String, _ observer: Observer) -> [Labelled] {
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
            let range = points[finding.range.lowerBound]..<points[finding.range.upperBound - 1] + 1
            return Labelled(range: range, label: synonyms[entity] ?? entity)
        }
    }
}
