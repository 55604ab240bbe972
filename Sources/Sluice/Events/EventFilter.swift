// Filters one stream of events.

import SluiceMatching
import SluiceModel
import SluicePayloads
import SluicePolicies
import SluiceScanning

/// Filters one stream of events: every lane is scanned as one text, and an event goes out, with its masks, when all its
/// text has been decided. Events are never added, dropped, split or moved, but for those that carry nothing, which do
/// not wait, and for what ends a blocked stream.
struct EventFilter: Sendable {
    /// Beyond this many waiting bytes everything is decided as if its text ended.
    private static let longestQueue = 32 << 20
    /// A lane that holds text is taken to have ended when so many events with text of the same message come without it:
    /// what it holds would hold all others. Reasoning ends so when the answer begins.
    static let patienceWithinMessage = 4
    /// The same of events about other messages, such as other choices; where many are open that take turns, four for each
    /// of them.
    static let patience = 16
    /// Of more lanes than this the one that got its last piece first is ended.
    static let mostLanes = 1_024

    let settings: PayloadSettings
    let setting: StreamSetting
    /// What cannot be looked into and matters.
    private let watched: [Uninspectable]
    private var framer: any Framer
    var writer: FrameWriter
    var dialect: (any StreamDialect)?
    /// The state of the stream for a client that has read what went out.
    var sentDialect: (any StreamDialect)?
    /// The number of the last event that went out, where it was like an earlier one.
    var sentSequence: Int?

    var queue = EventQueue()
    var lagging = LaggingTokens()
    /// The lanes that have not ended; nil where one is being worked on.
    var lanes: [Lane?] = []
    var laneIndex = LaneIndex()
    /// For each of `lanes`, what is looked up often.
    var tracks: [LaneTrack] = []
    var messages = MessageCounts()
    /// How many events have come that only say that the stream goes on.
    private var keepAliveCount = 0
    /// Strings that are texts of their own, with their names around them: one lane, once there are any.
    private var values: [Lane] = []
    /// Where the next frame begins.
    private var offset = 0
    private var place = LineTracker()
    var isStreamChanged = false
    /// What is changed, by offsets in the stream, for an owner that makes the changes; nil where bytes go out instead.
    var rewrites: [Edit]?
    /// Where findings of values begin that were reported and whose events may still wait.
    var reportedValues: Set<Int> = []
    var reported = ReportedFindings()
    /// The texts that come whole again and again.
    var growing: [LaneID: GrowingText] = [:]
    private var frames: [Frame] = []
    private var shapes = EventShapes()
    var screen = AsideScreen()
    private var names = KnownNames()
    @Seldom var blocked: Blocked?

    struct Blocked: Sendable {
        /// The number of the event that holds what was blocked.
        var event: Int
        var output: FilterOutput.Blocked
    }

    /// - Parameter givesRewrites: whether `rewrites` says what is to be changed, and no bytes are given out.
    init(
        _ framing: Framing,
        dialect: DialectID?,
        _ setting: StreamSetting,
        _ settings: PayloadSettings,
        givesRewrites: Bool = false
    ) {
        if givesRewrites { rewrites = [] }
        self.settings = settings
        self.setting = setting
        watched = setting.view.watchedParts
        framer = framing.makeFramer()
        writer = FrameWriter(framing)
        self.dialect = dialect.map { DialectRegistry.dialect($0) }
    }

    /// How many bytes have come in and not gone out.
    var heldByteCount: Int { framer.heldCount + queue.byteCount }

    /// The number of the last event, without those that only say that the stream goes on: a stream that pauses does not
    /// end texts.
    var lastCounted: Int { queue.nextNumber - 1 - keepAliveCount }

    /// How many places a rule gave up on at its limits.
    var undecidedCount = 0

    mutating func append(_ bytes: Span<UInt8>, work: inout PayloadWork, to output: inout FilterOutput) {
        if let blocked { return output.blockedAt = blocked.output }
        framer.append(bytes, to: &frames)
        handleFrames(work: &work, to: &output)
    }

    mutating func finish(work: inout PayloadWork, to output: inout FilterOutput) {
        if let blocked { return output.blockedAt = blocked.output }
        framer.finish(to: &frames)
        handleFrames(work: &work, to: &output)
        guard blocked == nil else { return }
        endAllLanes(work: &work, to: &output)
        release(to: &output)
    }

    /// Gives up what can be made again, for a filter that waits for its next bytes.
    mutating func rest() {
        frames = []
        framer.rest()
        queue.rest()
        for index in lanes.indices { lanes[index]?.text.rest() }
        for index in values.indices { values[index].text.rest() }
        lanes.trim()
        tracks.trim()
        shapes.rest()
        names.rest()
    }

    private mutating func handleFrames(work: inout PayloadWork, to output: inout FilterOutput) {
        var frames: [Frame] = []
        swap(&frames, &self.frames)
        for index in frames.indices {
            handle(frames[index], work: &work, to: &output)
            if blocked != nil { break }
        }
        frames.removeAll(keepingCapacity: true)
        swap(&frames, &self.frames)
    }

    private mutating func handle(_ frame: Frame, work: inout PayloadWork, to output: inout FilterOutput) {
        let start = (offset: offset, place: place)
        offset += frame.raw.count
        place.advance(over: frame.raw.span)
        // What is like an earlier event has the same beside its data.
        if frame.kind == .event, handleLikeEarlier(frame, start, work: &work, to: &output) { return }
        var isOrdinary = true
        var asides: [Edit] = []
        if !frame.asides.isEmpty {
            let read = readAsides(of: frame, offset: start.offset, place: start.place, work: &work, to: &output)
            isOrdinary = !read.hasFindings
            asides = read.edits
            if blocked != nil {
                endAllLanes(work: &work, to: &output)
                return release(to: &output)
            }
        }
        if frame.kind == .keepAlive {
            // Behind an event that is held it waits, so that what is not flagged comes out in its order.
            if queue.isEmpty { return send(frame, asides, start, to: &output) }
            enqueue(frame, asides, start)
            keepAliveCount += 1
            return release(to: &output)
        }
        // What is masked in an event's name must not come out as the name of a lane.
        let name = asides.isEmpty ? frame.name : frame.withAsides(asides).name

        guard frame.kind == .event, let json = JSONTree(event: frame.data) else {
            shapes.removeAll()
            enqueue(frame, asides, start)
            readPlain(frame, name: name, work: &work, to: &output)
            return release(to: &output)
        }
        let event = StreamEvent(name: name, json: json)
        // An event that tells nothing, such as an error, leaves the choice to the next.
        let detected = dialect == nil ? DialectRegistry.dialect(event: event) : nil
        var dialect = self.dialect ?? DialectRegistry.dialect(detected ?? .unknown)
        var plan = EventPlan()
        dialect.plan(event, into: &plan)
        if self.dialect != nil || detected != nil { self.dialect = dialect }
        if plan.isKeepAlive, json.member("sequence_number", of: json.root) == nil {
            return send(frame, asides, start, to: &output)
        }
        enqueue(frame, asides, start)
        if plan.isKeepAlive {
            // Its number must come in order.
            keepAliveCount += 1
            return release(to: &output)
        }
        if !watched.isEmpty { inspect(json, plan, to: &output) }
        if blocked == nil {
            let strings = EventStrings(
                json,
                plan: plan,
                fields: dialectFields,
                eventName: event.name,
                names: names
            )
            let isClean = read(event, plan, strings, work: &work, to: &output)
            if isClean { strings.note(json, in: &names) }
            if isOrdinary, isClean { learn(frame, json, plan, strings) } else { shapes.removeAll() }
        }
        // What other lanes hold belongs to events before the one that is stopped.
        if blocked != nil { endAllLanes(work: &work, to: &output) }
        release(to: &output)
    }

    /// Handles an event that says what earlier ones said of another piece; the result says whether it is one.
    private mutating func handleLikeEarlier(
        _ frame: Frame,
        _ start: (offset: Int, place: LineTracker),
        work: inout PayloadWork,
        to output: inout FilterOutput
    ) -> Bool {
        guard let dialect, let (shape, match) = shapes.match(frame.raw.span), let lane = lane(ofShape: shape) else {
            return false
        }
        queue.append(
            QueuedEvent(
                frame: frame,
                offset: start.offset,
                places: PlaceCounter(offset: start.offset, start: start.place),
                dialect: dialect,
                sequence: match.sequence
            )
        )
        let dataStart = shapes.dataStart(shape)
        feed(
            lane,
            frame.raw.span.extracting(match.piece),
            range: match.piece.lowerBound - dataStart..<match.piece.upperBound - dataStart,
            work: &work,
            to: &output
        )
        endQuietLanes(work: &work, to: &output)
        if blocked != nil || queue.byteCount > Self.longestQueue { endAllLanes(work: &work, to: &output) }
        release(to: &output)
        return true
    }

    /// The index of the lane that the events of a shape are about, if it has not ended.
    private mutating func lane(ofShape shape: Int) -> Int? {
        let guess = shapes.place(shape)
        if guess < tracks.count, tracks[guess].id == shapes.lane(shape) { return guess }
        guard let index = laneIndex.place(of: shapes.lane(shape), in: tracks) else { return nil }
        shapes.note(place: index, of: shape)
        return index
    }

    /// Remembers what an event looks like that says one piece of one lane.
    private mutating func learn(_ frame: Frame, _ json: JSONTree, _ plan: EventPlan, _ strings: EventStrings) {
        guard let dialect, shapes.isLearning else { return shapes.removeAll() }
        let shape = EventShape(frame, json, plan: plan, strings: strings, varying: type(of: dialect).varying)
        guard let shape, !hasWatchedParts(json) else { return shapes.removeAll() }
        shapes.add(shape)
    }

    private func hasWatchedParts(_ json: JSONTree) -> Bool {
        guard !watched.isEmpty else { return false }
        var hasParts = false
        json.forEachUninspectable(dialectFields) { _, _ in hasParts = true }
        return hasParts
    }

    /// Sends a frame that carries nothing, at once.
    private mutating func send(
        _ frame: Frame,
        _ asides: [Edit],
        _ start: (offset: Int, place: LineTracker),
        to output: inout FilterOutput
    ) {
        if setting.isObserved { return }
        if rewrites != nil {
            rewrites?.append(contentsOf: frame.rewrites([], asides: asides).map { $0.moved(by: start.offset) })
        } else {
            let bytes = asides.isEmpty ? frame.raw : frame.withAsides(asides).raw
            writer.sent(frame, as: bytes)
            output.bytes.append(contentsOf: bytes)
        }
    }

    private mutating func enqueue(_ frame: Frame, _ asides: [Edit], _ start: (offset: Int, place: LineTracker)) {
        queue.append(
            QueuedEvent(
                frame: frame,
                offset: start.offset,
                places: PlaceCounter(offset: start.offset, start: start.place),
                asides: asides,
                dialect: dialect ?? DialectRegistry.dialect(.unknown)
            )
        )
    }

    /// Reads data that is no JSON: the end mark of a stream, plain text, or what is left of a damaged event.
    private mutating func readPlain(
        _ frame: Frame,
        name: String,
        work: inout PayloadWork,
        to output: inout FilterOutput
    ) {
        if frame.kind == .event, frame.data.elementsEqual("[DONE]".utf8) {
            return endAllLanes(work: &work, to: &output)
        }
        let data = frame.data
        guard !data.isEmpty else { return }
        let path = frame.kind == .torn ? "$torn" : name.isEmpty ? "data" : name
        let index = lane(LaneID(path), LaneTraits(), work: &work, to: &output) { .plainText }
        feed(index, data.span, range: 0..<data.count, work: &work, to: &output)
    }

    /// Reads the event that came last. The result says whether nothing was found in its names and numbers, nor in
    /// strings that are scanned with them.
    private mutating func read(
        _ event: StreamEvent,
        _ plan: EventPlan,
        _ strings: EventStrings,
        work: inout PayloadWork,
        to output: inout FilterOutput
    ) -> Bool {
        let number = queue.nextNumber - 1
        let json = event.json
        addBlanks(plan, json, to: number)
        endLanes(plan.endedBefore, work: &work, to: &output)
        var isClean = true
        if strings.hasValues { isClean = readValues(strings, json, number: number, work: &work, to: &output) }
        var later: [EventStrings.Item] = []
        for string in strings.all {
            if string.turn == .first {
                read(string, of: json, work: &work, to: &output)
            } else {
                later.append(string)
            }
        }
        for string in later where string.turn == .spelling { read(string, of: json, work: &work, to: &output) }
        readDocuments(of: plan, json, areRepeats: false, work: &work, to: &output)
        endLanes(plan.endsAllLanes ? laneNames : plan.endedLanes, work: &work, to: &output)
        for string in later where string.turn == .repeating { read(string, of: json, work: &work, to: &output) }
        readDocuments(of: plan, json, areRepeats: true, work: &work, to: &output)
        if plan.endsAllLanes {
            endAllLanes(work: &work, to: &output)
        } else {
            for id in plan.endedLanes {
                if let text = growing.removeValue(forKey: id) { endLanes(text.open, work: &work, to: &output) }
                lagging.end(id.path, queue: &queue)
            }
            endQuietLanes(work: &work, to: &output)
        }
        if queue.byteCount > Self.longestQueue { endAllLanes(work: &work, to: &output) }
        return isClean
    }

    /// Reads a string of the event that came last.
    private mutating func read(
        _ string: EventStrings.Item,
        of json: JSONTree,
        work: inout PayloadWork,
        to output: inout FilterOutput
    ) {
        let range = json.content(string.node)
        let bytes = json.bytes.span.extracting(range)
        switch string.use {
        case .keep, .value:
            return
        case .delta(let id, let traits):
            if traits.isStart { endLane(id, work: &work, to: &output) }
            let index = lane(id, traits, work: &work, to: &output) {
                JSONReader(insideString: traits.form, isSigned: traits.isSigned)
            }
            feed(index, bytes, range: range, work: &work, to: &output)
        case .whole(let traits, let isRepeat):
            let reader = JSONReader(insideString: traits.form, isSigned: traits.isSigned)
            var whole = makeLane(LaneID(json.path(of: string.node)), traits, reader)
            whole.isRepeat = isRepeat
            readWhole(&whole, bytes, range: range, work: &work, to: &output)
        case .snapshot(let snapshot):
            let path = json.path(of: string.node)
            readSnapshot(snapshot, path: path, bytes, range: range, work: &work, to: &output)
        case .unknown(let id):
            let index = lane(id, LaneTraits(), work: &work, to: &output) { JSONReader(insideString: .text) }
            lanes[index]?.isUnknownField = true
            feed(index, bytes, range: range, work: &work, to: &output)
        }
    }

    /// Reads the objects and arrays of the event that came last that are documents of their own.
    private mutating func readDocuments(
        of plan: EventPlan,
        _ json: JSONTree,
        areRepeats: Bool,
        work: inout PayloadWork,
        to output: inout FilterOutput
    ) {
        for planned in plan.documents where planned.isRepeat == areRepeats {
            let range = json.range(planned.node)
            var document = makeLane(LaneID(json.path(of: planned.node)), planned.traits, JSONReader())
            document.isDocument = true
            document.isRepeat = planned.isRepeat
            readWhole(&document, json.bytes.span.extracting(range), range: range, work: &work, to: &output)
        }
    }

    /// Reports what of the event read last cannot be looked into; the first that the policy blocks stops it.
    private mutating func inspect(_ json: JSONTree, _ plan: EventPlan, to output: inout FilterOutput) {
        let number = queue.nextNumber - 1
        var parts: [(node: JSONTree.Node, part: Uninspectable)] = plan.media.map { ($0, .images) }
        json.forEachUninspectable(dialectFields) { parts.append(($0, $1)) }
        for (node, part) in parts where blocked == nil {
            let decision = setting.view.decide(part)
            guard decision.wouldBe > .allow, let place = queue.place(in: number, ofData: json.content(node).lowerBound)
            else { continue }
            output.findings.append(LocatedFinding(part, at: place, path: json.path(of: node), decision: decision))
            guard decision.action == .block else { continue }
            let what = FilterOutput.Blocked(part.reportedAs, at: place, message: decision.message)
            blocked = Blocked(event: number, output: what)
        }
    }

    private var dialectFields: FieldTree {
        dialect?.fieldsInForce ?? .everything
    }

    private mutating func addBlanks(_ plan: EventPlan, _ json: JSONTree, to number: Int) {
        guard !plan.blanks.isEmpty else { return }
        for blank in plan.blanks {
            guard case .next(let message) = blank.condition else { continue }
            let edit = Edit(range: json.range(blank.node), replacement: Array(blank.replacement.utf8))
            lagging.append(event: number, edit: edit, message: message, queue: &queue)
        }
        let pieces = plan.hasLaneBlanks ? plan.nodesByLane : [:]
        var blanks: [QueuedEvent.Blank] = []
        // What a value goes by, all together.
        var ranges: [JSONTree.Node: [Range<Int>]] = [:]
        for blank in plan.blanks {
            let nodes: [JSONTree.Node]
            switch blank.condition {
            case .stream, .next:
                blanks.append(
                    QueuedEvent.Blank(
                        range: json.range(blank.node),
                        replacement: blank.replacement,
                        condition: .stream
                    )
                )
                continue
            case .string(let node): nodes = [node]
            case .lane(let id): nodes = pieces[id] ?? []
            }
            ranges[blank.node, default: []] += nodes.map { json.range($0) }
        }
        for blank in plan.blanks {
            guard let ranges = ranges.removeValue(forKey: blank.node), !ranges.isEmpty else { continue }
            blanks.append(
                QueuedEvent.Blank(
                    range: json.range(blank.node),
                    replacement: blank.replacement,
                    condition: .ranges(ranges)
                )
            )
        }
        queue.update(number) { $0.blanks += blanks }
    }

    /// Scans the names and numbers of an event, and the strings that are texts of their own, with all structure around
    /// them. The result says whether nothing was found.
    private mutating func readValues(
        _ strings: EventStrings,
        _ json: JSONTree,
        number: Int,
        work: inout PayloadWork,
        to output: inout FilterOutput
    ) -> Bool {
        var lane = values.popLast() ?? makeLane(LaneID(""), LaneTraits(), JSONReader(fields: dialectFields))
        lane.text.restart(JSONReader(fields: dialectFields))
        work.text.removeAll()
        var start = 0
        for string in strings.all where string.isHiddenFromValues {
            let content = json.content(string.node)
            lane.text.reader.read(json.bytes.span.extracting(start..<content.lowerBound), into: &work.text)
            work.text.end()
            work.text.append(hidden: content.count, depth: 0)
            start = content.upperBound
        }
        lane.text.reader.read(json.bytes.span.extracting(start..<json.bytes.count), into: &work.text)
        lane.text.reader.finish(into: &work.text)
        work.text.end()
        lane.text.sink.editor.receive(event: number, range: 0..<json.bytes.count)
        queue.wait(number, 1)
        lane.text.scan(&work)
        let isClean =
            lane.text.sink.findings.isEmpty && !lane.text.sink.isInFinding && !lane.text.sink.isBlocked
            && lane.text.undecidedCount == 0
        settle(&lane, to: &output)
        values.append(lane)
        return isClean
    }
}
