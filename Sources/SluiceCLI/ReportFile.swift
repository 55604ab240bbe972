// The file that a scan's report goes to.

/// The file that a scan's report goes to.
///
/// A report takes the place of an earlier one when it is complete. Devices, pipes and what the process was given open
/// are written as the report comes.
struct ReportFile: Sendable {
    /// What is written to.
    let descriptor: Descriptor
    /// The files that hold a report and are not scanned.
    let skipped: SkippedReport
    private let path: BytePath
    private let draft: DraftFile?
    private let isReplaced: Bool

    /// Opens the file.
    ///
    /// - Parameter others: files that the command reads; the report may be none of them.
    init(_ path: BytePath, option: String, apartFrom others: [(name: String, path: BytePath)]) throws(CommandFailure) {
        let name = "\(option) \(path.text.visible)"
        let status = try? FileStatus.of(path)
        if let status, let shared = Self.name(of: status, among: others) {
            throw CommandFailure("\(name) is \(shared); name another file")
        }
        self.path = path
        isReplaced = status != nil
        draft = try Self.draft(of: path, status, name)
        if let draft {
            descriptor = draft.descriptor
        } else {
            descriptor = try OutputFile.open(path, option: option, apartFrom: [("standard input", .standardInput)])
        }
        let written = try? descriptor.status()
        let isFile = written?.kind == .file
        skipped = SkippedReport(
            path: path,
            report: draft == nil ? (isFile ? written?.identity : nil) : status?.identity,
            draft: draft == nil ? nil : written?.identity
        )
    }

    /// The first of the files that is the report's.
    private static func name(of report: FileStatus, among others: [(name: String, path: BytePath)]) -> String? {
        guard report.kind == .file || report.kind == .pipe else { return nil }
        if (try? Descriptor.standardInput.status())?.identity == report.identity { return "standard input" }
        return others.first { (try? FileStatus.of($0.path))?.identity == report.identity }?.name
    }

    /// A draft; nil where the report is written as it comes.
    private static func draft(
        of path: BytePath,
        _ status: FileStatus?,
        _ name: String
    ) throws(CommandFailure) -> DraftFile? {
        if ["/dev/", "/proc/"].contains(where: path.text.hasPrefix) { return nil }
        if let status {
            let given = [Descriptor.standardOutput, .standardError].compactMap { try? $0.status().identity }
            guard status.kind == .file, !given.contains(status.identity) else { return nil }
        } else if (try? FileStatus.of(path, followingLinks: false)) != nil {
            // A link to what is not there yet.
            return nil
        }
        do throws(SystemError) {
            return try DraftFile(replacing: path)
        } catch {
            if status != nil, error.isClosedDirectory { return nil }
            throw CommandFailure("\(name): \(error)")
        }
    }

    /// Puts the report in its place.
    func complete() throws(SystemError) {
        try draft?.complete()
    }

    /// Takes a report away that will not be complete, as far as that can be.
    func discard() {
        draft?.discard()
    }

    /// What is at the file's path after `discard`.
    var remainder: String {
        let name = path.text.visible
        if draft == nil { return "the report in \(name) is not complete" }
        return isReplaced ? "\(name) stays as it was" : "no report is written"
    }
}

/// The files of a report that a scan does not look into.
package struct SkippedReport: Sendable {
    /// The report's path, as it was given.
    let path: BytePath
    /// The report, or the earlier one in its place.
    let report: FileStatus.Identity?
    /// What is to be the report.
    let draft: FileStatus.Identity?

    /// Standard output, which may be a file among those that are scanned.
    static var standardOutput: SkippedReport? {
        guard let status = try? Descriptor.standardOutput.status(), status.kind == .file else { return nil }
        return SkippedReport(path: BytePath("/dev/stdout"), report: status.identity, draft: nil)
    }

    /// What becomes of a file of the report; nil for all others.
    func outcome(_ file: FileStatus, at path: BytePath) -> FileOutcome? {
        guard file.kind == .file else { return nil }
        if file.identity == report { return FileOutcome(path: path, disposition: .isReport) }
        guard file.identity == draft else { return nil }
        // Where there is an earlier report, that one is told.
        return FileOutcome(path: self.path, disposition: report == nil ? .isReport : .isDraft)
    }
}
