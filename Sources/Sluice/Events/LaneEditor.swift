// Turns decisions about a lane's text into edits of the events that carried it.

import SluiceMatching
import SluicePayloads

/// Turns decisions about a lane's text into edits of the events that carried its pieces.
struct LaneEditor: RawEditor, Sendable {
    /// A place in an event.
    struct Place: Sendable {
        /// The event's number in the stream.
        var event: Int
        /// The offset in the event's data.
        var offset: Int
    }

    /// A piece of the lane's text that has not been decided to its end.
    private struct Piece: Sendable {
        var event: Int
        /// Where the undecided rest begins in the event's data.
        var start: Int
        var end: Int
    }

    /// The number of no event, for text that is decided elsewhere.
    static let nowhere = -1

    /// Whether something of an event is undecided.
    var isWaiting: Bool { head < pieces.count && pieces[head].event != Self.nowhere }

    /// Edits of events that are still waiting, in the order of the text.
    var edits: [(event: Int, edit: Edit)] = []
    /// Events whose piece has been decided to its end.
    var settled: [Int] = []

    private var pieces: [Piece] = []
    private var head = 0
    private var last = Place(event: 0, offset: 0)

    /// Takes the next piece, of at least one byte: `range` of the data of `event`.
    mutating func receive(event: Int, range: Range<Int>) {
        if head > 0 {
            pieces.removeFirst(head)
            head = 0
        }
        pieces.append(Piece(event: event, start: range.lowerBound, end: range.upperBound))
    }

    mutating func rest() {
        pieces.removeFirst(head)
        head = 0
        pieces.trim(slack: 16)
        edits.trim()
        settled.trim()
    }

    mutating func keep(_ count: Int) {
        advance(count) { _, _, _ in }
    }

    mutating func drop(_ count: Int) {
        advance(count) { edits, event, range in
            if let index = edits.indices.last, edits[index].event == event,
                edits[index].edit.range.upperBound == range.lowerBound
            {
                edits[index].edit.range = edits[index].edit.range.lowerBound..<range.upperBound
            } else {
                edits.append((event, Edit(range: range, replacement: [])))
            }
        }
    }

    mutating func insert(_ bytes: [UInt8]) {
        let place = place()
        edits.append((place.event, Edit(range: place.offset..<place.offset, replacement: bytes)))
    }

    /// A block concerns the whole stream: the events that wait are dropped by their owner.
    mutating func close() {}

    mutating func place() -> Place {
        guard head < pieces.count else { return last }
        return Place(event: pieces[head].event, offset: pieces[head].start)
    }

    func lastPlace() -> Place { last }

    func place(ahead count: Int) -> Place {
        var left = count
        var place = last
        for piece in pieces[head...] {
            let taken = min(left, piece.end - piece.start)
            place = Place(event: piece.event, offset: piece.start + taken)
            left -= taken
            if left == 0 { break }
        }
        return place
    }

    private mutating func advance(
        _ count: Int,
        _ body: (inout [(event: Int, edit: Edit)], Int, Range<Int>) -> Void
    ) {
        var left = count
        while left > 0, head < pieces.count {
            let piece = pieces[head]
            let taken = min(left, piece.end - piece.start)
            body(&edits, piece.event, piece.start..<piece.start + taken)
            left -= taken
            last = Place(event: piece.event, offset: piece.start + taken)
            pieces[head].start += taken
            if pieces[head].start == piece.end {
                settled.append(piece.event)
                head += 1
            }
        }
    }
}
