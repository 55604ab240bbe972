// What one should know about how a rule is run.

package import SluiceModel

/// What one should know about how a rule is run, or why it is not.
package struct RuleRemark: Sendable, Hashable, CustomStringConvertible {
    /// How much it matters.
    package enum Level: String, Sendable, Hashable {
        case warning
        case note
    }

    package let level: Level
    package let rule: RuleID
    package let location: SourceLocation
    package let reason: String

    package init(level: Level, rule: RuleID, location: SourceLocation, reason: String) {
        self.level = level
        self.rule = rule
        self.location = location
        self.reason = reason
    }

    init(level: Level, description: RuleDescription, reason: String) {
        self.init(level: level, rule: description.id, location: description.source, reason: reason)
    }

    package var description: String { "\(location): \(level.rawValue): \(rule): \(reason)" }
}
