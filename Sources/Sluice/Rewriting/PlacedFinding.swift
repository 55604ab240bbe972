// A finding with the place of its raw bytes, before that is put into words.

import SluiceModel
import SluicePayloads
import SluicePolicies

/// A finding with the place of its raw bytes, before that is put into lines and paths.
struct PlacedFinding<Place: Sendable>: Sendable {
    var finding: Finding
    /// Where the first flagged raw byte stands.
    var start: Place
    /// Where the raw byte after the last flagged one stands.
    var end: Place
    /// The value that holds it.
    var path: PathTrail.Node
    var decision: PolicyDecision
    var text: MaskedText
}
