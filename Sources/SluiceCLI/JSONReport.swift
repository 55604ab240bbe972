// A scan's findings as one JSON document.

import SluicePayloads

/// A scan's findings as one JSON object with the members `schema`, `findings`, `errors`,
/// `stale_in_baseline` and `summary`.
package struct JSONReport: ScanReport {
    /// The number of the schema; members are added without changing it.
    package static let schema = 1
    private var isFirst = true

    package init() {}

    package mutating func begin(to bytes: inout [UInt8]) {
        bytes += "{\"schema\":\(JSONReport.schema),\"version\":\"\(SluiceVersion.number)\",\"findings\":[".utf8
    }

    package mutating func add(_ record: FindingRecord, to bytes: inout [UInt8]) {
        bytes += (isFirst ? "\n" : ",\n").utf8
        isFirst = false
        record.json.write(to: &bytes)
    }

    package mutating func end(_ summary: ScanSummary, to bytes: inout [UInt8]) {
        let errors = summary.problems.map { problem in
            JSONValue.object([("path", .string(problem.path.text)), ("message", .string(problem.message))])
        }
        bytes += "\n],\"errors\":".utf8
        JSONValue.array(errors).write(to: &bytes)
        bytes += ",\"stale_in_baseline\":".utf8
        JSONValue.array(summary.staleEntries.map(\.json)).write(to: &bytes)
        bytes += ",\"summary\":".utf8
        summary.json.write(to: &bytes)
        bytes += "}\n".utf8
    }
}
