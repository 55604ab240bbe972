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
    /// What is found in the texts that are hidden in a whole text, before overlaps are settled, for explaining.
    package func hiddenHits(in bytes: [UInt8]) -> [Hit] {
        guard decodeDepth > 0 else { return [] }
        var stream = ScanStream(viewOf: self, disabledRules: [], depth: decodeDepth, inflations: 0)
        var scratch = ScanScratch()
        var hits: [Hit] = []
        stream.append(view: bytes.span, textEnds: [bytes.count], scratch: &scratch, found: &hits)
        return hits.filter { !$0.forms.isEmpty }
    }

    /// Every candidate of a whole text with its decision, in the order of the text, for explaining.
    ///
    /// - Parameter scope: what is known of the text.
    package func considerations(in bytes: [UInt8], scope: ScopeHint = .unknown) -> [Consideration] {
        let text = ByteWindow(bytes.span, lowerBound: 0, isComplete: true)
        var state = rules.automaton.initialState
        var hits = HitBuffer(capacity: ScanScratch.blockSize)
        var runs = RunCache(classCount: rules.runClassCount, patterns: PatternScratch())
        var cells: [Int] = []
        runs.tables.track = TableTrack(of: text, cells: &cells)
        var result: [Consideration] = []
        var scopes = ScopeTrack(scope, lexedLanguages: lexedLanguages)
        func consider(_ rule: Int, at position: Int, anchor: ByteRange, in place: Scope?) {
            let judge = judges[rule]
            func add(_ decision: Decision, at position: Int) {
                result.append(
                    Consideration(
                        rule: judge.rule.description.id,
                        ruleIndex: rule,
                        anchor: anchor,
                        position: position,
                        decision: decision
                    )
                )
            }
            if let place, !ruleScopes[rule].includes(place) {
                return add(.refused(.outOfScope(place)), at: position)
            }
            judge.decideAll(from: position, text: text, runs: &runs) { position, decision in
                add(decision, at: position)
                return true
            }
        }
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
                    guard position >= 0, target.rest.mayStand(at: anchorEnd, in: text) else { continue }
                    let sequenceEnd = min(bytes.count, anchorEnd + target.rest.count)
                    consider(
                        target.rule,
                        at: position,
                        anchor: max(0, anchorEnd - target.sequenceLength)..<sequenceEnd,
                        in: scopes.scope(at: position, in: text) ?? Scope(.unknown)
                    )
                }
            }
            start = end
        }
        var candidates = CandidateBuffer()
        rules.names.begin(&candidates, at: NameIndex.Cursor(), in: text)
        while rules.names.collect(from: text, cursor: NameIndex.Cursor(), into: &candidates) {
            for index in 0..<candidates.count {
                let candidate = candidates[index]
                // The first three bytes stand for the name.
                let end = min(bytes.count, candidate.position + 3)
                // Rules with names apply everywhere.
                consider(candidate.rule, at: candidate.position, anchor: candidate.position..<end, in: nil)
            }
        }
        for position in cells {
            for rule in cellRules {
                let place = scopes.scope(at: position, in: text) ?? Scope(.unknown)
                consider(rule, at: position, anchor: position..<position + 1, in: place)
            }
        }
        return result.sorted { ($0.anchor.upperBound, $0.position) < ($1.anchor.upperBound, $1.position) }
    }
}
