// What all streams of a rule set share.

import SluiceMatching
package import SluiceModel
package import SluiceRules

/// What all streams of a rule set share: immutable and `Sendable`.
package final class Scanner: Sendable {
    package let rules: RuleSet
    package var judges: [CandidateJudge] { judgeList.judges }
    let judgeList: JudgeList
    /// What findings of the rules say about them, by the rules' indices.
    let labels: [RuleLabel]
    let gates: CandidateGates
    let contexts: ContextIndex
    /// Which rules' findings make those of others surer.
    let pairs: PairTable
    /// The rules that are asked about values in columns of tables whose names say that they are secret.
    let cellRules: [Int]
    /// Whether any rule reads headers of tables.
    let readsTables: Bool
    /// Whether any rule reads several strings of a document as one text.
    let readsStringsBefore: Bool
    let fingerprinter: Fingerprinter
    /// How many bytes before the frontier must stay readable.
    let history: Int
    /// Where the rules apply, by their indices.
    let ruleScopes: [RuleScope]
    /// Whether any rule does not apply everywhere, so that streams have to know what they are in.
    package let hasScopedRules: Bool
    /// The languages of which some rule asks for comments, strings or code.
    let lexedLanguages: LanguageSet
    /// How many hidden texts may lie in each other; with 0 none is looked for.
    let decodeDepth: Int
    /// The rules that are asked about values in pieces; nil if hidden texts are not looked for.
    let splitRules: SplitRules?

    /// Prepares a rule set for scanning. Values are fingerprinted under `key`.
    package init(rules: RuleSet, key: FingerprintKey, decodeDepth: Int = 0) {
        self.decodeDepth = decodeDepth
        splitRules = decodeDepth > 0 ? SplitRules(rules, key: key) : nil
        self.rules = rules
        fingerprinter = Fingerprinter(key)
        let parts: (judges: [CandidateJudge], contexts: ContextIndex, labels: [RuleLabel], scopes: [RuleScope])
        (gates, parts) = concurrently {
            CandidateGates(
                automaton: rules.automaton,
                gates: rules.rules.map(\.matcher.gate),
                refusedPlaces: rules.rules.map(\.matcher.refusedPlaces),
                openings: rules.rules.map(\.matcher.opening)
            )
        } _: {
            let judges = rules.rules.enumerated().map { CandidateJudge.make(rule: $0.element, index: $0.offset) }
            return (
                judges, ContextIndex(judges.map(\.demand)), rules.rules.map { RuleLabel($0) },
                rules.rules.map { RuleScope($0.description) }
            )
        }
        let judges = parts.judges
        (contexts, labels, ruleScopes) = (parts.contexts, parts.labels, parts.scopes)
        judgeList = JudgeList(judges)
        pairs = PairTable(rules)
        cellRules = rules.rules.indices.filter { rules.rules[$0].matcher.asksAboutSecretCells }
        readsTables = !cellRules.isEmpty || rules.rules.contains { $0.context != nil }
        readsStringsBefore = judges.contains(where: \.readsStringsBefore) || pairs.objectReach > 0
        let anchors = rules.rules.flatMap(\.matcher.anchors)
        let farthestPosition = anchors.map { max(0, $0.elements.count - $0.offset) }.max() ?? 0
        let longestLookback = anchors.compactMap(\.lookback?.limit).max() ?? 0
        hasScopedRules = ruleScopes.contains { !$0.isUnrestricted }
        var lexed = ruleScopes.compactMap(\.lexedLanguages).reduce(LanguageSet()) { all, languages in
            all.union(languages.isEmpty ? .all : languages)
        }
        // Commands hold programs of other languages.
        if ruleScopes.contains(where: \.namesLanguages) { lexed = lexed.union(LanguageSet(names: ["shell"])) }
        lexedLanguages = lexed
        let lookedAt = (judges.map(\.reachBefore).max() ?? 0) + farthestPosition + longestLookback + 2
        let reach = max(lookedAt, pairs.objectReach)
        history = rules.names.isEmpty ? reach : max(reach, NameIndex.history)
    }

    /// Which rules do not apply to a text wherever in it, by index; empty if all may.
    package func disabledRules(direction: Direction?, path: String?) -> Set<Int> {
        var disabled: Set<Int> = []
        var known: [ObjectIdentifier: Bool] = [:]
        let scratch = path == nil ? nil : PatternScratch()
        for (index, rule) in rules.rules.enumerated() {
            let description = rule.description
            if let direction, !description.directions.contains(direction) { disabled.insert(index) }
            if let path, rule.excludes(path: path) { disabled.insert(index) }
            if let path, let scratch, let condition = rule.fileCondition,
                !condition.applies(to: path, scratch: scratch, known: &known)
            {
                disabled.insert(index)
            }
        }
        return disabled
    }
}
