// Entries as CSV.

import SluiceAudit
import SluiceModel
import SluicePayloads

/// Entries as CSV (RFC 4180), with a header line. Columns are only ever added at the end.
enum EntryCSV {
    private static let columns = [
        "sequence", "kind", "time", "request_id", "route", "direction", "policy", "action", "would_be", "outcome",
        "error", "latency_us", "rule_set", "finding_count", "rules", "findings", "metadata", "count", "reason", "hash",
    ]

    static func writeHeader(to bytes: inout [UInt8]) {
        write(columns, to: &bytes)
    }

    static func write(_ entry: AuditEntry, to bytes: inout [UInt8]) {
        var cells = [String(entry.sequence), entry.kind.rawValue, AuditClock.text(entry.time)]
        var count = ""
        var reason = ""
        switch entry.content {
        case .decision(let record):
            cells += [record.requestID, record.route, record.direction?.rawValue ?? "", record.policy]
            cells.append(record.action.rawValue)
            cells += [record.wouldBe.rawValue, record.outcomeName, record.errorCode ?? ""]
            cells += [String(record.latencyInMicroseconds), record.ruleSetVersion, String(record.findingCount)]
            cells.append(Set(record.findings.map(\.rule.rawValue)).sorted().joined(separator: " "))
            cells.append(text(.array(record.findings.map(\.json))))
            let metadata = record.metadata.sorted { $0.key < $1.key }
            cells.append(text(.object(metadata.map { ($0.key, .string($0.value)) })))
        case .start, .stop:
            break
        case .loss(let lost, let why):
            count = String(lost)
            reason = why.rawValue
        case .removal(_, _, let removed, let why):
            count = String(removed)
            reason = why.rawValue
        }
        cells += [String](repeating: "", count: columns.count - 3 - cells.count)
        write(cells + [count, reason, entry.hash.description], to: &bytes)
    }

    private static func text(_ value: JSONValue) -> String {
        var bytes: [UInt8] = []
        value.write(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func write(_ cells: [String], to bytes: inout [UInt8]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            write(cell, to: &bytes)
        }
        bytes += "\r\n".utf8
    }

    private static func write(_ cell: String, to bytes: inout [UInt8]) {
        // A client chooses some of the texts: a spreadsheet must not take one for a formula.
        let isFormula = cell.utf8.first.map { Array("=+-@\t\r\n".utf8).contains($0) } ?? false
        let isQuoted = isFormula || cell.utf8.contains { Array(",\"\r\n".utf8).contains($0) }
        if !isQuoted { return bytes += cell.utf8 }
        bytes.append(UInt8(ascii: "\""))
        if isFormula { bytes.append(UInt8(ascii: "'")) }
        for byte in cell.utf8 {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
