// What a policy says of what a stream announces.

import SluiceModel
import SluicePolicies
import SluiceScanning

extension PolicyView {
    /// What the policy says of a flagged part: the strongest of what it says of the rules that fired there.
    func decide(_ mark: Mark) -> PolicyDecision {
        func decide(_ rule: Int) -> PolicyDecision {
            self.decide(
                rule: rule,
                confidence: mark.confidence,
                isSample: mark.isSample,
                license: mark.licenses[rule]
            )
        }
        var strongest = decide(mark.ruleIndex)
        for other in mark.otherRules {
            let decision = decide(other)
            if decision.wouldBe > strongest.wouldBe { strongest = decision }
        }
        return strongest
    }

    /// From which confidence on findings are acted on, for a rule set of `ruleCount` rules.
    func thresholds(ruleCount: Int) -> ActingThresholds {
        let actsOnLicense: @Sendable (String) -> Bool = { actsOn(license: $0) }
        return ActingThresholds(
            ordinary: (0..<ruleCount).map { actsFrom(rule: $0) },
            samples: (0..<ruleCount).map { actsFrom(rule: $0, isSample: true) },
            actsOnLicense: judgesLicenses ? actsOnLicense : nil
        )
    }
}

extension MaskStyle {
    /// Whether what the style writes holds no line feed, whatever the value.
    var isOneLine: Bool {
        switch self {
        case .tagged, .hash, .sameLength: true
        case .fixed, .partial: false
        }
    }
}

extension PreviewBuffer {
    /// The line so far and what stands for the value that a mark is about.
    func masked(_ mark: Mark, value: Span<UInt8>, style: MaskStyle) -> MaskedText {
        MaskedText(
            line: line,
            replacingBy: style,
            rule: mark.rule,
            fingerprint: mark.fingerprint,
            value: mark.isWhole ? value : nil
        )
    }
}
