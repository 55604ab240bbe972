// How one provider streams its answers.

/// How one provider streams its answers: which strings of an event are text, which lanes they belong to, and how a
/// stream is ended early. A value of it is the state of one stream as far as the dialect needs to know it.
package protocol StreamDialect: Sendable {
    /// The name that a caller can ask for.
    static var id: DialectID { get }
    /// How strings are treated that no plan mentions.
    static var fields: FieldTree { get }

    /// Which strings and numbers of events, by treatment `keep`, change from event to event and mean nothing to `plan`,
    /// but for `sequence_number`, of which it is told.
    static var varying: FieldTree { get }

    /// The state before the first event.
    init()

    /// How strings are treated in this stream that no plan mentions, where its events decide it.
    var fieldsInForce: FieldTree { get }

    /// Says what the strings of `event` are, and moves the state past it.
    ///
    /// Of an event with pieces of lanes and nothing else to tell, the plan must not depend on what the pieces or
    /// varying values say, nor change when such an event comes again.
    mutating func plan(_ event: StreamEvent, into plan: inout EventPlan)

    /// Moves the state past events that were like earlier ones; `sequence` is the number of the last.
    mutating func pass(sequence: Int)

    /// The data of the events that end the message in the state that the client has seen, in a way its libraries
    /// understand. `reason` is plain text.
    func ending(reason: String) -> [OutgoingEvent]
}

extension StreamDialect {
    /// No event says what means nothing.
    package static var varying: FieldTree { .everything }

    /// All streams of the dialect have the same fields.
    package var fieldsInForce: FieldTree { Self.fields }

    /// The state knows no numbers of events.
    package mutating func pass(sequence: Int) {}
}

/// One event as a dialect sees it.
package struct StreamEvent: Sendable {
    /// The event's name, empty if it has none.
    package var name: String
    /// The event's data.
    package var json: JSONTree

    /// Makes an event of its parts.
    package init(name: String, json: JSONTree) {
        self.name = name
        self.json = json
    }
}

/// An event to send.
package struct OutgoingEvent: Sendable, Hashable {
    /// The event's name, empty if it has none.
    package var name: String
    /// The event's data, normally JSON on one line.
    package var data: String
    /// Whether it is sent as an error where the framing has a way to say so (a binary exception message).
    package var isError: Bool

    /// Makes an event to send.
    package init(name: String = "", data: String, isError: Bool = false) {
        self.name = name
        self.data = data
        self.isError = isError
    }
}
