// Joins findings that overlap and releases text around them.

import SluiceMatching
import SluiceModel

/// The accepted hits that have not gone out, joined into clusters of overlapping masks, and what has gone out so far.
///
/// A cluster goes out whole once nothing that is still to come can begin before its end. Two kinds go out earlier, so
/// that what is held stays bounded: a block, whose beginning settles the matter, and a chain of overlapping hits longer
/// than `longestHeld`. Their mask is announced when everything before their settled end is known; what follows is
/// concealed as it comes and can only move their end.
struct ClusterQueue: Sendable {
    /// Clusters longer than this many bytes are announced before their end.
    static let longestHeld = 4_096

    /// Everything before this offset has been given to the sink.
    private(set) var released = 0
    /// Hits of clusters that have not been announced, sorted by the start of the mask.
    private var hits: [Hit] = []
    /// The cluster that has been announced and has not ended.
    @Seldom private var announced: AnnouncedCluster?
    /// Hits that are not acted on and have not been remarked upon, sorted by the start of what they flag.
    private var remarks: [Hit] = []
    /// How many of `remarks` have been remarked upon.
    private var remarkedCount = 0
    /// The hit that was remarked upon last.
    @Seldom private var lastRemark: Hit?

    /// Adds a hit. A new one begins at or after `released`, as the frontier held it; one that begins before has been
    /// reported, and a later anchor has led to it again.
    mutating func insert(_ hit: Hit) {
        guard hit.secret.lowerBound >= released || announced != nil else { return }
        var index = hits.count
        while index > 0, hits[index - 1].secret.lowerBound > hit.secret.lowerBound { index -= 1 }
        if index == hits.count { hits.append(hit) } else { hits.insert(hit, at: index) }
    }

    /// Adds a hit that is not acted on. Of an open one, the part that is settled is remarked upon.
    mutating func insertRemark(_ hit: Hit) {
        guard hit.secret.lowerBound >= released else { return }
        var hit = hit
        hit.isOpen = false
        var index = remarks.count
        while index > remarkedCount, remarks[index - 1].secret.lowerBound > hit.secret.lowerBound { index -= 1 }
        if index == remarks.count { remarks.append(hit) } else { remarks.insert(hit, at: index) }
    }

    /// The earliest byte that is still to be read for an open hit, or nil.
    var openEnd: Int? {
        guard hasOpenHits else { return nil }
        let ends =
            hits.lazy.filter(\.isOpen).map(\.secret.upperBound) + (announced?.open.map(\.secret.upperBound) ?? [])
        return ends.min()
    }

    /// Whether any hit is open.
    var hasOpenHits: Bool { announced?.open.isEmpty == false || hits.contains(where: \.isOpen) }

    /// Lets `advance` move the end of every open hit.
    mutating func extendOpenHits(_ advance: (Hit) -> Extension) {
        for index in hits.indices where hits[index].isOpen { hits[index].extend(advance) }
        for index in announced?.open.indices ?? 0..<0 { announced?.open[index].extend(advance) }
    }

    /// Ends all open hits at `end`, the end of the stream.
    mutating func closeOpenHits(at end: Int) {
        extendOpenHits { _ in .closed(at: end) }
    }

    /// Gives everything that is decided before `frontier` to `sink`.
    ///
    /// - Parameters:
    ///   - frontier: no hit that is still to come begins a mask before it.
    ///   - text: the retained bytes, from `released` on at least.
    mutating func release(
        upTo frontier: Int,
        text: borrowing ByteWindow,
        scanner: Scanner,
        sink: inout some ScanSink
    ) {
        var known = KnownValues()
        var gone = 0
        while true {
            if announced == nil {
                guard gone < hits.count, hits[gone].secret.lowerBound < frontier else { break }
                pass(to: hits[gone].secret.lowerBound, text: text, scanner: scanner, known: &known, sink: &sink)
                if standsAlone(gone), hits[gone].secret.upperBound <= frontier {
                    flag(hits[gone], text: text, scanner: scanner, known: &known, sink: &sink)
                    gone += 1
                    continue
                }
                let next = announce(
                    from: gone,
                    frontier: frontier,
                    text: text,
                    scanner: scanner,
                    known: &known,
                    sink: &sink
                )
                guard let next else { break }
                gone = next
            }
            guard var cluster = announced.take() else { break }
            gone = absorb(from: gone, into: &cluster)
            conceal(to: min(cluster.end, frontier), text: text, scanner: scanner, known: &known, sink: &sink)
            guard cluster.open.isEmpty, cluster.end <= frontier else {
                announced = cluster
                break
            }
            sink.report(cluster.finding(scanner: scanner))
        }
        if gone > 0 { hits.removeFirst(gone) }
        if announced == nil {
            let end = min(frontier, hits.first?.secret.lowerBound ?? frontier)
            pass(to: end, text: text, scanner: scanner, known: &known, sink: &sink)
        }
    }

    /// Gives up what can be made again.
    mutating func rest() {
        hits.trim()
        remarks.trim()
        // What ends before everything to come neither holds nor repeats a hit to come.
        if let last = lastRemark, last.secret.upperBound <= released { lastRemark = nil }
        _announced.rest()
        _lastRemark.rest()
    }

    /// Whether the hit at `index` has ended and no other begins before its end.
    private func standsAlone(_ index: Int) -> Bool {
        !hits[index].isOpen
            && (index + 1 == hits.count || hits[index + 1].secret.lowerBound >= hits[index].secret.upperBound)
    }

    /// Announces, conceals and reports a hit that is a cluster of its own, as most are.
    private mutating func flag(
        _ hit: Hit,
        text: borrowing ByteWindow,
        scanner: Scanner,
        known: inout KnownValues,
        sink: inout some ScanSink
    ) {
        let lone = lone(hit, text: text, scanner: scanner, known: &known)
        sink.announce(lone.mark, value: text.span(hit.value))
        conceal(to: hit.secret.upperBound, text: text, scanner: scanner, known: &known, sink: &sink)
        sink.report(lone.finding)
    }

    /// Announces the cluster that begins with the hit at `first` if it is time; the result is the first hit that begins
    /// after its settled end.
    private mutating func announce(
        from first: Int,
        frontier: Int,
        text: borrowing ByteWindow,
        scanner: Scanner,
        known: inout KnownValues,
        sink: inout some ScanSink
    ) -> Int? {
        var end = hits[first].secret.upperBound
        var settledEnd = hits[first].secret.lowerBound + Self.longestHeld
        var next = first
        while next < hits.count, hits[next].secret.lowerBound < min(end, settledEnd) || next == first {
            end = max(end, hits[next].secret.upperBound)
            if hits[next].isBlock { settledEnd = min(settledEnd, hits[next].settledEnd) }
            next += 1
        }
        guard min(end, settledEnd) <= frontier else { return nil }
        let cluster = AnnouncedCluster(hits[first..<next], scanner: scanner) { hit in
            known.fingerprint(of: hit, in: text, fingerprinter: scanner.fingerprinter)
        }
        sink.announce(cluster.mark, value: text.span(cluster.value))
        announced = cluster
        return next
    }

    /// Adds the hits that begin inside the announced cluster to it; the result is the first one that does not.
    private func absorb(from first: Int, into cluster: inout AnnouncedCluster) -> Int {
        cluster.closeEndedHits()
        var next = first
        while next < hits.count, hits[next].secret.lowerBound < cluster.end {
            cluster.absorb(hits[next])
            next += 1
        }
        return next
    }

    private mutating func pass(
        to end: Int,
        text: borrowing ByteWindow,
        scanner: Scanner,
        known: inout KnownValues,
        sink: inout some ScanSink
    ) {
        while let stop = remark(before: end, text: text, scanner: scanner, known: &known, sink: &sink) {
            if stop > released { sink.pass(text.span(released..<stop)) }
            released = max(released, stop)
        }
    }

    private mutating func conceal(
        to end: Int,
        text: borrowing ByteWindow,
        scanner: Scanner,
        known: inout KnownValues,
        sink: inout some ScanSink
    ) {
        while let stop = remark(before: end, text: text, scanner: scanner, known: &known, sink: &sink) {
            if stop > released { sink.conceal(text.span(released..<stop)) }
            released = max(released, stop)
        }
    }

    /// Remarks upon the hits that begin at the next byte to be released; the result is how far bytes can be released
    /// before the next such hit or `end`, or nil where nothing is left to release.
    private mutating func remark(
        before end: Int,
        text: borrowing ByteWindow,
        scanner: Scanner,
        known: inout KnownValues,
        sink: inout some ScanSink
    ) -> Int? {
        guard end > released else { return nil }
        guard remarkedCount < remarks.count else { return end }
        let start = remarkedCount
        while remarkedCount < remarks.count, remarks[remarkedCount].secret.lowerBound <= released { remarkedCount += 1 }
        if start < remarkedCount {
            let due = remarks[start..<remarkedCount].sorted { Rank($0, scanner) < Rank($1, scanner) }
            for hit in due { remark(hit, text: text, scanner: scanner, known: &known, sink: &sink) }
        }
        guard remarkedCount < remarks.count else {
            remarks.removeAll(keepingCapacity: true)
            remarkedCount = 0
            return end
        }
        if remarkedCount > 64, remarkedCount * 2 > remarks.count {
            remarks.removeFirst(remarkedCount)
            remarkedCount = 0
        }
        return min(end, remarks[remarkedCount].secret.lowerBound)
    }

    private mutating func remark(
        _ hit: Hit,
        text: borrowing ByteWindow,
        scanner: Scanner,
        known: inout KnownValues,
        sink: inout some ScanSink
    ) {
        // Of hits that lie inside each other the first is enough, unless a later one is the better.
        if let last = lastRemark, hit.secret.upperBound <= last.secret.upperBound,
            Rank(last, scanner) < Rank(hit, scanner)
        {
            return
        }
        if lastRemark == hit { return }
        lastRemark = hit
        let lone = lone(hit, text: text, scanner: scanner, known: &known)
        sink.remark(lone.finding, mark: lone.mark, value: text.span(hit.value))
    }

    /// A hit that joins no cluster, as it is announced and reported.
    private func lone(
        _ hit: Hit,
        text: borrowing ByteWindow,
        scanner: Scanner,
        known: inout KnownValues
    ) -> (mark: Mark, finding: Finding) {
        let label = scanner.labels[hit.rule]
        let mark = Mark(
            hit,
            label: label,
            confidence: hit.confidence,
            fingerprint: known.fingerprint(of: hit, in: text, fingerprinter: scanner.fingerprinter)
        )
        return (mark, Finding(hit, label: label, mark: mark, range: hit.secret, alsoMatched: []))
    }
}

extension KnownValues {
    /// The fingerprint of a hit's value, which stands in `text` unless it was hidden.
    fileprivate mutating func fingerprint(
        of hit: Hit,
        in text: borrowing ByteWindow,
        fingerprinter: Fingerprinter
    ) -> Fingerprint {
        hit.fingerprint ?? fingerprint(of: hit.value, in: text, fingerprinter: fingerprinter)
    }
}

extension Hit {
    /// Moves the end of an open hit as far as it goes.
    mutating func extend(_ advance: (Hit) -> Extension) {
        while isOpen {
            let before = secret.upperBound
            switch advance(self) {
            case .closed(let end):
                isOpen = false
                setEnd(max(before, end))
            case .open(let end):
                setEnd(max(before, end))
            }
            if secret.upperBound == before { return }
        }
    }

    private mutating func setEnd(_ offset: Int) {
        secret = secret.lowerBound..<offset
        match = match.lowerBound..<max(match.upperBound, offset)
    }
}
