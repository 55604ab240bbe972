// What holds for all texts of one context.

import SluicePolicies
import SluiceScanning

/// What holds for all texts of one context: the policy as it is there, and which rules apply.
///
/// A class, so that all parts of all filters share it for one reference each.
final class StreamSetting: Sendable {
    let view: PolicyView
    let thresholds: ActingThresholds
    let disabledRules: Set<Int>
    /// What holds where a text is a tool's or in a language of its own; nil where that is the same.
    let places: PlaceSettings?
    /// What is known of what the texts are written in.
    let scope: TextScope
    /// Whether findings are only reported and the bytes are let out, or not wanted, by someone else.
    let isObserved: Bool

    init(
        view: PolicyView,
        thresholds: ActingThresholds,
        disabledRules: Set<Int>,
        places: PlaceSettings? = nil,
        scope: TextScope = TextScope(),
        isObserved: Bool = false
    ) {
        self.view = view
        self.thresholds = thresholds
        self.disabledRules = disabledRules
        self.places = places
        self.scope = scope
        self.isObserved = isObserved
    }
}
