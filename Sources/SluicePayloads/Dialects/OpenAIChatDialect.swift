// The stream of OpenAI chat completions and of the many that speak it.

/// The stream of OpenAI chat completions, with what vLLM, TGI, Mistral, DeepSeek, Azure, OpenRouter, LiteLLM and others
/// add to it.
package struct OpenAIChatDialect: StreamDialect {
    package static let id = DialectID.openAIChat

    package static let fields = FieldTree(
        keep: [
            "id", "object", "model", "system_fingerprint", "service_tier", "provider", "obfuscation", "usage.**",
            "x_groq.id", "x_groq.usage.**", "created", "type", "p",
            "prompt_filter_results.content_filter_results.*.severity",
            "choices.finish_reason", "choices.native_finish_reason", "choices.content_filter_results.*.severity",
        ] + FieldPaths.error
            + FieldPaths.under(["choices"], FieldPaths.logprobs)
            + FieldPaths.under(
                ["choices.delta", "choices.message", "choices.delta.provider_specific_fields"],
                [
                    "role", "content.type", "content.thinking.type", "content.reference_ids", "audio.id",
                    "annotations.type", "images.type", "signature", "thought_signature",
                ] + FieldPaths.toolCalls + FieldPaths.reasoning
            ),
        media: FieldPaths.under(
            ["choices.delta", "choices.message"],
            ["audio.data", "images.image_url.url", "content.image_url.url", "content.image_url"]
        ),
        encrypted: FieldPaths.under(
            ["choices.delta", "choices.message", "choices.delta.provider_specific_fields"],
            FieldPaths.encryptedReasoning
        ),
        tokens: FieldPaths.completionTokens,
        signed: ["choices.message.thinking_blocks.thinking"]
    )

    private struct Choice: Sendable, Equatable {
        var index: Int
        var hasText = false
        var isFinished = false
    }

    private static let mostChoices = 128

    private var head = CompletionHead()
    private var choices: [Choice] = []
    private var lanes = OpenLanes()
    private var tools = ToolNames()
    /// The lanes of calls that have begun in place of others and have had no piece.
    private var begun: Set<LaneID> = []
    private var spoken = SpokenTexts()
    private var stray = StrayText()

    package static let varying = FieldTree(keep: ["obfuscation", "created", "usage.**"])

    package init() {}

    package mutating func plan(_ event: StreamEvent, into plan: inout EventPlan) {
        let json = event.json
        head.note(json)
        let isAnotherAnswer = spoken.begin(json.member("id", of: json.root), of: json)
        var complete: [JSONTree.Node] = []
        for name in ["error", "citations", "search_results", "prompt_filter_results", "x_groq"] as [StaticString] {
            if let node = json.member(name, of: json.root) { complete.append(node) }
        }
        for choice in json.elements(of: json.member("choices", of: json.root)) {
            self.choice(choice, of: json, isAnotherAnswer: isAnotherAnswer, &complete, into: &plan)
        }
        CompletionPlan.prompt(of: json, into: &plan, complete: &complete)
        stray.plan(event, fields: Self.fields, complete: complete, lanes: &lanes, into: &plan)
        for choice in json.elements(of: json.member("choices", of: json.root))
        where json.isReason(json.member("finish_reason", of: choice)) {
            lanes.end(under: "choices[\(json.index(of: choice))].", into: &plan)
        }
    }

    private mutating func choice(
        _ choice: JSONTree.Node,
        of json: JSONTree,
        isAnotherAnswer: Bool,
        _ complete: inout [JSONTree.Node],
        into plan: inout EventPlan
    ) {
        let index = json.index(of: choice)
        let delta = json.member("delta", of: choice)
        let place = choices.firstIndex { $0.index == index }
        var state = place.map { choices[$0] } ?? Choice(index: index)
        var touched: [LaneID] = []
        let path = "choices[\(index)]"
        texts(of: delta, in: json, path + ".delta", &touched, into: &plan)
        if !touched.isEmpty { state.hasText = true }
        let textCount = touched.count
        calls(of: delta, in: json, path + ".delta", &touched, into: &plan)
        let call = textCount == 0 ? touched.last : nil
        piece(json.member("text", of: choice), in: json, path + ".text", LaneTraits(), &touched, into: &plan)
        for name in ["content_filter_results", "content_filter_result", "stop_reason", "error"] as [StaticString] {
            if let node = json.member(name, of: choice) { complete.append(node) }
        }
        for name in ["annotations", "citations"] as [StaticString] {
            if let node = json.member(name, of: delta) { complete.append(node) }
        }
        let isFinished = json.isReason(json.member("finish_reason", of: choice))
        if isFinished { state.isFinished = true }
        if let message = json.member("message", of: choice), json.isPresent(message) {
            let saying = Saying(path: path, mayContinue: !isAnotherAnswer, isFinished: isFinished)
            self.message(message, in: json, saying, into: &plan)
            complete.append(message)
        }
        let tool = call.flatMap { tools.name($0) }
        CompletionPlan.spellings(of: choice, in: json, touched, call: call, tool: tool, &lanes, into: &plan)
        if let place {
            if choices[place] != state { choices[place] = state }
        } else if choices.count < Self.mostChoices {
            choices.append(state)
        }
    }

    private mutating func texts(
        of delta: JSONTree.Node?,
        in json: JSONTree,
        _ path: String,
        _ touched: inout [LaneID],
        into plan: inout EventPlan
    ) {
        let content = json.member("content", of: delta)
        piece(content, in: json, path + ".content", LaneTraits(), &touched, into: &plan)
        for part in json.elements(of: content) {
            piece(json.member("text", of: part), in: json, path + ".content", LaneTraits(), &touched, into: &plan)
            let thinking = json.member("thinking", of: part)
            piece(thinking, in: json, path + ".content.thinking", LaneTraits(), &touched, into: &plan)
            for thought in json.elements(of: thinking) {
                let text = json.member("text", of: thought)
                piece(text, in: json, path + ".content.thinking", LaneTraits(), &touched, into: &plan)
            }
        }
        for (name, lane): (StaticString, String) in [
            ("refusal", ".refusal"), ("reasoning_content", ".reasoning_content"), ("reasoning", ".reasoning"),
            ("thinking", ".thinking"),
        ] {
            piece(json.member(name, of: delta), in: json, path + lane, LaneTraits(), &touched, into: &plan)
        }
        let transcript = json.member("audio", "transcript", of: delta)
        piece(transcript, in: json, path + ".audio.transcript", LaneTraits(), &touched, into: &plan)
        reasoning(of: delta, in: json, path, &touched, into: &plan)
        let special = json.member("provider_specific_fields", of: delta)
        reasoning(of: special, in: json, path + ".provider_specific_fields", &touched, into: &plan)
    }

    /// Reasoning in parts, some of which a signature covers.
    private mutating func reasoning(
        of delta: JSONTree.Node?,
        in json: JSONTree,
        _ path: String,
        _ touched: inout [LaneID],
        into plan: inout EventPlan
    ) {
        for part in json.elements(of: json.member("reasoning_details", of: delta)) {
            let lane = "\(path).reasoning_details[\(json.index(of: part))]"
            let format = json.string(json.member("format", of: part)) ?? ""
            let isSigned = format.hasPrefix("anthropic") || json.isText(json.member("signature", of: part))
            let traits = LaneTraits(isSigned: isSigned)
            piece(json.member("text", of: part), in: json, lane + ".text", traits, &touched, into: &plan)
            piece(json.member("summary", of: part), in: json, lane + ".summary", LaneTraits(), &touched, into: &plan)
        }
        for part in json.elements(of: json.member("thinking_blocks", of: delta)) {
            let lane = "\(path).thinking_blocks[\(json.index(of: part))].thinking"
            let thinking = json.member("thinking", of: part)
            piece(thinking, in: json, lane, LaneTraits(isSigned: true), &touched, into: &plan)
        }
    }

    private mutating func calls(
        of delta: JSONTree.Node?,
        in json: JSONTree,
        _ path: String,
        _ touched: inout [LaneID],
        into plan: inout EventPlan
    ) {
        for call in json.elements(of: json.member("tool_calls", of: delta)) {
            let lane = "\(path).tool_calls[\(json.index(of: call))]"
            let function = json.member("function", of: call)
            let id = json.member("id", of: call)
            arguments(of: function, id: id, in: json, lane + ".function.arguments", &touched, into: &plan)
            guard let custom = json.member("custom", of: call) else { continue }
            let input = LaneID(lane + ".custom.input")
            let tool = self.tool(of: custom, id: id, in: json, input, into: &plan)
            let traits = LaneTraits(tool: tool, isCall: true, writing: .anything)
            piece(json.member("input", of: custom), in: json, input.path, traits, &touched, into: &plan)
        }
        let function = json.member("function_call", of: delta)
        arguments(of: function, id: nil, in: json, path + ".function_call.arguments", &touched, into: &plan)
    }

    /// The name of the tool that is called. A call with another id or name than the one before begins another text.
    private mutating func tool(
        of function: JSONTree.Node,
        id: JSONTree.Node?,
        in json: JSONTree,
        _ lane: LaneID,
        into plan: inout EventPlan
    ) -> String? {
        let name = json.member("name", of: function)
        if tools.isAnotherCall(id: id, name: name, of: json, for: lane) {
            lanes.endBefore(under: lane.path + ".", into: &plan)
            plan.endBefore(lane)
            begun.insert(lane)
        }
        return tools.name(name, of: json, for: lane)
    }

    private mutating func arguments(
        of function: JSONTree.Node?,
        id: JSONTree.Node?,
        in json: JSONTree,
        _ path: String,
        _ touched: inout [LaneID],
        into plan: inout EventPlan
    ) {
        guard let function else { return }
        let tool = tool(of: function, id: id, in: json, LaneID(path), into: &plan)
        let arguments = json.member("arguments", of: function)
        guard let arguments, json.kind(arguments) != .string else {
            return piece(arguments, in: json, path, LaneTraits(form: .json, tool: tool), &touched, into: &plan)
        }
        plan.arguments(arguments, of: json, tool: tool)
    }

    /// What is known of a message that is said whole.
    private struct Saying {
        /// The path of its choice.
        var path: String
        /// Whether the choice's earlier messages may be the beginning of this one.
        var mayContinue: Bool
        var isFinished: Bool
    }

    /// The members of a message that are texts, with the ends of the paths of their lanes.
    private static let messageTexts: [(StaticString, String)] = [
        ("content", ".content"), ("refusal", ".refusal"), ("reasoning_content", ".reasoning_content"),
        ("reasoning", ".reasoning"), ("thinking", ".thinking"),
    ]

    /// The message so far, which some proxies send beside the delta or in place of it, or a record's whole message.
    private mutating func message(
        _ message: JSONTree.Node,
        in json: JSONTree,
        _ saying: Saying,
        into plan: inout EventPlan
    ) {
        for (name, end) in Self.messageTexts {
            self.text(json.member(name, of: message), end, LaneTraits(), in: json, saying, into: &plan)
        }
        let transcript = json.member("audio", "transcript", of: message)
        text(transcript, ".audio.transcript", LaneTraits(), in: json, saying, into: &plan)
        for call in json.elements(of: json.member("tool_calls", of: message)) {
            let path = ".tool_calls[\(json.index(of: call))]"
            if let function = json.member("function", of: call) {
                arguments(of: function, path + ".function.arguments", in: json, saying, into: &plan)
            }
            let custom = json.member("custom", of: call)
            let traits = LaneTraits(tool: json.string(json.member("name", of: custom)))
            text(json.member("input", of: custom), path + ".custom.input", traits, in: json, saying, into: &plan)
        }
        if let function = json.member("function_call", of: message) {
            arguments(of: function, ".function_call.arguments", in: json, saying, into: &plan)
        }
    }

    private mutating func arguments(
        of function: JSONTree.Node,
        _ end: String,
        in json: JSONTree,
        _ saying: Saying,
        into plan: inout EventPlan
    ) {
        let tool = json.string(json.member("name", of: function))
        let arguments = json.member("arguments", of: function)
        guard let arguments, json.kind(arguments) != .string else {
            return text(arguments, end, LaneTraits(form: .json, tool: tool), in: json, saying, into: &plan)
        }
        plan.arguments(arguments, of: json, tool: tool)
    }

    /// A text of a message. It repeats what its lane has said in the same answer, if that has said something.
    private mutating func text(
        _ node: JSONTree.Node?,
        _ end: String,
        _ traits: LaneTraits,
        in json: JSONTree,
        _ saying: Saying,
        into plan: inout EventPlan
    ) {
        guard let node, json.isText(node) else { return }
        let lane = LaneID("\(saying.path).delta\(end)")
        let message = LaneID("\(saying.path).message\(end)")
        if !saying.isFinished { lanes.note(message) }
        plan.snapshot(
            node,
            EventPlan.Snapshot(
                lane: message,
                traits: traits,
                isRepeat: spoken.contains(lane.path) && lanes.contains(lane),
                mayContinue: saying.mayContinue,
                isLast: saying.isFinished
            )
        )
    }

    private mutating func piece(
        _ node: JSONTree.Node?,
        in json: JSONTree,
        _ path: String,
        _ traits: LaneTraits,
        _ touched: inout [LaneID],
        into plan: inout EventPlan
    ) {
        guard json.isText(node) else { return }
        var traits = traits
        if !begun.isEmpty { traits.isStart = begun.remove(LaneID(path)) != nil }
        guard let lane = lanes.piece(node, of: json, path, traits, into: &plan) else { return }
        spoken.insert(lane.path)
        touched.append(lane)
    }

    package func ending(reason: String) -> [OutgoingEvent] {
        let known = choices.isEmpty ? [Choice(index: 0)] : choices
        var events: [OutgoingEvent] = []
        for choice in known.sorted(by: { $0.index < $1.index }) where !choice.isFinished {
            let text = OutgoingJSON.string(choice.hasText ? "\n\n" + reason : reason)
            let role = choices.isEmpty ? #""role":"assistant","# : ""
            events.append(chunk(choice.index, delta: "{\(role)\"content\":\(text)}", finish: "null"))
            events.append(chunk(choice.index, delta: "{}", finish: "\"content_filter\""))
        }
        events.append(OutgoingEvent(data: "[DONE]"))
        return events
    }

    private func chunk(_ index: Int, delta: String, finish: String) -> OutgoingEvent {
        let choice = #"{"index":\#(index),"delta":\#(delta),"logprobs":null,"finish_reason":\#(finish)}"#
        return OutgoingEvent(data: head.document(object: "chat.completion.chunk", choice: choice))
    }
}
