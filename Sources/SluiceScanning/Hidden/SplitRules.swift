// The rules that are asked about values in pieces.

import SluiceMatching
import SluiceModel
import SluiceRules

/// The rules that are asked about what several strings of a document make together: those about secrets that a text at
/// their beginning tells wherever they stand. What others find in strings that happen to stand side by side means
/// little.
final class SplitRules: Sendable {
    /// What scans with them alone.
    let scanner: Scanner
    /// Their indices among all rules.
    let indices: [Int]

    /// The shortest beginning that tells a token: three bytes begin codes of provinces and the like as well.
    private static let shortestPrefix = 4
    /// Longer values are not looked for, as their beginning would be held for as long.
    private static let longestValue = 512

    /// Picks them from all rules; nil if there are none.
    init?(_ rules: RuleSet, key: FingerprintKey) {
        indices = rules.rules.indices.filter { index in
            !rules.silentRules.contains(index) && Self.isAsked(rules.rules[index])
        }
        guard !indices.isEmpty else { return nil }
        let picked = RuleSet(rules: indices.map { rules.rules[$0] }, runClassCount: rules.runClassCount)
        scanner = Scanner(rules: picked, key: key)
    }

    private static func isAsked(_ rule: CompiledRule) -> Bool {
        guard rule.description.category == .secret, !rule.isGeneric, rule.pairing == nil,
            rule.context?.isRequired != true, RuleScope(rule.description).isUnrestricted,
            let token = rule.matcher as? TokenMatcher, token.reachAfter <= longestValue
        else { return false }
        return token.prefixes.allSatisfy { $0.count >= shortestPrefix }
    }

    /// Which of them are left out where `disabled` of all rules are.
    func disabled(_ disabled: Set<Int>) -> Set<Int> {
        disabled.isEmpty ? [] : Set(indices.indices.filter { disabled.contains(indices[$0]) })
    }
}
