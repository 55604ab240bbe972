// The stream of AWS Bedrock's InvokeModelWithResponseStream.

/// The stream of AWS Bedrock's InvokeModelWithResponseStream: inside are the events of the model's maker, which the
/// first that says something tells: Anthropic's, Amazon Nova's (those of ConverseStream), OpenAI's and those of makers
/// that stream as OpenAI does (AI21, DeepSeek, Qwen), Cohere's, and events with nothing but text. What an unknown model
/// says is in fields that nothing is known of.
///
/// An event's data is what the member `bytes` of its message holds in base64; that of an event that ends the stream
/// goes there as well, but for errors, whose data is the message's.
package struct BedrockInvokeDialect: StreamDialect {
    package static let id = DialectID.bedrockInvoke
    package static let fields = AnthropicDialect.makeFields(keep: BedrockTextModel.kept)

    private enum Inner: Sendable {
        case dialect(any StreamDialect)
        case text(BedrockTextModel)
    }

    private var inner = Inner.dialect(AnthropicDialect())
    private var isKnown = false

    package init() {}

    package var fieldsInForce: FieldTree {
        switch inner {
        case .dialect(let dialect) where isKnown: dialect.fieldsInForce
        case .dialect, .text: Self.fields
        }
    }

    package mutating func plan(_ event: StreamEvent, into plan: inout EventPlan) {
        let event = StreamEvent(name: event.name == "chunk" ? "" : event.name, json: event.json)
        if !isKnown { recognise(event) }
        switch inner {
        case .dialect(var dialect):
            dialect.plan(event, into: &plan)
            inner = .dialect(dialect)
        case .text(var model):
            model.plan(event, fields: Self.fields, into: &plan)
            inner = .text(model)
        }
    }

    private mutating func recognise(_ event: StreamEvent) {
        if let model = BedrockTextModel(event.json) {
            inner = .text(model)
        } else if let id = DialectRegistry.dialect(event: event), id != Self.id {
            inner = .dialect(DialectRegistry.dialect(id))
        } else {
            return
        }
        isKnown = true
    }

    package func ending(reason: String) -> [OutgoingEvent] {
        let events: [OutgoingEvent]
        var isNamed = false
        switch inner {
        case .dialect(let dialect):
            events = dialect.ending(reason: reason)
            isNamed = type(of: dialect).id == .bedrockConverse
        case .text(let model): events = model.ending(reason: reason)
        }
        return events.compactMap { event in
            if event.isError {
                let data = #"{"message":\#(OutgoingJSON.string(reason))}"#
                return OutgoingEvent(name: "validationException", data: data, isError: true)
            }
            // The mark that ends a stream of server-sent events has no place in messages.
            guard event.data.utf8.first == UInt8(ascii: "{") else { return nil }
            return OutgoingEvent(name: "chunk", data: isNamed ? #"{"\#(event.name)":\#(event.data)}"# : event.data)
        }
    }
}
