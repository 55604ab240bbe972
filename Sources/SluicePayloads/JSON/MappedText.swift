// Text decoded from a payload, with the way back to the raw bytes.

import SluiceMatching
package import SluiceModel

/// Text decoded from a payload, with the way back to the raw bytes. Reuse one value to keep its memory.
package struct MappedText: Sendable {
    /// What rules see.
    package var text: [UInt8] = []
    /// How `text` relates to the raw bytes, in order. Neighbours of the same verbatim kind and depth are joined.
    package var runs: [TextRun] = []
    /// Offsets in `text` at which a text ends: nothing matches across them. Ascending.
    package var ends: [Int] = []
    /// Where values begin, by offset in `text`, ascending, so that a finding can be given its path.
    package var places: [Place] = []
    /// Short strings that rules do not see and that may say which tool is called, by offset in `text`, ascending.
    package var notes: [Note] = []
    /// The texts of all notes, one after the other.
    package var noteBytes: [UInt8] = []

    /// The path of the value that begins at an offset of the text.
    package struct Place: Sendable, Hashable {
        package var offset: Int
        package var path: PathTrail.Node

        package init(offset: Int, path: PathTrail.Node) {
            self.offset = offset
            self.path = path
        }
    }

    /// A string that rules do not see.
    package struct Note: Sendable, Hashable {
        /// Where it would end in the text.
        package var offset: Int
        /// The object that it is a member of.
        package var object: PathTrail.Node
        /// What its name says.
        package var kind: MemberKind
        /// Where its text is in `noteBytes`, or the beginning of it if it has more than `longest` bytes.
        package var value: Range<Int>
        /// Whether another document begins here behind one in the same text, as lines of a log do, and no string ends.
        package var beginsDocument = false

        /// The most bytes that a note needs to be whole; one more are kept, so that a longer one can be told.
        package static let longest = 256

        package init(offset: Int, object: PathTrail.Node, kind: MemberKind, value: Range<Int>) {
            self.offset = offset
            self.object = object
            self.kind = kind
            self.value = value
        }
    }

    /// An empty text.
    package init() {}

    /// Empties the text and keeps its memory.
    package mutating func removeAll() {
        text.removeAll(keepingCapacity: true)
        runs.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        places.removeAll(keepingCapacity: true)
        notes.removeAll(keepingCapacity: true)
        noteBytes.removeAll(keepingCapacity: true)
    }

    /// Adds bytes that are the same in the text and in the payload.
    package mutating func append(verbatim bytes: Span<UInt8>, kind: TextRun.Kind, depth: UInt8) {
        guard bytes.count > 0 else { return }
        text.append(copying: bytes)
        extend(textCount: bytes.count, rawCount: bytes.count, kind: kind, depth: depth)
    }

    /// Adds raw bytes that rules do not see.
    package mutating func append(hidden rawCount: Int, depth: UInt8) {
        guard rawCount > 0 else { return }
        if let last = runs.last, last.kind == .hidden {
            runs[runs.count - 1].rawCount += rawCount
        } else {
            runs.append(TextRun(textCount: 0, rawCount: rawCount, kind: .hidden, depth: depth))
        }
    }

    /// Adds a text of `bytes` that `rawCount` raw bytes spell together.
    package mutating func append(escape bytes: Span<UInt8>, rawCount: Int, kind: TextRun.Kind, depth: UInt8) {
        if bytes.count == rawCount, bytes.count == 1 { return append(verbatim: bytes, kind: kind, depth: depth) }
        text.append(copying: bytes)
        runs.append(TextRun(textCount: bytes.count, rawCount: rawCount, kind: kind, depth: depth))
    }

    /// Says that a text ends here.
    package mutating func end() {
        if ends.last != text.count { ends.append(text.count) }
    }

    /// Says that texts end at `offsets`, ascending, too.
    package mutating func end(at offsets: [Int]) {
        var merged: [Int] = []
        merged.reserveCapacity(ends.count + offsets.count)
        var next = 0
        for offset in offsets {
            while next < ends.count, ends[next] < offset {
                merged.append(ends[next])
                next += 1
            }
            if next == ends.count || ends[next] > offset { merged.append(offset) }
        }
        merged += ends[next...]
        ends = merged
    }

    /// Hides `ranges` of the text, ascending, from rules. One that holds a byte of an escape sequence holds all of it.
    package mutating func hide(_ ranges: [Range<Int>]) {
        guard !ranges.isEmpty else { return }
        var shown: [UInt8] = []
        var newRuns: [TextRun] = []
        var next = 0
        var place = 0
        for run in runs {
            let end = place + run.textCount
            if run.textCount == 0 { newRuns.append(run) }
            while place < end {
                while next < ranges.count, ranges[next].upperBound <= place { next += 1 }
                let isHidden = next < ranges.count && ranges[next].lowerBound <= place
                let border = next == ranges.count ? end : isHidden ? ranges[next].upperBound : ranges[next].lowerBound
                let stop = run.isVerbatim ? min(end, border) : end
                let rawCount = run.isVerbatim ? stop - place : run.rawCount
                if isHidden {
                    newRuns.append(TextRun(textCount: 0, rawCount: rawCount, kind: .hidden, depth: 0))
                } else {
                    let part = TextRun(textCount: stop - place, rawCount: rawCount, kind: run.kind, depth: run.depth)
                    newRuns.append(part)
                    shown += text[place..<stop]
                }
                place = stop
            }
        }
        (text, runs) = (shown, newRuns)
        var shift = OffsetShift(ranges)
        for index in ends.indices { ends[index] = shift.moved(ends[index]) }
        shift = OffsetShift(ranges)
        for index in places.indices { places[index].offset = shift.moved(places[index].offset) }
        shift = OffsetShift(ranges)
        for index in notes.indices { notes[index].offset = shift.moved(notes[index].offset) }
    }

    private mutating func extend(textCount: Int, rawCount: Int, kind: TextRun.Kind, depth: UInt8) {
        if let last = runs.last, last.kind == kind, last.depth == depth, last.isVerbatim, kind != .number {
            runs[runs.count - 1].textCount += textCount
            runs[runs.count - 1].rawCount += rawCount
        } else {
            runs.append(TextRun(textCount: textCount, rawCount: rawCount, kind: kind, depth: depth))
        }
    }
}

/// Where offsets, asked for in ascending order, are when some ranges before them are gone.
private struct OffsetShift {
    private let ranges: [Range<Int>]
    private var next = 0
    private var gone = 0

    init(_ ranges: [Range<Int>]) {
        self.ranges = ranges
    }

    mutating func moved(_ offset: Int) -> Int {
        while next < ranges.count, ranges[next].upperBound <= offset {
            gone += ranges[next].count
            next += 1
        }
        let inside = next < ranges.count ? max(0, offset - ranges[next].lowerBound) : 0
        return offset - gone - inside
    }
}
