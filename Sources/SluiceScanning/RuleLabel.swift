// What findings of a rule say about it.

import SluiceMatching
import SluiceModel
import SluiceRules

/// What findings of a rule say about it: the part of its description that is copied for each of them.
struct RuleLabel: Sendable {
    let id: RuleID
    let category: Category
    let severity: Severity
    let entity: String?
    /// The rule's matcher, which knows what the details of its matches stand for.
    let matcher: any CandidateMatcher
    /// Whether other rules that fire on the same bytes tell more about them.
    let isGeneric: Bool

    init(_ rule: CompiledRule) {
        id = rule.description.id
        category = rule.description.category
        severity = rule.description.severity
        entity = rule.description.entity
        matcher = rule.matcher
        isGeneric = rule.isGeneric
    }

    /// What a hit is reported as: what its matcher knows of it, else the rule's entity.
    func entity(of hit: Hit) -> String? {
        hit.detail.isEmpty ? entity : matcher.entity(of: hit.detail) ?? entity
    }

    /// The licence that a hit names, as an SPDX expression.
    func license(of hit: Hit) -> String? {
        category == .license && !hit.detail.isEmpty ? matcher.entity(of: hit.detail) : nil
    }
}

extension Mark {
    /// What a flagged part is announced as whose best hit is `hit`.
    init(
        _ hit: Hit,
        label: RuleLabel,
        confidence: Confidence,
        fingerprint: Fingerprint,
        others: [(rule: Int, place: TextPlace)] = [],
        otherLicenses: [Int: String] = [:]
    ) {
        var licenses = otherLicenses
        if let license = label.license(of: hit) { licenses[hit.rule] = license }
        self.init(
            rule: label.id,
            confidence: confidence,
            fingerprint: fingerprint,
            isSample: hit.isSample,
            isWhole: !hit.isBlock,
            ruleIndex: hit.rule,
            otherRules: others.map(\.rule),
            place: hit.place,
            otherPlaces: others.map(\.place),
            licenses: licenses
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
            entity: label.entity(of: hit),
            range: range,
            match: hit.match.lowerBound..<(hit.isBlock ? range.upperBound : hit.match.upperBound),
            fingerprint: mark.fingerprint,
            isUndecided: hit.isUndecided,
            alsoMatched: alsoMatched,
            decoded: hit.forms,
            language: hit.place.language
        )
    }
}
