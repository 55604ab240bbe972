// Keeps some of many findings.

package import Sluice
package import SluiceModel

/// Keeps the first findings of a message, and of those behind them the first of each rule and action, so that many of one
/// rule hide no other; the rest are counted.
package struct KeptFindings: Sendable {
    /// What findings are counted under.
    package struct Kind: Hashable, Sendable {
        package var rule: RuleID
        package var action: Action

        init(_ found: LocatedFinding) {
            rule = found.finding.rule
            action = found.action
        }
    }

    /// Those that are kept, in the order of their place.
    package private(set) var findings: [LocatedFinding] = []
    /// How many are not, by kind.
    package private(set) var omitted: [Kind: Int] = [:]
    /// The strongest thing that was done about any.
    package private(set) var action = Action.allow
    /// The strongest thing that the policy says about any.
    package private(set) var wouldBe = Action.allow
    private let most: Int

    /// - Parameter most: so many are kept of whatever kind.
    init(most: Int) {
        self.most = most
    }

    /// How many there are.
    package var count: Int { omitted.values.reduce(findings.count, +) }

    /// Takes the next finding.
    mutating func add(_ found: LocatedFinding) {
        action = max(action, found.action)
        wouldBe = max(wouldBe, found.wouldBe)
        guard findings.count >= most else { return findings.append(found) }
        let kind = Kind(found)
        if let count = omitted[kind] {
            omitted[kind] = count + 1
        } else if findings.contains(where: { Kind($0) == kind }) {
            omitted[kind] = 1
        } else {
            findings.append(found)
        }
    }

    /// Takes all findings of an output, which has none then.
    mutating func take(_ output: inout FilterOutput) {
        for found in output.findings { add(found) }
        output.findings.removeAll(keepingCapacity: true)
    }
}
