// Events that wait for decisions, in their order.

import SluiceMatching
import SluicePayloads

/// Events that wait for decisions, in their order. An event leaves when all its text has been decided and all before it
/// have left.
struct EventQueue: Sendable {
    /// The events; nil where one has left.
    private var events: [QueuedEvent?] = []
    /// How many texts of each are not decided.
    private var waits: [Int] = []
    private var head = 0
    /// The number of the first event in the queue.
    private var first = 0
    /// How many raw bytes wait.
    private(set) var byteCount = 0

    /// Whether nothing waits.
    var isEmpty: Bool { head == events.count }

    /// The number that the next event gets.
    var nextNumber: Int { first + events.count - head }

    /// Adds an event at the end.
    mutating func append(_ event: QueuedEvent) {
        if head > 0, head * 2 >= events.count {
            events.removeFirst(head)
            waits.removeFirst(head)
            head = 0
        }
        byteCount += event.frame.raw.count
        events.append(event)
        waits.append(0)
    }

    /// Gives the room of events back that have left.
    mutating func rest() {
        events.removeFirst(head)
        waits.removeFirst(head)
        head = 0
        events.trim()
        waits.trim(slack: 16)
    }

    /// The event with a number, if it still waits.
    subscript(number: Int) -> QueuedEvent? {
        let index = head + number - first
        return index >= head && index < events.count ? events[index] : nil
    }

    /// Changes the event with a number, if it still waits.
    mutating func update(_ number: Int, _ body: (inout QueuedEvent) -> Void) {
        let index = head + number - first
        guard index >= head, index < events.count, var event = events[index].take() else { return }
        body(&event)
        events[index] = event
    }

    /// The place of a byte of the data of the event with a number, if it still waits.
    mutating func place(in number: Int, ofData offset: Int) -> DocumentEditor.Place? {
        var place: DocumentEditor.Place?
        update(number) { place = $0.place(ofData: offset) }
        return place
    }

    /// Counts a text that the event with a number waits for; `-1` where it waits no more.
    mutating func wait(_ number: Int, _ change: Int) {
        let index = head + number - first
        guard index >= head, index < waits.count else { return }
        waits[index] += change
    }

    /// Whether nothing of the event with a number is undecided, or it has left.
    func isDecided(_ number: Int) -> Bool {
        let index = head + number - first
        return index < head || index >= waits.count || waits[index] == 0
    }

    /// Takes the first event if nothing of it is undecided and it comes before `limit`.
    mutating func takeDecided(before limit: Int) -> QueuedEvent? {
        guard head < events.count, first < limit, waits[head] == 0, let event = events[head].take() else {
            return nil
        }
        byteCount -= event.frame.raw.count
        head += 1
        first += 1
        return event
    }
}
