// A cluster of overlapping hits whose mask has gone out.

import SluiceModel

/// A cluster of overlapping hits whose mask has gone out: what it is reported as is settled, its end may still move.
struct AnnouncedCluster: Sendable {
    let mark: Mark
    /// The hits whose end is still to come.
    var open: [Hit]
    /// The end of what belongs to the cluster so far.
    private(set) var end: Int

    /// What is known of the best hit's value when the cluster is announced.
    var value: ByteRange { best.value }

    private let start: Int
    private let best: Hit
    /// The rules of the other hits, by index, each once.
    private var others: [Int] = []

    /// Settles what the cluster of `hits`, of which there is at least one, is reported as.
    ///
    /// - Parameter fingerprint: gives the fingerprint of a hit's value.
    init(_ hits: ArraySlice<Hit>, scanner: Scanner, fingerprint: (Hit) -> Fingerprint) {
        var best = hits[hits.startIndex]
        var surest = best.confidence
        for hit in hits.dropFirst() {
            if Rank(hit, scanner) < Rank(best, scanner) { best = hit }
            surest = max(surest, hit.confidence)
        }
        var licenses: [Int: String] = [:]
        for hit in hits { licenses[hit.rule] = licenses[hit.rule] ?? scanner.labels[hit.rule].license(of: hit) }
        var others: [(rule: Int, place: TextPlace)] = []
        for hit in hits where hit.rule != best.rule || hit.place != best.place {
            if !others.contains(where: { $0 == (hit.rule, hit.place) }) { others.append((hit.rule, hit.place)) }
        }
        mark = Mark(
            best,
            label: scanner.labels[best.rule],
            // A sample stays a sample whatever generic rules say of it; otherwise the surest of the hits counts.
            confidence: best.isSample ? best.confidence : surest,
            fingerprint: fingerprint(best),
            others: others.sorted { $0.rule < $1.rule },
            otherLicenses: licenses
        )
        self.best = best
        start = hits[hits.startIndex].secret.lowerBound
        end = start
        open = []
        for hit in hits { absorb(hit) }
    }

    /// Takes a hit that begins inside the cluster in.
    mutating func absorb(_ hit: Hit) {
        end = max(end, hit.secret.upperBound)
        if hit.rule != best.rule, !others.contains(hit.rule) { others.append(hit.rule) }
        if hit.isOpen { open.append(hit) }
    }

    /// Takes over the ends of open hits that have moved or been found.
    mutating func closeEndedHits() {
        for hit in open { end = max(end, hit.secret.upperBound) }
        open.removeAll { !$0.isOpen }
    }

    /// The cluster as it is reported once it has ended.
    func finding(scanner: Scanner) -> Finding {
        Finding(
            best,
            label: scanner.labels[best.rule],
            mark: mark,
            range: start..<end,
            alsoMatched: others.isEmpty ? [] : others.map { scanner.labels[$0].id }.sorted()
        )
    }
}
