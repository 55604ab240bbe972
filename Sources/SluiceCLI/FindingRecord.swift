// A finding as reports tell it.

package import Sluice
package import SluiceModel

/// A finding with its file, as reports tell it. It never holds the value.
package struct FindingRecord: Sendable, Hashable {
    package let path: BytePath
    package let finding: Finding
    /// From 1.
    package let line: Int
    /// In Unicode code points, from 1.
    package let column: Int
    /// The masked text around the finding.
    package let preview: String

    package init(path: BytePath, finding: Finding, line: Int, column: Int, preview: String) {
        self.path = path
        self.finding = finding
        self.line = line
        self.column = column
        self.preview = preview
    }

    package init(path: BytePath, _ located: LocatedFinding) {
        self.init(
            path: path,
            finding: located.finding,
            line: located.line,
            column: located.column,
            preview: located.preview
        )
    }

    /// The finding as JSON. Members are only ever added, at the end.
    package var json: JSONValue {
        .object([
            ("rule", .string(finding.rule.rawValue)),
            ("category", .string(finding.category.rawValue)),
            ("severity", .string(finding.severity.rawValue)),
            ("confidence", .number(Double(finding.confidence.percent) / 100)),
            ("verified", .bool(finding.isVerified)),
            ("sample", .bool(finding.isSample)),
            ("entity", .optional(finding.entity)),
            ("path", .string(path.text)),
            ("line", .integer(line)),
            ("column", .integer(column)),
            ("start", .integer(finding.range.lowerBound)),
            ("end", .integer(finding.range.upperBound)),
            ("match_start", .integer(finding.match.lowerBound)),
            ("match_end", .integer(finding.match.upperBound)),
            ("preview", .string(preview)),
            ("fingerprint", .string(finding.fingerprint.description)),
            ("also", .strings(finding.alsoMatched.map(\.rawValue))),
            ("undecided", .bool(finding.isUndecided)),
        ])
    }
}
