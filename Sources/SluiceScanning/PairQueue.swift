// Holds hits that others nearby make surer until those are known.

import SluiceMatching
import SluiceModel
import SluiceRules

/// A hit that others go with.
struct PairPartner: Sendable {
    let range: ByteRange
    let place: Int
    /// How it stands in its line, once that has been read; it is where a rule reads objects.
    var lead: ObjectLead?
}

/// Where the texts of a stream end, and where its strings stand if they are those of one document.
struct PairPlaces {
    let texts: TextEnds
    let strings: StringPlaces?
}

/// The hits of rules that go with others (`pairs_with`), until it is known which of those stand beside them.
///
/// What stands before a hit is known when the frontier has passed its beginning, before which none of its bytes go out.
/// What stands behind it is waited for where its rule says so, to the end of its text at most.
struct PairQueue: Sendable {
    private struct Waiting: Sendable {
        let hit: Hit
        let demand: PairTable.Demand
        /// How it stands in its line, once that has been read; it is where its rule reads objects.
        var lead: ObjectLead?
        var isPaired: Bool
    }

    /// Hits that are waiting, by where they begin.
    private var waiting: [Waiting] = []
    /// Of how many of them it is known what stands before.
    private var lookedCount = 0
    /// Hits that others go with, by where they end; of those that end before all hits to come the last are
    /// `lastPartners`.
    private var partners: [PairPartner] = []
    /// The last hit of each rule that others go with, by the rules' places.
    private var lastPartners: [PairPartner?]
    /// No hit that is still to come begins before.
    private var settledTo = 0
    /// Whether any rule reads objects.
    private let readsObjects: Bool

    init(_ table: PairTable) {
        readsObjects = table.objectReach > 0
        lastPartners = table.noPartners
    }

    /// Takes a hit. The result says whether it is one of those that wait or are no findings.
    mutating func take(_ hit: Hit, _ table: PairTable, texts: TextEnds) -> Bool {
        if let place = table.place(of: hit) { insert(PairPartner(range: hit.secret, place: place), texts: texts) }
        if table.isSilent(hit.rule) { return true }
        guard let demand = table.demand(of: hit) else { return false }
        // One that begins before has been settled, and a later anchor has led to it again.
        guard hit.secret.lowerBound >= settledTo else { return true }
        var entry = Waiting(hit: hit, demand: demand, isPaired: false)
        if demand.after > 0, demand.object == nil {
            let end = texts.bounds(around: hit.secret.lowerBound).end
            entry.isPaired = partners.contains { stands($0, behind: entry, textEnd: end) }
        }
        var index = waiting.count
        while index > lookedCount, waiting[index - 1].hit.secret.lowerBound > hit.secret.lowerBound { index -= 1 }
        waiting.insert(entry, at: index)
        return true
    }

    private mutating func insert(_ partner: PairPartner, texts: TextEnds) {
        guard partner.range.lowerBound >= settledTo else { return }
        var index = partners.count
        while index > 0, partner.comes(before: partners[index - 1]) { index -= 1 }
        partners.insert(partner, at: index)
        for index in waiting.indices
        where waiting[index].demand.after > 0 && waiting[index].demand.object == nil && !waiting[index].isPaired {
            let end = texts.bounds(around: waiting[index].hit.secret.lowerBound).end
            if stands(partner, behind: waiting[index], textEnd: end) { waiting[index].isPaired = true }
        }
    }

    private func stands(_ partner: PairPartner, behind entry: Waiting, textEnd: Int?) -> Bool {
        entry.demand.places.contains(partner.place)
            && entry.demand.joins(partner.range, behind: entry.hit.secret, textEnd: textEnd)
    }

    /// The first byte of a hit that still waits, or nil.
    var holdFrom: Int? { waiting.first?.hit.secret.lowerBound }

    /// Gives the hits of which all is known to `place`.
    ///
    /// - Parameters:
    ///   - frontier: no hit that is still to come begins before it.
    ///   - isFinal: whether none is still to come.
    mutating func settle(
        upTo frontier: Int,
        isFinal: Bool,
        _ places: PairPlaces,
        in text: borrowing ByteWindow,
        _ place: (Hit) -> Void
    ) {
        settledTo = max(settledTo, isFinal ? .max : frontier)
        guard !waiting.isEmpty || !partners.isEmpty else { return }
        if readsObjects {
            readLines(places, in: text)
            pairBehind(places, in: text)
        }
        var passed = 0
        while lookedCount < waiting.count, waiting[lookedCount].hit.secret.lowerBound < settledTo {
            let entry = waiting[lookedCount]
            pass(to: entry.hit.secret.lowerBound, &passed)
            for place in entry.demand.places where !waiting[lookedCount].isPaired {
                guard let partner = lastPartners[place], entry.demand.joins(partner.range, before: entry.hit.secret)
                else { continue }
                waiting[lookedCount].isPaired = places.join(
                    partner.range.upperBound,
                    partner.lead,
                    to: entry.hit.secret,
                    entry.demand.object,
                    in: text
                )
            }
            lookedCount += 1
        }
        pass(to: settledTo, &passed)
        partners.removeFirst(passed)

        var kept = 0
        for index in waiting.indices {
            let entry = waiting[index]
            if index < lookedCount, entry.isPaired || isSettled(entry, places, in: text) {
                if let hit = entry.demand.settled(entry.hit, isPaired: entry.isPaired) { place(hit) }
            } else {
                waiting[kept] = entry
                kept += 1
            }
        }
        lookedCount -= waiting.count - kept
        waiting.removeLast(waiting.count - kept)
    }

    /// Reads how the hits stand in their lines that have come since the last time.
    private mutating func readLines(_ places: PairPlaces, in text: borrowing ByteWindow) {
        for index in partners.indices where partners[index].lead == nil {
            partners[index].lead = places.lead(of: partners[index].range, in: text)
        }
        for index in waiting.indices where waiting[index].lead == nil && waiting[index].demand.object != nil {
            waiting[index].lead = places.lead(of: waiting[index].hit.secret, in: text)
        }
    }

    /// Looks for hits in one object with those that wait and read objects, among the ones that have come.
    private mutating func pairBehind(_ places: PairPlaces, in text: borrowing ByteWindow) {
        for index in waiting.indices where waiting[index].demand.after > 0 && !waiting[index].isPaired {
            let entry = waiting[index]
            guard let object = entry.demand.object else { continue }
            let end = places.end(around: entry.hit.secret.lowerBound)
            for partner in partners where !waiting[index].isPaired && stands(partner, behind: entry, textEnd: end) {
                waiting[index].isPaired = places.join(
                    entry.hit.secret.upperBound,
                    entry.lead,
                    to: partner.range,
                    object,
                    in: text
                )
            }
        }
    }

    /// Remembers the hits that end at or before `end`, the last of each rule.
    private mutating func pass(to end: Int, _ passed: inout Int) {
        while passed < partners.count, partners[passed].range.upperBound <= end {
            lastPartners[partners[passed].place] = partners[passed]
            passed += 1
        }
    }

    /// Whether nothing behind a hit can make it surer any more.
    private func isSettled(_ entry: Waiting, _ places: PairPlaces, in text: borrowing ByteWindow) -> Bool {
        guard entry.demand.after > 0, settledTo - entry.hit.secret.upperBound < entry.demand.after else { return true }
        if let object = entry.demand.object, let lead = entry.lead {
            let end = min(settledTo, text.upperBound)
            if places.hasEnded(from: entry.hit.secret.upperBound, to: end, lead, object, in: text) { return true }
            guard let end = places.end(around: entry.hit.secret.lowerBound) else { return false }
            return end <= settledTo
        }
        guard let end = places.texts.bounds(around: entry.hit.secret.lowerBound).end else { return false }
        return end <= settledTo
    }
}

extension PairPartner {
    /// Whether it ends before another one, or covers it to its end.
    fileprivate func comes(before other: PairPartner) -> Bool {
        (range.upperBound, other.range.lowerBound) < (other.range.upperBound, range.lowerBound)
    }
}

extension PairPlaces {
    /// How a hit stands in its line, be it one of a string.
    fileprivate func lead(of secret: ByteRange, in text: borrowing ByteWindow) -> ObjectLead {
        let start = texts.bounds(around: secret.lowerBound).start
        let string = strings?.lastStart(upTo: secret.lowerBound) ?? start
        return ObjectLead(of: secret, in: text, limit: max(start, string))
    }

    /// Where the text ends, or the document, in which `position` is; nil where that is not known.
    fileprivate func end(around position: Int) -> Int? {
        strings == nil ? texts.bounds(around: position).end : nil
    }

    /// Whether a hit that ends at `end` is in one object with one behind it, if that matters.
    fileprivate func join(
        _ end: Int,
        _ lead: ObjectLead?,
        to next: ByteRange,
        _ object: PairDefinition.Object?,
        in text: borrowing ByteWindow
    ) -> Bool {
        guard let object else { return true }
        guard let lead else { return false }
        let isOneText = isOneText(end, next.lowerBound)
        guard isOneText || strings != nil else { return false }
        return ObjectWalk.answer(
            from: end,
            to: .finding(next.lowerBound),
            lead,
            object,
            in: text,
            strings: isOneText ? nil : strings
        ) == .joined
    }

    /// Whether nothing behind `known` can be in one object with a hit that ends at `end`.
    fileprivate func hasEnded(
        from end: Int,
        to known: Int,
        _ lead: ObjectLead,
        _ object: PairDefinition.Object,
        in text: borrowing ByteWindow
    ) -> Bool {
        // In a document what follows the text may still be.
        guard known > end, strings == nil || !isOneText(end, known) else { return false }
        return ObjectWalk.answer(from: end, to: .known(known), lead, object, in: text, strings: strings) == .ended
    }

    private func isOneText(_ first: Int, _ second: Int) -> Bool {
        guard let end = texts.ends(from: first).first else { return true }
        return end > second
    }
}
