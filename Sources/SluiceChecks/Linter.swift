// Says what is slow, weak or useless about rules that compile.

import SluiceMatching
package import SluiceModel
package import SluiceRules

/// Says what is slow, weak or useless about rules that compile.
package struct Linter: Sendable {
    package typealias Remark = RuleRemark

    private let definitions: [RuleDefinition]
    private let rules: RuleSet

    /// Prepares the rules of a directory that have been read.
    ///
    /// - Throws: `RuleSetError` where they do not compile.
    package init(definitions: [RuleDefinition]) throws(RuleSetError) {
        self.definitions = definitions.sorted { $0.description.id < $1.description.id }
        rules = try RuleSet.compile(definitions)
    }

    /// The largest hold-back of each rule in bytes: the most that can be held while one of its candidates is pending.
    package var largestHoldBacks: [(rule: RuleID, bytes: Int)] {
        let own = rules.rules.map { rule in
            let lookback = rule.matcher.anchors.compactMap(\.lookback?.limit).max() ?? 0
            // One literal may lead to several places, whose matches overlap.
            let offsets = rule.matcher.anchors.map(\.offset)
            let spread = (offsets.max() ?? 0) - (offsets.min() ?? 0)
            // What a word behind it could make a finding is held until that word could have come.
            let behind = rule.context.map { $0.words.isEmpty ? 0 : $0.after } ?? 0
            return (rule: rule.description.id, bytes: lookback + spread + rule.matcher.reachAfter + 1 + behind)
        }
        let bytes = Dictionary(own.map { ($0.rule, $0.bytes) }) { first, _ in first }
        return zip(rules.rules, own).map { rule, own in
            // What another rule behind it could make surer is held until that one is decided.
            guard let pairing = rule.pairing, pairing.after > 0 else { return own }
            return (own.rule, own.bytes + pairing.after + (pairing.rules.compactMap { bytes[$0] }.max() ?? 0))
        }
    }

    /// The size of the prefilter over all rules.
    package var prefilterSize: (states: Int, bytes: Int) {
        (rules.automaton.stateCount, rules.automaton.tableByteCount)
    }

    /// All remarks, in the order of the rules' names.
    package func remarks() -> [Remark] {
        rules.remarks + definitions.flatMap(remarks) + Self.heldTextRemarks(definitions, rules) + duplicateRemarks()
    }

    private func remarks(about definition: RuleDefinition) -> [Remark] {
        var result: [Remark] = []
        func remark(_ level: Remark.Level, _ reason: String) {
            result.append(
                Remark(
                    level: level,
                    rule: definition.description.id,
                    location: definition.description.source,
                    reason: reason
                )
            )
        }
        if !definition.isEnabled { remark(.note, "is switched off") }
        for place in definition.lostChanges {
            remark(.warning, "takes the place of a rule that is changed at \(place): the change is lost")
        }
        // A gitleaks configuration has neither examples nor references.
        if case .gitleaks = definition.detection { return result }
        if definition.examples.match.isEmpty { remark(.warning, "has no example that must match") }
        if definition.examples.noMatch.isEmpty { remark(.warning, "has no example that must not match") }
        if definition.description.references.isEmpty, definition.description.category == .secret,
            !definition.description.tags.contains(CompiledRule.genericTag)
        {
            remark(.note, "names no reference for its format")
        }
        if let context = definition.context, context.words.isEmpty, context.keys.isEmpty {
            remark(.warning, "has a context without words or keys")
        }
        for partner in definition.pairing?.rules ?? [] {
            guard let other = definitions.first(where: { $0.description.id == partner }) else { continue }
            if !other.isEnabled {
                remark(.note, "pairs with \(partner), which is switched off and is looked for on its account alone")
            }
            if !other.description.directions.isSuperset(of: definition.description.directions) {
                remark(.warning, "pairs with \(partner), which does not apply in all directions that the rule does")
            }
        }
        if let rule = rules.rules.first(where: { $0.description.id == definition.description.id }) {
            // The length of a run refuses nearly all places of numbers.
            let isNumber = rule.matcher is NumberMatcher
            for anchor in rule.matcher.anchors where !isNumber && Self.isCommon(anchor) {
                remark(.note, "is asked about often: its literal of \(anchor.elements.count) bytes is short")
            }
            if let number = rule.matcher as? NumberMatcher, let reason = BarePolicy.weakness(of: number) {
                remark(.warning, reason)
            }
        }
        if case .pattern(let pattern) = definition.detection, let reason = PatternCompiler.interpreterReason(pattern) {
            remark(.warning, reason)
        }
        if !definition.examples.todo.isEmpty {
            remark(.note, "has \(definition.examples.todo.count) known gaps (examples.todo)")
        }
        return result
    }

    /// Whether ordinary text holds the sequence often: it leaves open less than a thousandth of all byte triples.
    private static func isCommon(_ anchor: Anchor) -> Bool {
        var share = 1.0
        for element in anchor.elements { share *= Double(element.count) / 64 }
        return share > 1e-3
    }

    private func duplicateRemarks() -> [Remark] {
        var firstWith: [RuleDefinition.Detection: RuleID] = [:]
        var result: [Remark] = []
        for definition in definitions {
            if let first = firstWith[definition.detection] {
                result.append(
                    Remark(
                        level: .note,
                        rule: definition.description.id,
                        location: definition.description.source,
                        reason: "looks for the same as \(first)"
                    )
                )
            } else {
                firstWith[definition.detection] = definition.description.id
            }
        }
        return result
    }
}
