// Which values have been reported.

import SluiceModel

/// Which values have been reported, so that a text that repeats another reports only what is new in it.
struct ReportedFindings: Sendable {
    /// Of further values it is not known; they are reported as often as they come.
    private static let most = 4_096

    private struct Value: Sendable, Hashable {
        var rule: RuleID
        var fingerprint: Fingerprint
    }

    private var values: Set<Value> = []

    /// Whether the value of `finding` has been reported.
    func contains(_ finding: Finding) -> Bool {
        values.contains(Value(rule: finding.rule, fingerprint: finding.fingerprint))
    }

    /// Notes that `finding` has been reported.
    mutating func insert(_ finding: Finding) {
        guard values.count < Self.most else { return }
        values.insert(Value(rule: finding.rule, fingerprint: finding.fingerprint))
    }
}
