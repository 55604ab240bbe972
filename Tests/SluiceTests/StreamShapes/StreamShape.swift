// A recorded shape of a provider's stream into which a text can be put.

import SluicePayloads

/// A recorded shape of a provider's stream into which a text can be put, and how a client reads it again.
struct StreamShape: Sendable, CustomStringConvertible {
    /// The provider and variant.
    var description: String
    var dialect: DialectID
    var framing: Framing
    /// Whether events lie in base64 inside the messages of the binary event stream.
    var isWrapped = false
    /// The places that the format has.
    var places: [StreamPlace]
    /// The path of a request for such a stream; empty if there is none.
    var path = ""
    private var make: @Sendable (StreamPlace, [String]) -> [OutgoingEvent]
    private var read: @Sendable (StreamPlace, [Value]) -> String

    init(
        _ description: String,
        _ dialect: DialectID,
        _ framing: Framing,
        path: String = "",
        isWrapped: Bool = false,
        places: [StreamPlace],
        events: @escaping @Sendable (StreamPlace, [String]) -> [OutgoingEvent],
        text: @escaping @Sendable (StreamPlace, [Value]) -> String
    ) {
        self.description = description
        self.dialect = dialect
        self.framing = framing
        self.path = path
        self.isWrapped = isWrapped
        self.places = places
        make = events
        read = text
    }

    /// A whole stream in which `pieces` are what comes at `place`, one after the other. At a place that is whole in one
    /// event they are joined.
    func events(_ place: StreamPlace, pieces: [String]) -> [OutgoingEvent] {
        make(place, place.isWhole ? [pieces.joined()] : pieces)
    }

    /// What a client has at `place` after `events`. Where a text is repeated more than once, all must be the same; if
    /// they are not, the text says so.
    func text(of place: StreamPlace, in events: [(name: String, data: String)]) -> String {
        read(place, events.map { Value($0.data) })
    }

    /// The same of the data of events.
    func text(of place: StreamPlace, in events: [Value]) -> String { read(place, events) }

    /// The same of events as they are made.
    func text(of place: StreamPlace, in events: [OutgoingEvent]) -> String {
        text(of: place, in: events.map { (name: $0.name, data: $0.data) })
    }

    /// The arguments of a tool that writes `value` to a file, as a JSON document.
    static func arguments(_ value: String) -> String {
        #"{"path":".env","content":\#(quoted(value)),"mode":420}"#
    }

    /// The value in such a document; nil if it is not one.
    static func value(inArguments document: String) -> String? {
        let parsed = Value(document)
        guard parsed["path"].string == ".env", parsed["mode"].number == 420 else { return nil }
        return parsed["content"].string
    }

    /// All shapes.
    static let all: [StreamShape] =
        chatShapes + [completions, responses, anthropic, ollamaChat, ollamaGenerate, cohere, cohereFirst, tgi]
        + geminiShapes + bedrockShapes + [unknown]
}
