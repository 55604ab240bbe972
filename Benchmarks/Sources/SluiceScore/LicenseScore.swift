// What is found of labelled licences.

import Foundation
import Sluice
import SluiceBenchmarkKit

/// The share of labelled texts in which a licence is found, and in which the right one is, by kind.
enum LicenseScore {
    private struct Record: Decodable {
        let text: String
        let expect: [String]
        let kind: String
    }

    static func table(in directory: URL, _ observer: Observer, _ notes: MissNotes?) throws -> MarkdownTable {
        var table = MarkdownTable("kind", "texts", "flagged %", "right id %", "findings")
        for file in try LabelledFile.all(in: directory) {
            var missed: [String] = []
            let records = try file.records(Record.self)
            let kinds = Dictionary(grouping: records) { record in
                String(record.kind.prefix { $0 != ":" }) + (record.expect.isEmpty ? ", none expected" : "")
            }
            for (kind, records) in kinds.sorted(by: { $0.key < $1.key }) {
                var (flagged, right, findings) = (0, 0, 0)
                for record in records {
                    let found = observer.findings(in: Array(record.text.utf8)).filter { $0.category == .license }
                    let names = Set(found.compactMap(\.entity).map(Self.family))
                    let wanted = Set(record.expect.map(Self.family))
                    findings += found.count
                    flagged += found.isEmpty ? 0 : 1
                    if wanted.isEmpty ? found.isEmpty : !wanted.isDisjoint(with: names) {
                        right += 1
                    } else {
                        missed.append("\(kind)\t\(record.expect)\t\(names.sorted())\t\(record.text.debugDescription)")
                    }
                }
                func share(_ count: Int) -> String { (Double(count) / Double(records.count) * 100).rounded(to: 1) }
                table.add(kind, "\(records.count)", share(flagged), share(right), "\(findings)")
            }
            try notes?.write(missed, source: file.name)
        }
        return table
    }

    /// An identifier without what labels of other projects spell in their own ways: case, `-only`, `-or-later`,
    /// exceptions.
    private static func family(_ identifier: String) -> String {
        var name = identifier.lowercased().filter { !"()".contains($0) }
        for part in ["licenseref-scancode-", "licenseref-", "-only", "-or-later"] {
            name = name.replacing(part, with: "")
        }
        for separator in [" with ", "-with-"] { name = name.components(separatedBy: separator)[0] }
        return name
    }
}
