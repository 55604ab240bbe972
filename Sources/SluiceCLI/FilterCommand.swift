// `sluice filter`: standard input to standard output.

import ArgumentParser
import Sluice
import SluiceModel
import SluicePolicies

/// `sluice filter`
struct FilterCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "filter",
        abstract: "Copies standard input to standard output and masks what rules find.",
        discussion: """
            The filter is a live pipe: a byte goes out as soon as nothing that could follow makes it part of a \
            finding, and bytes outside findings go out as they came in. Input of any size and with lines of any \
            length takes bounded memory.

            JSON, lines of JSON and the streams of language models are read as such: what lies in their strings is \
            found where escapes or events cut it, masks are written escaped, and everything else stays byte for byte. \
            An event goes out whole, once its text is decided. A stream that is blocked ends as its provider would end \
            it, with the reason. Docs/payloads.md has the formats.

            EXAMPLES
              curl -N https://… | sluice filter
              sluice filter --only secret --summary < chat.jsonl > clean.jsonl
              sluice filter --action block --report findings.jsonl < prompt.txt
              sluice filter --direction request --policy team.yaml < request.json
              curl -N https://… | sluice filter --format sse --dialect anthropic
              tail -f app.log | sluice filter --skip pii --mask-style fixed:***

            EXIT STATUS
              0  nothing found, or found and masked or reported
              2  wrong usage, broken rules, or something could not be read or written
              3  blocked: nothing from the first finding on was written

            When the reader of the output goes away, the filter ends quietly by SIGPIPE (141 in a shell), as cat does. \
            On SIGINT, SIGTERM and SIGHUP it ends at once by that signal; what it still held, undecided, is not written, and a \
            message says so.

            ENVIRONMENT
              SLUICE_RULES  the rules directory, unless --rules is given
              SLUICE_KEY    the key of fingerprints, unless --key-file is given
            """
    )

    @OptionGroup var payload: PayloadOptions

    @OptionGroup var decisions: DecisionOptions

    @OptionGroup var ruleOptions: RuleOptions

    @OptionGroup var fingerprintOptions: FingerprintOptions

    @OptionGroup var decoding: DecodeOptions

    @OptionGroup var keyOptions: KeyOptions

    @Option(
        help: ArgumentHelp(
            "Write findings to this file as JSON lines; a new file is for its owner only.",
            valueName: "file"
        ),
        completion: .file()
    )
    var report: String?

    @Flag(help: "Say at the end on standard error what was found; the default when it is a terminal.")
    var summary = false

    func validate() throws {
        if report == "-" {
            throw ValidationError("--report - would mix findings with the filtered text; name a file, or /dev/stderr.")
        }
    }

    func run() throws {
        let chosenKey = try keyOptions.chosenKey()
        let key = chosenKey ?? .random()
        let policy = try decisions.policy(rules: ruleOptions.directory)
        let rules = try ruleOptions.load(adding: fingerprintOptions.rules(key: chosenKey))
        guard !rules.descriptions.isEmpty else {
            throw CommandFailure(
                "no rule is left to filter by; the text would pass as it is. See --only, --skip and --rules."
            )
        }
        try checkStandardStreams()
        let reportFile = try openReport()
        let guardrail = Guardrail(rules: rules, policy: policy, key: key, decodeDepth: decoding.depth)
        StopSignal.install()
        var loop = FilterLoop(
            filter: filter(guardrail),
            mode: decisions.isObserver ? .observing : decisions.hasPolicy ? .byPolicy : .uniform,
            input: .standardInput,
            output: .standardOutput,
            report: reportFile,
            showsLines: !ruleOptions.isNarrowed
        )
        let ending = try loop.run()
        if summary || Descriptor.standardError.isTerminal {
            note(loop.counts.text)
            if let remark = try ruleOptions.inForce(rules).remark { note(remark) }
        }
        if loop.undecidedCount > 0 {
            let places = counted(loop.undecidedCount, "place")
            note("\(places) not decided: a pattern or compressed text at its limit (Docs/decoding.md)")
        }
        switch ending {
        case .finished:
            // The system takes the rules' memory back in one go.
            ProcessState.end(status: ExitStatus.success.rawValue)
        case .outputClosed:
            ProcessState.endByBrokenPipe()
        case .interrupted(let heldByteCount):
            if heldByteCount > 0 {
                note("interrupted; \(counted(heldByteCount, "byte")) held back not written")
            }
            ProcessState.end(bySignal: StopSignal.received ?? 0)
        case .blocked(let place):
            let what = "\(place.rule) at line \(place.line), column \(place.column)"
            let reason = place.message.map { "\n\($0.visible)" } ?? ""
            throw CommandFailure("blocked: \(what)\(reason)", status: .blocked)
        }
    }

    private func filter(_ guardrail: Guardrail) -> PayloadFilter {
        guard decisions.isObserver else { return PayloadFilter(guardrail: guardrail, source: payload.source) }
        let observation = Observation(guardrail: guardrail, threshold: decisions.threshold)
        return PayloadFilter(observation: observation, source: payload.source)
    }

    /// Fails early on what cannot work: a closed output, an output that is the input.
    private func checkStandardStreams() throws(CommandFailure) {
        guard let input = try? Descriptor.standardInput.status(), input.kind == .file,
            let output = try? Descriptor.standardOutput.status(), output.identity == input.identity
        else { return }
        throw CommandFailure("standard input and standard output are the same file; write to another and rename it")
    }

    private func openReport() throws(CommandFailure) -> Descriptor? {
        guard let report else { return nil }
        return try OutputFile.open(
            BytePath(bytes: ProcessState.argumentBytes(report)),
            option: "--report",
            apartFrom: [("standard input", .standardInput), ("standard output", .standardOutput)]
        )
    }

    private func note(_ text: String) {
        // Nobody may be reading; the filtered text and the status do not depend on it.
        try? Descriptor.standardError.send("sluice: \(text)\n")
    }
}
