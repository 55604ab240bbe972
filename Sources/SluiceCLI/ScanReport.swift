// What the formats of a scan's report have in common.

package import SluicePayloads

/// Writes the findings of a scan in one format, in the order they are given, into a buffer that the caller sends on.
package protocol ScanReport {
    /// Writes what stands before all findings.
    mutating func begin(to bytes: inout [UInt8])
    /// Writes one finding.
    mutating func add(_ record: FindingRecord, to bytes: inout [UInt8])
    /// Writes what stands after all findings.
    mutating func end(_ summary: ScanSummary, to bytes: inout [UInt8])
}

/// The name of a report format.
package enum ReportFormat: String, Sendable, CaseIterable {
    case human
    case json
    case jsonl
    case sarif
}

/// One thing that went wrong in a scan while the rest went on.
package struct ScanProblem: Sendable, Hashable {
    package let path: BytePath
    package let message: String

    package init(path: BytePath, message: String) {
        self.path = path
        self.message = message
    }
}

/// What a scan did, in numbers.
package struct ScanSummary: Sendable, Hashable {
    package var findingCount = 0
    package var filesWithFindings = 0
    package var fileCount = 0
    package var byteCount = 0
    /// Findings below the least confidence.
    package var hiddenLowCount = 0
    /// Findings that are published samples.
    package var hiddenSampleCount = 0
    /// Places that a pattern or compressed text at its limit left undecided.
    package var undecidedCount = 0
    package var binaryCount = 0
    package var tooLargeCount = 0
    /// Pipes, sockets, devices, the report itself.
    package var specialCount = 0
    /// Findings that a comment accepts.
    package var allowedCount = 0
    /// Findings that the baseline accepts.
    package var baselineCount = 0
    /// Entries of the baseline that no longer match.
    package var staleEntries: [Baseline.Entry] = []
    /// What the baseline is to hold, where it is written anew.
    package var updatedBaseline: Baseline?
    package var problems: [ScanProblem] = []
    /// The rules that were looked for.
    package var rules: RulesInForce?

    package init() {}

    /// Errors dominate: 2 when anything could not be scanned, then 1 for findings, then 0.
    package var exitStatus: ExitStatus {
        problems.isEmpty ? (findingCount > 0 ? .found : .success) : .failure
    }

    /// The summary in one line.
    package var text: String {
        var parts = ["\(counted(fileCount, "file")), \(ByteCount.text(byteCount)) scanned"]
        if hiddenLowCount > 0 { parts.append("\(hiddenLowCount) below --min-confidence not shown") }
        if hiddenSampleCount > 0 { parts.append("\(counted(hiddenSampleCount, "sample")) not shown") }
        if allowedCount > 0 { parts.append("\(allowedCount) allowed by comments") }
        if baselineCount > 0 { parts.append("\(baselineCount) in the baseline") }
        if !staleEntries.isEmpty { parts.append("\(staleEntries.count) of the baseline no longer matching") }
        if undecidedCount > 0 { parts.append("\(counted(undecidedCount, "place")) not decided") }
        if binaryCount > 0 { parts.append("\(binaryCount) binary skipped") }
        if tooLargeCount > 0 { parts.append("\(tooLargeCount) too large skipped") }
        if specialCount > 0 { parts.append("\(specialCount) special skipped") }
        if !problems.isEmpty { parts.append(counted(problems.count, "error")) }
        if let remark = rules?.remark { parts.append(remark) }
        let found = "\(counted(findingCount, "finding")) in \(counted(filesWithFindings, "file"))"
        let result = updatedBaseline.map { "baseline of \(counted($0.entries.count, "value"))" }
        return "\(result ?? (findingCount == 0 ? "no findings" : found)); \(parts.joined(separator: ", "))"
    }

    /// The summary as JSON. Members are only ever added.
    package var json: JSONValue {
        let inForce = rules.map { rules in
            [("rules", JSONValue.integer(rules.count)), ("rules_directory", .string(rules.directory))]
        }
        return .object(counts + (inForce ?? []))
    }

    private var counts: [(String, JSONValue)] {
        [
            ("findings", .integer(findingCount)),
            ("files_with_findings", .integer(filesWithFindings)),
            ("files", .integer(fileCount)),
            ("bytes", .integer(byteCount)),
            ("hidden_low_confidence", .integer(hiddenLowCount)),
            ("hidden_samples", .integer(hiddenSampleCount)),
            ("skipped_binary", .integer(binaryCount)),
            ("skipped_too_large", .integer(tooLargeCount)),
            ("skipped_special", .integer(specialCount)),
            ("allowed_by_comment", .integer(allowedCount)),
            ("in_baseline", .integer(baselineCount)),
            ("undecided", .integer(undecidedCount)),
        ]
    }
}

/// `1 file`, `2 files`.
package func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
}
