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
    private let scanner: Scanner
    private let disabledRules: Set<Int>
    /// Which findings are acted on; nil if all are.
    private let thresholds: ActingThresholds?
    /// The same where it depends on the places of findings.
    private let placeThresholds: (any PlaceThresholds)?

    /// The bytes that may still be read, and the offset of the first.
    private var tail: [UInt8] = []
    private var tailStart = 0
    /// From where on they may still be read.
    private var needed = 0
    private var state: UInt32
    private var nameCursor = NameIndex.Cursor()
    private var pending: [Pending] = []
    private var clusters = ClusterQueue()
    /// The hits that wait for others nearby; nil where no rule goes with another.
    private var pairs: PairQueue?
    /// What makes the stream quick: one while bytes come, none while it waits for them.
    private var memory: [ScanMemory] = []
    /// Where the texts end that share the stream.
    private var texts = TextEnds()
    /// What the texts are written in; nil where all rules apply everywhere.
    private var scopes: ScopeTrack?
    /// What a text is written in of which nothing else is said.
    private let scope: ScopeHint

    /// What is hidden in the text, if that is looked for.
    private var hidden: HiddenText?
    /// What finds values in several strings of a document: one, if they are looked for.
    private var split: [SplitText] = []
    /// What is kept of a view; nil of a text that goes out.
    private var view: ViewState?
    /// How many bytes have been scanned: all but a joint that has not come whole.
    private var scannedCount = 0

    /// How many bytes have come in.
    package private(set) var receivedCount = 0
    private var undecidedHitCount = 0

    private struct Pending: Sendable {
        var rule: Int
        var position: Int
        var holdFrom: Int
        /// The run whose end decides.
        var wait: RunWait?
    }

    /// What is kept of a view, whose findings are not clusters of their own.
    private struct ViewState: Sendable {
        var hits: [Hit] = []
        /// How many of them are as they are handed on.
        var settledCount = 0
        /// The open hits, and the numbers that they are asked for by.
        var openHits: [(number: Int, hit: Hit)] = []
        var openHitCount = 0
        /// No hit that is still to come begins a mask before it.
        var undecidedFrom = 0
    }

    /// Blocks of up to this many bytes join the bytes that were kept, which are cut when as many can go.
    private static let smallBlock = 1_024

    /// Starts a stream.
    ///
    /// - Parameters:
    ///   - placeThresholds: what holds instead of `thresholds` where something is known of a finding's place.
    ///   - scope: what is known of the texts.
    ///   - joinsStrings: whether the texts are strings of a document, over several of which a value may be split. It is
    ///     looked for where hidden texts are.
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
        state = scanner.rules.automaton.initialState
        scopes = ScopeTrack(scope, lexedLanguages: scanner.lexedLanguages)
        if !scanner.pairs.isEmpty { pairs = PairQueue(scanner.pairs) }
        if joinsStrings, let rules = scanner.splitRules {
            split.append(SplitText(rules, disabledRules: disabledRules))
        }
        if scanner.decodeDepth > 0 {
            hidden = HiddenText(
                scanner: scanner,
                disabledRules: disabledRules,
                depth: scanner.decodeDepth,
                inflations: 0
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
        hidden =
            depth > 0
            ? HiddenText(scanner: scanner, disabledRules: disabledRules, depth: depth, inflations: inflations) : nil
    }

    /// How many candidates ended at a match limit instead of a decision, and how many compressed texts at theirs.
    package var undecidedCount: Int { undecidedHitCount + unreadCount }

    /// How many compressed texts have not been read to their ends.
    var unreadCount: Int { hidden?.unreadCount ?? 0 }

    /// How many bytes have gone out, concealed ones included.
    package var releasedCount: Int { clusters.released }

    /// How many bytes are held: received and neither passed nor concealed.
    package var heldCount: Int { receivedCount - clusters.released }

    /// Takes the next bytes.
    ///
    /// - Parameter textEnds: offsets in `bytes`, ascending, at which one text ends and the next begins. Nothing is found
    ///   across an end, and nothing before one is held.
    /// - Parameter scopeStarts: offsets in `bytes`, ascending, at which something begins that is written in something else
    ///   than the stream's other texts.
    package mutating func append(
        _ bytes: Span<UInt8>,
        textEnds: [Int] = [],
        scopeStarts: [ScopeStart] = [],
        scratch: inout ScanScratch,
        sink: inout some ScanSink
    ) {
        var start = 0
        var nextEnd = 0
        var nextTextEnd = 0
        var nextScope = 0
        let offset = receivedCount
        if !split.isEmpty {
            for start in scopeStarts { split[0].note(value: offset + start.offset) }
        }
        while start < bytes.count {
            let end = min(bytes.count, start + blockSize)
            while nextEnd < textEnds.count, textEnds[nextEnd] <= end {
                texts.append(offset + textEnds[nextEnd])
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
        }
    }

    /// What has not been scanned of a joint that has not come whole is scanned with the next block.
    private var blockSize: Int { ScanScratch.blockSize - (hidden == nil ? 0 : HiddenMark.reach) }

    /// Takes the next bytes of a view, and adds to `found` what is found in them.
    mutating func append(
        view bytes: Span<UInt8>,
        textEnds: [Int],
        scratch: inout ScanScratch,
        found: inout [Hit]
    ) {
        var sink = NoSink()
        if bytes.isEmpty {
            // The end of a text may be known later than its last byte.
            for end in textEnds { texts.append(receivedCount + end) }
            let start = ScopeStart(offset: receivedCount, hint: scope)
            if !textEnds.isEmpty { scopes?.append(Span(), from: receivedCount, starts: [start]) }
            process(Span(), isFinal: false, scratch: &scratch, sink: &sink)
        } else {
            append(bytes, textEnds: textEnds, scratch: &scratch, sink: &sink)
        }
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
        scannedCount < receivedCount || !pending.isEmpty || undecidedFrom < offset || hidden?.isUndecided == true
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

    /// Ends the stream: everything that was held is decided and goes out.
    package mutating func finish(scratch: inout ScanScratch, sink: inout some ScanSink) {
        process(Span(), isFinal: true, scratch: &scratch, sink: &sink)
    }

    private mutating func process(
        _ block: Span<UInt8>,
        isFinal: Bool,
        scratch: inout ScanScratch,
        sink: inout some ScanSink
    ) {
        receivedCount += block.count
        var memory: [ScanMemory] = []
        swap(&memory, &self.memory)
        if memory.isEmpty {
            memory.append(ScanMemory(classCount: scanner.rules.runClassCount, readsTables: view == nil))
        }
        memory[0].runs.patterns = scratch.patterns
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
        swap(&memory, &self.memory)
    }

    /// A stream in which more candidates than this are undecided keeps what makes it quick while it waits: a flood of them
    /// is large itself.
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
        hidden?.rest()
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
        let end =
            hidden?.read(received, isFinal: isFinal, texts: texts, scratch: &scratch, found: &found)
            ?? received.upperBound
        let text = received.cut(at: end)
        let blockStart = scannedCount
        scannedCount = end
        scanner.rules.automaton.scan(text.span(blockStart..<end), state: &state, hits: &scratch.hits)
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
        if let start = hidden?.holdFrom { frontier.hold(from: start) }
        if !split.isEmpty, let start = split[0].holdFrom { frontier.hold(from: start) }
        if view == nil, pairs != nil { settlePairs(&frontier, isFinal: isFinal) }
        if view != nil {
            settleView(text: text, undecidedFrom: frontier.offset)
        } else {
            if clusters.hasOpenHits { extendOpenHits(text: text, isFinal: isFinal) }
            clusters.release(upTo: frontier.offset, text: text, scanner: scanner, sink: &sink)
        }
        return neededStart(of: text)
    }

    /// Takes what was found.
    private mutating func accept(_ hit: Hit, text: borrowing ByteWindow) {
        if hit.isUndecided { undecidedHitCount += 1 }
        guard view == nil else {
            view?.hits.append(hit)
            return
        }
        if !split.isEmpty { split[0].note(hit, isGeneric: scanner.labels[hit.rule].isGeneric) }
        var hit = hit
        hit.place = scopes?.place(at: hit.secret.lowerBound, in: text) ?? TextPlace()
        guard var queue = pairs.take() else { return place(hit) }
        let isTaken = queue.take(hit, scanner.pairs, texts: texts)
        pairs = queue
        if !isTaken {
            place(hit)
        } else if hit.isOpen, hit.openNumber > 0 {
            hidden?.forget(openHit: hit.openNumber)
        }
    }

    /// Takes what is found beside everything before it.
    private mutating func place(_ hit: Hit) {
        let isActedOn: Bool?
        if let placeThresholds, !hit.place.isPlain {
            isActedOn = placeThresholds.thresholds(at: hit.place).acts(on: hit, label: scanner.labels[hit.rule])
        } else {
            isActedOn = thresholds?.acts(on: hit, label: scanner.labels[hit.rule])
        }
        if isActedOn == false {
            clusters.insertRemark(hit)
            if hit.isOpen, hit.openNumber > 0 { hidden?.forget(openHit: hit.openNumber) }
        } else {
            clusters.insert(hit)
        }
    }

    /// Takes the hits of which it is known what stands beside them, and holds the others.
    private mutating func settlePairs(_ frontier: inout Frontier, isFinal: Bool) {
        guard var queue = pairs.take() else { return }
        queue.settle(upTo: frontier.offset, isFinal: isFinal, texts: texts) { place($0) }
        if let start = queue.holdFrom { frontier.hold(from: start) }
        pairs = queue
    }

    /// Whether a rule applies where something was found that is hidden.
    private mutating func applies(_ hit: Hit, text: borrowing ByteWindow) -> Bool {
        let rule = scanner.ruleScopes[hit.rule]
        guard scopes != nil, !rule.isUnrestricted else { return true }
        // Of what is spelt otherwise in part, the scope of the rest has been asked for and may have refused it.
        guard hit.forms.forms.first?.isOfDigits == true else { return false }
        guard let scope = scopes?.scope(at: hit.secret.lowerBound, in: text) else { return false }
        return rule.includes(scope)
    }

    /// Moves the ends of open hits of a view, and takes the fingerprints of what was found.
    private mutating func settleView(text: borrowing ByteWindow, undecidedFrom: Int) {
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

    /// Asks again about candidates that needed more bytes.
    private mutating func reconsider(text: borrowing ByteWindow, isFinal: Bool, memory: inout ScanMemory) {
        let judges = scanner.judgeList
        var kept = 0
        for index in pending.indices {
            var candidate = pending[index]
            if !waits(&candidate, text: text, isFinal: isFinal, runs: &memory.runs) {
                let again = decide(
                    candidate.rule,
                    of: judges,
                    position: candidate.position,
                    text: text,
                    isFinal: isFinal,
                    runs: &memory.runs
                )
                guard let again else { continue }
                candidate = again
            }
            pending[kept] = candidate
            kept += 1
        }
        pending.removeLast(pending.count - kept)
    }

    /// Whether nothing has come that could decide a candidate.
    private mutating func waits(
        _ candidate: inout Pending,
        text: borrowing ByteWindow,
        isFinal: Bool,
        runs: inout RunCache
    ) -> Bool {
        guard var wait = candidate.wait, !isFinal else { return false }
        guard texts.isEmpty || texts.bounds(around: candidate.position).end == nil else { return false }
        guard text.upperBound <= candidate.position + scanner.judges[candidate.rule].reachAfter else { return false }
        let goesOn = runs.goesOn(&wait, in: text)
        candidate.wait = wait
        return goesOn
    }

    /// Asks about candidates of the block that was scanned last.
    private mutating func consider(
        _ candidates: borrowing CandidateBuffer,
        text: borrowing ByteWindow,
        isFinal: Bool,
        memory: inout ScanMemory
    ) {
        let judges = scanner.judgeList
        let contexts = scanner.contexts
        for index in 0..<candidates.count {
            let candidate = candidates[index]
            guard mayBeNamed(candidate, contexts, text: text, isFinal: isFinal, memory: &memory) else { continue }
            if !disabledRules.isEmpty, disabledRules.contains(candidate.rule) { continue }
            if scopes != nil, !applies(candidate, text: text) { continue }
            let undecided = decide(
                candidate.rule,
                of: judges,
                position: candidate.position,
                text: text,
                isFinal: isFinal,
                runs: &memory.runs
            )
            if let undecided { pending.append(undecided) }
        }
    }

    /// Whether a rule applies where its candidate begins.
    private mutating func applies(_ candidate: Candidate, text: borrowing ByteWindow) -> Bool {
        let rule = scanner.ruleScopes[candidate.rule]
        guard !rule.isUnrestricted else { return true }
        guard let scope = scopes?.scope(at: candidate.position, in: text) else { return false }
        return rule.includes(scope)
    }

    /// Asks about the names that the last block has decided about.
    private mutating func considerNames(
        text: borrowing ByteWindow,
        isFinal: Bool,
        memory: inout ScanMemory,
        scratch: inout ScanScratch
    ) {
        let names = scanner.rules.names
        names.begin(&scratch.candidates, at: nameCursor, in: text)
        while names.collect(from: text, cursor: nameCursor, into: &scratch.candidates) {
            consider(scratch.candidates, text: text, isFinal: isFinal, memory: &memory)
        }
        for start in texts.ends(from: names.start(nameCursor)) {
            names.collect(at: start, in: text, cursor: nameCursor, into: &scratch.candidates)
            consider(scratch.candidates, text: text, isFinal: isFinal, memory: &memory)
        }
        names.advance(&nameCursor, to: text.upperBound)
    }

    /// Decides one candidate; the result is what to remember of it if it cannot be decided yet.
    private mutating func decide(
        _ rule: Int,
        of judges: JudgeList,
        position: Int,
        text: borrowing ByteWindow,
        isFinal: Bool,
        runs: inout RunCache
    ) -> Pending? {
        runs.waiting = nil
        let decision = judges.withJudge(rule) { judge in
            ask(judge, position: position, text: text, isFinal: isFinal, runs: &runs)
        }
        switch decision {
        case .refused:
            return nil
        case .needsMore(let holdFrom):
            // Where the bytes to come need not be held either, the next question moves `holdFrom` on.
            let wait = holdFrom < text.upperBound ? runs.waiting : nil
            return Pending(rule: rule, position: position, holdFrom: holdFrom, wait: wait)
        case .accepted(let hit):
            accept(hit, text: text)
            return nil
        }
    }

    /// What is decided of one candidate in the text that it stands in.
    private mutating func ask(
        _ judge: borrowing CandidateJudge,
        position: Int,
        text: borrowing ByteWindow,
        isFinal: Bool,
        runs: inout RunCache
    ) -> Decision {
        let bounds = texts.bounds(around: position)
        return judge.decide(
            position: position,
            text: text.narrowed(from: bounds.start, to: bounds.end),
            isFinal: isFinal || bounds.end != nil,
            runs: &runs
        )
    }

    /// Whether a rule that finds nothing without a word or key may have one where its candidate begins.
    @inline(__always)
    private mutating func mayBeNamed(
        _ candidate: Candidate,
        _ contexts: ContextIndex,
        text: borrowing ByteWindow,
        isFinal: Bool,
        memory: inout ScanMemory
    ) -> Bool {
        guard let bit = contexts.bit(of: candidate.rule) else { return true }
        let stamp = receivedCount &* 2 &+ (isFinal ? 1 : 0)
        if !memory.surroundings.isAbout(candidate.position, stamp: stamp) {
            lookAround(candidate.position, stamp: stamp, contexts, text: text, memory: &memory)
        }
        return memory.surroundings.maySpeak(for: bit)
    }

    /// Looks at what stands around `position` in the text that it stands in.
    @inline(never)
    private mutating func lookAround(
        _ position: Int,
        stamp: Int,
        _ contexts: ContextIndex,
        text: borrowing ByteWindow,
        memory: inout ScanMemory
    ) {
        let bounds = texts.bounds(around: position)
        memory.surroundings.look(
            around: position,
            stamp: stamp,
            in: text.narrowed(from: bounds.start, to: bounds.end),
            index: contexts,
            columns: &memory.runs.columns
        )
    }

    private mutating func extendOpenHits(text: borrowing ByteWindow, isFinal: Bool) {
        var clusters = ClusterQueue()
        swap(&clusters, &self.clusters)
        clusters.extendOpenHits { advance(of: $0, in: text) }
        if isFinal { clusters.closeOpenHits(at: receivedCount) }
        swap(&clusters, &self.clusters)
    }

    /// How far an open hit goes.
    private mutating func advance(of hit: Hit, in text: borrowing ByteWindow) -> Extension {
        if hit.openNumber > 0, let hidden = hidden?.advance(ofOpenHit: hit.openNumber) { return hidden }
        let bounds = texts.bounds(around: hit.secret.lowerBound)
        let found = scanner.judges[hit.rule].rule.matcher.extend(
            match: RawMatch(match: hit.match, secret: hit.secret, isOpen: true),
            from: hit.secret.upperBound,
            in: text.narrowed(from: bounds.start, to: bounds.end)
        )
        if case .open(let end) = found, end == bounds.end { return .closed(at: end) }
        return found
    }

    /// From where on candidates to come may read.
    private func neededStart(of text: borrowing ByteWindow) -> Int {
        var needed = min(view?.undecidedFrom ?? clusters.released, clusters.openEnd ?? .max)
        for open in view?.openHits ?? [] where open.hit.isOpen { needed = min(needed, open.hit.secret.upperBound) }
        if let hidden { needed = min(needed, hidden.neededFrom) }
        if !split.isEmpty { needed = min(needed, split[0].neededFrom) }
        for candidate in pending { needed = min(needed, candidate.position) }
        return max(text.lowerBound, needed - scanner.history)
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
