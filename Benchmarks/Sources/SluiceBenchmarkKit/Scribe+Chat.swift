// Requests and answers of chat interfaces, one JSON object a line.

extension Scribe {
    /// One line: an OpenAI or Anthropic request of several turns, or an answer.
    mutating func chatLine() {
        switch random.below(4) {
        case 0: chatCompletionsRequest()
        case 1: chatCompletionsAnswer()
        case 2: messagesRequest()
        default: messagesAnswer()
        }
        add("\n")
    }

    private mutating func chatCompletionsRequest() {
        add("{\"model\":\"gpt-5\",\"stream\":true,\"messages\":[{\"role\":\"system\",\"content\":\"")
        addEscaped { $0.prose(paragraphs: 3) }
        add("\"}")
        for turn in 0..<random.number(in: 2...6) {
            let role = turn.isMultiple(of: 2) ? "user" : "assistant"
            add(",{\"role\":\"\(role)\",\"content\":\"")
            addEscaped { $0.turn() }
            add("\"}")
            if random.oneIn(3) { toolCall() }
        }
        add("],\"temperature\":0.\(random.below(10)),\"user\":\"u_\(identifier(12))\"}")
    }

    private mutating func toolCall() {
        let call = "call_" + random.characters(Characters.base62, count: 24)
        add(",{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"\(call)\",\"type\":\"function\",")
        add("\"function\":{\"name\":\"\(snakeName())\",\"arguments\":\"")
        addEscaped { scribe in
            scribe.add("{\"path\":\"src/\(scribe.noun())/\(scribe.noun()).py\",\"text\":\"")
            scribe.addEscaped { $0.sourceFile() }
            scribe.add("\"}")
        }
        add("\"}}]},{\"role\":\"tool\",\"tool_call_id\":\"\(call)\",\"content\":\"")
        addEscaped { $0.logLines(count: 12) }
        add("\"}")
    }

    private mutating func chatCompletionsAnswer() {
        add("{\"id\":\"chatcmpl-\(random.characters(Characters.base62, count: 29))\",\"object\":\"chat.completion\",")
        add("\"created\":17\(random.number(in: 60_000_000...69_999_999)),\"model\":\"gpt-5\",\"choices\":[{\"index")
        add("\":0,")
        add("\"message\":{\"role\":\"assistant\",\"content\":\"")
        addEscaped { $0.turn() }
        add("\"},\"finish_reason\":\"stop\"}],")
        add("\"usage\":{\"prompt_tokens\":\(random.below(9000)),\"completion_tokens\":\(random.below(2000))}}")
    }

    private mutating func messagesRequest() {
        add("{\"model\":\"claude-opus-4\",\"max_tokens\":8192,\"system\":\"")
        addEscaped { $0.prose(paragraphs: 2) }
        add("\",\"messages\":[")
        for turn in 0..<random.number(in: 2...6) {
            let identifier = "toolu_01" + random.characters(Characters.base62, count: 22)
            if turn > 0 { add(",") }
            if turn.isMultiple(of: 2) {
                add("{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"\(identifier)\",")
                add("\"content\":\"")
            } else {
                add("{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"")
            }
            addEscaped { $0.turn() }
            add("\"}]}")
        }
        add("]}")
    }

    private mutating func messagesAnswer() {
        add("{\"id\":\"msg_01\(random.characters(Characters.base62, count: 22))\",\"type\":\"message\",\"role\":\"")
        add("assistant\",")
        add("\"content\":[{\"type\":\"text\",\"text\":\"")
        addEscaped { $0.turn() }
        add("\"}],\"stop_reason\":\"end_turn\",\"usage\":{\"input_tokens\":\(random.below(9000)),")
        add("\"output_tokens\":\(random.below(2000))}}")
    }

    /// What one side says: prose, then code in a fence or some log lines.
    private mutating func turn() {
        prose(paragraphs: random.number(in: 1...3))
        switch random.below(3) {
        case 0:
            add("```\n")
            sourceFile()
            add("```\n")
        case 1: logLines(count: random.number(in: 3...10))
        default: break
        }
    }
}
