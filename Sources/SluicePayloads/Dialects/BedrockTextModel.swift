// The events of Bedrock's models that stream nothing but text.

/// The events of Bedrock's models that stream nothing but text, each in its own member: Amazon Titan, Meta Llama,
/// Mistral (completions, and messages that come in pieces), and Cohere Command.
///
/// Source: Amazon Bedrock User Guide, "Inference request parameters and response fields for foundation models".
struct BedrockTextModel: Sendable {
    /// Whose model it is.
    private enum Maker: Sendable {
        case amazon, meta, mistral, mistralChat, cohere
    }

    /// What is kept of the events.
    static let kept = [
        "completionReason", "stop_reason", "outputs.stop_reason", "finish_reason", "generations.finish_reason", "id",
        "generations.id", "choices.stop_reason", "choices.finish_reason", "choices.message.role",
        "choices.message.tool_calls.id", "choices.message.tool_calls.type", "choices.message.tool_calls.function.name",
    ]

    private let maker: Maker
    private var hasText = false
    private var isFinished = false
    private var lanes = OpenLanes()
    private var stray = StrayText()

    /// Begins with the first event of a stream; nil if it is of no such model.
    init?(_ json: JSONTree) {
        guard json.kind(json.root) == .object else { return nil }
        func has(_ name: StaticString) -> Bool { json.member(name, of: json.root) != nil }
        if has("outputText") {
            maker = .amazon
        } else if has("generation") {
            maker = .meta
        } else if has("outputs") {
            maker = .mistral
        } else if let choice = json.firstElement(of: json.member("choices", of: json.root)),
            json.member("message", of: choice) != nil, json.member("delta", of: choice) == nil
        {
            maker = .mistralChat
        } else if has("is_finished"), !has("event_type") {
            maker = .cohere
        } else {
            return nil
        }
    }

    /// Says what the strings of an event are.
    mutating func plan(_ event: StreamEvent, fields: FieldTree, into plan: inout EventPlan) {
        let json = event.json
        let root = json.root
        var reasons: [JSONTree.Node?] = []
        switch maker {
        case .amazon:
            piece(json.member("outputText", of: root), json, "outputText", into: &plan)
            reasons.append(json.member("completionReason", of: root))
        case .meta:
            piece(json.member("generation", of: root), json, "generation", into: &plan)
            reasons.append(json.member("stop_reason", of: root))
        case .mistral:
            for output in json.elements(of: json.member("outputs", of: root)) {
                let path = "outputs[\(json.index(of: output))].text"
                piece(json.member("text", of: output), json, path, into: &plan)
                reasons.append(json.member("stop_reason", of: output))
            }
        case .mistralChat:
            for choice in json.elements(of: json.member("choices", of: root)) {
                let path = "choices[\(json.index(of: choice))].message"
                let message = json.member("message", of: choice)
                piece(json.member("content", of: message), json, path + ".content", into: &plan)
                for call in json.elements(of: json.member("tool_calls", of: message)) {
                    let function = json.member("function", of: call)
                    let tool = json.string(json.member("name", of: function))
                    plan.arguments(json.member("arguments", of: function), of: json, tool: tool)
                }
                for name in ["stop_reason", "finish_reason"] as [StaticString] {
                    reasons.append(json.member(name, of: choice))
                }
            }
        case .cohere:
            let text = json.member("text", of: root)
            let isLast = json.raw(json.member("is_finished", of: root)) == "true"
            if isLast, lanes.contains(LaneID("text")), json.isText(text) {
                plan.whole(text, isRepeat: true)
            } else {
                piece(text, json, "text", into: &plan)
            }
            reasons.append(json.member("finish_reason", of: root))
        }
        stray.plan(event, fields: fields, lanes: &lanes, into: &plan)
        guard reasons.contains(where: { json.isReason($0) }) else { return }
        isFinished = true
        lanes.endAll(into: &plan)
    }

    private mutating func piece(_ node: JSONTree.Node?, _ json: JSONTree, _ path: String, into plan: inout EventPlan) {
        if lanes.piece(node, of: json, path, LaneTraits(), into: &plan) != nil { hasText = true }
    }

    /// The last event, which says `reason`.
    func ending(reason: String) -> [OutgoingEvent] {
        guard !isFinished else { return [] }
        let text = OutgoingJSON.string(hasText ? "\n\n" + reason : reason)
        let data =
            switch maker {
            case .amazon: #"{"outputText":\#(text),"index":0,"completionReason":"CONTENT_FILTERED"}"#
            case .meta: #"{"generation":\#(text),"stop_reason":"stop"}"#
            case .mistral: #"{"outputs":[{"text":\#(text),"stop_reason":"stop"}]}"#
            case .mistralChat:
                #"{"choices":[{"index":0,"message":{"role":"assistant","content":\#(text)},"stop_reason":"stop"}]}"#
            case .cohere: #"{"text":\#(text),"is_finished":true,"finish_reason":"ERROR_TOXIC"}"#
            }
        return [OutgoingEvent(data: data)]
    }
}

extension JSONTree {
    /// The first element of an array, if it has one.
    fileprivate func firstElement(of node: Node?) -> Node? {
        var elements = elements(of: node)
        return elements.next()
    }
}
