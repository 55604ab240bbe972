// Finds in one stream: bytes in, released bytes and findings out.

import SluiceMatching
import SluiceModel
import SluiceRules

/// Finds in one stream. A plain value without I/O: takes bytes, gives released bytes and findings to a sink.
///
/// For any way of cutting a text into chunks the sink is given the same bytes and the same findings: every candidate is
/// decided on a window that depends on the candidate alone, the set of accepted hits therefore does not depend on
/// chunks, and clusters are a function of that set.
package struct ScanStream: Sendable {
    let scanner: Scanner
    let disabledRules: Set<Int>
    /// Which findings are acted on; nil if all are.
    let thresholds: ActingThresholds?
    /// The same where it depends on the places of findings.
    let placeThresholds: (any PlaceThresholds)?

    /// The bytes that may still be read, and the offset of the first.
    private var tail: [UInt8] = []
    private(set) var tailStart = 0
    /// From where on they may still be read.
    private var needed = 0
    private var state: UInt32
    var nameCursor = NameIndex.Cursor()
    var pending: [Pending] = []
    var clusters = ClusterQueue()
    /// The hits that wait for others nearby; nil where no rule goes with another.
    var pairs: PairQueue?
    /// The tables of its texts; nil while they are asked about, and where no rule reads any.
    private var tables: TableTrack?
    /// Where its strings stand; nil while they are asked about, and where no rule reads several as one text.
    private var strings: StringPlaces?
    /// What makes the stream quick: one while bytes come, none while it waits for them.
    private var memory: [ScanMemory] = []
    /// Where the texts end that share the stream.
    var texts = TextEnds()
    /// What the texts are written in; nil where all rules apply everywhere.
    var scopes: ScopeTrack?
    /// What a text is written in of which nothing else is said.
    let scope: ScopeHint
    /// Whether the texts are strings of a document, with what stands between them.
    let joinsStrings: Bool

    /// What is hidden in the text: one, if that is looked for. An array, so that other streams are smaller.
    var hidden: [HiddenText] = []
    /// What finds values in several strings of a document: one, if they are looked for.
    var split: [SplitText] = []
    /// What is kept of a view; nil of a text that goes out.
    var view: ViewState?
    /// How many bytes have been scanned: all but a joint that has not come whole.
    private(set) var scannedCount = 0

    /// How many bytes have come in.
    package private(set) var receivedCount = 0
    var undecidedHitCount = 0

    /// Blocks of up to this many bytes join the bytes that were kept, which are cut when as many can go.
    private static let smallBlock = 1_024

    /// Starts a stream.
    ///
    /// - Parameters:
    ///   - placeThresholds: what holds instead of `thresholds` where something is known of a finding's place.
    ///   - scope: what is known of the texts.
    ///   - joinsStrings: whether the texts are strings of a document, with what stands between them. A list may go on in
    ///     the next one, and a value may be split over several, which is looked for where hidden texts are.
    package init(
        scanner: Scanner,
        disabledRules: Set<Int> = [],
        thresholds: ActingThresholds? = nil,
        placeThresholds: (any PlaceThresholds)? = nil,
        scope: ScopeHint = .unknown,
        joinsStrings: Bool = false
    ) {
        self.scanner = scanner
        self.disabledRules = disabledRules
        self.thresholds = thresholds
        self.placeThresholds = placeThresholds
        self.scope = scope
        self.joinsStrings = joinsStrings
        state = scanner.rules.automaton.initialState
        scopes = ScopeTrack(scope, lexedLanguages: scanner.lexedLanguages)
        if !scanner.pairs.isEmpty { pairs = PairQueue(scanner.pairs) }
        if scanner.readsTables { tables = TableTrack() }
        if joinsStrings, scanner.readsStringsBefore { strings = StringPlaces() }
        if joinsStrings, let rules = scanner.splitRules {
            split.append(SplitText(rules, disabledRules: disabledRules))
        }
        if scanner.decodeDepth > 0 {
            hidden.append(
                HiddenText(
                    scanner: scanner,
                    disabledRules: disabledRules,
                    depth: scanner.decodeDepth,
                    inflations: 0
                )
            )
        }
    }

    /// Starts the stream of a view of another text.
    ///
    /// - Parameters:
    ///   - depth: how many views may lie in this one.
    ///   - inflations: how many compressed texts it lies in.
    init(viewOf scanner: Scanner, disabledRules: Set<Int>, depth: Int, inflations: Int) {
        self.init(scanner: scanner, disabledRules: disabledRules)
        view = ViewState()
        // What is found there has the place of the bytes that spell it.
        if !scanner.hasScopedRules { scopes = nil }
        // A part of another text has lost its headers.
        tables = nil
        hidden = []
        if depth > 0 {
            hidden.append(
                HiddenText(scanner: scanner, disabledRules: disabledRules, depth: depth, inflations: inflations)
            )
        }
    }

    /// How many candidates ended at a match limit instead of a decision, and how many compressed texts at theirs.
    package var undecidedCount: Int { undecidedHitCount + unreadCount }

    /// How many compressed texts have not been read to their ends.
    var unreadCount: Int { hidden.first?.unreadCount ?? 0 }

    /// How many bytes are held: received and neither passed nor concealed.
    package var heldCount: Int { receivedCount - clusters.released }

    /// Takes the next bytes.
    ///
    /// - Parameter textEnds: offsets in `bytes`, ascending, at which one text ends and the next begins. Nothing is
    ///   found across an end, and nothing before one is held.
    /// - Parameter scopeStarts: offsets in `bytes`, ascending, at which something begins that is written in something
    ///   else than the stream's other texts.
    package mutating func append(
        _ bytes: Span<UInt8>,
        textEnds: [Int] = [],
        scopeStarts: [ScopeStart] = [],
        scratch: inout ScanScratch,
        sink: inout some ScanSink
    ) {
        // The end of a text may be known later than its last byte.
        if bytes.isEmpty, textEnds.isEmpty, scopeStarts.isEmpty { return }
        var start = 0
        var nextEnd = 0
        var nextTextEnd = 0
        var nextScope = 0
        let offset = receivedCount
        for start in scopeStarts {
            if !split.isEmpty { split[0].note(value: offset + start.offset) }
            tables?.beginString(at: offset + start.offset)
            strings?.begin(at: offset + start.offset)
        }
        repeat {
            let end = min(bytes.count, start + blockSize)
            while nextEnd < textEnds.count, textEnds[nextEnd] <= end {
                texts.append(offset + textEnds[nextEnd])
                strings?.end(at: offset + textEnds[nextEnd])
                nextEnd += 1
            }
            if scopes != nil {
                scratch.scopeStarts.removeAll(keepingCapacity: true)
                while nextScope < scopeStarts.count || nextTextEnd < textEnds.count {
                    let place = nextScope < scopeStarts.count ? scopeStarts[nextScope].offset : .max
                    let textEnd = nextTextEnd < textEnds.count ? textEnds[nextTextEnd] : .max
                    guard min(place, textEnd) <= end else { break }
                    // What follows a text is what the stream began with, unless it is said to be something else.
                    if textEnd <= place {
                        scratch.scopeStarts.append(ScopeStart(offset: offset + textEnd, hint: scope))
                        nextTextEnd += 1
                    } else {
                        var start = scopeStarts[nextScope]
                        start.offset += offset
                        scratch.scopeStarts.append(start)
                        nextScope += 1
                    }
                }
                scopes?.append(
                    bytes.extracting(start..<end),
                    from: offset + start,
                    starts: scratch.scopeStarts[...]
                )
            }
            process(bytes.extracting(start..<end), isFinal: false, scratch: &scratch, sink: &sink)
            start = end
        } while start < bytes.count
    }

    /// What has not been scanned of a joint that has not come whole is scanned with the next block.
    private var blockSize: Int { ScanScratch.blockSize - (hidden.isEmpty ? 0 : HiddenMark.reach) }

    /// Ends the stream: everything that was held is decided and goes out.
    package mutating func finish(scratch: inout ScanScratch, sink: inout some ScanSink) {
        process(Span(), isFinal: true, scratch: &scratch, sink: &sink)
    }

    mutating func process(
        _ block: Span<UInt8>,
        isFinal: Bool,
        scratch: inout ScanScratch,
        sink: inout some ScanSink
    ) {
        receivedCount += block.count
        var memory: [ScanMemory] = []
        swap(&memory, &self.memory)
        if memory.isEmpty {
            memory.append(ScanMemory(classCount: scanner.rules.runClassCount))
        }
        swap(&memory[0].runs.tables.track, &tables)
        swap(&memory[0].runs.strings, &strings)
        memory[0].runs.patterns = scratch.patterns
        if !memory[0].runs.walked.isEmpty { memory[0].runs.walked.removeAll() }
        var work: [UInt8] = []
        if block.count <= Self.smallBlock {
            swap(&work, &tail)
            work.append(copying: block)
        } else {
            swap(&work, &scratch.work)
            work.removeAll(keepingCapacity: true)
            work.append(copying: tail.span)
            work.append(copying: block)
        }
        needed = scan(
            ByteWindow(work.span, lowerBound: tailStart, isComplete: isFinal),
            memory: &memory[0],
            scratch: &scratch,
            sink: &sink
        )
        if block.count <= Self.smallBlock {
            if needed - tailStart > Self.smallBlock {
                work.removeFirst(needed - tailStart)
                tailStart = needed
            }
            swap(&work, &tail)
        } else {
            tail.removeAll(keepingCapacity: true)
            tail.append(copying: work.span.extracting((needed - tailStart)..<work.count))
            tailStart = needed
            swap(&work, &scratch.work)
        }
        texts.forget(before: tailStart)
        scopes?.forget(before: tailStart)
        memory[0].runs.patterns = nil
        swap(&memory[0].runs.tables.track, &tables)
        swap(&memory[0].runs.strings, &strings)
        strings?.forget(before: tailStart)
        swap(&memory, &self.memory)
    }

    /// A stream in which more candidates than this are undecided keeps what makes it quick while it waits: a flood of
    /// them is large itself.
    private static let mostWaiting = 16

    /// Gives up what can be made again, for a stream that waits for its next bytes. Changes nothing of what is found.
    package mutating func rest() {
        if pending.count <= Self.mostWaiting { memory = [] }
        pending.trim()
        if needed > tailStart {
            tail.removeFirst(needed - tailStart)
            tailStart = needed
        }
        tail.trim(slack: 16)
        clusters.rest()
        scopes?.rest()
        tables?.rest()
        strings?.trim()
        if !hidden.isEmpty { hidden[0].rest() }
        if !split.isEmpty { split[0].rest() }
    }

    /// Decides what can be decided, and tells from where on `received` must stay readable.
    private mutating func scan(
        _ received: borrowing ByteWindow,
        memory: inout ScanMemory,
        scratch: inout ScanScratch,
        sink: inout some ScanSink
    ) -> Int {
        let isFinal = received.isComplete
        var found: [Hit] = []
        var end = received.upperBound
        if !hidden.isEmpty {
            end = hidden[0].read(received, isFinal: isFinal, texts: texts, scratch: &scratch, found: &found)
        }
        let text = received.cut(at: end)
        let blockStart = scannedCount
        scannedCount = end
        scanner.rules.automaton.scan(
            text.span(blockStart..<end),
            from: blockStart,
            // Texts of documents begin with what stands between their strings, texts of views with their first word.
            textEnds: view == nil ? [] : texts.ends(from: blockStart),
            state: &state,
            hits: &scratch.hits
        )
        readTables(from: blockStart, of: text, memory: &memory, scratch: &scratch)
        if !pending.isEmpty { reconsider(text: text, isFinal: isFinal, memory: &memory) }
        if scratch.hits.count > 0 {
            scanner.gates.begin(&scratch.candidates)
            while scanner.gates.collect(
                scratch.hits,
                blockStart: blockStart,
                text: text,
                textEnds: texts.known,
                into: &scratch.candidates
            ) {
                consider(scratch.candidates, text: text, isFinal: isFinal, memory: &memory)
            }
        }
        if !scanner.rules.names.isEmpty {
            considerNames(text: text, isFinal: isFinal, memory: &memory, scratch: &scratch)
        }
        considerCells(scratch.cells, text: text, isFinal: isFinal, memory: &memory)
        for hit in found where applies(hit, text: text) { accept(hit, text: text) }
        if !split.isEmpty {
            found.removeAll()
            split[0].read(text, isFinal: isFinal, texts: texts, scratch: &scratch, found: &found)
            for hit in found { accept(hit, text: text) }
        }

        var frontier =
            isFinal
            ? Frontier(finalEnd: end)
            : Frontier(automaton: scanner.rules.automaton, state: state, text: text, textStart: texts.lastEnd)
        for candidate in pending { frontier.hold(from: candidate.holdFrom) }
        if !hidden.isEmpty, let start = hidden[0].holdFrom { frontier.hold(from: start) }
        if !split.isEmpty, let start = split[0].holdFrom { frontier.hold(from: start) }
        if view == nil, pairs != nil {
            settlePairs(&frontier, text: text, strings: memory.runs.strings, isFinal: isFinal)
        }
        if view != nil {
            settleView(text: text, undecidedFrom: frontier.offset)
        } else {
            if clusters.hasOpenHits { extendOpenHits(text: text, isFinal: isFinal) }
            clusters.release(upTo: frontier.offset, text: text, scanner: scanner, sink: &sink)
        }
        let needed = neededStart(of: text)
        memory.runs.tables.track?.keep(from: needed, of: text)
        return needed
    }

    /// From where on candidates to come may read.
    private func neededStart(of text: borrowing ByteWindow) -> Int {
        var needed = min(view?.undecidedFrom ?? clusters.released, clusters.openEnd ?? .max)
        for open in view?.openHits ?? [] { needed = min(needed, open.hit.secret.upperBound) }
        if !hidden.isEmpty { needed = min(needed, hidden[0].neededFrom) }
        if !split.isEmpty { needed = min(needed, split[0].neededFrom) }
        for candidate in pending { needed = min(needed, candidate.position) }
        return max(text.lowerBound, needed - scanner.history)
    }
}
