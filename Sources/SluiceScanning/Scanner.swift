// What all streams of a rule set share.

import SluiceMatching
package import SluiceModel
package import SluiceRules

/// What all streams of a rule set share: immutable and `Sendable`.
package final class Scanner: Sendable {
    package let rules: RuleSet
    package let judges: [CandidateJudge]
    let gates: CandidateGates
    let fingerprinter: Fingerprinter
    /// How many bytes before the frontier must stay readable.
    let history: Int

    /// Prepares a rule set for scanning. Values are fingerprinted under `key`.
    package init(rules: RuleSet, key: FingerprintKey) {
        self.rules = rules
        fingerprinter = Fingerprinter(key)
        let judges = rules.rules.enumerated().map { CandidateJudge.make(rule: $0.element, index: $0.offset) }
        self.judges = judges
        gates = CandidateGates(automaton: rules.automaton, gates: rules.rules.map(\.matcher.gate))
        let anchors = rules.rules.flatMap(\.matcher.anchors)
        let farthestPosition = anchors.map { max(0, $0.elements.count - $0.offset) }.max() ?? 0
        let longestLookback = anchors.compactMap(\.lookback?.limit).max() ?? 0
        history = (judges.map(\.reachBefore).max() ?? 0) + farthestPosition + longestLookback + 2
    }

    /// Which rules do not apply to a text, by index; empty if all do.
    package func disabledRules(direction: Direction?, language: String?, path: String?) -> Set<Int> {
        var disabled: Set<Int> = []
        for (index, rule) in rules.rules.enumerated() {
            let description = rule.description
            if let direction, !description.directions.contains(direction) { disabled.insert(index) }
            if let language, !description.languages.isEmpty, !description.languages.contains(language) {
                disabled.insert(index)
            }
            if let path, rule.excludes(path: path) { disabled.insert(index) }
        }
        return disabled
    }
}
