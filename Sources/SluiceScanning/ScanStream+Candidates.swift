// Asks about the candidates of a stream.

import SluiceMatching
import SluiceRules

extension ScanStream {
    /// A candidate that needs more bytes.
    struct Pending: Sendable {
        var rule: Int
        var position: Int
        var holdFrom: Int
        /// The run whose end decides.
        var wait: RunWait?
        /// The place in a list or map that is asked about, if it is no candidate of the prefilter.
        var place: ContainerPlace?
        /// Whether a string of the document before it speaks for the rule.
        var isNamedBefore = false
    }

    /// Asks again about candidates that needed more bytes.
    mutating func reconsider(text: borrowing ByteWindow, isFinal: Bool, memory: inout ScanMemory) {
        let judges = scanner.judgeList
        var kept = 0
        for index in pending.indices {
            var candidate = pending[index]
            if let place = candidate.place {
                let isNew = memory.runs.walked.insert(WalkedPlace(rule: candidate.rule, place: place)).inserted
                guard isNew else { continue }
            }
            if !waits(&candidate, text: text, isFinal: isFinal, runs: &memory.runs) {
                memory.runs.isNamedBefore = candidate.isNamedBefore
                let again = decide(
                    candidate.rule,
                    of: judges,
                    position: candidate.position,
                    text: text,
                    isFinal: isFinal,
                    runs: &memory.runs,
                    place: candidate.place
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
    mutating func waits(
        _ candidate: inout Pending,
        text: borrowing ByteWindow,
        isFinal: Bool,
        runs: inout RunCache
    ) -> Bool {
        guard var wait = candidate.wait, !isFinal else { return false }
        guard texts.isEmpty || texts.bounds(around: witness(of: candidate.position, candidate.place)).end == nil else {
            return false
        }
        guard text.upperBound <= candidate.position + scanner.judges[candidate.rule].reachAfter else { return false }
        let goesOn = runs.goesOn(&wait, in: text)
        candidate.wait = wait
        return goesOn
    }

    /// Asks about candidates of the block that was scanned last.
    mutating func consider(
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
            consider(candidate, of: judges, text: text, isFinal: isFinal, memory: &memory)
        }
    }

    /// Asks about a candidate for which there is no reason yet to refuse it.
    @inline(__always)
    private mutating func consider(
        _ candidate: Candidate,
        of judges: JudgeList,
        text: borrowing ByteWindow,
        isFinal: Bool,
        memory: inout ScanMemory
    ) {
        if !disabledRules.isEmpty, disabledRules.contains(candidate.rule) { return }
        if scopes != nil, !applies(candidate, text: text) { return }
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

    /// Reads the lines of the block that was scanned last, for what they say about tables.
    func readTables(
        from blockStart: Int,
        of text: borrowing ByteWindow,
        memory: inout ScanMemory,
        scratch: inout ScanScratch
    ) {
        scratch.cells.removeAll(keepingCapacity: true)
        memory.runs.tables.track?.advance(
            to: text.upperBound,
            in: text,
            textEnds: texts.ends(from: blockStart),
            cells: &scratch.cells
        )
    }

    /// Asks about the values that begin in secret columns of tables.
    mutating func considerCells(
        _ cells: [Int],
        text: borrowing ByteWindow,
        isFinal: Bool,
        memory: inout ScanMemory
    ) {
        let judges = scanner.judgeList
        memory.runs.isNamedBefore = false
        for position in cells {
            for rule in scanner.cellRules {
                let candidate = Candidate(rule: rule, position: position)
                consider(candidate, of: judges, text: text, isFinal: isFinal, memory: &memory)
            }
        }
    }

    /// Whether a rule applies where its candidate begins.
    mutating func applies(_ candidate: Candidate, text: borrowing ByteWindow) -> Bool {
        let rule = scanner.ruleScopes[candidate.rule]
        guard !rule.isUnrestricted else { return true }
        guard let scope = scopes?.scope(at: candidate.position, in: text) else { return false }
        return rule.includes(scope)
    }

    /// Asks about the names that the last block has decided about.
    mutating func considerNames(
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

    /// Decides one candidate, and the values that follow it in a list or map; the result is what to remember of the
    /// first that cannot be decided yet.
    ///
    /// - Parameter place: the place in a list or map that is asked about, if it is no candidate of the prefilter.
    mutating func decide(
        _ rule: Int,
        of judges: JudgeList,
        position: Int,
        text: borrowing ByteWindow,
        isFinal: Bool,
        runs: inout RunCache,
        place: ContainerPlace? = nil
    ) -> Pending? {
        var (position, place) = (position, place)
        while true {
            runs.waiting = nil
            if place != nil { runs.place = place }
            let decision = judges.withJudge(rule) { judge in
                let witness = witness(of: position, place)
                return ask(judge, position: position, witness: witness, text: text, isFinal: isFinal, runs: &runs)
            }
            if place != nil { runs.place = nil }
            let isNamedBefore = runs.isNamedBefore
            runs.isNamedBefore = false
            let next = runs.next.take()
            switch decision {
            case .refused: break
            case .needsMore(let holdFrom):
                // Where the bytes to come need not be held either, the next question moves `holdFrom` on.
                let wait = holdFrom < text.upperBound ? runs.waiting : nil
                return Pending(
                    rule: rule,
                    position: position,
                    holdFrom: holdFrom,
                    wait: wait,
                    place: place,
                    isNamedBefore: isNamedBefore
                )
            case .accepted(let hit): accept(hit, text: text)
            }
            // Another list that has come here goes on in the same way.
            guard let next, runs.walked.insert(WalkedPlace(rule: rule, place: next)).inserted else { return nil }
            if scopes != nil, !applies(Candidate(rule: rule, position: next.position - 1), text: text) { return nil }
            (position, place) = (next.position, next)
        }
    }

    /// A byte of the text that is asked about: the next value of a list belongs to the text of the one before, if texts
    /// are not strings of one document.
    private func witness(of position: Int, _ place: ContainerPlace?) -> Int {
        place == nil || joinsStrings ? position : position - 1
    }

    /// What is decided of one candidate in the text that it stands in.
    mutating func ask(
        _ judge: borrowing CandidateJudge,
        position: Int,
        witness: Int,
        text: borrowing ByteWindow,
        isFinal: Bool,
        runs: inout RunCache
    ) -> Decision {
        let bounds = texts.bounds(around: witness)
        let readsBefore = joinsStrings && judge.readsStringsBefore
        let decision = judge.decide(
            position: position,
            text: text.narrowed(from: readsBefore ? text.lowerBound : bounds.start, to: bounds.end),
            isFinal: isFinal || bounds.end != nil,
            runs: &runs
        )
        guard readsBefore, case .accepted(var hit) = decision, hit.match.lowerBound < bounds.start else {
            return decision
        }
        // What is found is in the text that is asked about.
        hit.match = bounds.start..<hit.match.upperBound
        return .accepted(hit)
    }

    /// Whether a rule that finds nothing without a word or key may have one where its candidate begins.
    @inline(__always)
    mutating func mayBeNamed(
        _ candidate: Candidate,
        _ contexts: ContextIndex,
        text: borrowing ByteWindow,
        isFinal: Bool,
        memory: inout ScanMemory
    ) -> Bool {
        memory.runs.isNamedBefore = false
        guard let bit = contexts.bit(of: candidate.rule) else { return true }
        let stamp = receivedCount &* 2 &+ (isFinal ? 1 : 0)
        if !memory.surroundings.isAbout(candidate.position, stamp: stamp) {
            lookAround(candidate.position, stamp: stamp, contexts, text: text, memory: &memory)
        }
        memory.runs.isNamedBefore = memory.surroundings.isNamedBefore(for: bit)
        return memory.surroundings.maySpeak(for: bit)
    }

    /// Looks at what stands around `position` in the text that it stands in.
    @inline(never)
    mutating func lookAround(
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
            tables: &memory.runs.tables
        )
        guard joinsStrings else { return }
        PrecedingStrings.forEach(before: position, from: bounds.start, texts, in: text) { range in
            memory.surroundings.read(preceding: range, in: text, index: contexts)
        }
    }
}
