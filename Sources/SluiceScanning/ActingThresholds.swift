// From which confidence on findings of each rule are acted on.

import SluiceMatching
package import SluiceModel

/// From which confidence on findings of each rule are acted on. What is below is only remarked upon: it joins no
/// cluster, so that a finding that may pass never widens the mask of one that may not.
package struct ActingThresholds: Sendable {
    private let ordinary: [Confidence?]
    private let samples: [Confidence?]
    private let actsOnLicense: (@Sendable (String) -> Bool)?

    /// - Parameters:
    ///   - ordinary: for each rule by index, the least confidence that is acted on; nil if none is.
    ///   - samples: the same for published samples.
    ///   - actsOnLicense: whether a finding that names a licence is acted on whatever its confidence; nil if none is.
    package init(
        ordinary: [Confidence?],
        samples: [Confidence?],
        actsOnLicense: (@Sendable (String) -> Bool)? = nil
    ) {
        self.ordinary = ordinary
        self.samples = samples
        self.actsOnLicense = actsOnLicense
    }

    /// Whether a hit of the rule with this label is acted on.
    func acts(on hit: Hit, label: borrowing RuleLabel) -> Bool {
        if hit.isReportOnly { return false }
        if let actsOnLicense, !hit.detail.isEmpty, let license = label.license(of: hit), actsOnLicense(license) {
            return true
        }
        guard let least = hit.isSample ? samples[hit.rule] : ordinary[hit.rule] else { return false }
        return hit.confidence >= least
    }
}
