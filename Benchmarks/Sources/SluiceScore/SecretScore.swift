// Recall and false alarms on labelled secrets.

import Foundation
import Sluice
import SluiceBenchmarkKit

/// Recall on positives, as the mean over the labels' rules, and the share of negatives with a finding.
enum SecretScore {
    private struct Record: Decodable {
        let rule: String
        let kind: String
        let text: String
        let secret: String?
    }

    private struct Tally {
        var found = 0
        var all = 0

        var share: Double { all == 0 ? .nan : Double(found) / Double(all) }
    }

    static func table(in directory: URL, _ observer: Observer, _ notes: MissNotes?) throws -> MarkdownTable {
        var table = MarkdownTable(
            "source",
            "rules",
            "positives",
            "macro recall %",
            "recall %",
            "negatives",
            "flagged %"
        )
        for file in try LabelledFile.all(in: directory) {
            var rules: [String: Tally] = [:]
            var negatives = Tally()
            var missed: [String] = []
            for record in try file.records(Record.self) {
                let findings = observer.findings(in: Array(record.text.utf8)).filter { $0.category == .secret }
                if record.kind == "positive" {
                    let isFound = isFound(record, findings)
                    rules[record.rule, default: Tally()].all += 1
                    if isFound { rules[record.rule, default: Tally()].found += 1 }
                    if !isFound { missed.append("missed\t\(record.rule)\t\(record.text.debugDescription)") }
                } else {
                    negatives.all += 1
                    if let first = findings.first {
                        negatives.found += 1
                        missed.append("flagged\t\(record.rule)\t\(first.rule)\t\(record.text.debugDescription)")
                    }
                }
            }
            try notes?.write(missed.sorted(), source: file.name)
            let macro = rules.values.reduce(0) { $0 + $1.share } / Double(rules.count)
            let all = Tally(
                found: rules.values.reduce(0) { $0 + $1.found },
                all: rules.values.reduce(0) { $0 + $1.all }
            )
            table.add(
                file.name,
                "\(rules.count)",
                "\(all.all)",
                (macro * 100).rounded(to: 1),
                (all.share * 100).rounded(to: 1),
                "\(negatives.all)",
                (negatives.share * 100).rounded(to: 1)
            )
        }
        return table
    }

    /// Whether a finding overlaps one of the places where the secret stands; any finding does where the label names
    /// none.
    private static func isFound(_ record: Record, _ findings: [Finding]) -> Bool {
        guard let secret = record.secret, !secret.isEmpty else { return !findings.isEmpty }
        let places = places(of: Array(secret.utf8), in: Array(record.text.utf8))
        guard !places.isEmpty else { return !findings.isEmpty }
        return findings.contains { finding in places.contains { $0.overlaps(finding.range) } }
    }

    private static func places(of needle: [UInt8], in text: [UInt8]) -> [Range<Int>] {
        guard text.count >= needle.count else { return [] }
        return (0...text.count - needle.count).filter { text[$0] == needle[0] && text[$0...].starts(with: needle) }
            .map { $0..<$0 + needle.count }
    }
}
