// Scans one file.

package import Sluice
package import SluiceModel
package import SluicePayloads

/// Which findings and files a scan wants.
package struct ScanSettings: Sendable {
    package var minimumConfidence = Confidence(percent: 50)
    /// The same for licences, whose confidence is low because naming one is no fault.
    package var minimumLicenseConfidence = Confidence(percent: 0)
    package var showsSamples = false
    /// Whether reports show the text before a finding; not where rules were left out that would mask it.
    package var showsLines = true
    package var includesBinary = false
    /// In bytes; nil for no limit.
    package var maximumSize: Int?
    /// The comments that accept findings in plain text; none where they do not count.
    package var allowMarkers: [AllowComment.Marker] = []
    /// The names that such a comment may list: those of all rules, also of rules that are not looked for.
    package var ruleNames: Set<String> = []
    /// The values that are known.
    package var baseline = Baseline()
    /// Whether they are accepted; not where the baseline is written anew.
    package var acceptsBaseline = true
    /// What rules of gitleaks configurations ask of whole files; nil where there are none.
    package var review: GitleaksReview?

    package init() {}

    /// Findings of a category are hidden below this confidence.
    package func minimumConfidence(of category: SluiceModel.Category) -> Confidence {
        category == .license ? minimumLicenseConfidence : minimumConfidence
    }
}

/// What became of one file.
package struct FileOutcome: Sendable {
    package enum Disposition: Sendable, Hashable {
        case scanned
        case binary
        case foreign(ForeignEncoding)
        case tooLarge
        case special(FileStatus.Kind)
        /// The file is the one that the report is written to.
        case isReport
        /// The file will take the report's place.
        case isDraft
        case failed(SystemError)
    }

    /// As it may be shown.
    package let path: BytePath
    /// Whether the file was named, and not come upon in a directory.
    package let isNamed: Bool
    /// Which file it is; nil where it was not opened.
    package var identity: FileStatus.Identity?
    package var disposition: Disposition
    package var records: [FindingRecord] = []
    package var byteCount = 0
    package var hiddenLowCount = 0
    package var hiddenSampleCount = 0
    /// Places that a pattern or compressed text at its limit left undecided.
    package var undecidedCount = 0
    /// Findings that a comment accepts.
    package var allowedCount = 0
    /// The lines of findings that a comment would accept but for a fault.
    package var faultyComments: [(line: Int, fault: AllowComment.Fault)] = []
    /// The entries of the baseline that findings were accepted by, an index for each finding.
    package var baselineMatches: [Int] = []
    /// The entries of the baseline whose values were found and are not told, or under another rule.
    package var baselineSightings: Set<Int> = []

    package init(path: BytePath, disposition: Disposition = .scanned, isNamed: Bool = false) {
        self.path = path
        self.isNamed = isNamed
        self.disposition = disposition
    }

    /// Takes note of what is wrong with the comment on a line, once however many findings the line has.
    fileprivate mutating func add(_ fault: AllowComment.Fault, at line: Int) {
        // Findings come in the order of lines.
        if let last = faultyComments.last, last == (line, fault) { return }
        faultyComments.append((line, fault))
    }
}

/// Scans one file at a time, in pieces, so that memory does not grow with the file.
package struct FileScanner: Sendable {
    /// The largest piece read at once, in bytes.
    package static let pieceSize = 256 << 10
    /// How much of a file is searched for NUL, in bytes.
    package static let binaryProbeSize = 8 << 10

    private let observation: Observation
    private let pathSecrets: PathSecrets
    private let settings: ScanSettings
    private let report: SkippedReport?
    private let progress: ScanProgress

    /// - Parameter report: the file that the report goes to, which is not scanned.
    package init(
        guardrail: Guardrail,
        pathSecrets: PathSecrets,
        settings: ScanSettings,
        report: SkippedReport?,
        progress: ScanProgress
    ) {
        observation = Observation(guardrail: guardrail, threshold: settings.minimumConfidence)
        self.pathSecrets = pathSecrets
        self.settings = settings
        self.report = report
        self.progress = progress
    }

    /// The names of all rules.
    var ruleNames: Set<String> { settings.ruleNames }

    /// Scans a file. What cannot be read is an outcome too.
    package func scan(_ path: BytePath, isNamed: Bool) -> FileOutcome {
        let reading = pathSecrets.read(path)
        var outcome = FileOutcome(path: reading.shown, isNamed: isNamed)
        // What the path says is known whatever becomes of the file.
        outcome.records = reading.records
        do {
            let file = try OpenFile(reading: path, followingLinks: isNamed)
            let status = try file.descriptor.status()
            outcome.identity = status.identity
            guard status.kind == .file || (isNamed && status.kind == .pipe) else {
                return unread(outcome, .special(status.kind))
            }
            if let skipped = report?.outcome(status, at: reading.shown) { return skipped }
            if let limit = settings.maximumSize, status.size > limit {
                return unread(outcome, .tooLarge)
            }
            outcome.records += settings.review?.pathFindings(path, shownAs: reading.shown) ?? []
            // One byte more than the file has, so that a small file is read by one call and its end by the next.
            let size =
                status.kind == .file ? max(4096, min(FileScanner.pieceSize, status.size + 1)) : FileScanner.pieceSize
            try scan(file.descriptor, at: path, bufferSize: size, skipsBinary: !settings.includesBinary, &outcome)
        } catch {
            return unread(outcome, .failed(error))
        }
        return outcome
    }

    /// An outcome of a file that is not read, or not to its end: it has no comments, but the baseline knows what was found.
    private func unread(_ outcome: FileOutcome, _ disposition: FileOutcome.Disposition) -> FileOutcome {
        var outcome = outcome
        outcome.disposition = disposition
        dropAccepted(by: AllowCommentFinder(markers: []), in: &outcome)
        return outcome
    }

    /// What becomes of something that cannot be scanned.
    func outcome(of path: BytePath, _ disposition: FileOutcome.Disposition) -> FileOutcome {
        FileOutcome(path: pathSecrets.read(path).shown, disposition: disposition)
    }

    /// Scans standard input, binary or not.
    package func scanStandardInput() -> FileOutcome {
        var outcome = FileOutcome(path: .standardInput, isNamed: true)
        do {
            try scan(.standardInput, at: nil, bufferSize: FileScanner.pieceSize, skipsBinary: false, &outcome)
        } catch {
            outcome.disposition = .failed(error)
        }
        return outcome
    }

    /// - Parameter path: where the file is; nil for standard input.
    private func scan(
        _ descriptor: Descriptor,
        at path: BytePath?,
        bufferSize: Int,
        skipsBinary: Bool,
        _ outcome: inout FileOutcome
    ) throws(SystemError) {
        // What the path says by itself is known; the file's findings come behind it.
        let ofPath = outcome.records
        var filter = PayloadFilter(observation: observation, path: path?.text)
        var output = FilterOutput()
        var comments = AllowCommentFinder(markers: settings.allowMarkers)
        var reviewed = settings.review?.begin(path: path ?? .standardInput)
        var buffer = [UInt8](repeating: 0, count: bufferSize)
        while true {
            let count = try descriptor.receive(into: &buffer)
            if count == 0 { break }
            let unprobed = max(0, min(count, FileScanner.binaryProbeSize - outcome.byteCount))
            if let disposition = unreadable(buffer[..<unprobed], at: outcome.byteCount, skipsBinary: skipsBinary) {
                outcome = FileOutcome(path: outcome.path, isNamed: outcome.isNamed)
                outcome.records = ofPath
                outcome = unread(outcome, disposition)
                return
            }
            outcome.byteCount += count
            output.removeAll()
            filter.append(buffer.span.extracting(0..<count), to: &output)
            settings.review?.read(buffer.span.extracting(0..<count), into: &reviewed)
            if !settings.allowMarkers.isEmpty { comments.append(buffer.span.extracting(0..<count)) }
            keep(output.findings, in: &outcome, &reviewed)
            progress.advance(bytes: count)
        }
        output.removeAll()
        filter.finish(to: &output)
        outcome.undecidedCount += filter.undecidedCount
        keep(output.findings, in: &outcome, &reviewed)
        if let review = settings.review, let reviewed { outcome.records = review.finish(outcome.records, in: reviewed) }
        comments.finish()
        dropAccepted(by: comments, in: &outcome)
    }

    /// What is against looking into a file, as bytes at its beginning tell; nil where nothing is.
    private func unreadable(
        _ bytes: ArraySlice<UInt8>,
        at offset: Int,
        skipsBinary: Bool
    ) -> FileOutcome.Disposition? {
        if settings.includesBinary { return nil }
        if offset == 0, let encoding = ForeignEncoding(file: bytes) { return .foreign(encoding) }
        return skipsBinary && bytes.contains(0) ? .binary : nil
    }

    /// Takes out the findings that a comment or the baseline accepts. JSON has no comments: what stands in its strings
    /// is somebody's text, which decides nothing. Nor does a comment on the first line stand on the path's.
    private func dropAccepted(by comments: AllowCommentFinder, in outcome: inout FileOutcome) {
        var rest: [FindingRecord] = []
        for record in outcome.records {
            let spoken = record.jsonPath == nil && !record.isOfPath ? comments.comments(for: record.line) : []
            if spoken.contains(where: { $0.accepts(record.finding.rule.rawValue) }) {
                outcome.allowedCount += 1
            } else if settings.acceptsBaseline, let index = settings.baseline.index(of: record.finding) {
                outcome.baselineMatches.append(index)
            } else {
                if let fault = spoken.lazy.compactMap({ $0.fault(among: settings.ruleNames) }).first {
                    outcome.add(fault, at: record.line)
                }
                rest.append(record)
            }
        }
        outcome.records = rest
    }

    private func keep(
        _ findings: [LocatedFinding],
        in outcome: inout FileOutcome,
        _ reviewed: inout GitleaksReview.File?
    ) {
        for located in findings {
            let finding = located.finding
            settings.review?.note(finding, in: &reviewed)
            let isLow = finding.confidence < settings.minimumConfidence(of: finding.category)
            let isHidden = finding.isSample ? !settings.showsSamples : isLow
            if !settings.baseline.entries.isEmpty {
                let rules = (isHidden ? [finding.rule] : []) + finding.alsoMatched
                outcome.baselineSightings.formUnion(rules.compactMap { settings.baseline.index(of: finding, by: $0) })
            }
            if isHidden {
                if finding.isSample { outcome.hiddenSampleCount += 1 } else { outcome.hiddenLowCount += 1 }
                continue
            }
            outcome.records.append(FindingRecord(path: outcome.path, located, showsLine: settings.showsLines))
        }
    }
}
