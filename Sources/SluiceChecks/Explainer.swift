// Explains in words what was found in a text and what was not.

package import Sluice
import SluiceMatching
package import SluiceModel
import SluiceRules
import SluiceScanning

/// Explains what each rule that came near a text made of it.
package struct Explainer: Sendable {
    /// What one rule made of one place.
    package struct Entry: Sendable, Hashable {
        package let rule: RuleID
        /// The bytes of the text that called for the rule.
        package let anchor: ByteRange
        /// The bytes that would be masked; nil where the candidate is no finding.
        package let range: ByteRange?
        /// The steps in words, in order. They tell no byte of the text.
        package let steps: [String]

        /// Whether it is a finding.
        package var isFinding: Bool { range != nil }
    }

    private let guardrail: Guardrail

    /// Explains with the rules of `guardrail`.
    package init(guardrail: Guardrail) {
        self.guardrail = guardrail
    }

    /// Every place where a rule was asked, in the order of the text, then what is found in hidden texts.
    ///
    /// - Parameter language: what the text is written in, if that is known.
    package func explain(_ text: [UInt8], language: Language? = nil) -> [Entry] {
        let scope = language.map { ScopeHint($0) } ?? .unknown
        let considerations = guardrail.scanner.considerations(in: text, scope: scope)
        let hidden = guardrail.scanner.hiddenHits(in: text)
        let hits = considerations.compactMap(\.decision.hit) + hidden
        let plain: [Entry] = considerations.compactMap { consideration in
            func refused(_ step: String) -> Entry {
                Entry(rule: consideration.rule, anchor: consideration.anchor, range: nil, steps: [step])
            }
            return switch consideration.decision {
            case .accepted(let hit): entry(hit, anchor: consideration.anchor, in: text, beside: hits)
            case .refused(let refusal): refused(words(for: refusal, ofRule: consideration.ruleIndex))
            case .needsMore: refused("the text ends before it can be decided")
            }
        }
        return plain + hidden.compactMap { entry($0, anchor: $0.match, in: text, isHidden: true, beside: hits) }
    }

    /// What is said of a hit; nil where its rule is looked for on account of others alone.
    ///
    /// - Parameter isHidden: whether what the hit says of itself is hidden.
    private func entry(
        _ hit: Hit,
        anchor: ByteRange,
        in text: [UInt8],
        isHidden: Bool = false,
        beside others: [Hit]
    ) -> Entry? {
        guard !guardrail.scanner.isSilent(hit) else { return nil }
        let rules = guardrail.scanner.rules.rules
        let rule = rules[hit.rule].description.id
        let settled = guardrail.scanner.settled(hit, beside: others, in: text)
        let names = hit.forms.forms.map(\.rawValue).joined(separator: ", then ")
        let forms = hit.forms.isEmpty ? [] : ["hidden in \(names)"]
        guard let found = settled.hit else {
            return Entry(
                rule: rule,
                anchor: anchor,
                range: nil,
                steps: forms + ["none of the rules that it requires beside it has a finding there"]
            )
        }
        let partner = settled.partner.map { rules[$0.rule].description.id }
        return Entry(
            rule: rule,
            anchor: anchor,
            range: found.secret,
            steps: forms + acceptanceSteps(found, in: isHidden ? nil : text, beside: partner)
        )
    }

    /// - Parameter text: what the hit says of itself; nil where that is hidden.
    private func acceptanceSteps(_ hit: Hit, in text: [UInt8]?, beside partner: RuleID?) -> [String] {
        let rule = guardrail.scanner.rules.rules[hit.rule]
        var steps = ["the shape matches bytes \(hit.match.lowerBound)…\(hit.match.upperBound)"]
        if let number = rule.matcher as? NumberMatcher {
            if let text, let form = number.form(of: Array(text[hit.match])) {
                let bare = number.bare.allows(form) ? "may stand alone" : "needs a word or key before it"
                steps.append("its form is \(form), which \(bare)")
            }
            if let check = number.check { steps.append("check \(check.name) (required)") }
        }
        if let needed = rule.minimumEntropy { steps.append("its entropy is at least \(needed) bits a character") }
        for check in rule.validators { steps.append("check \(check.name)\(check.isRequired ? " (required)" : "")") }
        if hit.isVerified { steps.append("proved by a check or by its structure") }
        if hit.isSample { steps.append("a published sample") }
        if hit.hasContext { steps.append("a context word, a key or a column header names it") }
        if let partner { steps.append("a finding of \(partner) is beside it") }
        if hit.isUndecided { steps.append("given up at the rule's match limit") }
        steps.append("confidence \(hit.confidence.percent)")
        return steps
    }

    private func words(for refusal: Refusal, ofRule index: Int) -> String {
        switch refusal {
        case .shape(let rejection): Self.words(for: rejection)
        case .entropy(let found, let needed):
            "its entropy of \(Self.oneDecimal(found)) bits a character is below \(needed)"
        case .validator(let check):
            "the required check \(guardrail.scanner.rules.rules[index].validators[check].name) fails"
        case .allowed(let reason):
            switch reason {
            case .value: "the rule allows this value"
            case .pattern: "the rule allows values of this pattern"
            case .stopWord: "the value contains one of the rule's stop words"
            }
        case .outOfScope(let scope): "the rule does not apply in \(Self.words(for: scope))"
        case .contextMissing: "none of the context words that the rule requires names it"
        }
    }

    private static func words(for scope: Scope) -> String {
        let language =
            switch scope.kind {
            case .prose: "running text"
            case .unknown: "text of an unknown language"
            case .language(let language): language.name
            }
        let region =
            switch scope.region {
            case .unknown: ""
            case .code: ", outside comments and strings"
            case .comment: ", in a comment"
            case .string: ", in a string"
            }
        return language + region + (scope.isOld ? ", on a line that a change does not add" : "")
    }

    private static func words(for rejection: Rejection) -> String {
        switch rejection {
        case .leftBoundary: "what stands before it belongs to it"
        case .rightBoundary: "what follows it belongs to it"
        case .length(let found): "its length of \(found) is not the rule's"
        case .shape: "the shape is not the rule's"
        case .range(let field): "\(field) is out of range"
        case .check: "its check digits or another check of the number do not hold"
        case .placeholder: "the value is a placeholder, a reference or a mask"
        case .named: "it names a command and does not run it"
        }
    }

    private static func oneDecimal(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
