// The stream of AWS Bedrock's InvokeModelWithResponseStream.

/// The stream of AWS Bedrock's InvokeModelWithResponseStream with Anthropic's events inside. What other models say is
/// in fields that nothing is known of.
///
/// An event's data is what the member `bytes` of its message holds in base64; that of an event that ends the stream
/// goes there as well, but for errors, whose data is the message's.
package struct BedrockInvokeDialect: StreamDialect {
    package static let id = DialectID.bedrockInvoke
    package static let fields = AnthropicDialect.fields

    private var inner = AnthropicDialect()

    package init() {}

    package mutating func plan(_ event: StreamEvent, into plan: inout EventPlan) {
        inner.plan(StreamEvent(name: event.name == "chunk" ? "" : event.name, json: event.json), into: &plan)
    }

    package func ending(reason: String) -> [OutgoingEvent] {
        inner.ending(reason: reason).map { event in
            guard event.isError else { return OutgoingEvent(name: "chunk", data: event.data) }
            let data = #"{"message":\#(OutgoingJSON.string(reason))}"#
            return OutgoingEvent(name: "validationException", data: data, isError: true)
        }
    }
}
