// What is found of labelled code that should not be written, and of code that only looks like it.

import Foundation
import Sluice
import SluiceBenchmarkKit

/// The share of labelled snippets in which a rule about code finds something, and of harmless ones in which one does,
/// by source, by language and by weakness.
enum CodeScore {
    private struct Record: Decodable {
        let text: String
        let before: String?
        let language: String
        let expected: String?
        let weakness: String?

        enum CodingKeys: String, CodingKey {
            case text, language
            case before = "context_before"
            case expected = "expect_rule"
            case weakness = "cwe"
        }
    }

    private struct Tally {
        var positives = 0
        var found = 0
        var negatives = 0
        var flagged = 0

        mutating func add(isPositive: Bool, isFound: Bool) {
            if isPositive {
                positives += 1
                found += isFound ? 1 : 0
            } else {
                negatives += 1
                flagged += isFound ? 1 : 0
            }
        }
    }

    static func table(in directory: URL, _ observer: Observer, _ notes: MissNotes?) throws -> MarkdownTable {
        var sources: [String: Tally] = [:]
        var languages: [String: Tally] = [:]
        var weaknesses: [String: Tally] = [:]
        for file in try LabelledFile.all(in: directory) {
            var missed: [String] = []
            for record in try file.records(Record.self) {
                let isPositive = record.expected != nil
                let isFound = isFound(record, observer)
                sources[file.name, default: Tally()].add(isPositive: isPositive, isFound: isFound)
                languages[record.language, default: Tally()].add(isPositive: isPositive, isFound: isFound)
                if let weakness = record.weakness {
                    weaknesses[weakness, default: Tally()].add(isPositive: isPositive, isFound: isFound)
                }
                if isPositive != isFound {
                    let kind = isFound ? "flagged" : "missed"
                    missed.append(
                        "\(kind)\t\(record.language)\t\(record.expected ?? "-")\t\(record.text.debugDescription)"
                    )
                }
            }
            try notes?.write(missed.sorted(), source: file.name)
        }
        var table = MarkdownTable("source, language or weakness", "labelled", "found %", "harmless", "flagged %")
        for group in [sources, languages, weaknesses] {
            for (name, tally) in group.sorted(by: { $0.key < $1.key }) {
                table.add(
                    name,
                    "\(tally.positives)",
                    (Double(tally.found) / Double(tally.positives) * 100).rounded(to: 1),
                    "\(tally.negatives)",
                    (Double(tally.flagged) / Double(tally.negatives) * 100).rounded(to: 1)
                )
            }
        }
        return table
    }

    /// Whether a rule about code finds something that reaches into the labelled lines.
    private static func isFound(_ record: Record, _ observer: Observer) -> Bool {
        let before = Array((record.before ?? "").utf8)
        // What may be written in any language is text of which nothing is known.
        let language = record.language == "any" ? nil : record.language.replacing("_", with: "-")
        let findings = observer.findings(in: before + Array(record.text.utf8), language: language)
        return findings.contains { $0.category == .code && $0.range.upperBound > before.count }
    }
}
