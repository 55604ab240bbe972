// A stream of which nothing is known.

/// A stream of which nothing is known: every string is a piece of a lane that is named by the event and the path.
package struct UnknownDialect: StreamDialect {
    package static let id = DialectID.unknown
    package static let fields = FieldTree.everything

    private var lanes = OpenLanes()
    private var stray = StrayText()

    package init() {}

    package mutating func plan(_ event: StreamEvent, into plan: inout EventPlan) {
        let prefix = event.name.isEmpty ? "" : "\(event.name): "
        stray.plan(event, fields: Self.fields, prefix: prefix, lanes: &lanes, into: &plan)
    }

    package func ending(reason: String) -> [OutgoingEvent] {
        let text = OutgoingJSON.string(reason)
        let error = #"{"error":{"type":"content_filter","code":"content_filter","message":\#(text)}}"#
        return [OutgoingEvent(name: "error", data: error, isError: true)]
    }
}
