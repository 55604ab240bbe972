// Runs a scan over many files on several threads and reports in the order of the paths.

import SluicePayloads

/// Runs a scan over many files on several threads and reports in the order of the paths, whichever is done first.
package struct ScanRun: Sendable {
    private let scanner: FileScanner
    private let jobCount: Int
    private let output: Descriptor
    private let progress: ScanProgress
    private let notes: Descriptor
    private let baseline: BaselineTally
    private let rules: RulesInForce?

    /// - Parameters:
    ///   - jobCount: how many files are scanned at once; the system's cores are the limit.
    ///   - output: where the report goes.
    ///   - notes: where messages go.
    ///   - baseline: counts what the baseline accepts, or collects a new one.
    ///   - rules: the rules that are looked for, which the summary tells.
    package init(
        scanner: FileScanner,
        jobCount: Int,
        output: Descriptor,
        progress: ScanProgress,
        notes: Descriptor,
        baseline: BaselineTally,
        rules: RulesInForce? = nil
    ) {
        self.rules = rules
        self.scanner = scanner
        self.jobCount = max(1, jobCount)
        self.output = output
        self.progress = progress
        self.notes = notes
        self.baseline = baseline
    }

    /// How far scanning may run ahead of what is reported, in files: it bounds the findings that wait.
    private static let longestLead = 1024

    /// Scans everything that the walk brings up.
    package func run(_ walker: PathWalker, report: some ScanReport & Sendable) async throws(SystemError) -> ScanSummary
    {
        let result = await withTaskGroup(of: (Int, FileOutcome).self) { group -> Result<ScanSummary, SystemError> in
            do throws(SystemError) {
                return .success(try await collect(walker, report, &group))
            } catch {
                group.cancelAll()
                return .failure(error)
            }
        }
        return try result.get()
    }

    private func collect(
        _ walker: PathWalker,
        _ report: some ScanReport,
        _ group: inout TaskGroup<(Int, FileOutcome)>
    ) async throws(SystemError) -> ScanSummary {
        var walker = walker
        var emitter = Emitter(
            report: report,
            output: output,
            progress: progress,
            notes: notes,
            baseline: baseline,
            ruleNames: scanner.ruleNames
        )
        emitter.summary.rules = rules
        try emitter.begin()
        var waiting: [Int: FileOutcome] = [:]
        var started = 0
        var reported = 0
        var running = 0
        var isWalking = true
        while isWalking || running > 0 {
            while isWalking, running < jobCount, started - reported < Self.longestLead {
                guard let item = walker.next() else {
                    isWalking = false
                    break
                }
                let index = started
                started += 1
                switch item {
                case .file(let path, let isNamed):
                    running += 1
                    group.addTask { [scanner] in (index, scanner.scan(path, isNamed: isNamed)) }
                case .standardInput:
                    running += 1
                    group.addTask { [scanner] in (index, scanner.scanStandardInput()) }
                case .special(let path, let kind):
                    waiting[index] = scanner.outcome(of: path, .special(kind))
                case .failure(let path, let error):
                    waiting[index] = scanner.outcome(of: path, .failed(error))
                }
            }
            if running > 0, let (index, outcome) = await group.next() {
                running -= 1
                waiting[index] = outcome
            }
            // What was being read then has failed as interrupted, and is no error of the file.
            if StopSignal.received != nil { throw .interruption }
            while let outcome = waiting.removeValue(forKey: reported) {
                reported += 1
                try emitter.emit(outcome)
            }
        }
        return try emitter.end()
    }
}

/// Writes outcomes and counts them.
private struct Emitter<Report: ScanReport> {
    var report: Report
    let output: Descriptor
    let progress: ScanProgress
    let notes: Descriptor
    var baseline: BaselineTally
    var faults: AllowFaults
    var summary = ScanSummary()
    var bytes: [UInt8] = []

    init(
        report: Report,
        output: Descriptor,
        progress: ScanProgress,
        notes: Descriptor,
        baseline: BaselineTally,
        ruleNames: Set<String>
    ) {
        self.report = report
        self.output = output
        self.progress = progress
        self.notes = notes
        self.baseline = baseline
        faults = AllowFaults(ruleNames: ruleNames)
    }

    mutating func begin() throws(SystemError) {
        report.begin(to: &bytes)
        try flush()
    }

    mutating func emit(_ outcome: FileOutcome) throws(SystemError) {
        summary.byteCount += outcome.byteCount
        summary.hiddenLowCount += outcome.hiddenLowCount
        summary.hiddenSampleCount += outcome.hiddenSampleCount
        summary.undecidedCount += outcome.undecidedCount
        summary.allowedCount += outcome.allowedCount
        summary.baselineCount += outcome.baselineMatches.count
        baseline.add(outcome)
        if !baseline.isUpdate {
            summary.findingCount += outcome.records.count
            if !outcome.records.isEmpty { summary.filesWithFindings += 1 }
        }
        switch outcome.disposition {
        case .scanned: summary.fileCount += 1
        case .binary:
            summary.binaryCount += 1
            if outcome.isNamed { note("\(outcome.path.text.visible): binary, skipped; --binary scans it") }
        case .foreign(let encoding): noteForeign(encoding, outcome)
        case .tooLarge: summary.tooLargeCount += 1
        case .special(let kind):
            summary.specialCount += 1
            note("\(outcome.path.text.visible): \(kind.name) skipped")
        case .isReport:
            summary.specialCount += 1
            note("\(outcome.path.text.visible): the report itself, skipped")
        case .isDraft: break
        case .failed(let error):
            summary.problems.append(ScanProblem(path: outcome.path, message: error.description))
            note("\(outcome.path.text.visible): \(error)")
        }
        for (line, fault) in outcome.faultyComments {
            let place = "\(outcome.path.text.visible):\(line)"
            note("\(place): the comment that allows this \(faults.text(of: fault)), so it does not count")
        }
        for record in outcome.records {
            if baseline.isUpdate { baseline.add(record) } else { report.add(record, to: &bytes) }
        }
        progress.finish(files: 1, findings: outcome.records.count)
        try flush()
    }

    /// What cannot be read may hold anything: where somebody named it, not having read it is an error.
    private mutating func noteForeign(_ encoding: ForeignEncoding, _ outcome: FileOutcome) {
        let path = outcome.path.text.visible
        if outcome.isNamed {
            summary.problems.append(ScanProblem(path: outcome.path, message: "is \(encoding.remark)"))
            note("\(path): is \(encoding.remark)")
        } else {
            summary.binaryCount += 1
            if encoding == .wideText { note("\(path): skipped, as it is \(encoding.remark)") }
        }
    }

    mutating func end() throws(SystemError) -> ScanSummary {
        let stale = baseline.staleEntries
        if baseline.isUpdate {
            summary.updatedBaseline = baseline.updated
        } else {
            summary.staleEntries = stale
        }
        for entry in stale {
            let place = "baseline: \(entry.path.visible):\(entry.line): \(entry.key.rule) no longer matches"
            if !baseline.isUpdate {
                note(place)
            } else if let reason = entry.reason {
                note("\(place) and is left out with its reason: \(reason.visible)")
            }
        }
        report.end(summary, to: &bytes)
        try flush()
        return summary
    }

    private func note(_ text: String) {
        // A closed standard error must not stop a scan whose exit status still tells.
        progress.pause { try? notes.send("sluice: \(text)\n") }
    }

    private mutating func flush() throws(SystemError) {
        guard !bytes.isEmpty else { return }
        let text = bytes
        bytes.removeAll(keepingCapacity: true)
        try progress.pause { () throws(SystemError) in try output.send(text.span) }
    }
}

extension FileStatus.Kind {
    /// What people call it.
    package var name: String {
        switch self {
        case .file: "file"
        case .directory: "directory"
        case .link: "link"
        case .pipe: "pipe"
        case .socket: "socket"
        case .device: "device"
        case .other: "special file"
        }
    }
}
