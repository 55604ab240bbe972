// Numbers about decisions, as text and JSON.

import SluiceAudit
import SluicePayloads
import SluiceTerminal

/// Numbers about decisions, as text and JSON.
enum SummaryReport {
    static func text(_ summary: AuditSummary) -> String {
        var text = "\(summary.decisions) decisions: \(summary.blocked) blocked, \(summary.masked) masked, "
        text += "\(summary.errors) made by errors; \(summary.findings) findings\n"
        if let first = summary.firstTime, let last = summary.lastTime {
            text += "from \(AuditClock.text(first)) to \(AuditClock.text(last))\n"
        }
        if let latency = summary.latency {
            text += "latency in µs: median \(latency.median), 90 % \(latency.p90), 99 % \(latency.p99), "
            text += "longest \(latency.maximum)\n"
        }
        text += "the whole audit: \(ByteCount.text(summary.bytes)), \(summary.removed) entries removed, "
        text += "\(summary.lost) records lost, \(summary.starts) starts, \(summary.stops) stops\n"
        for table in summary.tables { text += "\n" + self.table(table) }
        return text
    }

    private static func table(_ table: AuditSummary.Table) -> String {
        let header = [table.grouping.name.uppercased().visible, "DECISIONS", "BLOCKED", "MASKED", "FINDINGS"]
        let rows = table.rows.map { row in
            [row.value.visible] + [row.decisions, row.blocked, row.masked, row.findings].map { String($0) }
        }
        let all = [header] + rows
        let widths = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        let lines = all.map { row in
            let name = row[0] + spaces(widths[0] - row[0].count)
            return ([name] + (1..<5).map { spaces(widths[$0] - row[$0].count) + row[$0] }).joined(separator: "  ")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }

    /// Members are only ever added.
    static func json(_ summary: AuditSummary) -> JSONValue {
        let latency = summary.latency.map { latency in
            JSONValue.object([
                ("p50", .integer(Int(latency.median))),
                ("p90", .integer(Int(latency.p90))),
                ("p99", .integer(Int(latency.p99))),
                ("max", .integer(Int(latency.maximum))),
            ])
        }
        return .object([
            ("decisions", .integer(Int(summary.decisions))),
            ("blocked", .integer(Int(summary.blocked))),
            ("masked", .integer(Int(summary.masked))),
            ("errors", .integer(Int(summary.errors))),
            ("findings", .integer(Int(summary.findings))),
            ("first_time", .optional(summary.firstTime.map(AuditClock.text))),
            ("last_time", .optional(summary.lastTime.map(AuditClock.text))),
            ("latency_us", latency ?? .null),
            ("by", .object(summary.tables.map { ($0.grouping.name, .array($0.rows.map(json))) })),
            ("bytes", .integer(summary.bytes)),
            ("removed", .integer(Int(summary.removed))),
            ("lost", .integer(Int(summary.lost))),
            ("starts", .integer(Int(summary.starts))),
            ("stops", .integer(Int(summary.stops))),
        ])
    }

    private static func json(_ group: AuditSummary.Group) -> JSONValue {
        .object([
            ("value", .string(group.value)),
            ("decisions", .integer(Int(group.decisions))),
            ("blocked", .integer(Int(group.blocked))),
            ("masked", .integer(Int(group.masked))),
            ("findings", .integer(Int(group.findings))),
        ])
    }
}
