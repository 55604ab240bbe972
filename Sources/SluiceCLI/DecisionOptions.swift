// The options that say what is done about findings.

import ArgumentParser
import Sluice
import SluiceModel
import SluicePolicies

/// The options that say what is done about findings: a policy, or the same for all.
struct DecisionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A policy file; several lie on each other, the first at the bottom.",
            discussion: """
                Default: policies/default.yaml in the rules directory, else the one that is built in, unless \
                --action, --min-confidence or --mask-style is given.
                """,
            valueName: "file"
        ),
        completion: .file(extensions: ["yaml", "yml"])
    )
    var policy: [String] = []

    @Option(
        help: ArgumentHelp(
            "Do the same with all findings, instead of what a policy says.",
            discussion: """
                mask replaces them, block stops at the first, report changes nothing. (default with --min-confidence \
                or --mask-style: mask)
                """
        )
    )
    var action: ChoiceArgument<TextFilter.Action>?

    @Option(
        help: ArgumentHelp(
            "Without a policy: let findings below this confidence pass; they are only reported.",
            discussion: "0 to 100, or low (30), medium (60), high (90). (default: 0)",
            valueName: "confidence"
        )
    )
    var minConfidence: ConfidenceArgument?

    @Option(
        help: ArgumentHelp(
            "Without a policy: how values are replaced.",
            discussion: """
                tagged writes [REDACTED:rule:tag], with the same tag for the same value under the same key; fixed:TEXT \
                a text; partial:4,2 the first 4 and last 2 characters; hash or hash:8 a keyed hash; same-length or \
                same-length:# a character for each of the value. (default: tagged)
                """,
            valueName: "style"
        ),
        transform: { try MaskStyleArgument(parsing: $0) }
    )
    var maskStyle: MaskStyleArgument?

    func validate() throws {
        guard !policy.isEmpty, let option = uniformOption else { return }
        throw ValidationError("--policy and \(option) cannot be used together: a policy says itself what is done.")
    }

    /// The first of the options that are there instead of a policy.
    private var uniformOption: String? {
        if action != nil { return "--action" }
        if minConfidence != nil { return "--min-confidence" }
        return maskStyle == nil ? nil : "--mask-style"
    }

    /// Whether a policy decides, and not one action for all.
    var hasPolicy: Bool { uniformOption == nil }

    /// Whether nothing is changed.
    var isObserver: Bool { action?.value == .report }

    /// From which confidence on findings are acted on, where no policy says so.
    var threshold: Confidence { minConfidence?.value ?? Confidence(percent: 0) }

    /// Reads the policy, of files or of the rules directory.
    func policy(rules directory: () throws -> String) throws -> Policy {
        guard hasPolicy else {
            let all: Action =
                switch action?.value ?? .mask {
                case .mask: .mask
                case .block: .block
                case .report: .log
                }
            return .uniform(action: all, threshold: threshold, style: maskStyle?.value ?? .tagged)
        }
        if !policy.isEmpty { return try PolicyFiles.load(policy) }
        return try PolicyFiles.standard(rules: try directory()) ?? .standard
    }
}
