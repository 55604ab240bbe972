// One independent text of an event stream.

import SluiceModel
import SluicePayloads

/// One independent text of an event stream, coming in pieces.
struct Lane: Sendable {
    let id: LaneID
    /// What the lane is a part of, by the beginning of its path: one choice, one candidate.
    var message: Substring { id.path.contains(".") ? id.path.prefix { $0 != "." } : "" }
    var text: PayloadText<LaneEditor>
    /// Where the flagged part begins that is passing by, found while its event was still waiting.
    var openPlace: DocumentEditor.Place?
    /// Whether its findings repeat those of another lane.
    var isRepeat = false
    /// Whether it is a field that nothing is known of.
    var isUnknownField = false
    /// Whether it is an object or array of an event.
    var isDocument = false
    /// The path that findings have, where it is not that of the lane.
    var shownPath: String?

    /// Whether something of an event is undecided.
    var isWaiting: Bool { text.sink.editor.isWaiting }

    init(id: LaneID, text: PayloadText<LaneEditor>) {
        self.id = id
        self.text = text
    }

    /// What has to be known of a lane after a piece.
    struct State {
        /// Whether anything was decided that changes an event or is reported.
        var hasNews: Bool
        /// Whether text is held.
        var isHolding: Bool
    }

    /// Scans a piece: `range` of the data of an event, which waits for it.
    mutating func receive(
        _ bytes: Span<UInt8>,
        of event: Int,
        range: Range<Int>,
        work: inout PayloadWork,
        queue: inout EventQueue
    ) -> State {
        queue.wait(event, 1)
        text.sink.editor.receive(event: event, range: range)
        text.append(bytes, work: &work)
        let hasNews =
            !text.sink.editor.edits.isEmpty || !text.sink.findings.isEmpty || text.sink.isInFinding
            || openPlace != nil || text.sink.isBlocked
        if !hasNews { settle(&queue) }
        return State(hasNews: hasNews, isHolding: text.heldCount > 0)
    }

    /// Tells the events whose pieces are decided.
    mutating func settle(_ queue: inout EventQueue) {
        for event in text.sink.editor.settled { queue.wait(event, -1) }
        text.sink.editor.settled.removeAll(keepingCapacity: true)
    }

    /// The path of a finding in the text.
    func path(of node: PathTrail.Node) -> String {
        let inner = text.reader.trail.text(of: node)
        let path = shownPath ?? id.path
        if inner == "$" { return ReportedPath.text(path) }
        let isStep = isDocument && !inner.hasPrefix("[")
        return ReportedPath.text(path + (isStep ? "." : "") + inner)
    }
}

/// What is looked up of a lane for every event.
struct LaneTrack: Sendable {
    let id: LaneID
    /// The number of the last event with a piece, without those that only say that the stream goes on.
    var lastEvent = 0
    /// The place of its message among those counted; nil before its first piece.
    var message: Int?
    /// How many events of its message had brought text when its last piece came.
    var messageEvents = 0
    /// Whether the lane holds text.
    var isHolding = false
}
