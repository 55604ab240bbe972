// Holds hits that others nearby make surer until those are known.

import SluiceModel

/// The hits of rules that go with others (`pairs_with`), until it is known which of those stand beside them.
///
/// What stands before a hit is known when the frontier has passed its beginning, before which none of its bytes go out.
/// What stands behind it is waited for where its rule says so, to the end of its text at most.
struct PairQueue: Sendable {
    private struct Partner: Sendable {
        let range: ByteRange
        let place: Int
    }

    private struct Waiting: Sendable {
        let hit: Hit
        let demand: PairTable.Demand
        var isPaired: Bool
    }

    /// Hits that are waiting, by where they begin.
    private var waiting: [Waiting] = []
    /// Of how many of them it is known what stands before.
    private var lookedCount = 0
    /// Hits that others go with, by where they end; those that end before all hits to come are `lastEnds`.
    private var partners: [Partner] = []
    /// Where the last hit of each rule ends that others go with, by the rules' places.
    private var lastEnds: [Int?]
    /// No hit that is still to come begins before.
    private var settledTo = 0

    init(_ table: PairTable) {
        lastEnds = table.noEnds
    }

    /// Takes a hit. The result says whether it is one of those that wait or are no findings.
    mutating func take(_ hit: Hit, _ table: PairTable, texts: TextEnds) -> Bool {
        if let place = table.place(of: hit) { insert(Partner(range: hit.secret, place: place), texts: texts) }
        if table.isSilent(hit.rule) { return true }
        guard let demand = table.demand(of: hit) else { return false }
        // One that begins before has been settled, and a later anchor has led to it again.
        guard hit.secret.lowerBound >= settledTo else { return true }
        var entry = Waiting(hit: hit, demand: demand, isPaired: false)
        if demand.after > 0 {
            let end = texts.bounds(around: hit.secret.lowerBound).end
            entry.isPaired = partners.contains { stands($0, behind: entry, textEnd: end) }
        }
        var index = waiting.count
        while index > lookedCount, waiting[index - 1].hit.secret.lowerBound > hit.secret.lowerBound { index -= 1 }
        waiting.insert(entry, at: index)
        return true
    }

    private mutating func insert(_ partner: Partner, texts: TextEnds) {
        guard partner.range.lowerBound >= settledTo else { return }
        var index = partners.count
        while index > 0, partners[index - 1].range.upperBound > partner.range.upperBound { index -= 1 }
        partners.insert(partner, at: index)
        for index in waiting.indices where waiting[index].demand.after > 0 && !waiting[index].isPaired {
            let end = texts.bounds(around: waiting[index].hit.secret.lowerBound).end
            if stands(partner, behind: waiting[index], textEnd: end) { waiting[index].isPaired = true }
        }
    }

    private func stands(_ partner: Partner, behind entry: Waiting, textEnd: Int?) -> Bool {
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
    mutating func settle(upTo frontier: Int, isFinal: Bool, texts: TextEnds, _ place: (Hit) -> Void) {
        settledTo = max(settledTo, isFinal ? .max : frontier)
        guard !waiting.isEmpty || !partners.isEmpty else { return }
        var passed = 0
        while lookedCount < waiting.count, waiting[lookedCount].hit.secret.lowerBound < settledTo {
            let entry = waiting[lookedCount]
            pass(to: entry.hit.secret.lowerBound, &passed)
            for place in entry.demand.places {
                guard let end = lastEnds[place], entry.demand.joins(end..<end, before: entry.hit.secret) else {
                    continue
                }
                waiting[lookedCount].isPaired = true
            }
            lookedCount += 1
        }
        pass(to: settledTo, &passed)
        partners.removeFirst(passed)

        var kept = 0
        for index in waiting.indices {
            let entry = waiting[index]
            if index < lookedCount, entry.isPaired || isSettled(entry, texts: texts) {
                if let hit = entry.demand.settled(entry.hit, isPaired: entry.isPaired) { place(hit) }
            } else {
                waiting[kept] = entry
                kept += 1
            }
        }
        lookedCount -= waiting.count - kept
        waiting.removeLast(waiting.count - kept)
    }

    /// Remembers the hits that end at or before `end` by their ends alone.
    private mutating func pass(to end: Int, _ passed: inout Int) {
        while passed < partners.count, partners[passed].range.upperBound <= end {
            lastEnds[partners[passed].place] = partners[passed].range.upperBound
            passed += 1
        }
    }

    /// Whether nothing behind a hit can make it surer any more.
    private func isSettled(_ entry: Waiting, texts: TextEnds) -> Bool {
        guard entry.demand.after > 0, settledTo - entry.hit.secret.upperBound < entry.demand.after else { return true }
        guard let end = texts.bounds(around: entry.hit.secret.lowerBound).end else { return false }
        return end <= settledTo
    }
}
