// A case that stands beside a policy and says what it must decide.

package import SluiceModel
package import SluiceRules

/// A case that stands beside a policy and says what it must decide.
package struct PolicyCase: Sendable, Hashable {
    /// What is found.
    package enum Subject: Sendable, Hashable {
        /// A finding of a rule; without a confidence at that of the rule.
        case finding(rule: RuleID, confidence: Confidence?, isSample: Bool)
        /// Whatever the rules find in the text of a template.
        case text(template: String)
    }

    package var name: String?
    package var subject: Subject
    package var context: PolicyContext
    /// What the policy must say, in monitor mode too.
    package var action: Action
    /// The entry that must decide, `Policy.defaultsName` for the defaults; nil for any.
    package var entry: String?
    /// How the value must be replaced; nil for any.
    package var style: MaskStyle?
    package var source: SourceLocation

    package init(
        name: String? = nil,
        subject: Subject,
        context: PolicyContext,
        action: Action,
        entry: String? = nil,
        style: MaskStyle? = nil,
        source: SourceLocation
    ) {
        self.name = name
        self.subject = subject
        self.context = context
        self.action = action
        self.entry = entry
        self.style = style
        self.source = source
    }
}
