// Counts findings by rule.

package import SluiceModel

/// Counts findings by rule, for the summary of a filter.
package struct RuleCounts: Sendable, Hashable {
    private var counts: [RuleID: Int] = [:]

    package init() {}

    /// Counts one finding.
    package mutating func add(_ rule: RuleID) {
        counts[rule, default: 0] += 1
    }

    /// All findings.
    package var total: Int { counts.values.reduce(0, +) }

    /// `3 findings: github-token 2, email 1`; the most frequent first.
    package var text: String {
        guard !counts.isEmpty else { return "no findings" }
        let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        return "\(counted(total, "finding")): \(sorted.map { "\($0.key) \($0.value)" }.joined(separator: ", "))"
    }
}
