// The stream of AWS Bedrock's InvokeModelWithResponseStream.

/// The stream of AWS Bedrock's InvokeModelWithResponseStream: inside are the events of the model's maker, which the first
/// of them tells. What an unknown model says is in fields that nothing is known of.
///
/// An event's data is what the member `bytes` of its message holds in base64; that of an event that ends the stream
/// goes there as well, but for errors, whose data is the message's.
package struct BedrockInvokeDialect: StreamDialect {
    package static let id = DialectID.bedrockInvoke
    package static let fields = AnthropicDialect.makeFields(keep: BedrockTextModel.kept)

    private enum Inner: Sendable {
        case anthropic(AnthropicDialect)
        case text(BedrockTextModel)
    }

    private var inner = Inner.anthropic(AnthropicDialect())
    private var hasBegun = false

    package init() {}

    package mutating func plan(_ event: StreamEvent, into plan: inout EventPlan) {
        let event = StreamEvent(name: event.name == "chunk" ? "" : event.name, json: event.json)
        if !hasBegun, let model = BedrockTextModel(event.json) { inner = .text(model) }
        hasBegun = true
        switch inner {
        case .anthropic(var dialect):
            dialect.plan(event, into: &plan)
            inner = .anthropic(dialect)
        case .text(var model):
            model.plan(event, fields: Self.fields, into: &plan)
            inner = .text(model)
        }
    }

    package func ending(reason: String) -> [OutgoingEvent] {
        let events =
            switch inner {
            case .anthropic(let dialect): dialect.ending(reason: reason)
            case .text(let model): model.ending(reason: reason)
            }
        return events.map { event in
            guard event.isError else { return OutgoingEvent(name: "chunk", data: event.data) }
            let data = #"{"message":\#(OutgoingJSON.string(reason))}"#
            return OutgoingEvent(name: "validationException", data: data, isError: true)
        }
    }
}
