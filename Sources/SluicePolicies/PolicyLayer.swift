// A policy file as it states it: what it leaves open is open.

import SluiceModel
import SluiceRules

/// A policy file as it states it: what it leaves open is nil, so that files can lie on each other.
struct PolicyLayer: Sendable {
    var name: String?
    var mode: Policy.Mode?
    var defaultAction: Action?
    var defaultStyle: MaskStyle?
    var onErrorOfRequest: Policy.Failure?
    var onErrorOfResponse: Policy.Failure?
    var images: Action?
    var tokenIDs: Action?
    var encrypted: Action?
    var licenses: LicensePolicy?
    var entries: [PolicyEntry] = []
    var cases: [PolicyCase] = []
}

extension Policy {
    /// Lays files on each other, the first at the bottom.
    ///
    /// What a later file states replaces what earlier ones do. An entry of a name that is there already takes that
    /// one's place in the order; other entries of a later file come before those of earlier ones.
    init(layers: [PolicyLayer]) {
        self.init(name: "unnamed", entries: [])
        for layer in layers {
            name = layer.name ?? name
            mode = layer.mode ?? mode
            defaultAction = layer.defaultAction ?? defaultAction
            defaultStyle = layer.defaultStyle ?? defaultStyle
            onError.request = layer.onErrorOfRequest ?? onError.request
            onError.response = layer.onErrorOfResponse ?? onError.response
            uninspectable.images = layer.images ?? uninspectable.images
            uninspectable.tokenIDs = layer.tokenIDs ?? uninspectable.tokenIDs
            uninspectable.encrypted = layer.encrypted ?? uninspectable.encrypted
            licenses = layer.licenses ?? licenses
            var new: [PolicyEntry] = []
            for entry in layer.entries {
                if let index = entries.firstIndex(where: { $0.name == entry.name }) {
                    entries[index] = entry
                } else {
                    new.append(entry)
                }
            }
            entries = new + entries
            cases += layer.cases
        }
    }
}
