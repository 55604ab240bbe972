// Says what is useless or surprising about a policy, given the rules that it is for.

package import SluiceMatching
import SluiceModel
package import SluiceRules

/// Says what is useless or surprising about a policy, given the rules that it is for.
package struct PolicyLinter {
    /// One remark.
    package struct Remark: Sendable, Hashable, CustomStringConvertible {
        /// How much it matters.
        package enum Level: String, Sendable, Hashable {
            case warning
            case note
        }

        package let level: Level
        /// The entry; nil for the policy as a whole.
        package let entry: String?
        /// Where the entry stands; nil for one that is not from a file.
        package let location: SourceLocation?
        package let reason: String

        package var description: String {
            let place = location.map { "\($0): " } ?? ""
            return "\(place)\(level.rawValue): \(entry.map { "\($0): " } ?? "")\(reason)"
        }
    }

    let policy: Policy
    private let rules: [RuleDescription]
    let catalog: LicenseCatalog?

    /// Prepares a policy and all rules of a directory, and the licences that the rules know, if any do.
    package init(policy: Policy, rules: [RuleDescription], catalog: LicenseCatalog? = nil) {
        self.policy = policy
        self.rules = rules
        self.catalog = catalog
    }

    /// All remarks, in the order of the entries; those about the whole policy last.
    package func remarks() -> [Remark] {
        policy.entries.indices.flatMap(remarks(aboutEntry:)) + remarksAboutLicenses + remarksAboutPolicy
    }

    private func remarks(aboutEntry index: Int) -> [Remark] {
        let entry = policy.entries[index]
        var result: [Remark] = []
        func remark(_ level: Remark.Level, _ reason: String) {
            result.append(Remark(level: level, entry: entry.name, location: entry.source, reason: reason))
        }
        let condition = entry.condition
        let unknown =
            unknown(condition.rules, "rule", "id of a rule", known: rules.map(\.id.rawValue))
            + unknown(condition.tags, "tag", "tag of a rule", known: rules.flatMap(\.tags))
            + unknown(condition.entities, "entity", "entity of a rule", known: rules.compactMap(\.entity))
            + unknownLanguages(condition.languages)
        for reason in unknown { remark(.warning, reason) }
        let met = rules.filter { condition.allows(rule: $0) && !cells(of: entry, rule: $0).isEmpty }
        if met.isEmpty {
            if unknown.isEmpty { remark(.warning, "`when` can never hold: \(reasonWithoutCells(condition))") }
        } else if let shadows = shadows(ofEntry: index, rules: met) {
            let names = shadows.map { "`\(policy.entries[$0].name)`" }.joined(separator: ", ")
            remark(.warning, "never decides: everything that it is about is decided before it, by \(names)")
        }
        if !policy.cases.isEmpty, !policy.cases.contains(where: { $0.entry == entry.name }) {
            remark(.note, "has no case that expects it to decide")
        }
        return result
    }

    /// Why nothing can meet a condition.
    private func reasonWithoutCells(_ condition: PolicyCondition) -> String {
        guard condition.isSample == true, !condition.allows(confidence: .sample, isSample: true) else {
            return "no rule meets all of it"
        }
        return "published samples have a confidence of \(Confidence.sample.percent)"
    }

    private var remarksAboutPolicy: [Remark] {
        var reasons: [String] = []
        if policy.cases.isEmpty { reasons.append("the policy has no cases") }
        if policy.mode == .monitor { reasons.append("the mode is monitor: nothing is masked or blocked") }
        return reasons.map { Remark(level: .note, entry: nil, location: nil, reason: $0) }
    }

    private func unknown(_ patterns: [NamePattern], _ field: String, _ meaning: String, known: [String]) -> [String] {
        patterns.filter { pattern in !known.contains { pattern.matches($0) } }.map { pattern in
            let meant = NearestName.suggestion(for: pattern.text, among: known).map { "; did you mean `\($0)`?" } ?? ""
            return "`when.\(field)`: `\(pattern)` matches no \(meaning)\(meant)"
        }
    }

    /// Patterns of languages that meet none of them by any name.
    private func unknownLanguages(_ patterns: [NamePattern]) -> [String] {
        unknown(
            patterns.filter { Language(named: $0.text) == nil },
            "language",
            "name of a language",
            known: Language.all.map(\.name)
        )
    }

    /// The kinds of findings of a rule that an entry is about: direction, sample or not, confidence.
    private func cells(of entry: PolicyEntry, rule: RuleDescription) -> Set<Int> {
        var result: Set<Int> = []
        for (place, direction) in Direction.allCases.enumerated()
        where rule.directions.contains(direction) && entry.condition.allows(direction: direction) {
            for isSample in [false, true] {
                for percent in 0...100 {
                    let confidence = Confidence(percent: percent)
                    guard !isSample || confidence == .sample,
                        entry.condition.allows(confidence: confidence, isSample: isSample)
                    else { continue }
                    result.insert((place * 2 + (isSample ? 1 : 0)) * 101 + percent)
                }
            }
        }
        return result
    }

    /// The earlier entries that decide all that an entry is about, or nil where something is left for it.
    private func shadows(ofEntry index: Int, rules: [RuleDescription]) -> [Int]? {
        let entry = policy.entries[index]
        let earlier = policy.entries.indices.prefix(index).filter {
            policy.entries[$0].condition.coversContext(of: entry.condition)
        }
        guard !earlier.isEmpty else { return nil }
        var shadows: Set<Int> = []
        for rule in rules {
            var left = cells(of: entry, rule: rule)
            for candidate in earlier where policy.entries[candidate].condition.allows(rule: rule) {
                let taken = cells(of: policy.entries[candidate], rule: rule)
                if !left.isDisjoint(with: taken) { shadows.insert(candidate) }
                left.subtract(taken)
                if left.isEmpty { break }
            }
            guard left.isEmpty else { return nil }
        }
        return shadows.sorted()
    }
}
