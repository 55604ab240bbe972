// The stream of Cohere's /v2/chat, and of /v1/chat.

/// The stream of Cohere's `/v2/chat`, and of `/v1/chat`, whose records are named by `event_type` and whose last one
/// repeats the whole text.
package struct CohereDialect: StreamDialect {
    package static let id = DialectID.cohere

    package static let fields = FieldTree(
        keep: [
            "type", "event_type", "id", "generation_id", "response_id", "finish_reason", "conversation_id",
            "delta.finish_reason", "delta.usage.**", "delta.message.role", "delta.message.content.type",
            "delta.message.citations.type", "delta.message.citations.sources.type",
            "delta.message.citations.sources.id", "logprobs.text",
            "response.generation_id", "response.response_id", "response.finish_reason", "response.meta.**",
            "response.chat_history.role", "citations.document_ids", "documents.id", "response.documents.id",
            "response.citations.document_ids", "search_queries.generation_id", "tool_calls.name",
            "tool_call_delta.name", "response.tool_calls.name", "response.chat_history.tool_calls.name",
        ] + FieldPaths.under(["delta.message"], FieldPaths.toolCalls)
    )

    private enum Open: Sendable, Equatable {
        case nothing
        case text(Int)
        case other(Int)
        case call(Int)
    }

    private var isFirstVersion = false
    private var hasStarted = false
    private var isFinished = false
    private var next = 0
    private var open = Open.nothing
    private var generation: String?
    private var lanes = OpenLanes()
    private var tools = ToolNames()
    private var stray = StrayText()

    package init() {}

    package mutating func plan(_ event: StreamEvent, into plan: inout EventPlan) {
        let json = event.json
        var complete: [JSONTree.Node] = []
        let first = json.string(json.member("event_type", of: json.root))
        let type = first ?? json.string(json.member("type", of: json.root)) ?? event.name
        if first != nil {
            isFirstVersion = true
            self.first(type, json, &complete, into: &plan)
        } else {
            second(type, json, &complete, into: &plan)
        }
        for name in ["message", "error"] as [StaticString] {
            if let node = json.member(name, of: json.root) { complete.append(node) }
        }
        let prefix = type.isEmpty ? "" : "\(type): "
        stray.plan(event, fields: Self.fields, complete: complete, prefix: prefix, lanes: &lanes, into: &plan)
        if type == "message-end" || type == "stream-end" {
            isFinished = true
            lanes.endAll(into: &plan)
        }
    }

    private mutating func second(
        _ type: String,
        _ json: JSONTree,
        _ complete: inout [JSONTree.Node],
        into plan: inout EventPlan
    ) {
        let index = json.integer(json.member("index", of: json.root)) ?? 0
        let delta = json.member("delta", of: json.root)
        let message = json.member("message", of: delta)
        let content = json.member("content", of: message)
        let path = "message.content[\(index)]"
        let call = "message.tool_calls[\(index)].function.arguments"
        if type == "tool-call-start" {
            lanes.endBefore(under: call, into: &plan)
            tools.forget(LaneID(call))
        }
        var touched: [LaneID] = []
        if let content, json.kind(content) == .object {
            piece(json.member("text", of: content), json, path + ".text", LaneTraits(), &touched, into: &plan)
            piece(json.member("thinking", of: content), json, path + ".thinking", LaneTraits(), &touched, into: &plan)
        }
        piece(json.member("tool_plan", of: message), json, "message.tool_plan", LaneTraits(), &touched, into: &plan)
        if let calls = json.member("tool_calls", of: message), json.kind(calls) == .object {
            let function = json.member("function", of: calls)
            let tool = tools.name(json.member("name", of: function), of: json, for: LaneID(call))
            let traits = LaneTraits(form: .json, tool: tool)
            piece(json.member("arguments", of: function), json, call, traits, &touched, into: &plan)
        }
        if let logprobs = json.member("logprobs", of: json.root), json.isPresent(logprobs) {
            SpelledTokens.plan(logprobs, in: json, beside: touched, path: "logprobs", lanes: &lanes, into: &plan)
        }
        switch type {
        case "message-start": hasStarted = true
        case "content-start":
            open = json.isString(json.member("type", of: content), "text") ? .text(index) : .other(index)
            next = max(next, index < Int.max ? index + 1 : index)
        case "content-end":
            open = .nothing
            lanes.end(under: path + ".", into: &plan)
        case "tool-call-start":
            open = .call(index)
            lanes.end(LaneID("message.tool_plan"), into: &plan)
        case "tool-call-end":
            open = .nothing
            lanes.end(LaneID(call), into: &plan)
        case "citation-start", "message-end", "debug":
            if let delta { complete.append(delta) }
        default: break
        }
    }

    private mutating func first(
        _ type: String,
        _ json: JSONTree,
        _ complete: inout [JSONTree.Node],
        into plan: inout EventPlan
    ) {
        if generation == nil { generation = OutgoingJSON.copy(json.member("generation_id", of: json.root), of: json) }
        var touched: [LaneID] = []
        let call = json.member("tool_call_delta", of: json.root)
        switch type {
        case "text-generation", "tool-calls-chunk":
            let path = type == "text-generation" ? "text" : "tool_plan"
            piece(json.member("text", of: json.root), json, path, LaneTraits(), &touched, into: &plan)
            guard let call else { break }
            let lane = LaneID("tool_calls[\(json.integer(json.member("index", of: call)) ?? 0)].parameters")
            let name = json.member("name", of: call)
            if tools.isAnotherCall(id: nil, name: name, of: json, for: lane) { plan.endBefore(lane) }
            let tool = tools.name(name, of: json, for: lane)
            let traits = LaneTraits(form: .json, tool: tool)
            piece(json.member("parameters", of: call), json, lane.path, traits, &touched, into: &plan)
            piece(json.member("text", of: call), json, "tool_plan", LaneTraits(), &touched, into: &plan)
        case "stream-end":
            let response = json.member("response", of: json.root)
            let text = json.member("text", of: response)
            if json.isText(text) { plan.whole(text, isRepeat: lanes.contains(LaneID("text"))) }
            calls(of: response, json, into: &plan)
            complete.append(json.root)
        default:
            calls(of: json.root, json, into: &plan)
            complete.append(json.root)
        }
    }

    /// Calls that come whole.
    private func calls(of node: JSONTree.Node?, _ json: JSONTree, into plan: inout EventPlan) {
        for call in json.elements(of: json.member("tool_calls", of: node)) {
            let tool = json.string(json.member("name", of: call))
            plan.arguments(json.member("parameters", of: call), of: json, tool: tool)
        }
    }

    private mutating func piece(
        _ node: JSONTree.Node?,
        _ json: JSONTree,
        _ path: String,
        _ traits: LaneTraits,
        _ touched: inout [LaneID],
        into plan: inout EventPlan
    ) {
        if let lane = lanes.piece(node, of: json, path, traits, into: &plan) { touched.append(lane) }
    }

    package func ending(reason: String) -> [OutgoingEvent] {
        guard !isFinished else { return [] }
        return isFirstVersion ? firstEnding(reason) : secondEnding(reason)
    }

    private func firstEnding(_ reason: String) -> [OutgoingEvent] {
        let text = OutgoingJSON.string(reason)
        let id = generation.map { #","generation_id":\#($0)"# } ?? ""
        return [
            OutgoingEvent(data: #"{"is_finished":false,"event_type":"text-generation","text":\#(text)}"#),
            OutgoingEvent(
                data: #"{"is_finished":true,"event_type":"stream-end","finish_reason":"ERROR_TOXIC","#
                    + #""response":{"text":\#(text)\#(id),"finish_reason":"ERROR_TOXIC"}}"#
            ),
        ]
    }

    private func secondEnding(_ reason: String) -> [OutgoingEvent] {
        let text = OutgoingJSON.string(reason)
        var events: [OutgoingEvent] = []
        func add(_ type: String, _ members: String) {
            events.append(OutgoingEvent(name: type, data: #"{"type":"\#(type)"\#(members)}"#))
        }

        func say(_ index: Int, _ text: String) {
            add("content-delta", #","index":\#(index),"delta":{"message":{"content":{"text":\#(text)}}}"#)
            add("content-end", #","index":\#(index)"#)
        }
        if !hasStarted {
            let message = #"{"role":"assistant","content":[],"tool_plan":"","tool_calls":[],"citations":[]}"#
            add("message-start", #","id":"","delta":{"message":\#(message)}"#)
        }
        switch open {
        case .text(let index): say(index, OutgoingJSON.string("\n\n" + reason))
        case .call(let index): add("tool-call-end", #","index":\#(index)"#)
        case .nothing, .other:
            if case .other(let index) = open { add("content-end", #","index":\#(index)"#) }
            let content = #"{"message":{"content":{"type":"text","text":""}}}"#
            add("content-start", #","index":\#(next),"delta":\#(content)"#)
            say(next, text)
        }
        add("message-end", #","delta":{"finish_reason":"ERROR","error":\#(text)}"#)
        return events
    }
}
