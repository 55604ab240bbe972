// The stream of OpenAI Responses.

/// The stream of OpenAI Responses. Every text comes up to five times: in pieces, whole when it is done, in its part, in
/// its item, and in the last event's response.
package struct OpenAIResponsesDialect: StreamDialect {
    package static let id = DialectID.openAIResponses

    package static let fields = FieldTree(
        keep: [
            "type", "item_id", "response_id", "event_id", "obfuscation", "name", "call_id", "partial_image_b64",
            "annotation.type", "annotation.file_id", "annotation.container_id", "part.type", "part.annotations.type",
        ] + FieldPaths.error + ResponsesFields.response(under: "response")
            + FieldPaths.under(["item", "part"], ResponsesFields.item),
        data: FieldPaths.under(["item", "response.output", "part"], ["result"]),
        media: FieldPaths.under(["item", "response.output", "part"], ResponsesFields.itemMedia),
        files: FieldPaths.under(["item", "response.output"], ResponsesFields.itemFiles) + ["partial_image_b64"],
        encrypted: ["item.encrypted_content", "response.output.encrypted_content"]
    )

    private var response: String?
    private var model: String?
    private var created: Int?
    private var sequence = -1
    private var outputs = 0
    private var isFinished = false
    private var lanes = OpenLanes()
    private var tools = ToolNames()
    /// The files that patches change, by the lanes of the patches.
    private var patched = ToolNames()
    /// The items whose calls of the provider's own tools have been read.
    private var called: Set<String> = []
    private var spoken = SpokenTexts()
    private var stray = StrayText()

    package static let varying = FieldTree(keep: ["obfuscation", "sequence_number"])

    package init() {}

    package mutating func plan(_ event: StreamEvent, into plan: inout EventPlan) {
        let json = event.json
        let root = json.root
        let type = json.string(json.member("type", of: root)) ?? event.name
        note(json)
        if spoken.begin(json.member("response", "id", of: root), of: json) { called = [] }
        plan.isKeepAlive = json.isKeepAlive(["response.keepalive", "keepalive", "ping"])
        if type.hasSuffix(".delta") {
            delta(String(type.dropLast(".delta".count)), json, into: &plan)
        } else if type.hasSuffix(".done") {
            done(String(type.dropLast(".done".count)), json, into: &plan)
        } else if type == "response.output_item.added", let item = json.member("item", of: root) {
            // An item whose end did not come is no part of another at its place.
            lanes.endBefore(under: "\(output(of: json)).", into: &plan)
            let path = "\(output(of: json)).arguments"
            _ = tools.name(json.member("name", of: item), of: json, for: LaneID(path))
            _ = tools.name(json.member("name", of: item), of: json, for: LaneID("\(output(of: json)).input"))
            let lane = LaneID("\(output(of: json)).apply_patch_call_operation_diff")
            _ = patched.name(json.member("operation", "path", of: item), of: json, for: lane)
        }
        let isLast = ["response.completed", "response.incomplete", "response.failed"].contains(type)
        if type.hasSuffix(".delta") {
            stray.plan(event, fields: Self.fields, prefix: "\(type): ", lanes: &lanes, into: &plan)
        } else {
            wholes(json, into: &plan)
        }
        // Texts may go on behind an error.
        if isLast || type == "error" { isFinished = true }
        if isLast { lanes.endAll(into: &plan) }
    }

    private mutating func note(_ json: JSONTree) {
        let root = json.root
        if let number = json.integer(json.member("sequence_number", of: root)) { sequence = max(sequence, number) }
        if let index = json.integer(json.member("output_index", of: root)), index < Int.max {
            outputs = max(outputs, index + 1)
        }
        guard response == nil, let object = json.member("response", of: root) else { return }
        response = OutgoingJSON.copy(json.member("id", of: object), of: json)
        model = OutgoingJSON.copy(json.member("model", of: object), of: json)
        created = json.integer(json.member("created_at", of: object))
    }

    /// The path of the output that an event is about.
    private func output(of json: JSONTree) -> String {
        if let index = json.integer(json.member("output_index", of: json.root)) { return "output[\(index)]" }
        return json.string(json.member("item_id", of: json.root)).map { "output[\($0)]" } ?? "response"
    }

    /// The lane of what a delta or done event is about: `kind` is its type without that ending.
    private func lane(_ kind: String, _ json: JSONTree) -> LaneID {
        var path = output(of: json)
        if let index = json.integer(json.member("content_index", of: json.root)) { path += ".content[\(index)]" }
        if let index = json.integer(json.member("summary_index", of: json.root)) { path += ".summary[\(index)]" }
        if let index = json.integer(json.member("command_index", of: json.root)) { path += ".commands[\(index)]" }
        switch kind {
        case "response.output_text", "response.reasoning_summary_text": return LaneID(path + ".text")
        case "response.function_call_arguments", "response.mcp_call_arguments": return LaneID(path + ".arguments")
        case "response.custom_tool_call_input": return LaneID(path + ".input")
        case "response.code_interpreter_call_code": return LaneID(path + ".code")
        default:
            return LaneID(path + "." + (kind.hasPrefix("response.") ? String(kind.dropFirst(9)) : kind))
        }
    }

    private mutating func delta(_ kind: String, _ json: JSONTree, into plan: inout EventPlan) {
        let node = json.member("delta", of: json.root)
        // Sound and images in base64.
        if kind == "response.audio" || kind == "response.output_audio" { return plan.keepMedia(node) }
        guard let node, json.kind(node) == .string else { return }
        let lane = lane(kind, json)
        let traits = traits(kind, lane)
        plan.delta(node, of: lane, traits)
        if traits.writing != nil, traits.writing != .anything, called.count < ToolNames.most {
            called.insert(output(of: json))
        }
        lanes.note(lane)
        spoken.insert(ResponsesTexts.text(of: lane.path))
        guard let logprobs = json.member("logprobs", of: json.root), json.isPresent(logprobs) else { return }
        var entries = json.children(of: logprobs)
        if json.kind(logprobs) == .array, entries.next() == nil { return }
        SpelledTokens.plan(
            logprobs,
            in: json,
            beside: [lane],
            path: lane.path + ".logprobs",
            tool: traits.tool,
            to: "[]",
            lanes: &lanes,
            into: &plan
        )
    }

    private func traits(_ kind: String, _ lane: LaneID) -> LaneTraits {
        switch kind {
        case "response.code_interpreter_call_code": return Self.code
        case "response.shell_call_command":
            return LaneTraits(tool: ProviderTool.shell.rawValue, writing: .language("shell"))
        case "response.apply_patch_call_operation_diff":
            let file = patched.name(lane) ?? ""
            return LaneTraits(tool: ProviderTool.applyPatch.rawValue, writing: .change(file: file))
        default: break
        }
        let isDocument = kind.hasSuffix("arguments")
        let isTool = isDocument || kind.hasSuffix("input")
        let tool = isTool ? tools.name(lane) : nil
        let writing = isTool && !isDocument ? LaneTraits.Writing.anything : nil
        return LaneTraits(form: isDocument ? .json : .text, tool: tool, isCall: isTool, writing: writing)
    }

    /// What the code interpreter runs.
    private static let code = LaneTraits(
        tool: ProviderTool.codeInterpreter.rawValue,
        writing: .language("python")
    )

    /// The members in which events say a whole text that is done.
    private static let doneNames: [StaticString] = [
        "text", "refusal", "arguments", "input", "code", "transcript", "delta", "diff", "command",
    ]

    private mutating func done(_ kind: String, _ json: JSONTree, into plan: inout EventPlan) {
        let lane = lane(kind, json)
        let traits = traits(kind, lane)
        let root = json.root
        let text = ResponsesTexts.text(of: lane.path)
        let isRepeat = spoken.contains(text)
        for name in Self.doneNames {
            guard let node = json.member(name, of: root), json.isText(node) else { continue }
            plan.whole(node, traits, isRepeat: isRepeat)
            spoken.insert(text)
            if let logprobs = json.member("logprobs", of: root), json.isPresent(logprobs) {
                json.forEachString(below: logprobs) { plan.keep($0) }
                plan.blank(logprobs, to: "[]", when: .string(node))
            }
        }
        if kind == "response.output_item" {
            lanes.end(under: output(of: json), into: &plan)
        } else if kind != "response.content_part", kind != "response.reasoning_summary_part" {
            lanes.end(lane, into: &plan)
            lanes.end(LaneID(lane.path + ".logprobs"), into: &plan)
        }
    }

    /// The texts of an event that is no delta: each stands for itself or repeats what was said.
    private mutating func wholes(_ json: JSONTree, into plan: inout EventPlan) {
        calls(json, into: &plan)
        var found: [JSONTree.Node] = []
        json.forEachString(Self.fields) { node, treatment in
            if treatment == .text, plan.uses[node] == nil { found.append(node) }
        }
        let texts = ResponsesTexts(json, output: output(of: json))
        for node in found where json.isText(node) {
            // What an event says at one place is said once, and what it says at none stands for itself.
            let names = texts.names(of: node)
            let isRepeat = names.contains { spoken.contains($0) }
            defer { for name in names { spoken.insert(name) } }
            let field = json.nameString(node)
            let owner = json.parent(node)
            switch field {
            case "arguments":
                let tool = json.string(json.member("name", of: owner))
                plan.whole(node, LaneTraits(form: .json, tool: tool), isRepeat: isRepeat)
            case "input" where isCustomCall(owner, json):
                let tool = json.string(json.member("name", of: owner))
                plan.whole(node, LaneTraits(tool: tool, isCall: true, writing: .anything), isRepeat: isRepeat)
            case "output" where json.isText(json.member("name", of: owner)):
                let tool = json.string(json.member("name", of: owner))
                plan.whole(node, LaneTraits(tool: tool), isRepeat: isRepeat)
            case "text", "refusal", "code", "transcript":
                plan.whole(node, isRepeat: isRepeat)
                logprobs(beside: node, in: json, into: &plan)
            case "token":
                // An entry of log-probabilities, kept where they are blanked with their text.
                if !isLogprob(node, in: json) { plan.whole(node, isRepeat: isRepeat) }
            default:
                plan.whole(node, isRepeat: isRepeat)
            }
        }
    }

    /// Whether an item is a call of a tool that takes a plain text.
    private func isCustomCall(_ item: JSONTree.Node?, _ json: JSONTree) -> Bool {
        json.string(json.member("type", of: item)) == "custom_tool_call" || json.isText(json.member("name", of: item))
    }

    /// The calls of the provider's own tools, which are read as bodies are.
    private mutating func calls(_ json: JSONTree, into plan: inout EventPlan) {
        if let item = json.member("item", of: json.root) {
            call(item, output(of: json), json, into: &plan)
        }
        for item in json.elements(of: json.member("response", "output", of: json.root)) {
            call(item, "output[\(json.position(item))]", json, into: &plan)
        }
    }

    private mutating func call(
        _ item: JSONTree.Node,
        _ place: String,
        _ json: JSONTree,
        into plan: inout EventPlan
    ) {
        guard let type = json.string(json.member("type", of: item)),
            let tool = ProviderTool(callType: Array(type.utf8)[...])
        else { return }
        let isRepeat = called.contains(place)
        // What is typed may be a command.
        let writing = tool == .computer ? LaneTraits.Writing.anything : nil
        for name in ["operation", "action"] as [StaticString] {
            let node = json.member(name, of: item)
            plan.arguments(node, of: json, tool: tool.rawValue, writing: writing, isRepeat: isRepeat)
        }
        let code = json.member("code", of: item)
        if tool == .codeInterpreter, json.isText(code) { plan.whole(code, Self.code, isRepeat: isRepeat) }
        // What an item begins with may be a part of the call.
        if json.string(json.member("status", of: item)) != "in_progress", called.count < ToolNames.most {
            called.insert(place)
        }
    }

    private func logprobs(beside node: JSONTree.Node, in json: JSONTree, into plan: inout EventPlan) {
        guard let logprobs = json.member("logprobs", of: json.parent(node)), json.isPresent(logprobs) else { return }
        json.forEachString(below: logprobs) { plan.keep($0) }
        plan.blank(logprobs, to: "[]", when: .string(node))
    }

    private func isLogprob(_ node: JSONTree.Node, in json: JSONTree) -> Bool {
        var place = json.parent(node)
        while let value = place {
            let isNamed = json.nameString(value) == "logprobs"
            if isNamed { return json.member("text", of: json.parent(value)) != nil }
            place = json.parent(value)
        }
        return false
    }

    package mutating func pass(sequence: Int) {
        self.sequence = max(self.sequence, sequence)
    }

    /// The open item gets no done events: they would have to repeat its text, and an agent runs a tool call when its
    /// item is done. The reason is an item of its own.
    package func ending(reason: String) -> [OutgoingEvent] {
        guard !isFinished else { return [] }
        var writer = Writer(sequence: sequence)
        let text = OutgoingJSON.string(reason)
        guard let response else {
            writer.add("error", #""code":"content_filter","message":\#(text),"param":null"#)
            return writer.events
        }
        let item = "msg_refusal_\(outputs)"
        let place = #""item_id":"\#(item)","output_index":\#(outputs),"content_index":0"#
        func message(_ status: String, _ content: String) -> String {
            #"{"id":"\#(item)","type":"message","status":"\#(status)","role":"assistant","content":[\#(content)]}"#
        }
        let part = #"{"type":"refusal","refusal":\#(text)}"#
        let output = #""output_index":\#(outputs),"item":"#
        writer.add("response.output_item.added", output + message("in_progress", ""))
        writer.add("response.content_part.added", place + #","part":{"type":"refusal","refusal":""}"#)
        writer.add("response.refusal.delta", place + #","delta":\#(text)"#)
        writer.add("response.refusal.done", place + #","refusal":\#(text)"#)
        writer.add("response.content_part.done", place + #","part":\#(part)"#)
        writer.add("response.output_item.done", output + message("completed", part))
        writer.add(
            "response.incomplete",
            #""response":{"id":\#(response),"object":"response","created_at":\#(created ?? 0),"status":"incomplete","#
                + #""error":null,"incomplete_details":{"reason":"content_filter"},"model":\#(model ?? "\"\""),"#
                + #""instructions":null,"metadata":{},"parallel_tool_calls":true,"temperature":null,"top_p":null,"#
                + #""tool_choice":"auto","tools":[],"output":[\#(message("completed", part))]}"#
        )
        return writer.events
    }

    private struct Writer {
        var sequence: Int
        var events: [OutgoingEvent] = []

        mutating func add(_ type: String, _ members: String) {
            sequence = sequence < Int.max ? sequence + 1 : sequence
            let data = #"{"type":"\#(type)","sequence_number":\#(sequence),\#(members)}"#
            events.append(OutgoingEvent(name: type, data: data))
        }
    }
}
