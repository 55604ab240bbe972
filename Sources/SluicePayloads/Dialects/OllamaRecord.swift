// What Ollama's two streams have in common.

/// The fields of Ollama's records that are no text.
enum OllamaFields {
    /// What is kept of every record.
    static let record = [
        "model", "created_at", "done_reason", "remote_model", "remote_host", "logprobs.token",
        "logprobs.top_logprobs.token", "total_duration", "load_duration", "prompt_eval_count", "prompt_eval_duration",
        "eval_count", "eval_duration",
    ]

    /// What is kept of the tool calls of a message.
    static let toolCalls = ["tool_calls.id", "tool_calls.type", "tool_calls.function.name"]
}

/// The state that Ollama's two streams share.
struct OllamaRecord: Sendable {
    private var model: String?
    private var created: String?
    private var hasText = false
    private var isFinished = false

    /// Plans what both have: `texts` are the lanes of the record and their pieces.
    mutating func plan(
        _ event: StreamEvent,
        _ texts: [(String, JSONTree.Node?)],
        _ fields: FieldTree,
        _ stray: inout StrayText,
        _ lanes: inout OpenLanes,
        into plan: inout EventPlan
    ) {
        let json = event.json
        if model == nil { model = OutgoingJSON.copy(json.member("model", of: json.root), of: json) }
        if created == nil { created = OutgoingJSON.copy(json.member("created_at", of: json.root), of: json) }
        var touched: [LaneID] = []
        for (path, node) in texts where json.isText(node) {
            let lane = LaneID(path)
            plan.delta(node, of: lane)
            lanes.note(lane)
            hasText = true
            touched.append(lane)
        }
        if let logprobs = json.member("logprobs", of: json.root), json.isPresent(logprobs) {
            SpelledTokens.plan(logprobs, in: json, beside: touched, path: "logprobs", lanes: &lanes, into: &plan)
        }
        let context = json.member("context", of: json.root)
        if json.isPresent(context) { plan.blank(context, to: "[]", when: .stream) }
        let error = json.member("error", of: json.root)
        let complete = [error].compactMap { $0 }
        stray.plan(event, fields: fields, complete: complete, lanes: &lanes, into: &plan)
        // Texts may go on behind an error.
        if json.isTelling(error) { isFinished = true }
        if json.raw(json.member("done", of: json.root)) == "true" {
            isFinished = true
            lanes.endAll(into: &plan)
        }
    }

    /// The last record, in which `text` writes the members that hold the reason.
    func ending(text: (String) -> String, reason: String) -> [OutgoingEvent] {
        guard !isFinished else { return [] }
        let members = text(OutgoingJSON.string(hasText ? "\n\n" + reason : reason))
        let head = #""model":\#(model ?? "\"\""),"created_at":\#(created ?? "\"1970-01-01T00:00:00Z\"")"#
        return [OutgoingEvent(data: "{\(head),\(members),\"done\":true,\"done_reason\":\"stop\"}")]
    }
}
