// The stream of OpenAI's legacy completions.

/// The stream of OpenAI's legacy completions, also vLLM's.
package struct OpenAICompletionsDialect: StreamDialect {
    package static let id = DialectID.openAICompletions

    /// What is kept of events and of bodies.
    static let kept =
        [
            "id", "object", "model", "system_fingerprint", "service_tier", "provider", "obfuscation", "usage.**",
            "choices.finish_reason", "choices.native_finish_reason",
        ] + FieldPaths.error

    package static let fields = FieldTree(keep: kept, tokens: FieldPaths.completionTokens)

    private static let mostChoices = 128

    private var head = CompletionHead()
    /// The choices seen, with whether each is finished.
    private var choices: [Int: Bool] = [:]
    private var lanes = OpenLanes()
    private var stray = StrayText()

    package static let varying = FieldTree(keep: ["obfuscation", "created", "usage.**"])

    package init() {}

    package mutating func plan(_ event: StreamEvent, into plan: inout EventPlan) {
        let json = event.json
        head.note(json)
        var complete: [JSONTree.Node] = []
        if let error = json.member("error", of: json.root) { complete.append(error) }
        var finished: [Int] = []
        for choice in json.elements(of: json.member("choices", of: json.root)) {
            let index = json.index(of: choice)
            let lane = LaneID("choices[\(index)].text")
            let text = json.member("text", of: choice)
            if json.isText(text) {
                plan.delta(text, of: lane)
                lanes.note(lane)
            }
            CompletionPlan.spellings(of: choice, in: json, json.isText(text) ? [lane] : [], &lanes, into: &plan)
            if let stop = json.member("stop_reason", of: choice) { complete.append(stop) }
            let isFinished = json.isReason(json.member("finish_reason", of: choice))
            if isFinished { finished.append(index) }
            if choices[index] != isFinished, choices.count < Self.mostChoices { choices[index] = isFinished }
        }
        CompletionPlan.prompt(of: json, into: &plan, complete: &complete)
        stray.plan(event, fields: Self.fields, complete: complete, lanes: &lanes, into: &plan)
        for index in finished { lanes.end(under: "choices[\(index)].", into: &plan) }
    }

    package func ending(reason: String) -> [OutgoingEvent] {
        let known = choices.isEmpty ? [0: false] : choices
        var events = known.sorted { $0.key < $1.key }.filter { !$0.value }.map { index, _ in
            let text = OutgoingJSON.string(choices.isEmpty ? reason : "\n\n" + reason)
            let choice = #"{"text":\#(text),"index":\#(index),"logprobs":null,"finish_reason":"content_filter"}"#
            return OutgoingEvent(data: head.document(object: "text_completion", choice: choice))
        }
        events.append(OutgoingEvent(data: "[DONE]"))
        return events
    }
}
