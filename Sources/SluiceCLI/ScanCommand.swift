// `sluice scan`: files and directories.

import ArgumentParser
import Sluice
import SluiceModel
import SluiceRules

/// `sluice scan`
struct ScanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan",
        abstract: "Looks through files and directories and reports what rules find.",
        discussion: """
            Directories are walked in the order of their names, without links and without the folders of version \
            control systems. .gitignore, .ignore and .sluiceignore are respected, also those of the directories around \
            a path up to the repository's root; hidden files are scanned, for that is where secrets live. A path named \
            here is scanned whatever ignore files say. Binary files (a NUL in the first 8 KiB) are skipped. Values are \
            never shown: the report holds the masked text, and with --only or --skip nothing but the replacement, as \
            the text around it may hold what the other rules find.

            Files that hold JSON, lines of JSON (logs, HAR) or recorded streams of language models are read as such, \
            whatever their names: what lies in their strings, and in documents inside strings, is found where escapes \
            or events cut it, and reported with its JSON path.

            EXAMPLES
              sluice scan .
              sluice scan --format sarif --output findings.sarif src
              git diff --cached -U0 | grep '^+' | sluice scan -
              sluice scan --only '>=high' --min-confidence 80 --format jsonl logs
              sluice scan requests.ndjson session.har stream.sse
              sluice scan --update-baseline .
              sluice scan --only license --format jsonl vendor

            KNOWN FINDINGS
              A comment with a reason accepts what is found on its line, but not in the strings of JSON:
                password = "for tests"  # sluice:allow only the test database has it
              sluice:allow(RULE, RULE) accepts findings of these rules alone, sluice:allow-next-line speaks of the
              line below. \(Baseline.defaultName) lists accepted values by keyed fingerprint, wherever they stand.

            EXIT STATUS
              0  nothing found
              1  something found
              2  wrong usage, broken rules, or something could not be read or written, whatever was found

            ENVIRONMENT
              SLUICE_RULES  the rules directory, unless --rules is given
              SLUICE_KEY    the key of fingerprints, unless --key-file is given; set it where fingerprints of several
                            runs are compared, as code hosts do with SARIF
              NO_COLOR      when set, output is not coloured
            """
    )

    @Argument(
        help: ArgumentHelp("Files and directories; - for standard input.", valueName: "path"),
        completion: .file()
    )
    var paths: [String]

    @OptionGroup var ruleOptions: RuleOptions

    @Option(
        help: ArgumentHelp(
            "Hide findings below this confidence.",
            discussion: "0 to 100, or low (30), medium (60), high (90). Default: 50, and 0 for licences.",
            valueName: "confidence"
        )
    )
    var minConfidence: ConfidenceArgument?

    @Flag(help: "Show published samples too, such as test card numbers.")
    var showSamples = false

    @Flag(
        help: "Report licences too: SPDX tags, manifest fields, notices and texts. `--only license` reports them alone."
    )
    var licenses = false

    @Option(help: "How to report: human, json (one document), jsonl (a finding a line) or sarif (SARIF 2.1.0).")
    var format = ChoiceArgument(ReportFormat.human)

    @Option(
        help: ArgumentHelp(
            "Write the report to this file, which it replaces when it is complete; a new file is for its owner only.",
            valueName: "file"
        ),
        completion: .file()
    )
    var output: String?

    @Option(help: "When to colour the human report.")
    var color = ChoiceArgument(ColorChoice.auto)

    @Flag(inversion: .prefixedNo, help: "Whether to respect .gitignore, .ignore and .sluiceignore.")
    var ignore = true

    @Flag(inversion: .prefixedNo, help: "Whether to scan files and directories whose name begins with a dot.")
    var hidden = true

    @Flag(help: "Scan binary files too.")
    var binary = false

    @Option(help: ArgumentHelp("Skip larger files, as in 10M (K, M, G are powers of 1024).", valueName: "size"))
    var maxSize: SizeArgument?

    @Option(
        name: [.short, .long],
        help: ArgumentHelp("How many files to scan at once, up to the number of cores. (default: all)", valueName: "n")
    )
    var jobs: Int?

    @Flag(name: [.short, .long], help: "No progress and no summary on standard error; errors are still told.")
    var quiet = false

    @OptionGroup var baselineOptions: BaselineOptions

    @OptionGroup var fingerprintOptions: FingerprintOptions

    @OptionGroup var decoding: DecodeOptions

    @OptionGroup var keyOptions: KeyOptions

    func validate() throws {
        if paths.isEmpty { throw ValidationError("Name a path to scan; . for the current directory.") }
        if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1.") }
        if output == "-" { throw ValidationError("--output - is the default: leave --output out.") }
    }

    func run() async throws {
        let chosenKey = try keyOptions.chosenKey()
        let written = try baselineOptions.read(key: chosenKey)
        let key = chosenKey ?? .random()
        let rules = try ruleOptions.load(
            keywordScope: .file,
            leavingOut: licenses ? nil : .license,
            adding: fingerprintOptions.rules(key: chosenKey)
        )
        try RuleOptions.requireSome(rules)
        let inForce = try ruleOptions.inForce(rules)
        // From here on a signal must take the unfinished report away, and be told.
        StopSignal.install()
        let scanned = paths.map { BytePath(bytes: ProcessState.argumentBytes($0)) }
        let file = try openOutput(scanned)
        let target = file?.descriptor ?? .standardOutput
        let progress = ScanProgress(terminal: quiet ? nil : ScanProgress.terminal)
        var settings = ScanSettings()
        if let minConfidence {
            settings.minimumConfidence = minConfidence.value
            settings.minimumLicenseConfidence = minConfidence.value
        }
        settings.showsSamples = showSamples
        settings.showsLines = !ruleOptions.isNarrowed
        settings.includesBinary = binary
        settings.maximumSize = maxSize?.value
        let ignored = GitleaksIgnoreList(beside: scanned)
        settings.review = GitleaksReview(rules, ignored: ignored, key: key)
        let markers = [AllowComment.Marker.sluice] + (settings.review == nil ? [] : [GitleaksReview.marker])
        settings.allowMarkers = baselineOptions.noAllow ? [] : markers
        settings.ruleNames = Set(rules.known.map(\.id.rawValue))
        let guardrail = Guardrail(rules: rules, key: key, decodeDepth: decoding.depth)
        let pathSecrets = PathSecrets(guardrail: guardrail, settings: settings)
        if settings.review != nil {
            for remark in ignored.remarks(rules: rules.gitleaksIDs, shown: { pathSecrets.read($0).shown }) {
                try? Descriptor.standardError.send("sluice: \(remark.visible)\n")
            }
        }
        let baseline = written.mappingPaths { pathSecrets.read(BytePath($0)).shown.text }
        settings.baseline = baseline
        settings.acceptsBaseline = !baselineOptions.updateBaseline
        let tally = BaselineTally(
            baseline,
            file: baselineOptions.path,
            isUpdate: baselineOptions.updateBaseline,
            rules: Set(rules.selectedDescriptions.map(\.id) + rules.pathRules.map(\.description.id))
        )
        let scanner = FileScanner(
            guardrail: guardrail,
            pathSecrets: pathSecrets,
            settings: settings,
            report: file?.skipped ?? .standardOutput,
            progress: progress
        )
        var walk = WalkSettings()
        walk.respectsIgnoreFiles = ignore
        walk.includesHidden = hidden
        let walker = PathWalker(scanned, settings: walk)
        let start = ContinuousClock.now
        let result: ScanSummary
        do {
            switch format.value {
            case .human:
                let isColored = color.value.isOn(
                    toTerminal: target.isTerminal,
                    noColor: ProcessState.variable("NO_COLOR"),
                    terminalType: ProcessState.variable("TERM")
                )
                let report = HumanReport(rules: rules.allDescriptions, style: TerminalStyle(isColored: isColored))
                result = try await run(scanner, walker, report, target, progress, tally, inForce)
            case .json: result = try await run(scanner, walker, JSONReport(), target, progress, tally, inForce)
            case .jsonl: result = try await run(scanner, walker, JSONLinesReport(), target, progress, tally, inForce)
            case .sarif:
                result = try await run(
                    scanner,
                    walker,
                    SARIFReport(rules: rules.allDescriptions),
                    target,
                    progress,
                    tally,
                    inForce
                )
            }
            try file?.complete()
        } catch {
            file?.discard()
            if error.isBrokenPipe { ProcessState.endByBrokenPipe() }
            if error.isInterruption, let signal = StopSignal.received {
                let rest =
                    file?.remainder
                    ?? (baselineOptions.updateBaseline
                        ? "the baseline stays as it was" : "the report is not complete")
                progress.pause { try? Descriptor.standardError.send("sluice: interrupted; \(rest)\n") }
                ProcessState.end(bySignal: signal)
            }
            throw CommandFailure("the report cannot be written: \(error)")
        }
        if let updated = result.updatedBaseline { try baselineOptions.write(updated, key: key) }
        if !quiet {
            let time = start.duration(to: .now).formattedSeconds
            // Nobody may be reading; the status says the same.
            progress.pause { try? Descriptor.standardError.send("sluice: \(result.text), \(time)\n") }
        } else {
            progress.pause {}
        }
        if result.exitStatus != .success { throw ExitCode(result.exitStatus.rawValue) }
    }

    private func run(
        _ scanner: FileScanner,
        _ walker: PathWalker,
        _ report: some ScanReport & Sendable,
        _ target: Descriptor,
        _ progress: ScanProgress,
        _ baseline: BaselineTally,
        _ rules: RulesInForce
    ) async throws(SystemError) -> ScanSummary {
        let run = ScanRun(
            scanner: scanner,
            jobCount: min(jobs ?? ProcessState.coreCount, ProcessState.coreCount),
            output: target,
            progress: progress,
            notes: .standardError,
            baseline: baseline,
            rules: rules
        )
        return try await run.run(walker, report: report)
    }

    private func openOutput(_ scanned: [BytePath]) throws(CommandFailure) -> ReportFile? {
        guard let output else { return nil }
        let baseline = baselineOptions.path.map { [("the baseline", $0)] } ?? []
        return try ReportFile(
            BytePath(bytes: ProcessState.argumentBytes(output)),
            option: "--output",
            apartFrom: scanned.filter { $0 != .standardInput }.map { ("to be scanned", $0) } + baseline
        )
    }
}

extension Duration {
    /// `0.25 s`
    fileprivate var formattedSeconds: String {
        let hundredths = Int(self / .milliseconds(10))
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest) s"
    }
}
