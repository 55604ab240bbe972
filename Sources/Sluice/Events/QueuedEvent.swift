// One event of a stream that has not gone out.

import SluicePayloads

/// One event of a stream that has not gone out.
struct QueuedEvent: Sendable {
    var frame: Frame
    /// Where the event begins in the stream.
    var offset: Int
    /// Where its bytes are.
    var places: PlaceCounter
    /// What is changed beside its data: ranges of the raw bytes.
    var asides: [Edit] = []
    /// What is decided to be changed in its data.
    var edits: [Edit] = []
    /// What is replaced when something else is changed.
    var blanks: [Blank] = []
    /// The state of the stream for a client that has read it, but for events that were like earlier ones.
    var dialect: any StreamDialect
    /// The number that the stream gives an event that was like an earlier one.
    var sequence: Int?

    /// A value that is replaced when another one is changed.
    struct Blank: Sendable {
        enum Condition: Sendable {
            /// When a byte of one of these ranges of the data is changed.
            case ranges([Range<Int>])
            /// When anything of the stream has been changed.
            case stream
        }

        var range: Range<Int>
        var replacement: String
        var condition: Condition
    }

    /// Adds the edits that follow from others.
    ///
    /// - Parameter isStreamChanged: whether an earlier event was changed; set when this one is.
    mutating func settle(isStreamChanged: inout Bool) {
        if !edits.isEmpty { isStreamChanged = true }
        guard !blanks.isEmpty else { return }
        let changed = RangeIndex(edits.map(\.range))
        for blank in blanks {
            let holds =
                switch blank.condition {
                case .stream: isStreamChanged
                case .ranges(let ranges): ranges.contains { changed.overlaps($0) }
                }
            if holds { edits.append(Edit(range: blank.range, replacement: Array(blank.replacement.utf8))) }
        }
    }

    /// The bytes to send, with all that is changed.
    var bytes: [UInt8] {
        let frame = asides.isEmpty ? frame : frame.withAsides(asides)
        return edits.isEmpty ? frame.raw : frame.rewritten(edits)
    }

    /// What is changed, by offsets in the stream.
    var rewrites: [Edit] {
        edits.isEmpty && asides.isEmpty ? [] : frame.rewrites(edits, asides: asides).map { $0.moved(by: offset) }
    }

    /// The offset in the stream of a byte of the data.
    func offset(ofData offset: Int) -> Int {
        self.offset + frame.rawOffset(ofData: offset)
    }

    /// The place of a byte of the data: its offset in the stream, its line and column.
    mutating func place(ofData offset: Int) -> DocumentEditor.Place {
        places.place(of: frame.rawOffset(ofData: offset), in: frame.raw)
    }
}
