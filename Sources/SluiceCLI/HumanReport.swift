// A scan's findings for people.

import SluiceModel
package import SluiceRules

/// A scan's findings for people: a line with place, severity, rule, name and JSON path, then the masked text.
package struct HumanReport: ScanReport {
    private let style: TerminalStyle
    private let names: [RuleID: String]

    package init(rules: [RuleDescription], style: TerminalStyle) {
        self.style = style
        names = Dictionary(rules.map { ($0.id, $0.name.visible) }) { first, _ in first }
    }

    package mutating func begin(to bytes: inout [UInt8]) {}

    package mutating func add(_ record: FindingRecord, to bytes: inout [UInt8]) {
        let finding = record.finding
        let place = "\(record.path.text.visible):\(record.line):\(record.column):"
        let name = names[finding.rule].map { " — \($0)" } ?? ""
        let value = record.jsonPath.map { " in \($0.visible)" } ?? ""
        var marks: [String] = []
        if finding.isVerified { marks.append("verified") }
        if finding.isSample { marks.append("sample") }
        if finding.isUndecided { marks.append("undecided") }
        if record.isOfPath { marks.append("the path itself") }
        if !finding.decoded.isEmpty {
            marks.append("in " + finding.decoded.forms.map(\.rawValue).joined(separator: ", then "))
        }
        let mark = marks.isEmpty ? "" : " " + style.faint("(\(marks.joined(separator: ", ")))")
        bytes += "\(style.place(place)) \(style.severity(finding.severity)) ".utf8
        bytes += "\(finding.rule)\(name)\(value)\(mark)\n".utf8
        bytes += "    \(record.preview.visible)\n".utf8
    }

    package mutating func end(_ summary: ScanSummary, to bytes: inout [UInt8]) {}
}
