// What is found in one text, as `sluice scan` would report it.

import Sluice

/// Finds without changing, and tells only what is at or above a confidence.
struct Observer {
    private let observation: Observation
    private let threshold: Confidence
    private let countsSamples: Bool

    /// - Parameters:
    ///   - samples: whether published samples are told as well, as a filter masks them.
    ///   - decodes: whether hidden text is read.
    init(rules: RuleSet, threshold: Confidence, samples: Bool = false, decodes: Bool = false) {
        let guardrail = Guardrail(rules: rules, decodeDepth: decodes ? Guardrail.usualDecodeDepth : 0)
        observation = Observation(guardrail: guardrail, threshold: threshold)
        self.threshold = threshold
        countsSamples = samples
    }

    /// The findings in `bytes`, which come from a file at `path` if one is named, or are written in `language`.
    func findings(in bytes: [UInt8], path: String? = nil, language: String? = nil) -> [Finding] {
        let source = PayloadSource(context: PolicyContext(language: language))
        var filter = PayloadFilter(observation: observation, source: source, path: path)
        var output = FilterOutput()
        filter.append(bytes.span, to: &output)
        filter.finish(to: &output)
        return output.findings.map(\.finding).filter { $0.confidence >= threshold || countsSamples && $0.isSample }
    }
}
