// Which rules' findings make those of which others surer.

import SluiceMatching
import SluiceModel
import SluiceRules

/// What the rules' `pairs_with` say, by the rules' indices.
struct PairTable: Sendable {
    /// What a rule says about those that it goes with.
    struct Demand: Sendable {
        /// The places of the rules that it goes with.
        let places: [Int]
        let window: Int
        let after: Int
        let boost: Int
        let isRequired: Bool
        /// Whether both must be in one object.
        let object: PairDefinition.Object?
    }

    /// Whether no rule goes with another.
    let isEmpty: Bool
    /// For each rule that others go with, that none of its findings has come: one array for all streams that begin.
    let noPartners: [PairPartner?]
    private let demands: [Demand?]
    private let places: [Int?]
    /// How many bytes before a finding are read to see whether it is in one object with another.
    let objectReach: Int
    private let isSilent: [Bool]

    init(_ set: RuleSet) {
        let names = Set(set.rules.flatMap { $0.pairing?.rules ?? [] })
        isEmpty = names.isEmpty
        var places: [RuleID: Int] = [:]
        self.places = set.rules.map { rule in
            guard names.contains(rule.description.id) else { return nil }
            places[rule.description.id] = places.count
            return places.count - 1
        }
        noPartners = Array(repeating: nil, count: places.count)
        demands = set.rules.map { rule in
            rule.pairing.map { pairing in
                Demand(
                    places: pairing.rules.compactMap { places[$0] },
                    window: pairing.window,
                    after: pairing.after,
                    boost: pairing.boost,
                    isRequired: pairing.isRequired,
                    object: pairing.object
                )
            }
        }
        let windows = set.rules.compactMap { $0.pairing }.filter { $0.object != nil }.map(\.window)
        objectReach = windows.isEmpty ? 0 : max(windows.max() ?? 0, ObjectLead.reach) + 1
        isSilent = set.rules.indices.map { set.silentRules.contains($0) }
    }

    /// The place of the hit's rule, if others go with it and this hit counts: one that is settled and no sample.
    func place(of hit: Hit) -> Int? {
        guard let place = places[hit.rule], !hit.isOpen, !hit.isBlock, !hit.isSample, !hit.isUndecided else {
            return nil
        }
        return place
    }

    /// What the hit's rule demands, if that may still matter to it.
    func demand(of hit: Hit) -> Demand? {
        hit.isOpen || hit.isBlock || hit.isUndecided ? nil : demands[hit.rule]
    }

    /// Whether a rule's hits are no findings.
    func isSilent(_ rule: Int) -> Bool { isSilent[rule] }
}

extension PairTable.Demand {
    /// What becomes of a hit; nil if it is none.
    ///
    /// - Parameter isPaired: whether a hit of the rules that it goes with stands beside it.
    func settled(_ hit: Hit, isPaired: Bool) -> Hit? {
        guard isPaired else { return isRequired ? nil : hit }
        guard !hit.isSample, !hit.isVerified, !isRequired else { return hit }
        var hit = hit
        hit.confidence = CandidateJudge.raised(hit.confidence, by: boost)
        return hit
    }

    /// Whether a hit stands before another one so that both go together.
    func joins(_ partner: ByteRange, before hit: ByteRange) -> Bool {
        partner.upperBound <= hit.lowerBound && hit.lowerBound - partner.upperBound <= window
    }

    /// Whether a hit stands behind another one so that both go together, before `end` if the text or document has one.
    func joins(_ partner: ByteRange, behind hit: ByteRange, textEnd end: Int?) -> Bool {
        let distance = partner.lowerBound - hit.upperBound
        return distance >= 0 && distance < after && end.map { partner.lowerBound < $0 } ?? true
    }
}

extension Scanner {
    /// What becomes of a hit of a whole text beside the others, and which of them it goes with: the definition that
    /// streams are held to.
    package func settled(_ hit: Hit, beside others: [Hit], in text: [UInt8]) -> (hit: Hit?, partner: Hit?) {
        guard let demand = pairs.demand(of: hit) else { return (hit, nil) }
        let known = others.filter { other in pairs.place(of: other).map(demand.places.contains) ?? false }
        for place in demand.places {
            // Of one rule's hits before it the last one counts.
            let before = known.filter {
                pairs.place(of: $0) == place && $0.secret.upperBound <= hit.secret.lowerBound
            }
            let last = before.max {
                ($0.secret.upperBound, $1.secret.lowerBound) < ($1.secret.upperBound, $0.secret.lowerBound)
            }
            if let last, demand.joins(last.secret, before: hit.secret), goes(with: hit, behind: last, demand, in: text)
            {
                return (demand.settled(hit, isPaired: true), last)
            }
        }
        let partner = known.first { other in
            demand.joins(other.secret, behind: hit.secret, textEnd: nil)
                && goes(with: other, behind: hit, demand, in: text)
        }
        return (demand.settled(hit, isPaired: partner != nil), partner)
    }

    /// Whether a hit is in one object with one before it, if that matters.
    private func goes(with hit: Hit, behind first: Hit, _ demand: PairTable.Demand, in text: [UInt8]) -> Bool {
        guard let object = demand.object else { return true }
        let window = ByteWindow(text.span, lowerBound: 0, isComplete: true)
        return ObjectWalk.answer(
            from: first.secret.upperBound,
            to: .finding(hit.secret.lowerBound),
            ObjectLead(of: first.secret, in: window, limit: 0),
            object,
            in: window,
            strings: nil
        ) == .joined
    }

    /// Whether a hit's rule is looked for on account of others alone.
    package func isSilent(_ hit: Hit) -> Bool { pairs.isSilent(hit.rule) }
}
