// The `number:` form of a rule as a file states it.

package import SluiceMatching

/// The `number:` form: how a number is written, which of its forms stand without a word that names it, and its check.
package struct NumberDefinition: Sendable, Hashable {
    package var forms: [NumberForm]
    package var bare: NumberMatcher.Bare
    /// The name of a check that must hold; nil where there is none.
    package var check: String?
    package var ignoresCase: Bool

    package init(forms: [NumberForm], bare: NumberMatcher.Bare, check: String? = nil, ignoresCase: Bool = false) {
        self.forms = forms
        self.bare = bare
        self.check = check
        self.ignoresCase = ignoresCase
    }

    /// The most forms of a rule.
    package static let mostForms = 64
}
