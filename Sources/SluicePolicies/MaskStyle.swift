// How a flagged value is replaced.

public import SluiceModel

/// How a flagged value is replaced.
public enum MaskStyle: Sendable, Hashable {
    /// `[REDACTED:rule-id:7f3a]`: explains itself to a model, and the same value gives the same text.
    case tagged
    /// A fixed text.
    case fixed(String)

    /// The text that stands for `finding`.
    public func replacement(for finding: Finding) -> String {
        replacement(rule: finding.rule, fingerprint: finding.fingerprint)
    }

    /// The text that stands for a value of which only the rule and the fingerprint are known.
    public func replacement(rule: RuleID, fingerprint: Fingerprint) -> String {
        switch self {
        case .tagged: "[REDACTED:\(rule):\(fingerprint.tag)]"
        case .fixed(let text): text
        }
    }
}
