// Which policies the settings leave out.

import SluicePolicies

extension ServeSettings {
    /// Warnings of policies in extended rules directories that do not hold, where nobody named a directory of policies.
    package var lostPolicies: [String] {
        guard policies == nil else { return [] }
        return (try? LayeredPolicies.remarks(rules: rules ?? "Rules")) ?? []
    }
}
