// The stream of Text Generation Inference's /generate_stream.

/// The stream of Text Generation Inference's `/generate_stream`: one token for each event, and the whole text with the
/// last.
package struct TGIDialect: StreamDialect {
    package static let id = DialectID.tgi

    /// What is kept of events and of bodies.
    static let kept = [
        "error_type", "details.finish_reason", "details.best_of_sequences.finish_reason", "top_tokens.text",
        "details.prefill.text", "details.tokens.text", "details.top_tokens.text",
    ]

    package static let fields = FieldTree(keep: kept)

    private var hasSpoken = false
    private var isFinished = false
    private var lanes = OpenLanes()
    private var stray = StrayText()

    package init() {}

    package mutating func plan(_ event: StreamEvent, into plan: inout EventPlan) {
        let json = event.json
        let root = json.root
        let token = json.member("token", of: root)
        let text = json.member("text", of: token)
        if json.isText(text) {
            // Clients leave special tokens out of the text, so they do not interrupt it.
            let isSpecial = json.raw(json.member("special", of: token)) == "true"
            let lane = LaneID(isSpecial ? "token.special" : "token.text")
            plan.delta(text, of: lane)
            lanes.note(lane)
            hasSpoken = true
            let id = json.member("id", of: token)
            if json.isPresent(id) { plan.blank(id, to: "0", when: .lane(lane)) }
            let others = json.member("top_tokens", of: root)
            if json.isPresent(others) { plan.blank(others, to: "[]", when: .lane(lane)) }
        } else if let token, json.isPresent(token) {
            // The beginning of a character, which comes with a later token.
            if let id = json.member("id", of: token) { plan.blank(id, to: "0", when: .next("token.")) }
            if let others = json.member("top_tokens", of: root) { plan.blank(others, to: "[]", when: .next("token.")) }
        }
        let whole = json.member("generated_text", of: root)
        if json.isText(whole) { plan.whole(whole, isRepeat: hasSpoken) }
        // Tokens of the prompt and of the text once more.
        let details = json.member("details", of: root)
        for name in ["prefill", "tokens", "top_tokens"] as [StaticString] {
            let list = json.member(name, of: details)
            if json.isPresent(list) { plan.blank(list, to: "[]", when: .stream) }
        }
        let complete = [json.member("error", of: root), details].compactMap { $0 }
        stray.plan(event, fields: Self.fields, complete: complete, lanes: &lanes, into: &plan)
        // Texts may go on behind an error.
        if json.isTelling(json.member("error", of: root)) { isFinished = true }
        if json.isText(whole) {
            isFinished = true
            lanes.endAll(into: &plan)
        }
    }

    package func ending(reason: String) -> [OutgoingEvent] {
        guard !isFinished else { return [] }
        let text = OutgoingJSON.string(reason)
        return [OutgoingEvent(data: #"{"error":\#(text),"error_type":"generation"}"#, isError: true)]
    }
}
