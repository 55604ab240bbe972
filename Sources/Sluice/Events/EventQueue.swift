// Events that wait for decisions, in their order.

import SluicePayloads

/// Events that wait for decisions, in their order. An event leaves when all its text has been decided and all before it have left.
struct EventQueue: Sendable {
    private var events: [QueuedEvent] = []
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
        if head > 32, head * 2 > events.count {
            events.removeFirst(head)
            head = 0
        }
        byteCount += event.frame.raw.count
        events.append(event)
    }

    /// The event with a number, if it still waits.
    subscript(number: Int) -> QueuedEvent? {
        let index = head + number - first
        return index >= head && index < events.count ? events[index] : nil
    }

    /// Changes the event with a number, if it still waits.
    mutating func update(_ number: Int, _ body: (inout QueuedEvent) -> Void) {
        let index = head + number - first
        guard index >= head, index < events.count else { return }
        body(&events[index])
    }

    /// Takes the first event if nothing of it is undecided and it comes before `limit`.
    mutating func takeDecided(before limit: Int) -> QueuedEvent? {
        guard head < events.count, first < limit, events[head].waiting == 0 else { return nil }
        let event = events[head]
        events[head].frame.raw = []
        events[head].frame.data = []
        byteCount -= event.frame.raw.count
        head += 1
        first += 1
        return event
    }
}
