// What holds for all texts of one context.

import SluicePolicies
import SluiceScanning

/// What holds for all texts of one context: the policy as it is there, and which rules apply.
struct StreamSetting: Sendable {
    let view: PolicyView
    let thresholds: ActingThresholds
    let disabledRules: Set<Int>
    /// What holds where a text is a tool's or in a language of its own; nil where that is the same.
    var places: PlaceSettings?
    /// What is known of what the texts are written in.
    var scope = TextScope()
    /// Whether findings are only reported and the bytes are let out, or not wanted, by someone else.
    var isObserved = false
}
