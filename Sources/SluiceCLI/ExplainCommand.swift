// `sluice explain`: what each rule that came near a text made of it.

import ArgumentParser
import Sluice
import SluiceChecks
import SluicePayloads

/// `sluice explain`
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Tells what each rule that came near a text made of it.",
        discussion: """
            For every place where the prefilter called for a rule: the place, the rule, and why it is a finding or \
            not. The text itself is not printed. It is explained as plain text; filter and scan read JSON and streams of \
            events by their strings.

            EXAMPLES
              sluice explain 'token = abc'
              sluice explain --findings < prompt.txt
              sluice explain --only github-token < build.log

            EXIT STATUS
              0  explained
              2  wrong usage, broken rules, or input that cannot be read
            """
    )

    @Argument(help: "The text; default, and -: standard input, at most 16 MiB.")
    var text: String?

    @OptionGroup var ruleOptions: RuleOptions

    @Option(help: "The language of the text, such as python or dockerfile; default: unknown, all rules apply.")
    var language: LanguageArgument?

    @OptionGroup var decoding: DecodeOptions

    @Flag(help: "Only what is a finding.")
    var findings = false

    private static let largestText = 16 << 20

    func run() throws {
        let rules = try ruleOptions.load()
        try RuleOptions.requireSome(rules)
        let given = text == "-" ? nil : text
        if let given { noteFile(named: given) }
        let bytes = try given.map { Array($0.utf8) } ?? readStandardInput()
        noteFormat(of: bytes)
        var lines = ""
        var count = 0
        let explainer = Explainer(guardrail: Guardrail(rules: rules, decodeDepth: decoding.depth))
        for entry in explainer.explain(bytes, language: language?.language) where entry.isFinding || !findings {
            count += entry.isFinding ? 1 : 0
            let place = entry.range ?? entry.anchor
            lines += "\(entry.isFinding ? "finding" : "no finding") \(entry.rule) at bytes "
            lines += "\(place.lowerBound)…\(place.upperBound): \(entry.steps.joined(separator: "; "))\n"
        }
        lines += "\(counted(count, "finding")) before overlaps are joined\n"
        try printResult(lines)
    }

    /// Says so where a text is the name of a file, whose text was probably meant.
    private func noteFile(named text: String) {
        let path = BytePath(bytes: ProcessState.argumentBytes(text))
        guard (try? FileStatus.of(path))?.kind == .file else { return }
        note("there is a file of this name; the name was explained. For what it holds: sluice explain < FILE")
    }

    /// Says so where filter and scan would read a text otherwise.
    private func noteFormat(of bytes: [UInt8]) {
        var detector = FormatDetector()
        _ = detector.append(bytes.span)
        let name =
            switch detector.finish() {
            case .text: String?.none
            case .json: "JSON"
            case .ndjson: "lines of JSON"
            case .sse, .bedrock: "an event stream"
            case .array: "JSON (an event stream)"
            }
        guard let name else { return }
        note("this looks like \(name); explained as plain text, while filter and scan read its strings")
    }

    private func note(_ text: String) {
        // Nobody may be reading; the explanation does not depend on it.
        try? Descriptor.standardError.send("sluice: \(text)\n")
    }

    private func readStandardInput() throws(CommandFailure) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        do {
            while true {
                let count = try Descriptor.standardInput.receive(into: &buffer)
                if count == 0 { return bytes }
                bytes += buffer[..<count]
                guard bytes.count <= Self.largestText else {
                    throw CommandFailure("the text is longer than 16 MiB; explain a part of it")
                }
            }
        } catch let error as SystemError {
            throw CommandFailure("standard input cannot be read: \(error)")
        } catch {
            throw error as? CommandFailure ?? CommandFailure("standard input cannot be read")
        }
    }
}
