// Which dialect the first event of a stream stands for.

extension DialectRegistry {
    /// The dialect of a stream that has `event`, if it can be told. An event that tells nothing, such as an error or a
    /// ping, leaves it to the next.
    package static func dialect(event: StreamEvent) -> DialectID? {
        let json = event.json
        let root = json.root
        guard json.kind(root) == .object else { return nil }
        let type = json.string(json.member("type", of: root)) ?? ""
        if type.hasPrefix("response.") || event.name.hasPrefix("response.") { return .openAIResponses }
        if let id = bedrock(event) { return id }
        if [
            "message_start", "content_block_start", "content_block_delta", "content_block_stop", "message_delta",
            "message_stop",
        ].contains(type) {
            return .anthropic
        }
        if json.member("event_type", of: root) != nil { return .cohere }
        if [
            "message-start", "content-start", "content-delta", "content-end", "tool-plan-delta", "tool-call-start",
            "tool-call-delta", "tool-call-end", "citation-start", "citation-end", "message-end",
        ].contains(type) {
            return .cohere
        }
        if let choices = json.member("choices", of: root), json.kind(choices) == .array {
            return completion(choices, json)
        }
        return plain(json)
    }

    private static func bedrock(_ event: StreamEvent) -> DialectID? {
        // Inside of chunks anything may be, also what is an event of another dialect by itself.
        if event.name == "chunk" { return .bedrockInvoke }
        if BedrockConverseDialect.wrapped(event.json) != nil { return .bedrockConverse }
        switch event.name {
        case "messageStart", "contentBlockStart", "contentBlockDelta", "contentBlockStop", "messageStop", "metadata":
            return .bedrockConverse
        default:
            return nil
        }
    }

    private static func completion(_ choices: JSONTree.Node, _ json: JSONTree) -> DialectID {
        if json.isString(json.member("object", of: json.root), "text_completion") { return .openAICompletions }
        var first = json.elements(of: choices)
        guard let choice = first.next() else { return .openAIChat }
        let isChat = json.member("delta", of: choice) != nil || json.member("message", of: choice) != nil
        return isChat || json.member("text", of: choice) == nil ? .openAIChat : .openAICompletions
    }

    private static func plain(_ json: JSONTree) -> DialectID? {
        let root = json.root
        let response = json.member("response", of: root)
        let inner = response.flatMap { json.kind($0) == .object ? $0 : nil } ?? root
        for name in ["candidates", "usageMetadata", "promptFeedback"] as [StaticString]
        where json.member(name, of: inner) != nil {
            return .gemini
        }
        if json.member("done", of: root) != nil {
            if json.member("message", of: root) != nil { return .ollamaChat }
            if response != nil { return .ollamaGenerate }
        }
        if json.member("token", "text", of: root) != nil { return .tgi }
        return nil
    }
}
