// From which confidence on findings of each rule are acted on.

package import SluiceModel

/// From which confidence on findings of each rule are acted on. What is below is only remarked upon: it joins no cluster, so
/// that a finding that may pass never widens the mask of one that may not.
package struct ActingThresholds: Sendable, Hashable {
    private let ordinary: [Confidence?]
    private let samples: [Confidence?]

    /// - Parameters:
    ///   - ordinary: for each rule by index, the least confidence that is acted on; nil if none is.
    ///   - samples: the same for published samples.
    package init(ordinary: [Confidence?], samples: [Confidence?]) {
        self.ordinary = ordinary
        self.samples = samples
    }

    func acts(on hit: Hit) -> Bool {
        if hit.isReportOnly { return false }
        guard let least = hit.isSample ? samples[hit.rule] : ordinary[hit.rule] else { return false }
        return hit.confidence >= least
    }
}
