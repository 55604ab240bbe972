// How an event filter's lanes take pieces, end, and settle their events.

import SluiceModel
import SluicePayloads
import SluiceScanning

extension EventFilter {
    /// The index of a lane, which begins if it is new.
    mutating func lane(
        _ id: LaneID,
        _ traits: LaneTraits,
        work: inout PayloadWork,
        to output: inout FilterOutput,
        _ reader: () -> JSONReader
    ) -> Int {
        if let index = laneIndex.place(of: id, in: tracks) { return index }
        var lane = makeLane(id, traits, reader())
        lane.isRepeat = traits.isSpelling
        add(lane, work: &work, to: &output)
        return lanes.count - 1
    }

    /// Adds a lane behind the others.
    mutating func add(_ lane: Lane, work: inout PayloadWork, to output: inout FilterOutput) {
        if lanes.count >= Self.mostLanes,
            let oldest = tracks.indices.min(by: { tracks[$0].lastEvent < tracks[$1].lastEvent })
        {
            endLane(tracks[oldest].id, work: &work, to: &output)
        }
        lanes.append(lane)
        tracks.append(LaneTrack(id: lane.id))
        laneIndex.addLast(of: tracks)
    }

    func makeLane(_ id: LaneID, _ traits: LaneTraits, _ reader: JSONReader) -> Lane {
        Lane(
            id: id,
            text: PayloadText(
                reader: reader,
                editor: LaneEditor(),
                setting: setting(of: traits),
                scanner: settings.scanner,
                form: traits.form == .json ? .toolArguments : .string,
                writing: traits.writing.flatMap(ScopeHint.init)
            )
        )
    }

    private func setting(of traits: LaneTraits) -> StreamSetting {
        if let tool = traits.tool { return settings.setting(tool: tool) }
        return traits.isCall ? settings.settingOfAnyTool : setting
    }

    /// Gives a lane its next piece: `range` of the data of the event read last.
    mutating func feed(
        _ index: Int,
        _ bytes: Span<UInt8>,
        range: Range<Int>,
        work: inout PayloadWork,
        to output: inout FilterOutput
    ) {
        let number = queue.nextNumber - 1
        // In place, as a lane is large.
        guard bytes.count > 0,
            let state = lanes[index]?.receive(bytes, of: number, range: range, work: &work, queue: &queue)
        else { return }
        notePiece(of: index, isHolding: state.isHolding)
        if !lagging.isEmpty { lagging.note(piece: number, of: tracks[index].id.path) }
        guard state.hasNews, var lane = lanes[index].take() else { return }
        settle(&lane, to: &output)
        lanes[index] = lane
    }

    /// Notes that the event read last has a piece of a lane, which holds text behind it or does not.
    mutating func notePiece(of index: Int, isHolding: Bool) {
        let message = tracks[index].message ?? messages.join(lanes[index]?.message ?? "")
        tracks[index].message = message
        tracks[index].messageEvents = messages.count(queue.nextNumber - 1, of: message)
        tracks[index].lastEvent = lastCounted
        tracks[index].isHolding = isHolding
    }

    /// Reads a text that is whole in one string.
    mutating func readWhole(
        _ lane: inout Lane,
        _ bytes: Span<UInt8>,
        range: Range<Int>,
        work: inout PayloadWork,
        to output: inout FilterOutput
    ) {
        guard bytes.count > 0 else { return }
        _ = lane.receive(bytes, of: queue.nextNumber - 1, range: range, work: &work, queue: &queue)
        lane.text.finish(work: &work)
        settle(&lane, to: &output)
        undecidedCount += lane.text.undecidedCount
    }

    /// Ends lanes that hold text and that no piece has come to for some events.
    mutating func endQuietLanes(work: inout PayloadWork, to output: inout FilterOutput) {
        let number = lastCounted
        guard hasQuietLanes(number) else { return }
        let patience = max(Self.patience, Self.patienceWithinMessage * messages.openCount)
        let quiet = tracks.indices.compactMap { index -> LaneID? in
            guard let lane = lanes[index], lane.text.heldCount > 0 else { return nil }
            let track = tracks[index]
            let silence = number - track.lastEvent
            let ownSilence =
                lane.isUnknownField
                ? silence : track.message.map { messages.eventCount(of: $0) - track.messageEvents } ?? 0
            return ownSilence >= Self.patienceWithinMessage || silence >= patience ? lane.id : nil
        }
        for id in quiet.sorted(by: { $0.path < $1.path }) { endLane(id, work: &work, to: &output) }
    }

    /// Whether a lane may have to end, as it holds text and nothing came for it.
    private func hasQuietLanes(_ number: Int) -> Bool {
        for index in tracks.indices where number - tracks[index].lastEvent >= Self.patienceWithinMessage {
            if tracks[index].isHolding { return true }
        }
        return false
    }

    /// Ends a lane: all its text is decided.
    mutating func endLane(_ id: LaneID, work: inout PayloadWork, to output: inout FilterOutput) {
        guard let index = laneIndex.place(of: id, in: tracks), var lane = lanes[index].take() else { return }
        lane.text.finish(work: &work)
        settle(&lane, to: &output)
        undecidedCount += lane.text.undecidedCount
        forgetLane(at: index)
    }

    /// Takes a lane away of which nothing is undecided.
    mutating func forgetLane(at index: Int) {
        let id = tracks[index].id
        lanes[index] = nil
        if let message = tracks[index].message { messages.leave(message) }
        tracks.swapAt(index, tracks.count - 1)
        tracks.removeLast()
        let last = lanes.removeLast()
        if let last { lanes[index] = last }
        laneIndex.remove(id, moved: last?.id, to: index)
    }

    /// Ends lanes; those that repeat others come after them, so that what is found is reported of the others.
    mutating func endLanes(_ ids: [LaneID], work: inout PayloadWork, to output: inout FilterOutput) {
        var repeats: [LaneID] = []
        for id in ids {
            guard let index = laneIndex.place(of: id, in: tracks) else { continue }
            if lanes[index]?.isRepeat == true { repeats.append(id) } else { endLane(id, work: &work, to: &output) }
        }
        for id in repeats { endLane(id, work: &work, to: &output) }
    }

    /// The names of all lanes, in the order in which they end.
    var laneNames: [LaneID] { tracks.map(\.id).sorted { $0.path < $1.path } }

    /// Ends all lanes.
    mutating func endAllLanes(work: inout PayloadWork, to output: inout FilterOutput) {
        endLanes(laneNames, work: &work, to: &output)
        growing.removeAll()
        lagging.end("", queue: &queue)
    }

    /// Carries what a lane has decided over to the events.
    mutating func settle(_ lane: inout Lane, to output: inout FilterOutput) {
        for (event, edit) in lane.text.sink.editor.edits { queue.update(event) { $0.edits.append(edit) } }
        lane.text.sink.editor.edits.removeAll(keepingCapacity: true)
        for placed in lane.text.sink.findings { report(placed, of: &lane, to: &output) }
        lane.text.sink.findings.removeAll(keepingCapacity: true)
        if let start = lane.text.sink.openStart {
            if lane.openPlace == nil { lane.openPlace = queue.place(in: start.event, ofData: start.offset) }
        } else {
            lane.openPlace = nil
        }
        // What lies in no event is in the event that it was taken from as well.
        if let block = lane.text.sink.block, block.place.event != LaneEditor.nowhere,
            block.place.event < blocked?.event ?? .max
        {
            let place = queue.place(in: block.place.event, ofData: block.place.offset)
            blocked = Blocked(
                event: block.place.event,
                output: FilterOutput.Blocked(
                    rule: block.rule,
                    line: place?.line ?? 1,
                    column: place?.column ?? 1,
                    message: block.decision.message
                )
            )
        }
        lane.settle(&queue)
    }

    private mutating func report(
        _ placed: PlacedFinding<LaneEditor.Place>,
        of lane: inout Lane,
        to output: inout FilterOutput
    ) {
        defer { lane.openPlace = nil }
        guard placed.decision.wouldBe > .allow else { return }
        if lane.isRepeat, reported.contains(placed.finding) { return }
        let known = lane.openPlace ?? queue.place(in: placed.start.event, ofData: placed.start.offset)
        guard let start = known else { return }
        let end = queue[placed.end.event]?.offset(ofData: placed.end.offset) ?? start.offset
        // A field that nothing is known of is scanned twice: as it stands and as a piece of a text. So are the names in
        // a document, with all names of the event.
        if lane.isUnknownField || lane.isDocument, reportedValues.contains(start.offset) { return }
        if lane.id.path.isEmpty { reportedValues.insert(start.offset) }
        reported.insert(placed.finding)
        output.findings.append(
            LocatedFinding(
                placed,
                range: start.offset..<max(start.offset, end),
                line: start.line,
                column: start.column,
                path: lane.path(of: placed.path)
            )
        )
    }

    /// Lets the events go whose text has been decided.
    mutating func release(to output: inout FilterOutput) {
        if !lagging.isEmpty { lagging.settle(&queue, patience: Self.patience, blocked: blocked?.event) }
        while var event = queue.takeDecided(before: blocked?.event ?? .max) {
            if setting.isObserved { continue }
            event.settle(isStreamChanged: &isStreamChanged)
            if rewrites != nil {
                rewrites?.append(contentsOf: event.rewrites)
            } else {
                let bytes = event.bytes
                writer.sent(event.frame, as: bytes)
                output.bytes.append(contentsOf: bytes)
            }
            sentDialect = event.dialect
            sentSequence = event.sequence
        }
        if queue.isEmpty { reportedValues.removeAll(keepingCapacity: true) }
        guard let blocked else { return }
        output.blockedAt = blocked.output
        if rewrites != nil { return }
        var dialect = sentDialect ?? self.dialect.map { type(of: $0).init() } ?? DialectRegistry.dialect(.unknown)
        if let sentSequence { dialect.pass(sequence: sentSequence) }
        let reason = blocked.output.message ?? "Blocked by policy: \(blocked.output.rule)."
        for event in dialect.ending(reason: reason) { output.bytes.append(contentsOf: writer.bytes(of: event)) }
        output.bytes.append(contentsOf: writer.closing())
    }
}

extension ScopeHint {
    /// What an event says that a text is written in; nil where that means nothing.
    fileprivate init?(_ writing: LaneTraits.Writing) {
        switch writing {
        case .language(let name):
            guard let language = Language(named: name) else { return nil }
            self.init(language)
        case .change(let file):
            self.init((ScopeHint(path: file) ?? .unknown).kind, .replacements)
        case .anything: self = .unknown
        }
    }
}
