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
    /// A field that nothing is known of ends when so many events come without it.
    static let unknownFieldPatience = 4

    let guardrail: Guardrail
    let context: PolicyContext
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

    init(
        framing: Framing,
        dialect: DialectID?,
        guardrail: Guardrail,
        context: PolicyContext
    ) {
        self.guardrail = guardrail
        self.context = context
        setting = guardrail.setting(for: context)
        framer = framing.makeFramer()
        writer = FrameWriter(framing)
        self.dialect = dialect.map { DialectRegistry.dialect($0) }
    }

    /// How many bytes have come in and not gone out.
    var heldByteCount: Int { framer.heldCount + queue.byteCount }

    /// How many places a rule gave up on at its limits.
    var undecidedCount = 0

    mutating func append(_ bytes: Span<UInt8>, work: inout PayloadWork, to output: inout FilterOutput) {
        guard blocked == nil else { return }
        framer.append(bytes, to: &frames)
        handleFrames(work: &work, to: &output)
    }

    mutating func finish(work: inout PayloadWork, to output: inout FilterOutput) {
        guard blocked == nil else { return }
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
        var dialect = self.dialect ?? DialectRegistry.dialect(DialectRegistry.dialect(event: event) ?? .unknown)
        var plan = EventPlan()
        dialect.plan(event, into: &plan)
        self.dialect = dialect
        if plan.isKeepAlive { return send(frame, to: &output) }
        enqueue(frame, start)
        read(event, plan, work: &work, to: &output)
        release(to: &output)
    }

    /// Sends a frame that carries nothing, at once.
    private mutating func send(_ frame: Frame, to output: inout FilterOutput) {
        writer.sent(frame, as: frame.raw)
        output.bytes.append(contentsOf: frame.raw)
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
        let index = lane(LaneID(name), LaneTraits()) { .plainText }
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
                let index = lane(id, traits) { JSONReader(insideString: traits.form, isSigned: traits.isSigned) }
                feed(index, bytes, range: range, work: &work, to: &output)
            case .whole(let traits, let isRepeat):
                let id = LaneID(json.path(of: string.node))
                endLane(id, work: &work, to: &output)
                let index = lane(id, traits) { JSONReader(insideString: traits.form, isSigned: traits.isSigned) }
                lanes[index]?.isRepeat = isRepeat
                feed(index, bytes, range: range, work: &work, to: &output)
                endLane(id, work: &work, to: &output)
            case .unknown(let id):
                let index = lane(id, LaneTraits()) { JSONReader(insideString: .text) }
                lanes[index]?.isUnknownField = true
                feed(index, bytes, range: range, work: &work, to: &output)
            }
        }
        if plan.endsAllLanes {
            endAllLanes(work: &work, to: &output)
        } else {
            for id in plan.endedLanes { endLane(id, work: &work, to: &output) }
            endForgottenFields(work: &work, to: &output)
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
