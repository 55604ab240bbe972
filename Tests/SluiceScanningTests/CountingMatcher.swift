// Counts what a scan asks, so that a test of its cost does not depend on the clock.

import Sluice
import SluiceMatching
import SluiceModel
import SluiceRules
import Synchronization

/// How many times matchers were asked.
final class AskCount: Sendable {
    private let count = Atomic<Int>(0)

    var value: Int { count.load(ordering: .relaxed) }

    func add() { count.add(1, ordering: .relaxed) }
}

/// A matcher that counts how many times it is asked.
struct CountingMatcher: CandidateMatcher {
    let base: any CandidateMatcher
    let count: AskCount

    var anchors: [Anchor] { base.anchors }
    var reachBefore: Int { base.reachBefore }
    var reachAfter: Int { base.reachAfter }
    var gate: CandidateGate { base.gate }

    func match(at position: Int, in window: borrowing ByteWindow, runs: inout RunCache) -> MatchOutcome {
        count.add()
        return base.match(at: position, in: window, runs: &runs)
    }

    func extend(match: RawMatch, from offset: Int, in window: borrowing ByteWindow) -> Extension {
        count.add()
        return base.extend(match: match, from: offset, in: window)
    }
}

extension SmallRules {
    /// A guardrail whose matchers count in `count`.
    static func guardrail(_ yaml: String, counting count: AskCount, decodeDepth: Int = 0) throws -> Guardrail {
        let read = RuleFileReader.read(text: yaml, file: "test.yaml")
        let plain = try RuleSet.compile(read.rules, problems: read.problems)
        let rules = plain.rules.compactMap { rule -> CompiledRule? in
            guard let definition = read.rules.first(where: { $0.description.id == rule.description.id }) else {
                return nil
            }
            return CompiledRule(
                definition: definition,
                matcher: CountingMatcher(base: rule.matcher, count: count),
                validators: rule.validators,
                allow: rule.allow,
                samples: rule.samples
            )
        }
        let ruleSet = RuleSet(rules: rules, runClassCount: plain.runClassCount)
        return Guardrail(rules: ruleSet, key: DefaultRules.key, decodeDepth: decodeDepth)
    }
}
