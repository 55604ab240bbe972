// The stream of Ollama's /api/generate.

/// The stream of Ollama's `/api/generate`. The last record has the whole conversation as token ids in `context`.
package struct OllamaGenerateDialect: StreamDialect {
    package static let id = DialectID.ollamaGenerate

    package static let fields = FieldTree(keep: OllamaFields.record, media: ["image"], tokens: ["context"])

    private var record = OllamaRecord()
    private var lanes = OpenLanes()
    private var stray = StrayText()

    package static let varying = FieldTree(keep: ["created_at"])

    package init() {}

    package mutating func plan(_ event: StreamEvent, into plan: inout EventPlan) {
        let json = event.json
        let texts = [
            ("response", json.member("response", of: json.root)),
            ("thinking", json.member("thinking", of: json.root)),
        ]
        record.plan(event, texts, Self.fields, &stray, &lanes, into: &plan)
    }

    package func ending(reason: String) -> [OutgoingEvent] {
        record.ending(text: { #""response":\#($0)"# }, reason: reason)
    }
}
