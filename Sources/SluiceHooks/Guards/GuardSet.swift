// Rules and policies as they were loaded at one time.

package import Sluice
import SluiceModel
import SluicePolicies

/// Rules and policies as they were loaded at one time: immutable and shared. Whoever began with one finishes on it.
package final class GuardSet: Sendable {
    /// What is asked for each policy, by the policy's name.
    package let guardrails: [String: Guardrail]
    /// The name of the policy that is asked where none is named.
    package let defaultPolicy: String
    /// What is asked where no policy is named.
    package let standard: Guardrail
    /// Twelve hexadecimal digits that are others when a rule or a policy is.
    package let version: String
    /// How many rules there are.
    package let ruleCount: Int
    /// Whether the policies are those of files; else the built-in one stands in.
    let hasPolicyFiles: Bool
    /// Filters of streams that have not begun.
    let filters = FreshFilters()

    /// Puts a set together.
    ///
    /// - Parameters:
    ///   - standard: the name of the policy that is asked where none is named, and its guard.
    ///   - hasPolicyFiles: whether the policies are those of files.
    package init(
        guardrails: [String: Guardrail],
        standard: (name: String, guardrail: Guardrail),
        version: String,
        hasPolicyFiles: Bool = false
    ) {
        self.guardrails = guardrails
        defaultPolicy = standard.name
        self.standard = standard.guardrail
        self.version = version
        self.hasPolicyFiles = hasPolicyFiles
        ruleCount = standard.guardrail.rules.selectedDescriptions.count
    }

    /// What is asked under a name; nil stands for the default.
    package func guardrail(_ policy: String?) -> Guardrail? {
        guard let policy, policy != defaultPolicy else { return standard }
        return guardrails[policy]
    }
}
