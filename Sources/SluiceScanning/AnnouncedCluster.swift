// A cluster of overlapping hits whose mask has gone out.

import SluiceMatching
import SluiceModel
import SluiceRules

/// A cluster of overlapping hits whose mask has gone out: what it is reported as is settled, its end may still move.
struct AnnouncedCluster: Sendable {
    let mark: Mark
    /// The hits whose end is still to come.
    var open: [Hit]
    /// The end of what belongs to the cluster so far.
    private(set) var end: Int

    /// What is known of the best hit's value when the cluster is announced.
    var value: ByteRange { best.secret.lowerBound..<best.settledEnd }

    private let start: Int
    private let best: Hit
    private let description: RuleDescription
    /// The rules of all hits, by index.
    private var rules: Set<Int> = []

    /// Settles what the cluster of `hits`, of which there is at least one, is reported as.
    init(_ hits: ArraySlice<Hit>, text: borrowing ByteWindow, scanner: Scanner) {
        var best = hits[hits.startIndex]
        for hit in hits.dropFirst() where Rank(hit, scanner) < Rank(best, scanner) { best = hit }
        let description = scanner.rules.rules[best.rule].description
        mark = Mark(
            rule: description.id,
            // A sample stays a sample whatever generic rules say of it; otherwise the surest of the hits counts.
            confidence: best.isSample ? best.confidence : hits.map(\.confidence).max() ?? best.confidence,
            fingerprint: scanner.key.fingerprint(of: text.span(best.secret.lowerBound..<best.settledEnd)),
            isSample: best.isSample,
            isWhole: !best.isBlock,
            ruleIndex: best.rule,
            otherRules: Set(hits.lazy.map(\.rule)).subtracting([best.rule]).sorted()
        )
        self.best = best
        self.description = description
        start = hits[hits.startIndex].secret.lowerBound
        end = start
        open = []
        for hit in hits { absorb(hit) }
    }

    /// Takes a hit that begins inside the cluster in.
    mutating func absorb(_ hit: Hit) {
        end = max(end, hit.secret.upperBound)
        rules.insert(hit.rule)
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
            rule: description.id,
            category: description.category,
            severity: description.severity,
            confidence: mark.confidence,
            isVerified: best.isVerified,
            isSample: best.isSample,
            entity: description.entity,
            range: start..<end,
            match: best.match.lowerBound..<(best.isBlock ? end : best.match.upperBound),
            fingerprint: mark.fingerprint,
            isUndecided: best.isUndecided,
            alsoMatched: rules.filter { $0 != best.rule }.map { scanner.rules.rules[$0].description.id }.sorted()
        )
    }
}
