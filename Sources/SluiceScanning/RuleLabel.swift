// What findings of a rule say about it.

import SluiceModel
import SluiceRules

/// What findings of a rule say about it: the part of its description that is copied for each of them.
struct RuleLabel: Sendable {
    let id: RuleID
    let category: Category
    let severity: Severity
    let entity: String?
    /// Whether other rules that fire on the same bytes tell more about them.
    let isGeneric: Bool

    init(_ rule: CompiledRule) {
        id = rule.description.id
        category = rule.description.category
        severity = rule.description.severity
        entity = rule.description.entity
        isGeneric = rule.isGeneric
    }
}

extension Mark {
    /// What a flagged part is announced as whose best hit is `hit`.
    init(_ hit: Hit, label: RuleLabel, confidence: Confidence, fingerprint: Fingerprint, otherRules: [Int]) {
        self.init(
            rule: label.id,
            confidence: confidence,
            fingerprint: fingerprint,
            isSample: hit.isSample,
            isWhole: !hit.isBlock,
            ruleIndex: hit.rule,
            otherRules: otherRules
        )
    }
}

extension Finding {
    /// What a flagged part is reported as whose best hit is `hit`.
    init(_ hit: Hit, label: RuleLabel, mark: Mark, range: ByteRange, alsoMatched: [RuleID]) {
        self.init(
            rule: label.id,
            category: label.category,
            severity: label.severity,
            confidence: mark.confidence,
            isVerified: hit.isVerified,
            isSample: hit.isSample,
            entity: label.entity,
            range: range,
            match: hit.match.lowerBound..<(hit.isBlock ? range.upperBound : hit.match.upperBound),
            fingerprint: mark.fingerprint,
            isUndecided: hit.isUndecided,
            alsoMatched: alsoMatched
        )
    }
}
