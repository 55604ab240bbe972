// The stream of Ollama's /api/chat.

/// The stream of Ollama's `/api/chat`. A call of a tool comes whole.
package struct OllamaChatDialect: StreamDialect {
    package static let id = DialectID.ollamaChat

    /// What is kept of records and of bodies.
    static let kept = ["message.role"] + OllamaFields.record + FieldPaths.under(["message"], OllamaFields.toolCalls)

    package static let fields = FieldTree(keep: kept, media: ["message.images"])

    private var record = OllamaRecord()
    private var lanes = OpenLanes()
    private var stray = StrayText()

    package static let varying = FieldTree(keep: ["created_at"])

    package init() {}

    package mutating func plan(_ event: StreamEvent, into plan: inout EventPlan) {
        let json = event.json
        let message = json.member("message", of: json.root)
        let texts = [
            ("message.content", json.member("content", of: message)),
            ("message.thinking", json.member("thinking", of: message)),
        ]
        for call in json.elements(of: json.member("tool_calls", of: message)) {
            let function = json.member("function", of: call)
            let tool = json.string(json.member("name", of: function))
            plan.arguments(json.member("arguments", of: function), of: json, tool: tool)
        }
        record.plan(event, texts, Self.fields, &stray, &lanes, into: &plan)
    }

    package func ending(reason: String) -> [OutgoingEvent] {
        record.ending(text: { #""message":{"role":"assistant","content":\#($0)}"# }, reason: reason)
    }
}
