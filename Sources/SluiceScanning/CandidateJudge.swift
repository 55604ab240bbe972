// Decides one candidate: shape, entropy, checks, exceptions, context.

package import SluiceMatching
import SluiceModel
package import SluiceRules

/// The steps that every candidate of a rule goes through. A function of the bytes in the rule's reach and nothing else.
///
/// `@unchecked Sendable` as a class that is subclassed must be: all its properties, and the subclass's one, are
/// immutable and `Sendable` themselves.
package class CandidateJudge: @unchecked Sendable {
    package let rule: CompiledRule
    /// The rule's index in the rule set.
    package let index: Int
    /// How many bytes before a position are read, context included.
    package let reachBefore: Int
    /// How many bytes from a position on are read.
    package let reachAfter: Int
    private let matcherReachBefore: Int
    /// Whether the strings of a document before the one with a candidate are read with it.
    let readsStringsBefore: Bool
    /// How many bytes before a match are read where no headers of tables are.
    let reachBeforeMatch: Int
    private let context: ContextSearch?
    /// What the rule says about the surroundings of a value, if it finds nothing where no word or key stands.
    let demand: ContextDemand?
    /// Whether the rule names values that are none or samples.
    private let hasExceptions: Bool
    // Copies of what every finding needs of the rule, which would copy its whole description each time.
    private let minimumEntropy: Double?
    private let hasValidators: Bool
    private let ruleConfidence: Confidence

    /// How far a check that fails lowers the confidence.
    package static let failedCheckPenalty = 30
    /// How far a word that speaks against the rule lowers the confidence.
    package static let opposingPenalty = 30
    /// What context can raise an unproved finding to.
    private static let unprovedMaximum = 95

    /// The judge of a rule, made for the type of its matcher: asking through the protocol would copy the matcher for
    /// every candidate.
    package static func make(rule: CompiledRule, index: Int) -> CandidateJudge {
        func typed(_ matcher: some CandidateMatcher) -> CandidateJudge {
            TypedCandidateJudge(matcher, rule: rule, index: index)
        }
        return typed(rule.matcher)
    }

    fileprivate init(rule: CompiledRule, index: Int) {
        self.rule = rule
        self.index = index
        context = rule.context.map(ContextSearch.init)
        demand = Self.demand(of: rule, context)
        hasExceptions = !rule.allow.isEmpty || !rule.samples.isEmpty
        minimumEntropy = rule.minimumEntropy
        hasValidators = !rule.validators.isEmpty
        ruleConfidence = rule.description.confidence
        matcherReachBefore = rule.matcher.reachBefore
        readsStringsBefore = rule.matcher.readsStringsBefore
        reachBefore = rule.matcher.reachBefore + (context?.reach ?? 0)
        reachBeforeMatch = max(rule.matcher.reachBefore, context?.reachInLine ?? 0)
        reachAfter = rule.matcher.reachAfter
    }

    /// A match that does not begin at the position that was asked about has other surroundings.
    private static func demand(of rule: CompiledRule, _ context: ContextSearch?) -> ContextDemand? {
        guard let context, rule.matcher.matchesBeginAtPosition else { return nil }
        let ahead = context.after > 0 ? rule.matcher.reachAfter + context.after : 0
        func demand(_ groupSigns: [GroupSign] = []) -> ContextDemand {
            ContextDemand(search: context, ahead: ahead, groupSigns: groupSigns)
        }
        if context.isRequired { return demand() }
        switch rule.matcher.contextNeed {
        case .asRuled: return nil
        case .always: return demand()
        case .unlessGrouped(let signs): return demand(signs)
        }
    }

    /// Decides about `position`.
    ///
    /// - Parameters:
    ///   - text: the retained bytes of the stream.
    ///   - isFinal: whether the stream ends with `text`.
    package func decide(
        position: Int,
        text: borrowing ByteWindow,
        isFinal: Bool,
        runs: inout RunCache
    ) -> Decision {
        let lower = max(text.lowerBound, position - matcherReachBefore)
        let wanted = position + reachAfter + 1
        let upper = min(text.upperBound, wanted)
        let window = ByteWindow(
            text.span(lower..<upper),
            lowerBound: lower,
            isComplete: isFinal || text.upperBound >= wanted
        )
        switch match(at: position, in: window, runs: &runs) {
        case .noMatch(let rejection):
            return .refused(.shape(rejection))
        case .needsMore(let holdFrom):
            return .needsMore(holdFrom: holdFrom)
        case .undecided(let range):
            return .accepted(undecided(range))
        case .match(let match):
            return judge(match, text: text, isFinal: isFinal, runs: &runs)
        }
    }

    /// Decides about `position` of a whole text, and about the values that follow it in a list or map.
    ///
    /// - Parameter body: takes each position with what was decided, and says whether to go on.
    func decideAll(
        from position: Int,
        text: borrowing ByteWindow,
        runs: inout RunCache,
        _ body: (Int, Decision) -> Bool
    ) {
        var (position, place) = (position, ContainerPlace?.none)
        while true {
            (runs.place, runs.next) = (place, nil)
            let decision = decide(position: position, text: text, isFinal: true, runs: &runs)
            let next = runs.next
            runs.place = nil
            guard body(position, decision), let next else { return }
            (position, place) = (next.position, next)
        }
    }

    /// Asks the rule's matcher.
    fileprivate func match(at position: Int, in window: borrowing ByteWindow, runs: inout RunCache) -> MatchOutcome {
        rule.matcher.match(at: position, in: window, runs: &runs)
    }

    private func undecided(_ range: ByteRange) -> Hit {
        Hit(
            rule: index,
            match: range,
            secret: range,
            settledEnd: range.upperBound,
            isOpen: false,
            isBlock: false,
            confidence: .low,
            isVerified: false,
            isSample: false,
            isUndecided: true,
            isReportOnly: rule.onLimit == .report,
            hasContext: false
        )
    }

    private func judge(
        _ match: RawMatch,
        text: borrowing ByteWindow,
        isFinal: Bool,
        runs: inout RunCache
    ) -> Decision {
        let value = text.span(match.secret)
        var hasContext = false
        let needsContext = match.needsContext || context?.isRequired == true
        if needsContext {
            guard let context else { return .refused(.contextMissing) }
            hasContext =
                runs.isNamedBefore || context.isPresent(before: match.match.lowerBound, in: text, runs: &runs)
            guard hasContext || context.after > 0 else { return .refused(.contextMissing) }
        }
        if let needed = minimumEntropy {
            let found = ShannonEntropy.bitsPerCharacter(of: value)
            if found < needed { return .refused(.entropy(found: found, needed: needed)) }
        }
        var proof = match.proof
        var isSample = match.isSample
        if hasValidators {
            for index in rule.validators.indices {
                switch rule.validators[index].validator.validate(value) {
                case .valid: proof = .holds
                case .sample: isSample = true
                case .notApplicable: continue
                case .invalid:
                    if rule.validators[index].isRequired { return .refused(.validator(index: index)) }
                    proof = .fails
                }
            }
        }
        // The mask of a block goes out before its end is known, so nothing that comes later may change it.
        if match.isOpen { (proof, isSample) = (.holds, false) }
        if hasExceptions {
            let scratch = runs.patterns ?? PatternScratch()
            if let reason = rule.allow.reason(for: value, scratch: scratch) { return .refused(.allowed(reason)) }
            if !match.isOpen, rule.samples.reason(for: value, scratch: scratch) != nil { isSample = true }
        }
        var isOpposed = false
        if let context {
            if !needsContext {
                hasContext = context.isPresent(before: match.match.lowerBound, in: text, runs: &runs)
            } else if !hasContext {
                switch context.presence(behind: match.match, in: text, isFinal: isFinal) {
                case .present: hasContext = true
                case .absent: return .refused(.contextMissing)
                case .isOpen:
                    runs.waiting = nil
                    return .needsMore(holdFrom: match.secret.lowerBound)
                }
            }
            isOpposed = !match.isOpen && context.isOpposed(before: match.match.lowerBound, in: text)
        }
        if hasContext, match.isProvedByContext, proof == .none { proof = .holds }
        return .accepted(
            Hit(
                rule: index,
                match: match.match,
                secret: match.secret,
                settledEnd: match.secret.upperBound,
                isOpen: match.isOpen,
                isBlock: match.isOpen,
                confidence: confidence(
                    proof: proof,
                    doubt: Int(match.doubt),
                    opposition: isOpposed ? Self.opposingPenalty : 0,
                    isSample: isSample,
                    hasContext: hasContext
                ),
                isVerified: proof == .holds && !isSample,
                isSample: isSample,
                isUndecided: false,
                isReportOnly: false,
                hasContext: hasContext,
                detail: match.detail
            )
        )
    }

    private func confidence(
        proof: Proof,
        doubt: Int,
        opposition: Int,
        isSample: Bool,
        hasContext: Bool
    ) -> Confidence {
        if isSample { return .sample }
        if proof == .holds { return Confidence.certain.moved(by: -opposition) }
        var confidence = ruleConfidence.moved(by: -doubt - opposition)
        if proof == .fails { confidence = confidence.moved(by: -Self.failedCheckPenalty) }
        if hasContext, let context, !context.isRequired {
            confidence = Self.raised(confidence, by: context.boost)
        }
        return confidence
    }

    /// What a confidence becomes that something beside a finding raises, which is no proof.
    static func raised(_ confidence: Confidence, by boost: Int) -> Confidence {
        Confidence(percent: max(confidence.percent, min(confidence.percent + boost, unprovedMaximum)))
    }
}

/// The judge of a rule whose matcher's type is known.
private final class TypedCandidateJudge<Matcher: CandidateMatcher>: CandidateJudge, @unchecked Sendable {
    private let matcher: Matcher

    init(_ matcher: Matcher, rule: CompiledRule, index: Int) {
        self.matcher = matcher
        super.init(rule: rule, index: index)
    }

    override func match(at position: Int, in window: borrowing ByteWindow, runs: inout RunCache) -> MatchOutcome {
        matcher.match(at: position, in: window, runs: &runs)
    }
}
