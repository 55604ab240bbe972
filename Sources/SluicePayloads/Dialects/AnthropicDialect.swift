// The stream of Anthropic Messages.

/// The stream of Anthropic Messages. Blocks come strictly one after the other; nothing is repeated.
package struct AnthropicDialect: StreamDialect {
    package static let id = DialectID.anthropic

    package static let fields = makeFields(keep: [])

    /// The fields, and others that are kept as well.
    static func makeFields(keep more: [String]) -> FieldTree {
        FieldTree(
            keep: [
                "type", "request_id", "error.type", "error.details.error_code", "message.id", "message.type",
                "message.role", "message.model", "message.stop_reason", "message.usage.**", "message.container",
                "message.container.id", "message.container.expires_at", "usage.**", "delta.type", "delta.signature",
                "delta.stop_reason", "delta.container.id", "delta.container.expires_at", "delta.citation.type",
                "delta.citation.encrypted_index", "delta.citation.file_id", "context_management.applied_edits.type",
                "amazon-bedrock-invocationMetrics.**", "p",
            ] + FieldPaths.under(["content_block", "message.content"], AnthropicFields.block) + more,
            data: FieldPaths.under(["content_block", "message.content"], AnthropicFields.blockData),
            media: FieldPaths.under(["content_block", "message.content"], AnthropicFields.blockMedia),
            files: FieldPaths.under(["content_block", "message.content"], AnthropicFields.blockFiles),
            encrypted: FieldPaths.under(["content_block", "message.content"], AnthropicFields.blockEncrypted),
            signed: FieldPaths.under(["content_block", "message.content"], AnthropicFields.blockSigned)
        )
    }

    private struct Block: Sendable {
        var index: Int
        var isOpen: Bool
    }

    private var hasStarted = false
    private var hasStopReason = false
    private var isFinished = false
    private var block: Block?
    private var lanes = OpenLanes()
    private var tools = ToolNames()
    private var stray = StrayText()

    package init() {}

    package mutating func plan(_ event: StreamEvent, into plan: inout EventPlan) {
        let json = event.json
        let type = json.string(json.member("type", of: json.root)) ?? event.name
        let index = json.integer(json.member("index", of: json.root)) ?? 0
        let path = "content[\(index)]"
        var complete: [JSONTree.Node] = []
        var endsMessage = false
        switch type {
        case "message_start":
            hasStarted = true
            if let message = json.member("message", of: json.root) { complete.append(message) }
        case "content_block_start":
            block = Block(index: index, isOpen: true)
            // A block whose end did not come is no part of another with its index.
            lanes.endBefore(under: path + ".", into: &plan)
            lanes.endBefore(under: path + ":", into: &plan)
            tools.forget(LaneID(path + ".input"))
            start(json.member("content_block", of: json.root), json, path, &complete, into: &plan)
        case "content_block_delta":
            delta(json.member("delta", of: json.root), json, path, &complete, into: &plan)
        case "content_block_stop":
            block = Block(index: index, isOpen: false)
        case "message_delta":
            endsMessage = json.isReason(json.member("delta", "stop_reason", of: json.root))
            hasStopReason = hasStopReason || endsMessage
            if let delta = json.member("delta", of: json.root) { complete.append(delta) }
        case "message_stop", "error":
            isFinished = true
            // Texts may go on behind an error.
            endsMessage = type == "message_stop"
            if let error = json.member("error", of: json.root) { complete.append(error) }
        case "ping":
            plan.isKeepAlive = json.isKeepAlive(["ping"])
        default: break
        }
        let name = type.hasPrefix("content_block") ? path : type
        let prefix = name.isEmpty ? "" : "\(name): "
        stray.plan(event, fields: Self.fields, complete: complete, prefix: prefix, lanes: &lanes, into: &plan)
        switch type {
        case "content_block_stop":
            lanes.end(under: path + ".", into: &plan)
            lanes.end(under: path + ":", into: &plan)
        default: if endsMessage { lanes.endAll(into: &plan) }
        }
    }

    private mutating func start(
        _ block: JSONTree.Node?,
        _ json: JSONTree,
        _ path: String,
        _ complete: inout [JSONTree.Node],
        into plan: inout EventPlan
    ) {
        guard let block else { return }
        complete.append(block)
        lanes.piece(json.member("text", of: block), of: json, path + ".text", LaneTraits(), into: &plan)
        lanes.piece(
            json.member("thinking", of: block),
            of: json,
            path + ".thinking",
            LaneTraits(isSigned: true),
            into: &plan
        )
        let tool = tools.name(json.member("name", of: block), of: json, for: LaneID(path + ".input"))
        plan.arguments(json.member("input", of: block), of: json, tool: tool)
    }

    private mutating func delta(
        _ delta: JSONTree.Node?,
        _ json: JSONTree,
        _ path: String,
        _ complete: inout [JSONTree.Node],
        into plan: inout EventPlan
    ) {
        lanes.piece(json.member("text", of: delta), of: json, path + ".text", LaneTraits(), into: &plan)
        lanes.piece(
            json.member("thinking", of: delta),
            of: json,
            path + ".thinking",
            LaneTraits(isSigned: true),
            into: &plan
        )
        let input = LaneID(path + ".input")
        let traits = LaneTraits(form: .json, tool: tools.name(input))
        lanes.piece(json.member("partial_json", of: delta), of: json, input.path, traits, into: &plan)
        if let citation = json.member("citation", of: delta) { complete.append(citation) }
    }

    package func ending(reason: String) -> [OutgoingEvent] {
        guard !isFinished else { return [] }
        let text = OutgoingJSON.string(reason)
        guard hasStarted else {
            let error = #"{"type":"error","error":{"type":"invalid_request_error","message":\#(text)}}"#
            return [OutgoingEvent(name: "error", data: error, isError: true)]
        }
        var events: [OutgoingEvent] = []
        func add(_ type: String, _ members: String) {
            events.append(OutgoingEvent(name: type, data: #"{"type":"\#(type)"\#(members)}"#))
        }
        if !hasStopReason {
            if let block, block.isOpen { add("content_block_stop", #","index":\#(block.index)"#) }
            let next = block.map { $0.index < Int.max ? $0.index + 1 : $0.index } ?? 0
            add("content_block_start", #","index":\#(next),"content_block":{"type":"text","text":""}"#)
            add("content_block_delta", #","index":\#(next),"delta":{"type":"text_delta","text":\#(text)}"#)
            add("content_block_stop", #","index":\#(next)"#)
            add(
                "message_delta",
                #","delta":{"stop_reason":"refusal","stop_sequence":null},"usage":{"output_tokens":0}"#
            )
        }
        add("message_stop", "")
        return events
    }
}
