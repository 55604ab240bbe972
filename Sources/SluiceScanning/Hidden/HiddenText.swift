// Finds what is hidden in a text.

import SluiceMatching
import SluiceModel

/// Finds what is hidden in a text: reads it in other ways, scans those with the same rules, and brings back what is
/// found to the bytes that carry it.
///
/// What is read in which way is a function of the text alone, and so is what is found in it.
struct HiddenText: Sendable {
    private var folder = JointFolder()
    private var reader: CarrierReader
    // One each, once there is something to show: most texts hide nothing.
    private var folded: [TextView] = []
    private var carried: [CarriedViews] = []
    private let scanner: Scanner
    private let disabledRules: Set<Int>
    /// How many views may lie in each of these.
    private let depth: Int
    /// How many compressed texts the text lies in.
    private let inflations: Int

    /// Up to here marks have been looked for.
    private var searchedTo = 0
    /// Where the text begins that is read.
    private var textStart = 0
    /// Where a word stands that may be digits.
    private var undecidedWord: Int?
    /// Where a word begins that may be digits and may go on behind a joint that has not come whole.
    private var openWord: Int?
    /// The open hits that have been handed on.
    private var openHits: [OpenHit] = []
    private var openHitCount = 0

    /// The view that something was found in.
    private enum Place: Sendable {
        case folded
        case spelt
        case inflated
    }

    private struct OpenHit: Sendable {
        let number: Int
        let place: Place
        let numberInView: Int
    }

    /// - Parameters:
    ///   - depth: how many views may lie in each other, at least one.
    ///   - inflations: how many compressed texts the text lies in.
    init(scanner: Scanner, disabledRules: Set<Int>, depth: Int, inflations: Int) {
        self.scanner = scanner
        self.disabledRules = disabledRules
        self.depth = depth - 1
        self.inflations = inflations
        reader = CarrierReader(allowance: InflationAllowance(depth: inflations))
    }

    /// How many compressed texts have not been read to their ends, as they grow by more than is allowed.
    var unreadCount: Int {
        reader.unreadCount + (folded.first?.unreadCount ?? 0) + (carried.first?.unreadCount ?? 0)
    }

    /// The first byte that something hidden could still be found in; nil if there is none.
    var holdFrom: Int? {
        var first = Int.max
        if let undecidedWord { first = undecidedWord }
        if let openWord { first = min(first, openWord) }
        if reader.isReading {
            if let from = reader.incompleteFrom { first = min(first, from) }
            if let from = carried.first?.holdFrom { first = min(first, from) }
        }
        if folder.isAwake, let from = folded.first?.holdFrom { first = min(first, from) }
        return first == .max ? nil : first
    }

    /// Gives up what can be made again.
    mutating func rest() {
        if !folded.isEmpty { folded[0].rest() }
        if !carried.isEmpty { carried[0].rest() }
    }

    /// From where on the text must stay readable.
    var neededFrom: Int { searchedTo - JointFolder.reach - 1 }

    /// Whether bytes to come may matter to what has begun.
    var isUndecided: Bool { reader.isReading || folder.isAwake || undecidedWord != nil }

    /// Reads `text` on. The result is how far the text may be scanned: a joint may begin there that has not come whole.
    ///
    /// - Parameters:
    ///   - texts: where the texts end that share the stream.
    ///   - found: what was found is added to it.
    mutating func read(
        _ text: borrowing ByteWindow,
        isFinal: Bool,
        texts: TextEnds,
        scratch: inout ScanScratch,
        found: inout [Hit]
    ) -> Int {
        var marks = scratch.takeMarks()
        undecidedWord = nil
        openWord = nil
        var end = text.upperBound
        while searchedTo < end, undecidedWord == nil {
            let bounds = texts.bounds(around: searchedTo)
            if bounds.start > textStart {
                endText(at: bounds.start, in: text, scratch: &scratch)
                textStart = bounds.start
            }
            let pieceEnd = min(end, bounds.end ?? end)
            let isEnded = isFinal || bounds.end.map { $0 <= pieceEnd } == true
            let piece = text.narrowed(from: bounds.start, to: pieceEnd)
            marks.search(
                piece,
                from: searchedTo,
                followsJoint: searchedTo > bounds.start && searchedTo == folder.lastJointEnd,
                isFinal: isEnded
            )
            searchedTo = pieceEnd
            // Digits may go on behind a joint that has not come whole.
            let wordEnd = marks.undecidedJoint ?? pieceEnd
            for index in marks.indices {
                take(marks[index], wordEnd: wordEnd, isEnded: isEnded, in: piece, scratch: &scratch)
            }
            if searchedTo < pieceEnd, undecidedWord == nil { end = searchedTo }
            if isEnded {
                endText(at: pieceEnd, in: piece, scratch: &scratch)
            } else {
                readWord(to: wordEnd, isEnded: false, in: piece, scratch: &scratch)
                goOn(to: min(end, pieceEnd), in: piece, scratch: &scratch)
            }
        }
        // The end of a text may be known later than its last byte.
        if isFinal || searchedTo == text.upperBound && texts.bounds(around: textStart).end.map({ $0 <= end }) == true {
            endText(at: end, in: text, scratch: &scratch)
        }
        if !carried.isEmpty { carried[0].scan(scratch: &scratch) }
        scratch.giveBack(marks)
        if !folded.isEmpty, !folded[0].hits.isEmpty { handOn(folded[0].takeHits(), of: .folded, &found) }
        if !carried.isEmpty, !carried[0].spelt.hits.isEmpty { handOn(carried[0].spelt.takeHits(), of: .spelt, &found) }
        if !carried.isEmpty, !carried[0].inflated.hits.isEmpty {
            handOn(carried[0].inflated.takeHits(), of: .inflated, &found)
        }
        return end
    }

    private mutating func take(
        _ mark: HiddenMark,
        wordEnd: Int,
        isEnded: Bool,
        in piece: borrowing ByteWindow,
        scratch: inout ScanScratch
    ) {
        switch mark.kind {
        case .joint(let form):
            readWord(to: wordEnd, isEnded: isEnded, in: piece, scratch: &scratch)
            if folded.isEmpty { folded.append(makeView(inflations)) }
            folder.take(
                mark,
                form: form,
                textStart: textStart,
                digits: reader,
                in: piece,
                view: &folded[0],
                scratch: &scratch
            )
        case .carrier(let form, let packing):
            readWord(to: wordEnd, isEnded: isEnded, in: piece, scratch: &scratch)
            if carried.isEmpty {
                carried.append(CarriedViews(spelt: makeView(inflations), inflated: makeView(inflations + 1)))
            }
            reader.begin(mark, form: form, packing: packing, views: &carried[0])
            readWord(to: wordEnd, isEnded: isEnded, in: piece, scratch: &scratch)
        case .undecidedJoint:
            searchedTo = mark.offset
            openWord = piece.openWord(before: mark.offset)
        case .undecidedCarrier:
            readWord(to: wordEnd, isEnded: isEnded, in: piece, scratch: &scratch)
            guard !reader.isReading else { return }
            // The search stopped at it; of a word that has been read, what follows is looked at again.
            let offset = max(mark.offset, reader.readTo)
            guard offset < piece.upperBound else { return }
            undecidedWord = offset
            searchedTo = offset
        }
    }

    private func makeView(_ inflations: Int) -> TextView {
        TextView(scanner: scanner, disabledRules: disabledRules, depth: depth, inflations: inflations)
    }

    private mutating func readWord(
        to end: Int,
        isEnded: Bool,
        in text: borrowing ByteWindow,
        scratch: inout ScanScratch
    ) {
        guard reader.isReading else { return }
        reader.read(to: end, isEnded: isEnded, in: text, views: &carried[0], scratch: &scratch)
    }

    private mutating func goOn(to end: Int, in text: borrowing ByteWindow, scratch: inout ScanScratch) {
        guard folder.isAwake else { return }
        folder.go(to: end, in: text, view: &folded[0], scratch: &scratch)
    }

    /// Ends what has begun in the text that ends at `end`.
    private mutating func endText(at end: Int, in text: borrowing ByteWindow, scratch: inout ScanScratch) {
        readWord(to: end, isEnded: true, in: text, scratch: &scratch)
        goOn(to: end, in: text, scratch: &scratch)
        guard folder.isAwake else { return }
        folder.end(view: &folded[0], scratch: &scratch)
    }

    /// Hands on what was found in a view.
    private mutating func handOn(_ hits: [Hit], of place: Place, _ found: inout [Hit]) {
        for var hit in hits {
            if hit.isOpen {
                openHitCount += 1
                openHits.append(OpenHit(number: openHitCount, place: place, numberInView: hit.openNumber))
                hit.openNumber = openHitCount
            }
            found.append(hit)
        }
    }

    /// Forgets an open hit that was handed on and about which no one will ask.
    mutating func forget(openHit number: Int) {
        guard let index = openHits.firstIndex(where: { $0.number == number }) else { return }
        let hit = openHits.remove(at: index)
        switch hit.place {
        case .folded: folded[0].forget(openHit: hit.numberInView)
        case .spelt: carried[0].spelt.forget(openHit: hit.numberInView)
        case .inflated: carried[0].inflated.forget(openHit: hit.numberInView)
        }
    }

    /// Where an open hit stands that was handed on.
    mutating func advance(ofOpenHit number: Int) -> Extension {
        guard let index = openHits.firstIndex(where: { $0.number == number }) else { return .closed(at: 0) }
        let hit = openHits[index]
        let result =
            switch hit.place {
            case .folded: folded[0].advance(ofOpenHit: hit.numberInView)
            case .spelt: carried[0].spelt.advance(ofOpenHit: hit.numberInView)
            case .inflated: carried[0].inflated.advance(ofOpenHit: hit.numberInView)
            }
        if case .closed = result { openHits.remove(at: index) }
        return result
    }
}
