// The stream of AWS Bedrock's ConverseStream.

/// The stream of AWS Bedrock's ConverseStream. Events are named by the message's header; recorded ones by a member that
/// holds the whole event.
package struct BedrockConverseDialect: StreamDialect {
    package static let id = DialectID.bedrockConverse

    private static let eventNames = [
        "messageStart", "contentBlockStart", "contentBlockDelta", "contentBlockStop", "messageStop", "metadata",
    ]

    package static let fields = FieldTree(
        keep: FieldPaths.under(
            [""] + eventNames,
            [
                "p", "role", "stopReason", "usage.**", "metrics.**", "performanceConfig.latency", "serviceTier.type",
                "start.toolUse.toolUseId", "start.toolUse.name", "start.toolUse.type", "start.toolResult.toolUseId",
                "start.toolResult.status", "start.toolResult.type", "start.image.format",
                "delta.reasoningContent.signature", "delta.reasoningContent.redactedContent",
                "trace.promptRouter.invokedModelId",
            ] + GuardrailFields.trace
        ),
        media: FieldPaths.under(["", "contentBlockDelta"], ["delta.image.source.bytes"]),
        encrypted: FieldPaths.under(["", "contentBlockDelta"], ["delta.reasoningContent.redactedContent"])
    )

    private struct Block: Sendable {
        var index: Int
        var isOpen: Bool
    }

    private var hasStarted = false
    private var isFinished = false
    private var block: Block?
    private var lanes = OpenLanes()
    private var tools = ToolNames()
    private var stray = StrayText()

    package static let varying = FieldTree(keep: ["p"])

    package init() {}

    package mutating func plan(_ event: StreamEvent, into plan: inout EventPlan) {
        let json = event.json
        var type = event.name
        var body = json.root
        if !Self.eventNames.contains(type), let only = Self.wrapped(json) {
            type = json.nameString(only)
            body = only
        }
        let index = json.integer(json.member("contentBlockIndex", of: body)) ?? 0
        let path = "content[\(index)]"
        var complete: [JSONTree.Node] = []
        switch type {
        case "messageStart": hasStarted = true
        case "contentBlockStart":
            block = Block(index: index, isOpen: true)
            // A block whose end did not come is no part of another with its index.
            lanes.endBefore(under: path + ".", into: &plan)
            lanes.endBefore(under: path + ":", into: &plan)
            tools.forget(LaneID(path + ".toolUse.input"))
            let name = json.member("toolUse", "name", of: json.member("start", of: body))
            _ = tools.name(name, of: json, for: LaneID(path + ".toolUse.input"))
            complete.append(body)
        case "contentBlockDelta":
            if block?.index != index || block?.isOpen != true { block = Block(index: index, isOpen: true) }
            delta(json.member("delta", of: body), json, path, &complete, into: &plan)
        case "contentBlockStop": block = Block(index: index, isOpen: false)
        case "messageStop":
            isFinished = true
            complete.append(body)
        case "metadata": complete.append(body)
        default:
            // An exception, whose message is all there is.
            if let message = json.member("message", of: body) { complete.append(message) }
        }
        let name = type.hasPrefix("contentBlock") ? path : type
        let prefix = name.isEmpty ? "" : "\(name): "
        stray.plan(event, fields: Self.fields, complete: complete, prefix: prefix, lanes: &lanes, into: &plan)
        if type == "contentBlockStop" {
            lanes.end(under: path + ".", into: &plan)
            lanes.end(under: path + ":", into: &plan)
        } else if type == "messageStop" {
            lanes.endAll(into: &plan)
        }
    }

    /// The event inside a document whose only member is named like one.
    static func wrapped(_ json: JSONTree) -> JSONTree.Node? {
        let members = Array(json.children(of: json.root).prefix(2))
        guard json.kind(json.root) == .object, members.count == 1, json.kind(members[0]) == .object else { return nil }
        let name = json.nameString(members[0])
        return eventNames.contains(name) ? members[0] : nil
    }

    private mutating func delta(
        _ delta: JSONTree.Node?,
        _ json: JSONTree,
        _ path: String,
        _ complete: inout [JSONTree.Node],
        into plan: inout EventPlan
    ) {
        lanes.piece(json.member("text", of: delta), of: json, path + ".text", LaneTraits(), into: &plan)
        let input = LaneID(path + ".toolUse.input")
        let traits = LaneTraits(form: .json, tool: tools.name(input))
        lanes.piece(json.member("toolUse", "input", of: delta), of: json, input.path, traits, into: &plan)
        let reasoning = json.member("reasoningContent", "text", of: delta)
        lanes.piece(reasoning, of: json, path + ".reasoningContent.text", LaneTraits(isSigned: true), into: &plan)
        if let citation = json.member("citation", of: delta) { complete.append(citation) }
    }

    package func ending(reason: String) -> [OutgoingEvent] {
        guard !isFinished else { return [] }
        let text = OutgoingJSON.string(reason)
        guard hasStarted else {
            return [OutgoingEvent(name: "validationException", data: #"{"message":\#(text)}"#, isError: true)]
        }
        var events: [OutgoingEvent] = []
        if let block, block.isOpen {
            events.append(OutgoingEvent(name: "contentBlockStop", data: #"{"contentBlockIndex":\#(block.index)}"#))
        }
        let next = block.map { $0.index < Int.max ? $0.index + 1 : $0.index } ?? 0
        let delta = #"{"contentBlockIndex":\#(next),"delta":{"text":\#(text)}}"#
        events.append(OutgoingEvent(name: "contentBlockDelta", data: delta))
        events.append(OutgoingEvent(name: "contentBlockStop", data: #"{"contentBlockIndex":\#(next)}"#))
        events.append(OutgoingEvent(name: "messageStop", data: #"{"stopReason":"guardrail_intervened"}"#))
        return events
    }
}

/// The fields of a guardrail's trace that are no text. What it matched is text.
enum GuardrailFields {
    /// What is kept of `trace.guardrail`, whose assessments are lists or objects keyed by a guardrail's id.
    static let trace = FieldPaths.under(
        [
            "trace.guardrail.inputAssessment.*", "trace.guardrail.outputAssessments.*",
            "trace.guardrail.outputAssessments",
        ],
        [
            "topicPolicy.topics.type", "topicPolicy.topics.action", "contentPolicy.filters.type",
            "contentPolicy.filters.confidence", "contentPolicy.filters.action", "contentPolicy.filters.filterStrength",
            "wordPolicy.managedWordLists.type", "wordPolicy.managedWordLists.action", "wordPolicy.customWords.action",
            "sensitiveInformationPolicy.piiEntities.type", "sensitiveInformationPolicy.piiEntities.action",
            "sensitiveInformationPolicy.regexes.action",
        ]
    )
}
