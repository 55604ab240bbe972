// Filters one stream of events.

import SluiceMatching
import SluiceModel
import SluicePayloads
import SluicePolicies
import SluiceScanning

/// Filters one stream of events: every lane is scanned as one text, and an event goes out, with its masks, when all its
/// text has been decided. Events are never added, dropped, split or moved, but for those that carry nothing, which do not
/// wait, and for what ends a blocked stream.
struct EventFilter: Sendable {
    /// Beyond this many waiting bytes everything is decided as if its text ended.
    private static let longestQueue = 32 << 20
    /// A lane that holds text is taken to have ended when so many events come without it, and something of the same message
    /// with the last: what it holds would hold all others. Reasoning ends so when the answer begins.
    static let patienceWithinMessage = 4
    /// The same where the last event was about another message, such as another choice.
    static let patience = 16
    /// Of more lanes than this the one that got its last piece first is ended.
    static let mostLanes = 1_024

    let settings: PayloadSettings
    let setting: StreamSetting
    private var framer: any Framer
    var writer: FrameWriter
    var dialect: (any StreamDialect)?
    /// The state of the stream for a client that has read what went out.
    var sentDialect: (any StreamDialect)?

    var queue = EventQueue()
    /// The lanes that have not ended; nil where one is being worked on.
    var lanes: [Lane?] = []
    var lanesByID: [LaneID: Int] = [:]
    /// Strings that are texts of their own, with their names around them.
    private var values: Lane?
    /// Where the next frame begins.
    private var offset = 0
    private var place = LineTracker()
    var isStreamChanged = false
    /// Where findings of values begin that were reported and whose events may still wait.
    var reportedValues: Set<Int> = []
    private var frames: [Frame] = []
    var blocked: Blocked?

    struct Blocked: Sendable {
        /// The number of the event that holds what was blocked.
        var event: Int
        var output: FilterOutput.Blocked
    }

    init(framing: Framing, dialect: DialectID?, settings: PayloadSettings) {
        self.settings = settings
        setting = settings.setting
        framer = framing.makeFramer()
        writer = FrameWriter(framing)
        self.dialect = dialect.map { DialectRegistry.dialect($0) }
    }

    /// How many bytes have come in and not gone out.
    var heldByteCount: Int { framer.heldCount + queue.byteCount }

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

    private mutating func handleFrames(work: inout PayloadWork, to output: inout FilterOutput) {
        for frame in frames {
            handle(frame, work: &work, to: &output)
            if blocked != nil { break }
        }
        frames.removeAll(keepingCapacity: true)
    }

    private mutating func handle(_ frame: Frame, work: inout PayloadWork, to output: inout FilterOutput) {
        let start = (offset: offset, place: place)
        offset += frame.raw.count
        place.advance(over: frame.raw.span)
        if frame.kind == .keepAlive { return send(frame, to: &output) }

        guard frame.kind == .event, let json = JSONTree(frame.data) else {
            enqueue(frame, start)
            readPlain(frame, work: &work, to: &output)
            return release(to: &output)
        }
        let event = StreamEvent(name: frame.name, json: json)
        // An event that tells nothing, such as an error, leaves the choice to the next.
        let detected = dialect == nil ? DialectRegistry.dialect(event: event) : nil
        var dialect = self.dialect ?? DialectRegistry.dialect(detected ?? .unknown)
        var plan = EventPlan()
        dialect.plan(event, into: &plan)
        if self.dialect != nil || detected != nil { self.dialect = dialect }
        if plan.isKeepAlive { return send(frame, to: &output) }
        enqueue(frame, start)
        read(event, plan, work: &work, to: &output)
        // What other lanes hold belongs to events before the one that is stopped.
        if blocked != nil { endAllLanes(work: &work, to: &output) }
        release(to: &output)
    }

    /// Sends a frame that carries nothing, at once.
    private mutating func send(_ frame: Frame, to output: inout FilterOutput) {
        writer.sent(frame, as: frame.raw)
        if !setting.isObserved { output.bytes.append(contentsOf: frame.raw) }
    }

    private mutating func enqueue(_ frame: Frame, _ start: (offset: Int, place: LineTracker)) {
        queue.append(
            QueuedEvent(
                frame: frame,
                offset: start.offset,
                place: start.place,
                dialect: dialect ?? DialectRegistry.dialect(.unknown)
            )
        )
    }

    /// Reads data that is no JSON: the end mark of a stream, plain text, or what is left of a damaged event.
    private mutating func readPlain(_ frame: Frame, work: inout PayloadWork, to output: inout FilterOutput) {
        if frame.kind == .event, frame.data.elementsEqual("[DONE]".utf8) {
            return endAllLanes(work: &work, to: &output)
        }
        guard !frame.data.isEmpty else { return }
        let name = frame.kind == .torn ? "$torn" : frame.name.isEmpty ? "data" : frame.name
        let index = lane(LaneID(name), LaneTraits(), work: &work, to: &output) { .plainText }
        feed(index, frame.data.span, range: 0..<frame.data.count, work: &work, to: &output)
    }

    private mutating func read(
        _ event: StreamEvent,
        _ plan: EventPlan,
        work: inout PayloadWork,
        to output: inout FilterOutput
    ) {
        let number = queue.nextNumber - 1
        let json = event.json
        addBlanks(plan, json, to: number)
        let strings = EventStrings(json, plan: plan, fields: dialectFields, eventName: event.name)
        if strings.hasValues { readValues(strings, json, number: number, work: &work, to: &output) }
        for string in strings.all {
            let range = json.content(string.node)
            let bytes = json.bytes.span.extracting(range)
            switch string.use {
            case .keep, .value:
                continue
            case .delta(let id, let traits):
                let index = lane(id, traits, work: &work, to: &output) {
                    JSONReader(insideString: traits.form, isSigned: traits.isSigned)
                }
                feed(index, bytes, range: range, work: &work, to: &output)
            case .whole(let traits, let isRepeat):
                let reader = JSONReader(insideString: traits.form, isSigned: traits.isSigned)
                var whole = makeLane(LaneID(json.path(of: string.node)), traits, reader)
                whole.isRepeat = isRepeat
                readWhole(&whole, bytes, range: range, work: &work, to: &output)
            case .unknown(let id):
                let index = lane(id, LaneTraits(), work: &work, to: &output) { JSONReader(insideString: .text) }
                lanes[index]?.isUnknownField = true
                feed(index, bytes, range: range, work: &work, to: &output)
            }
        }
        if plan.endsAllLanes {
            endAllLanes(work: &work, to: &output)
        } else {
            for id in plan.endedLanes { endLane(id, work: &work, to: &output) }
            endQuietLanes(work: &work, to: &output)
        }
        if queue.byteCount > Self.longestQueue { endAllLanes(work: &work, to: &output) }
    }

    private var dialectFields: FieldTree {
        dialect.map { type(of: $0).fields } ?? .everything
    }

    private mutating func addBlanks(_ plan: EventPlan, _ json: JSONTree, to number: Int) {
        guard !plan.blanks.isEmpty else { return }
        queue.update(number) { queued in
            for blank in plan.blanks {
                let conditions: [QueuedEvent.Blank.Condition] =
                    switch blank.condition {
                    case .stream: [.stream]
                    case .string(let node): [.range(json.range(node))]
                    case .lane(let id): plan.nodes(of: id).map { .range(json.range($0)) }
                    }
                for condition in conditions {
                    queued.blanks.append(
                        QueuedEvent.Blank(
                            range: json.range(blank.node),
                            replacement: blank.replacement,
                            condition: condition
                        )
                    )
                }
            }
        }
    }

    /// Scans the strings of an event that are texts of their own, with their names and all structure around them.
    private mutating func readValues(
        _ strings: EventStrings,
        _ json: JSONTree,
        number: Int,
        work: inout PayloadWork,
        to output: inout FilterOutput
    ) {
        var lane = values ?? makeLane(LaneID(""), LaneTraits(), JSONReader(fields: dialectFields))
        values = nil
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
        queue.update(number) { $0.waiting += 1 }
        lane.text.scan(&work)
        settle(&lane, to: &output)
        values = lane
    }
}
