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
    private var stray = StrayText()

    package static let varying = FieldTree(keep: ["obfuscation", "created", "usage.**"])

    package init() {}

    package mutating func plan(_ event: StreamEvent, into plan: inout EventPlan) {
        let json = event.json
        head.note(json)
        var complete: [JSONTree.Node] = []
        for name in ["error", "citations", "search_results", "prompt_filter_results", "x_groq"] as [StaticString] {
            if let node = json.member(name, of: json.root) { complete.append(node) }
        }
        for choice in json.elements(of: json.member("choices", of: json.root)) {
            self.choice(choice, of: json, &complete, into: &plan)
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
        calls(of: delta, in: json, path + ".delta", &touched, into: &plan)
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
            self.message(message, in: json, isFinished: isFinished, into: &plan)
            complete.append(message)
        }
        CompletionPlan.spellings(of: choice, in: json, touched, &lanes, into: &plan)
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
            arguments(of: function, in: json, lane + ".function.arguments", &touched, into: &plan)
            let custom = json.member("custom", of: call)
            let input = LaneID(lane + ".custom.input")
            let tool = tools.name(json.member("name", of: custom), of: json, for: input)
            let traits = LaneTraits(tool: tool)
            piece(json.member("input", of: custom), in: json, input.path, traits, &touched, into: &plan)
        }
        let function = json.member("function_call", of: delta)
        arguments(of: function, in: json, path + ".function_call.arguments", &touched, into: &plan)
    }

    private mutating func arguments(
        of function: JSONTree.Node?,
        in json: JSONTree,
        _ path: String,
        _ touched: inout [LaneID],
        into plan: inout EventPlan
    ) {
        guard let function else { return }
        let tool = tools.name(json.member("name", of: function), of: json, for: LaneID(path))
        let arguments = json.member("arguments", of: function)
        guard let arguments, json.kind(arguments) != .string else {
            return piece(arguments, in: json, path, LaneTraits(form: .json, tool: tool), &touched, into: &plan)
        }
        plan.arguments(arguments, of: json, tool: tool)
    }

    /// The message so far, which some proxies send beside the delta.
    private func message(
        _ message: JSONTree.Node,
        in json: JSONTree,
        isFinished: Bool,
        into plan: inout EventPlan
    ) {
        for call in json.elements(of: json.member("tool_calls", of: message)) {
            let function = json.member("function", of: call)
            let tool = json.string(json.member("name", of: function))
            CompletionPlan.whole(
                json.member("arguments", of: function),
                LaneTraits(form: .json, tool: tool),
                json,
                &plan
            )
        }
        let content = json.member("content", of: message)
        CompletionPlan.whole(content, LaneTraits(), json, &plan)
        // A text that grows from event to event would show the beginning of what is masked as a whole.
        if !isFinished, json.isText(content) { plan.blank(content, to: "\"\"", when: .stream) }
    }

    private mutating func piece(
        _ node: JSONTree.Node?,
        in json: JSONTree,
        _ path: String,
        _ traits: LaneTraits,
        _ touched: inout [LaneID],
        into plan: inout EventPlan
    ) {
        if let lane = lanes.piece(node, of: json, path, traits, into: &plan) { touched.append(lane) }
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
