// What is found in one text, as `sluice scan` would report it.

import Sluice

/// Finds without changing, and tells only what is at or above a confidence.
struct Observer {
    private let observation: Observation
    private let threshold: Confidence

    init(rules: RuleSet, threshold: Confidence) {
        observation = Observation(guardrail: Guardrail(rules: rules), threshold: threshold)
        self.threshold = threshold
    }

    /// The findings in `bytes`, which come from a file at `path` if one is named, or are written in `language`.
    func findings(in bytes: [UInt8], path: String? = nil, language: String? = nil) -> [Finding] {
        let source = PayloadSource(context: PolicyContext(language: language))
        var filter = PayloadFilter(observation: observation, source: source, path: path)
        var output = FilterOutput()
        filter.append(bytes.span, to: &output)
        filter.finish(to: &output)
        return output.findings.map(\.finding).filter { $0.confidence >= threshold }
    }
}
