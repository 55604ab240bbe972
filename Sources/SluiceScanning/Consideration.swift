// What was considered on the way to the findings.

import SluiceMatching
package import SluiceModel
import SluiceRules

/// One place where the prefilter called for a rule, and what became of it.
package struct Consideration: Sendable, Hashable {
    /// The rule.
    package let rule: RuleID
    /// The rule's index in the rule set.
    package let ruleIndex: Int
    /// The bytes of the text that called for it.
    package let anchor: ByteRange
    /// The position that was asked about.
    package let position: Int
    /// What became of it.
    package let decision: Decision
}

extension Scanner {
    /// Every candidate of a whole text with its decision, in the order of the text, for explaining.
    ///
    /// - Parameter scope: what is known of the text.
    package func considerations(in bytes: [UInt8], scope: ScopeHint = .unknown) -> [Consideration] {
        let text = ByteWindow(bytes.span, lowerBound: 0, isComplete: true)
        var state = rules.automaton.initialState
        var hits = HitBuffer(capacity: ScanScratch.blockSize)
        var runs = RunCache(classCount: rules.runClassCount, patterns: PatternScratch())
        var result: [Consideration] = []
        var scopes = ScopeTrack(scope, lexedLanguages: lexedLanguages)
        var start = 0
        while start < bytes.count {
            let end = min(bytes.count, start + ScanScratch.blockSize)
            scopes.append(text.span(start..<end), from: start, starts: [])
            rules.automaton.scan(text.span(start..<end), state: &state, hits: &hits)
            for index in 0..<hits.count {
                let hit = rules.automaton.hit(at: index, in: hits)
                let anchorEnd = start + hit.offset + 1
                for target in rules.automaton.targetIndices(of: hit).map(rules.automaton.target(at:)) {
                    let position = anchorEnd + target.positionFromEnd
                    guard position >= 0 else { continue }
                    var memory = CandidateJudge.Memory()
                    let judge = judges[target.rule]
                    let place = scopes.scope(at: position, in: text) ?? Scope(.unknown)
                    let decision =
                        ruleScopes[target.rule].includes(place)
                        ? judge.decide(
                            position: position,
                            text: text,
                            isFinal: true,
                            runs: &runs,
                            memory: &memory
                        ) : .refused(.outOfScope(place))
                    result.append(
                        Consideration(
                            rule: judge.rule.description.id,
                            ruleIndex: target.rule,
                            anchor: max(0, anchorEnd - target.sequenceLength)..<anchorEnd,
                            position: position,
                            decision: decision
                        )
                    )
                }
            }
            start = end
        }
        return result
    }
}
