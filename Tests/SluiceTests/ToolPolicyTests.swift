// A policy's entries about tools, in bodies that are no streams.

import Sluice
import SluiceMatching
import SluiceModel
import SluicePayloads
import SluicePolicies
import Synchronization
import Testing

struct ToolPolicyTests {
    /// What stands for the secret says which entry decided.
    static let policy = """
        version: 1
        policies:
          - {name: bash, when: {tool: Bash}, then: {action: mask, style: "fixed:<Bash>"}}
          - {name: read, when: {tool: [Read, "file_*"]}, then: {action: mask, style: "fixed:<Read>"}}
          - {name: any, when: {tool: "*"}, then: {action: mask, style: "fixed:<any>"}}
          - {name: none, when: {}, then: {action: mask, style: "fixed:<none>"}}
        """

    /// One entry stops what one tool is called with.
    static let strict = """
        version: 1
        policies:
          - {name: bash, when: {tool: Bash}, then: {action: block, message: no}}
          - {name: read, when: {tool: Read}, then: {action: allow}}
          - {name: none, when: {}, then: {action: mask, style: "fixed:<none>"}}
        """

    private static let guardrails = Mutex([String: Guardrail]())

    /// The guard of a policy, made once.
    static func guardrail(_ policy: String) throws -> Guardrail {
        try guardrails.withLock { known in
            if let guardrail = known[policy] { return guardrail }
            let made = try TestRules.guardrail(policy: try Policy.read(text: policy, file: "p.yaml"))
            known[policy] = made
            return made
        }
    }

    static func filter(
        _ body: String,
        _ guardrail: Guardrail,
        format: PayloadFormat? = .json,
        dialect: DialectID? = nil,
        direction: Direction? = .response,
        chunk: Int = .max
    ) -> FilterOutput {
        let context = PolicyContext(direction: direction)
        let source = PayloadSource(format: format, dialect: dialect, context: context)
        return PayloadFilter(guardrail: guardrail, source: source).output(of: Array(body.utf8), chunk: chunk)
    }

    /// A body with the secret in place of `KEY`, and what stands there in its order.
    struct Body: Sendable, CustomTestStringConvertible {
        var name: String
        var dialect: DialectID?
        var direction: Direction?
        var text: String
        var expected: [String]
        var testDescription: String { name }

        init(
            _ name: String,
            _ dialect: DialectID?,
            _ direction: Direction? = .response,
            _ text: String,
            _ expected: String
        ) {
            self.name = name
            self.dialect = dialect
            self.direction = direction
            self.text = text
            self.expected = expected.split(separator: " ").map { "<\($0)>" }
        }
    }

    static let bodies: [Body] = [
        Body(
            "chat request",
            .openAIChat,
            .request,
            ##"{"model":"m","messages":[{"role":"user","name":"Bash","conte"##
                + ##"nt":"KEY"},{"role":"assistant","content":"KEY","##
                + ##""tool_calls":[{"id":"c1","type":"function","function":{"name"##
                + ##"":"Bash","arguments":"{\"cmd\":\"KEY\"}"}},"##
                + ##"{"id":"c2","type":"function","function":{"name":"Read","argu"##
                + ##"ments":"{\"a\":{\"b\":[\"KEY\"]}}"}},"##
                + ##"{"id":"c3","type":"custom","custom":{"name":"other","input":"KEY"}}]},"##
                + ##"{"role":"tool","tool_call_id":"c2","content":"KEY"},{"role":"##
                + ##""tool","tool_call_id":"c1","content":"##
                + ##"[{"type":"text","text":"KEY"}]},{"role":"tool","tool_call_id":"c9","content":"KEY"},"##
                + ##"{"role":"tool","name":"Bash","content":"KEY"}],"tools":[{"ty"##
                + ##"pe":"function","function":{"name":"Bash","##
                + ##""description":"KEY","parameters":{"type":"object","propertie"##
                + ##"s":{"input":{"description":"KEY"}}}}}]}"##,
            "none none Bash Read any Read Bash none Bash none none"
        ),
        Body(
            "chat request, the name last",
            .openAIChat,
            .request,
            ##"{"messages":[{"role":"assistant","tool_calls":[{"function":{"##
                + ##""arguments":"{\"cmd\":\"KEY\"}","name":"Bash"},"##
                + ##""id":"c1","type":"function"},{"function":{"arguments":"{\"pa"##
                + ##"th\":\"KEY\"}","name":"Read"},"id":"c2"}]},"##
                + ##"{"content":"KEY","role":"user"},{"role":"tool","tool_call_id"##
                + ##"":"c1","content":"KEY"}],"model":"m"}"##,
            "Bash Read none Bash"
        ),
        Body(
            "chat response",
            .openAIChat,
            .response,
            ##"{"id":"r","object":"chat.completion","choices":[{"index":0,""##
                + ##"message":{"role":"assistant","content":"KEY","##
                + ##""function_call":{"name":"file_read","arguments":"{\"x\":\"KE"##
                + ##"Y\"}"},"tool_calls":[{"id":"c","type":"##
                + ##""function","function":{"name":"Bash","arguments":"not JSON K"##
                + ##"EY"}}]},"finish_reason":"tool_calls"}]}"##,
            "none Read Bash"
        ),
        Body(
            "Anthropic request",
            .anthropic,
            .request,
            ##"{"model":"m","system":"KEY","messages":[{"role":"assistant","content":[{"type":"text","text":"KEY"},"##
                + ##"{"type":"tool_use","id":"t1","name":"Bash","input":{"command"##
                + ##"":"KEY","more":[{"content":"KEY"}]}},"##
                + ##"{"id":"t2","input":{"path":"KEY"},"name":"Read","type":"tool_use"}]},{"role":"user","content":["##
                + ##"{"type":"tool_result","tool_use_id":"t2","content":[{"type":"text","text":"KEY"}]},"##
                + ##"{"type":"tool_result","tool_use_id":"t1","content":"KEY"},{"type":"text","text":"KEY"}]}]}"##,
            "none none Bash Bash Read Read Bash none"
        ),
        Body(
            "Anthropic response",
            .anthropic,
            .response,
            ##"{"id":"m","type":"message","role":"assistant","content":[{"t"##
                + ##"ype":"server_tool_use","id":"s","name":"file_a","##
                + ##""input":{"q":"KEY"}},{"type":"tool_use","id":"t","name":"Bash","input":{"input":{"name":"Read","##
                + ##""arguments":"KEY"}}}],"stop_reason":"tool_use"}"##,
            "Read Bash"
        ),
        Body(
            "Responses request",
            .openAIResponses,
            .request,
            ##"{"model":"m","instructions":"KEY","input":[{"role":"user","content":"KEY"},{"type":"function_call","##
                + ##""call_id":"c1","name":"Bash","arguments":"{\"a\":\"KEY\"}"},"##
                + ##"{"type":"function_call_output","call_id":"c1","##
                + ##""output":"KEY"},{"arguments":"{\"a\":\"KEY\"}","call_id":"c2"##
                + ##"","name":"Read","type":"function_call"},"##
                + ##"{"type":"custom_tool_call","call_id":"c3","name":"other","input":"KEY"},"##
                + ##"{"call_id":"c2","output":"KEY","type":"function_call_output""##
                + ##"}],"tools":[{"type":"function","name":"Bash","##
                + ##""parameters":{"properties":{"input":{"description":"KEY"}}}}]}"##,
            "none none Bash Bash Read any Read none"
        ),
        Body(
            "Responses request, a plain input",
            .openAIResponses,
            .request,
            ##"{"model":"m","name":"Bash","instructions":"x","input":"KEY"}"##,
            "none"
        ),
        Body(
            "Responses response",
            .openAIResponses,
            .response,
            ##"{"id":"r","object":"response","output":[{"type":"mcp_call",""##
                + ##"id":"m","name":"Bash","arguments":"{\"a\":\"KEY\"}","##
                + ##""output":"KEY"},{"type":"message","content":[{"type":"output_text","text":"KEY"}]}]}"##,
            "Bash Bash none"
        ),
        Body(
            "Gemini request",
            .gemini,
            .request,
            ##"{"contents":[{"role":"user","parts":[{"text":"KEY"}]},{"role"##
                + ##"":"model","parts":[{"functionCall":{"name":"Bash","##
                + ##""args":{"a":["KEY"]}}},{"functionCall":{"args":{"content":"K"##
                + ##"EY"},"name":"Read"}}]},{"role":"user","##
                + ##""parts":[{"functionResponse":{"name":"Bash","response":{"output":"KEY"}}}]}],"tools":["##
                + ##"{"functionDeclarations":[{"name":"Bash","description":"KEY","parameters":{"x":"KEY"}}]}]}"##,
            "none Bash Read Bash none none"
        ),
        Body(
            "Gemini response",
            .gemini,
            .response,
            ##"{"candidates":[{"content":{"role":"model","parts":[{"text":""##
                + ##"KEY"},{"functionCall":{"id":"1","name":"Bash","##
                + ##""args":{"a":{"b":"KEY"}}}}]},"finishReason":"STOP"}]}"##,
            "none Bash"
        ),
        Body(
            "Ollama request",
            .ollamaChat,
            .request,
            ##"{"model":"m","options":{},"messages":[{"role":"assistant","content":"KEY","tool_calls":[{"function":{"##
                + ##""name":"Bash","arguments":{"cmd":"KEY"}}}]},{"role":"tool",""##
                + ##"tool_name":"Read","content":"KEY"}]}"##,
            "none Bash Read"
        ),
        Body(
            "Ollama response",
            .ollamaChat,
            .response,
            ##"{"model":"m","message":{"role":"assistant","content":"KEY","tool_calls":[{"function":{"name":"Bash","##
                + ##""arguments":{"a":{"arguments":"KEY"}}}}]},"done":true}"##,
            "none Bash"
        ),
        Body(
            "Cohere request",
            .cohere,
            .request,
            ##"{"model":"m","documents":[],"messages":[{"role":"assistant","tool_plan":"KEY","tool_calls":[{"id":"a","##
                + ##""type":"function","function":{"name":"Bash","arguments":"{\"q\":\"KEY\"}"}}]},{"role":"tool","##
                + ##""tool_call_id":"a","content":[{"type":"document","document":{"data":"KEY"}}]}]}"##,
            "none Bash Bash"
        ),
        Body(
            "Cohere v1 request",
            .cohere,
            .request,
            ##"{"message":"KEY","model":"m","tool_results":[{"call":{"name""##
                + ##":"Bash","parameters":{"a":"KEY"}},"outputs":["##
                + ##"{"x":"KEY"}]}]}"##,
            "none Bash Bash"
        ),
        Body(
            "Cohere v1 response",
            .cohere,
            .response,
            ##"{"generation_id":"g","text":"KEY","tool_calls":[{"name":"Bash","parameters":{"a":"KEY"}},"##
                + ##"{"name":"Read","parameters":{"a":"KEY"}}]}"##,
            "none Bash Read"
        ),
        Body(
            "Converse request",
            .bedrockConverse,
            .request,
            ##"{"modelId":"m","messages":[{"role":"assistant","content":[{""##
                + ##"text":"KEY"},{"toolUse":{"toolUseId":"t","name":"Bash","##
                + ##""input":{"cmd":"KEY"}}}]},{"role":"user","content":[{"toolRe"##
                + ##"sult":{"toolUseId":"t","content":[{"text":"KEY"},"##
                + ##"{"json":{"a":"KEY"}}]}}]}],"toolConfig":{"tools":[{"toolSpec"##
                + ##"":{"name":"Bash","description":"KEY","##
                + ##""inputSchema":{"json":{"a":"KEY"}}}}]}}"##,
            "none Bash Bash Bash none none"
        ),
        Body(
            "Converse response",
            .bedrockConverse,
            .response,
            ##"{"output":{"message":{"role":"assistant","content":[{"toolUse":{"input":{"cmd":"KEY"},"name":"Bash","##
                + ##""toolUseId":"t"}}]}},"stopReason":"tool_use"}"##,
            "Bash"
        ),
        Body(
            "TGI chat response",
            .openAIChat,
            .response,
            ##"{"id":"","object":"chat.completion","choices":[{"message":{"role":"assistant","tool_calls":[{"id":"0","##
                + ##""function":{"description":null,"name":"Bash","arguments":{"a":"KEY"}}}]}}]}"##,
            "Bash"
        ),
        Body(
            "OpenAI's own tools",
            .openAIResponses,
            .response,
            ##"{"id":"r","object":"response","output":[{"type":"shell_call","action":{"commands":["KEY"]}},"##
                + ##"{"type":"apply_patch_call","operation":{"type":"create_file","path":"a","diff":"KEY"}},"##
                + ##"{"type":"code_interpreter_call","code":"KEY"},"##
                + ##"{"type":"message","content":[{"type":"output_text","text":"KEY"}]}]}"##,
            "any any any none"
        ),
        Body(
            "Gemini's own tool",
            .gemini,
            .response,
            ##"{"candidates":[{"content":{"parts":[{"executableCode":{"code":"KEY","language":"PYTHON"}},"##
                + ##"{"text":"KEY"}]}}]}"##,
            "any none"
        ),
        Body(
            "an unknown body",
            nil,
            nil,
            ##"{"event":{"tool_name":"Bash","tool_input":{"command":"KEY"}}"##
                + ##","span":{"name":"Read","input":{"messages":["##
                + ##"{"role":"assistant","content":[{"type":"tool_use","name":"Bash","input":{"x":"KEY"}}]},"KEY"]}},"##
                + ##""note":"KEY"}"##,
            "Bash Bash Read none"
        ),
        Body(
            "a record with a body inside",
            nil,
            nil,
            ##"{"request":{"body":"{\"messages\":[{\"role\":\"assistant\",\"##
                + ##""tool_calls\":[{\"function\":{\"name\":\"Bash\","##
                + ##"\"arguments\":\"{\\\"cmd\\\":\\\"KEY\\\"}\"}},{\"function\":"##
                + ##"{\"arguments\":\"{\\\"p\\\":\\\"KEY\\\"}\","##
                + ##"\"name\":\"Read\"}}]}]}"},"text":"KEY"}"##,
            "Bash Read none"
        ),
        Body(
            "records with sorted members",
            nil,
            nil,
            ##"{"hook":{"hook_event_name":"PreToolUse","tool_input":{"command":"KEY"},"tool_name":"Bash"},"rpc":{"##
                + ##""method":"tools/call","params":{"arguments":{"path":"KEY"},"name":"Read"}},"calls":["##
                + ##"{"args":{"a":"KEY"},"id":"x","name":"other"},{"args":{"a":"KEY"},"id":"y"},{"args":"KEY"},"##
                + ##"{"arguments":{"args":["KEY"],"b":{"args":{"c":"KEY"},"name":"Read"},"d":"KEY"},"name":"Bash"}],"##
                + ##""note":"KEY","name":"Bash"}"##,
            "Bash Read any none none Bash Read Bash none"
        ),
        Body(
            "parts of messages (AI SDK)",
            nil,
            .request,
            ##"{"parts":[{"type":"tool-Bash","toolCallId":"c1","input":{"cmd":"KEY"},"output":"KEY"},"##
                + ##"{"type":"tool-file_x","input":{"a":"KEY"}},"##
                + ##"{"type":"tool-input-available","toolCallId":"c2","toolName":"Read","input":{"a":"KEY"}},"##
                + ##"{"type":"tool-output-available","toolCallId":"c2","output":"KEY"},"##
                + ##"{"type":"tool-call","toolName":"Read","input":{"a":"KEY"}},{"type":"text","text":"KEY"}]}"##,
            "Bash Bash Read Read Read Read none"
        ),
        Body(
            "what OpenAI's computer types",
            .openAIResponses,
            .response,
            ##"{"id":"r","object":"response","output":[{"type":"computer_call","action":{"type":"type","text":"KEY"}}]}"##,
            "any"
        ),
        Body(
            "escaped names",
            .anthropic,
            .request,
            ##"{"model":"m","messages":[{"role":"assistant","content":[{"ty"##
                + ##"pe":"tool_\u0075se","id":"t1","name":"B\u0061sh","##
                + ##""input":{"command":"KEY"}}]}]}"##,
            "Bash"
        ),
        Body(
            "of two names none is sure",
            .anthropic,
            .request,
            ##"{"messages":[{"role":"assistant","content":[{"type":"tool_us"##
                + ##"e","name":"Read","name":"Bash","input":{"c":"KEY"}}"##
                + ##"]}]}"##,
            "any"
        ),
    ]

    /// The replacements in a filtered body, in their order.
    static func replacements(_ bytes: [UInt8]) -> [String] {
        String(decoding: bytes, as: UTF8.self).split(separator: "<", omittingEmptySubsequences: false).dropFirst().map {
            "<" + ($0.split(separator: ">", omittingEmptySubsequences: false).first ?? "") + ">"
        }
    }

    @Test(arguments: bodies) func theEntryOfTheToolDecides(_ body: Body) throws {
        let guardrail = try Self.guardrail(Self.policy)
        let text = body.text.replacing("KEY", with: try TestRules.token(seed: 21))
        for dialect in Set([body.dialect, nil]) {
            let whole = Self.filter(text, guardrail, dialect: dialect, direction: body.direction)
            #expect(Self.replacements(whole.bytes) == body.expected, "\(body.name) \(dialect?.rawValue ?? "-")")
            for chunk in [1, 2, 7, 64, 333] {
                let output = Self.filter(text, guardrail, dialect: dialect, direction: body.direction, chunk: chunk)
                #expect(output.bytes == whole.bytes, "\(body.name), chunks of \(chunk)")
                #expect(output.findings == whole.findings, "\(body.name), chunks of \(chunk)")
            }
        }
        // As a line of a log.
        let line = Self.filter("{}\n" + text + "\n{}\n", guardrail, format: .ndjson, direction: body.direction)
        #expect(Self.replacements(line.bytes) == body.expected, "\(body.name) as a line")
    }

    /// What is known of one line of a log says nothing of the next, but for the ids of calls.
    @Test(arguments: [1, 7, 1_000]) func linesOfALogAreOnTheirOwn(chunk: Int) throws {
        let lines = [
            ##"{"role":"assistant","tool_calls":[{"id":"c1","function":{"name":"Read","arguments":"{}"}}]}"##,
            ##"{"role":"tool","tool_call_id":"c1","content":"KEY"}"##,
            ##"{"role":"user","content":"KEY"}"##,
        ]
        let text = lines.joined(separator: "\n").replacing("KEY", with: try TestRules.token(seed: 21))
        let output = Self.filter(text, try Self.guardrail(Self.policy), format: .ndjson, direction: nil, chunk: chunk)
        #expect(Self.replacements(output.bytes) == ["<Read>", "<none>"])
    }

    @Test(arguments: bodies) func everyCut(_ body: Body) throws {
        let guardrail = try Self.guardrail(Self.policy)
        let bytes = Array(body.text.replacing("KEY", with: try TestRules.token(seed: 22)).utf8)
        let source = PayloadSource(
            format: .json,
            dialect: body.dialect,
            context: PolicyContext(direction: body.direction)
        )
        for cut in stride(from: body.name.count % 5, to: bytes.count, by: 5) {
            var filter = PayloadFilter(guardrail: guardrail, source: source)
            var output = FilterOutput()
            filter.append(bytes.span.extracting(0..<cut), to: &output)
            filter.append(bytes.span.extracting(cut..<bytes.count), to: &output)
            filter.finish(to: &output)
            #expect(Self.replacements(output.bytes) == body.expected, "\(body.name) cut at \(cut)")
        }
    }

    /// Where the name comes too late, what is said of any tool holds, the strongest of it.
    @Test(arguments: [65_000, 66_000]) func aNameIsWaitedForSoLong(distance: Int) throws {
        let guardrail = try Self.guardrail(Self.strict)
        let token = try TestRules.token(seed: 23)
        func body(_ name: String) -> String {
            ##"{"messages":[{"role":"assistant","tool_calls":[{"id":"c","fu"##
                + ##"nction":{"arguments":{"a":"\##(token)","b":""##
                + String(repeating: "words ", count: distance / 6)
                + ##""},"name":"\##(name)"}}]},{"role":"user","content":"\##(token)"}]}"##
        }
        let isInTime = distance < 65_536
        for chunk in [Int.max, 1, 1_000] {
            let read = Self.filter(body("Read"), guardrail, dialect: .openAIChat, chunk: chunk)
            #expect((read.blockedAt == nil) == isInTime)
            #expect(read.bytes.count < 100 || isInTime)
            if isInTime { #expect(Self.replacements(read.bytes) == ["<none>"]) }
            let bash = Self.filter(body("Bash"), guardrail, dialect: .openAIChat, chunk: chunk)
            #expect(bash.blockedAt?.message == "no" && bash.bytes.count < 100)
            #expect(!String(decoding: bash.bytes, as: UTF8.self).contains(token.prefix(12)))
            let other = Self.filter(body("x"), guardrail, dialect: .openAIChat, chunk: chunk)
            #expect((other.blockedAt == nil) == isInTime)
        }
        // No name at all: a tool is called, and it may be any.
        let none = Self.filter(body("x").replacing(##","name":"x""##, with: ""), guardrail, dialect: .openAIChat)
        #expect(none.blockedAt?.message == "no")
    }

    /// Streams in which a tool is called and not named, or named too late.
    static let unnamed: [(name: String, dialect: DialectID, events: [String])] = {
        func chat(_ function: String) -> String {
            ##"{"id":"r","object":"chat.completion.chunk","model":"m","choices":[{"index":0,"delta":{"tool_calls":["##
                + ##"{"index":0,"id":"c","type":"function","function":\##(function)}]}}]}"##
        }
        let pieces = [##"{\"command\":\"a "##, ##"KEY\"}"##]
        let chatPieces = pieces.map { chat(##"{"arguments":"\##($0)"}"##) }
        func custom(_ input: String) -> String {
            ##"{"type":"response.custom_tool_call_input.delta","output_index":0,"delta":"\##(input)"}"##
        }
        return [
            ("no name", .openAIChat, [chat(##"{"arguments":""}"##)] + chatPieces),
            ("an empty name", .openAIChat, [chat(##"{"name":"","arguments":""}"##)] + chatPieces),
            ("null", .openAIChat, [chat(##"{"name":null,"arguments":""}"##)] + chatPieces),
            ("a name behind", .openAIChat, chatPieces + [chat(##"{"name":"Read"}"##)]),
            (
                "joined late", .openAIResponses,
                pieces.map {
                    ##"{"type":"response.function_call_arguments.delta","output_index":0,"item_id":"i","delta":"\##($0)"}"##
                }
            ),
            ("a plain input", .openAIResponses, [custom("a "), custom("KEY ")]),
            (
                "an item with an empty name", .openAIResponses,
                [
                    ##"{"type":"response.output_item.done","output_index":0,"item":{"type":"custom_tool_call","##
                        + ##""name":"","input":"KEY"}}"##
                ]
            ),
            (
                "joined late", .anthropic,
                pieces.map {
                    ##"{"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","##
                        + ##""partial_json":"\##($0)"}}"##
                }
            ),
        ]
    }()

    @Test(arguments: unnamed.indices) func aToolWithoutANameMayBeAny(index: Int) throws {
        let (name, dialect, events) = Self.unnamed[index]
        let token = try TestRules.token(seed: 24)
        let text = events.map { "data: " + $0.replacing("KEY", with: token) + "\n\n" }.joined()
        for chunk in [Int.max, 1, 50] {
            for known in [dialect, nil] {
                let output = Self.filter(
                    text,
                    try Self.guardrail(Self.strict),
                    format: .sse,
                    dialect: known,
                    chunk: chunk
                )
                #expect(output.blockedAt?.message == "no", "\(name) \(dialect) in \(chunk)")
                #expect(!String(decoding: output.bytes, as: UTF8.self).contains(token.prefix(12)))
            }
        }
    }

    /// Beside what a record calls its arguments little waits, and no longer than to the end of the record.
    @Test func recordsWithoutANameDoNotWait() throws {
        let guardrail = try Self.guardrail(Self.policy)
        let source = PayloadSource(format: .json, context: PolicyContext(direction: .request))
        var filter = PayloadFilter(guardrail: guardrail, source: source)
        var output = FilterOutput()
        filter.append(
            Array((##"{"words":""## + String(repeating: "words ", count: 800) + ##"","a":["##).utf8).span,
            to: &output
        )
        for _ in 0..<5_000 {
            filter.append(Array(##"{"args":{"a":"many words and more"}},{"b":1},"##.utf8).span, to: &output)
            #expect(filter.heldByteCount < 100)
            output.removeAll()
        }
    }

    /// What waits is bounded, also where one call after the other has its name last.
    @Test func littleWaits() throws {
        let guardrail = try Self.guardrail(Self.policy)
        let source = PayloadSource(format: .json, dialect: .openAIChat, context: PolicyContext(direction: .request))
        var filter = PayloadFilter(guardrail: guardrail, source: source)
        var output = FilterOutput()
        filter.append(Array(##"{"messages":[{"tool_calls":["##.utf8).span, to: &output)
        let call = ##"{"function":{"arguments":"{\"a\":\"many words and more\"}","name":"Bash"}},"##
        for _ in 0..<10_000 {
            filter.append(Array(call.utf8).span, to: &output)
            #expect(filter.heldByteCount < 100)
            output.removeAll()
        }
        filter.append(Array(##"{"function":{"arguments":{"##.utf8).span, to: &output)
        for index in 0..<10_000 {
            filter.append(Array(##""k\##(index)":"many words and more","##.utf8).span, to: &output)
            #expect(filter.heldByteCount < 70_000)
        }
    }

    /// Members in any order, calls inside calls, cut anywhere: what goes out does not depend on how it came.
    @Test(arguments: 0..<60 as Range<UInt64>) func chunksDoNotMatter(seed: UInt64) throws {
        var maker = DocumentMaker(seed: seed, token: try TestRules.token(seed: seed))
        let text = maker.value(depth: 6)
        for policy in [Self.policy, Self.strict] {
            let guardrail = try Self.guardrail(policy)
            for direction in [Direction.request, nil] {
                let whole = Self.filter(text, guardrail, direction: direction)
                for chunk in [1, 3, 50, 1_024] {
                    let output = Self.filter(text, guardrail, direction: direction, chunk: chunk)
                    #expect(output.bytes == whole.bytes, "seed \(seed), chunks of \(chunk)")
                    #expect(output.findings == whole.findings, "seed \(seed), chunks of \(chunk)")
                    #expect(output.blockedAt == whole.blockedAt, "seed \(seed), chunks of \(chunk)")
                }
            }
        }
    }
}

/// Makes documents of the names that calls of tools are known by.
private struct DocumentMaker {
    private var generator: SplitMix64
    private let token: String

    init(seed: UInt64, token: String) {
        generator = SplitMix64(seed: seed)
        self.token = token
    }

    private static let names = [
        "name", "type", "id", "call_id", "tool_use_id", "role", "input", "arguments", "args", "parameters", "content",
        "output", "function", "tool_calls", "toolUse", "toolResult", "functionCall", "functionResponse", "tools",
        "messages", "text", "custom", "tool_name", "command", "path",
    ]
    private static let words = [
        "Bash", "Read", "file_x", "other", "tool_use", "tool_result", "function_call", "tool", "user", "c1", "c2", "",
    ]

    private mutating func pick<Element>(_ list: [Element], _ fallback: Element) -> Element {
        list.randomElement(using: &generator) ?? fallback
    }

    private func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    mutating func value(depth: Int) -> String {
        let kind = Int.random(in: 0..<(depth > 0 ? 10 : 5), using: &generator)
        switch kind {
        case 0, 1: return quoted(pick(Self.words, ""))
        case 2, 3: return quoted("Use \(token) now")
        case 4: return pick(["1", "true", "null", "[]", "{}"], "1")
        case 5:
            let count = Int.random(in: 1...3, using: &generator)
            return "[" + (0..<count).map { _ in value(depth: depth - 1) }.joined(separator: ",") + "]"
        case 6: return quoted(value(depth: depth - 1))
        default:
            let count = Int.random(in: 1...5, using: &generator)
            let members = (0..<count).map { _ in
                quoted(pick(Self.names, "text")) + ":" + value(depth: depth - 1)
            }
            return "{" + members.joined(separator: ", ") + "}"
        }
    }
}
