// Keeps some of many findings.

package import Sluice
package import SluiceModel

/// Keeps the findings of a message that a limit lets it keep, and counts the rest.
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
    /// How many there are.
    package private(set) var count = 0
    private var limit: FindingLimit

    /// - Parameter most: so many are kept of whatever kind; behind them the first of each.
    init(most: Int) {
        limit = FindingLimit(most: most)
    }

    /// Takes the next finding.
    mutating func add(_ found: LocatedFinding) {
        action = max(action, found.action)
        wouldBe = max(wouldBe, found.wouldBe)
        count += 1
        let kind = Kind(found)
        if limit.keeps(kind) {
            findings.append(found)
        } else {
            omitted[kind, default: 0] += 1
        }
    }

    /// Takes what another one has, its omitted findings as omitted ones.
    mutating func add(_ other: KeptFindings) {
        for found in other.findings { add(found) }
        action = max(action, other.action)
        wouldBe = max(wouldBe, other.wouldBe)
        count += other.count - other.findings.count
        omitted.merge(other.omitted, uniquingKeysWith: +)
    }

    /// Takes all findings of an output, which has none then.
    mutating func take(_ output: inout FilterOutput) {
        for found in output.findings { add(found) }
        output.findings.removeAll(keepingCapacity: true)
    }
}
