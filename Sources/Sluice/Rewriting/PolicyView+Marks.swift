// What a policy says of what a stream announces.

import SluiceModel
import SluicePolicies
import SluiceScanning

extension PolicyView {
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
