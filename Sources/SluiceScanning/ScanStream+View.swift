// A stream that reads a view of another text.

import SluiceMatching
import SluiceModel

extension ScanStream {
    /// What is kept of a view, whose findings are not clusters of their own.
    struct ViewState: Sendable {
        var hits: [Hit] = []
        /// How many of them are as they are handed on.
        var settledCount = 0
        /// The open hits, and the numbers that they are asked for by.
        var openHits: [(number: Int, hit: Hit)] = []
        var openHitCount = 0
        /// No hit that is still to come begins a mask before it.
        var undecidedFrom = 0
    }

    /// Takes the next bytes of a view, and adds to `found` what is found in them.
    mutating func append(
        view bytes: Span<UInt8>,
        textEnds: [Int],
        scratch: inout ScanScratch,
        found: inout [Hit]
    ) {
        var sink = NoSink()
        append(bytes, textEnds: textEnds, scratch: &scratch, sink: &sink)
        found += view?.hits ?? []
        view?.hits.removeAll(keepingCapacity: true)
        view?.settledCount = 0
    }

    /// The first byte of a view that something could still be found in.
    var undecidedFrom: Int { view?.undecidedFrom ?? clusters.released }

    /// From where on bytes may still be read.
    var neededFrom: Int { tailStart }

    /// Whether bytes to come may matter to something that stands before `offset`, or that has begun.
    func isUndecided(before offset: Int) -> Bool {
        scannedCount < receivedCount || !pending.isEmpty || undecidedFrom < offset || hidden.first?.isUndecided == true
            || view?.openHits.contains { $0.hit.isOpen } == true
    }

    /// Forgets an open hit of a view about which no one will ask.
    mutating func forget(openHit number: Int) {
        view?.openHits.removeAll { $0.number == number }
    }

    /// Where an open hit of a view stands.
    mutating func advance(ofOpenHit number: Int) -> Extension {
        guard let index = view?.openHits.firstIndex(where: { $0.number == number }),
            let hit = view?.openHits[index].hit
        else { return .closed(at: 0) }
        guard !hit.isOpen else { return .open(to: hit.secret.upperBound) }
        view?.openHits.remove(at: index)
        return .closed(at: hit.secret.upperBound)
    }

    /// Moves the ends of open hits of a view, and takes the fingerprints of what was found.
    mutating func settleView(text: borrowing ByteWindow, undecidedFrom: Int) {
        guard var view = view.take() else { return }
        for index in view.openHits.indices where view.openHits[index].hit.isOpen {
            view.openHits[index].hit.extend { advance(of: $0, in: text) }
        }
        while view.settledCount < view.hits.count {
            var hit = view.hits[view.settledCount]
            if hit.fingerprint == nil {
                hit.fingerprint = scanner.fingerprinter.fingerprint(of: text.span(hit.value))
            }
            if hit.isOpen {
                // The number that it has here, if any, is the one that a view of this view knows it by.
                view.openHitCount += 1
                view.openHits.append((number: view.openHitCount, hit: hit))
                view.openHits[view.openHits.count - 1].hit.extend { advance(of: $0, in: text) }
                hit.openNumber = view.openHitCount
            }
            view.hits[view.settledCount] = hit
            view.settledCount += 1
        }
        view.undecidedFrom = undecidedFrom
        self.view = view
    }
}

/// Takes nothing: what is found in a view is brought back to the bytes that spell it.
private struct NoSink: ScanSink {
    mutating func pass(_ bytes: Span<UInt8>) {}
    mutating func announce(_ mark: Mark, value: Span<UInt8>) {}
    mutating func conceal(_ bytes: Span<UInt8>) {}
    mutating func report(_ finding: Finding) {}
    mutating func remark(_ finding: Finding, mark: Mark, value: Span<UInt8>) {}
}
