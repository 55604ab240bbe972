// What dialects say of recorded events.

import SluicePayloads
import Testing

struct DialectPlanTests {
    /// One event and what is said of it; the ones before it only move the state.
    struct Case: Sendable, CustomTestStringConvertible {
        var dialect: DialectID
        var before: [String]
        var event: String
        var plan: [String]
        var name = ""
        var testDescription: String { "\(dialect) \(event)" }
    }

    static let chat: [Case] = [
        Case(
            dialect: .openAIChat,
            before: [],
            event: #"{"id":"chatcmpl-A1","object":"chat.completion.chunk","model":"m","choices":[{"index":2,"delta":"#
                + #"{"role":"assistant","content":"a"},"logprobs":{"content":[{"token":"a","top_logprobs":[]}]},"#
                + #""finish_reason":null,"token_ids":[1]}],"usage":null,"obfuscation":"x"}"#,
            plan: [
                "choices[0].delta.content delta choices[2].delta.content",
                "choices[0].logprobs.content[0].token delta choices[2].logprobs",
                "blank choices[0].logprobs to null if choices[2].delta.content",
                "blank choices[0].logprobs to null if choices[2].logprobs",
                "blank choices[0].token_ids to null if choices[2].delta.content",
            ]
        ),
        Case(
            dialect: .openAIChat,
            before: [
                #"{"choices":[{"index":0,"delta":{"content":"x","tool_calls":[{"index":1,"id":"c","type":"function","#
                    + #""function":{"name":"write","arguments":""}}]}}]}"#
            ],
            event: #"{"choices":[{"index":0,"delta":{"tool_calls":[{"index":1,"function":{"arguments":"{\"a"}}]},"#
                + #""finish_reason":"tool_calls"}]}"#,
            plan: [
                "choices[0].delta.tool_calls[0].function.arguments delta "
                    + "choices[0].delta.tool_calls[1].function.arguments json for write",
                "end choices[0].delta.content", "end choices[0].delta.tool_calls[1].function.arguments",
            ]
        ),
        Case(
            dialect: .openAIChat,
            before: [],
            event: #"{"choices":[{"index":0,"delta":{"thinking_blocks":[{"type":"thinking","thinking":"t","#
                + #""signature":"s"}],"reasoning":"r","novel":"n"}}],"error":{"message":"e","code":"c"}}"#,
            plan: [
                "choices[0].delta.thinking_blocks[0].thinking delta "
                    + "choices[0].delta.thinking_blocks[0].thinking signed",
                "choices[0].delta.reasoning delta choices[0].delta.reasoning",
                "choices[0].delta.novel unknown choices[0].delta.novel", "error.message whole",
            ]
        ),
        Case(
            dialect: .openAIChat,
            before: [],
            event: #"{"choices":[{"index":0,"delta":{"content":"b"},"message":{"role":"assistant","content":"ab"}}]}"#,
            plan: [
                "choices[0].delta.content delta choices[0].delta.content",
                "choices[0].message.content snapshot choices[0].message.content repeat more",
            ]
        ),
        // A record of a whole answer repeats nothing, though another choice has spoken.
        Case(
            dialect: .openAIChat,
            before: [#"{"id":"a","choices":[{"index":1,"delta":{"content":"b"}}]}"#],
            event: #"{"id":"a","choices":[{"index":0,"message":{"role":"assistant","content":"ab","tool_calls":["#
                + #"{"id":"c","function":{"name":"w","arguments":"{}"}}]},"finish_reason":"stop"}]}"#,
            plan: [
                "choices[0].message.content snapshot choices[0].message.content more last",
                "choices[0].message.tool_calls[0].function.arguments snapshot "
                    + "choices[0].message.tool_calls[0].function.arguments more last json for w",
            ]
        ),
        // Nor does one of another answer.
        Case(
            dialect: .openAIChat,
            before: [#"{"id":"a","choices":[{"index":0,"delta":{"content":"b"}}]}"#],
            event: #"{"id":"b","choices":[{"index":0,"message":{"content":"ab"},"finish_reason":"stop"}]}"#,
            plan: [
                "choices[0].message.content snapshot choices[0].message.content last",
                "end choices[0].delta.content",
            ]
        ),
        Case(
            dialect: .openAIChat,
            before: [
                #"{"choices":[{"delta":{"tool_calls":[{"index":0,"id":"c","function":{"name":"read","#
                    + #""arguments":"{}"}}]}}]}"#
            ],
            event: #"{"choices":[{"delta":{"tool_calls":[{"index":0,"id":"d","function":{"name":"write","#
                + #""arguments":"{}"}}]}}]}"#,
            plan: [
                "choices[0].delta.tool_calls[0].function.arguments delta "
                    + "choices[0].delta.tool_calls[0].function.arguments json for write start",
                "before: end choices[0].delta.tool_calls[0].function.arguments",
            ]
        ),
        Case(
            dialect: .openAICompletions,
            before: [],
            event: #"{"id":"cmpl-1","choices":[{"text":"a","index":0,"logprobs":{"tokens":["a"],"text_offset":[3]},"#
                + #""finish_reason":"length"}]}"#,
            plan: [
                "choices[0].text delta choices[0].text", "choices[0].logprobs.tokens[0] delta choices[0].logprobs",
                "end choices[0].logprobs", "end choices[0].text",
                "blank choices[0].logprobs to null if choices[0].text",
                "blank choices[0].logprobs to null if choices[0].logprobs",
            ]
        ),
    ]

    static let responses: [Case] = [
        Case(
            dialect: .openAIResponses,
            before: [],
            event: #"{"type":"response.output_text.delta","sequence_number":4,"item_id":"m","output_index":3,"#
                + #""content_index":1,"delta":"a","logprobs":[{"token":"a"}],"obfuscation":"x"}"#,
            plan: [
                "delta delta output[3].content[1].text",
                "logprobs[0].token delta output[3].content[1].text.logprobs",
                "blank logprobs to [] if output[3].content[1].text",
                "blank logprobs to [] if output[3].content[1].text.logprobs",
            ]
        ),
        Case(
            dialect: .openAIResponses,
            before: [
                #"{"type":"response.output_item.added","output_index":0,"item":{"type":"function_call","name":"w"}}"#,
                #"{"type":"response.function_call_arguments.delta","item_id":"f","output_index":0,"delta":"{"}"#,
            ],
            event: #"{"type":"response.function_call_arguments.done","item_id":"f","output_index":0,"name":"w","#
                + #""arguments":"{}"}"#,
            plan: ["arguments repeat json for w", "end output[0].arguments"]
        ),
        Case(
            dialect: .openAIResponses,
            before: [#"{"type":"response.output_text.delta","output_index":0,"content_index":0,"delta":"a"}"#],
            event: #"{"type":"response.completed","response":{"id":"r","model":"m","status":"completed","output":["#
                + #"{"id":"m","type":"message","role":"assistant","content":[{"type":"output_text","text":"a","#
                + #""logprobs":[{"token":"a"}]}]},{"type":"function_call","name":"w","call_id":"c","arguments":"{}"},"#
                + #"{"type":"reasoning","summary":[{"type":"summary_text","text":"s"}],"encrypted_content":"e"}]}}"#,
            plan: [
                "response.output[0].content[0].text repeat", "response.output[1].arguments whole json for w",
                "response.output[2].summary[0].text whole", "end all",
                "blank response.output[0].content[0].logprobs to [] if response.output[0].content[0].text",
            ]
        ),
        Case(
            dialect: .openAIResponses,
            before: [
                #"{"type":"response.output_text.delta","output_index":0,"content_index":0,"delta":"a"}"#,
                #"{"type":"response.output_item.done","output_index":1,"item":{"id":"f","type":"function_call","#
                    + #""name":"w","arguments":"{}"}}"#,
            ],
            event: #"{"type":"response.completed","response":{"id":"r","output":[{"id":"m","type":"message","#
                + #""content":[{"type":"refusal","refusal":"no"}]},{"id":"f","type":"function_call","name":"w","#
                + #""arguments":"{}"},{"id":"s","type":"file_search_call","results":[{"text":"t"}]}]}}"#,
            plan: [
                "response.output[0].content[0].refusal whole", "response.output[1].arguments repeat json for w",
                "response.output[2].results[0].text whole", "end all",
            ]
        ),
        Case(
            dialect: .openAIResponses,
            before: [],
            event: #"{"type":"response.failed","response":{"id":"r","error":{"code":"server_error","message":"m"}}}"#,
            plan: ["response.error.message whole", "end all"]
        ),
    ]

    static let anthropic: [Case] = [
        Case(
            dialect: .anthropic,
            before: [
                #"{"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"t","name":"Write","#
                    + #""input":{}}}"#
            ],
            event: #"{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{"}}"#,
            plan: ["delta.partial_json delta content[1].input json for Write"]
        ),
        // The end of the block before did not come.
        Case(
            dialect: .anthropic,
            before: [
                #"{"type":"content_block_start","index":1,"content_block":{"type":"tool_use","name":"Write"}}"#,
                #"{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{"}}"#,
            ],
            event: #"{"type":"content_block_start","index":1,"content_block":{"type":"tool_use","name":"Run"}}"#,
            plan: ["before: end content[1].input"]
        ),
        Case(
            dialect: .anthropic,
            before: [],
            event: #"{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"t"}}"#,
            plan: ["delta.thinking delta content[0].thinking signed"]
        ),
        Case(
            dialect: .anthropic,
            before: [],
            event: #"{"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"t"}}"#,
            plan: []
        ),
        Case(
            dialect: .anthropic,
            before: [#"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"t"}}"#],
            event: #"{"type":"content_block_stop","index":0}"#,
            plan: ["end content[0].text"]
        ),
        Case(dialect: .anthropic, before: [], event: #"{"type":"ping"}"#, plan: ["keep-alive"]),
        Case(
            dialect: .anthropic,
            before: [],
            event: #"{"type":"content_block_start","index":2,"content_block":{"type":"web_search_tool_result","#
                + #""tool_use_id":"s","content":[{"type":"web_search_result","url":"u","title":"t","#
                + #""encrypted_content":"e","page_age":"p"}]}}"#,
            plan: ["content_block.content[0].url whole", "content_block.content[0].title whole"]
        ),
        Case(
            dialect: .anthropic,
            before: [],
            event: #"{"type":"error","error":{"type":"overloaded_error","message":"m"}}"#,
            plan: ["error.message whole"]
        ),
        Case(
            dialect: .anthropic,
            before: [#"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"t"}}"#],
            event: #"{"type":"message_delta","delta":{"stop_reason":"end_turn"}}"#,
            plan: ["end all"]
        ),
        Case(
            dialect: .bedrockInvoke,
            before: [],
            event: #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"t"}}"#,
            plan: ["delta.text delta content[0].text"],
            name: "chunk"
        ),
        Case(
            dialect: .bedrockConverse,
            before: [
                #"{"contentBlockStart":{"contentBlockIndex":1,"start":{"toolUse":{"toolUseId":"t","name":"w"}}}}"#
            ],
            event: #"{"contentBlockDelta":{"contentBlockIndex":1,"delta":{"toolUse":{"input":"{"}},"p":"abc"}}"#,
            plan: ["contentBlockDelta.delta.toolUse.input delta content[1].toolUse.input json for w"]
        ),
        Case(
            dialect: .bedrockConverse,
            before: [],
            event: #"{"contentBlockIndex":0,"delta":{"reasoningContent":{"text":"t"}},"p":"abc"}"#,
            plan: ["delta.reasoningContent.text delta content[0].reasoningContent.text signed"],
            name: "contentBlockDelta"
        ),
    ]

    static let others: [Case] = [
        Case(
            dialect: .gemini,
            before: [],
            event: #"{"candidates":[{"content":{"role":"model","parts":[{"text":"a","thought":true},{"text":"b","#
                + #""thoughtSignature":"s"},{"functionCall":{"name":"w","args":{"type":"c"}}},"#
                + #"{"inlineData":{"mimeType":"image/png","data":"AAAA"}}]},"finishReason":"STOP","index":1}],"#
                + #""modelVersion":"g"}"#,
            plan: [
                "candidates[0].content.parts[0].text delta candidates[1].content.thought",
                "candidates[0].content.parts[1].text delta candidates[1].content.text",
                "candidates[0].content.parts[3].inlineData.data data",
                "candidates[0].content.parts[2].functionCall.args document json for w",
            ]
        ),
        Case(
            dialect: .gemini,
            before: [
                #"{"candidates":[{"content":{"parts":[{"text":"a"}]},"finishReason":"STOP","index":1}]}"#,
                #"{"candidates":[{"content":{"parts":[{"text":"b"}]},"index":0}]}"#,
            ],
            event: #"{"usageMetadata":{"totalTokenCount":3}}"#,
            plan: ["end candidates[1].content.text"]
        ),
        Case(
            dialect: .gemini,
            before: [#"{"candidates":[{"content":{"parts":[{"text":"a"}]},"index":1}]}"#],
            event: #"{"candidates":[{"content":{"parts":[{"text":""}]},"finishReason":"STOP","index":1}]}"#,
            plan: ["end candidates[1].content.text"]
        ),
        Case(
            dialect: .ollamaChat,
            before: [],
            event: #"{"model":"m","created_at":"t","message":{"role":"assistant","content":"a","tool_calls":"#
                + #"[{"function":{"name":"w","arguments":{"role":"b"}}}]},"done":true,"done_reason":"stop"}"#,
            plan: [
                "message.content delta message.content",
                "message.tool_calls[0].function.arguments document json for w", "end all",
            ]
        ),
        Case(
            dialect: .ollamaGenerate,
            before: [],
            event: #"{"model":"m","response":"a","done":true,"context":[1,2]}"#,
            plan: ["response delta response", "end all", "blank context to [] if stream"]
        ),
        Case(
            dialect: .cohere,
            before: [
                #"{"type":"tool-call-start","index":0,"delta":{"message":{"tool_calls":{"id":"i","type":"function","#
                    + #""function":{"name":"w","arguments":""}}}}}"#
            ],
            event: #"{"type":"tool-call-delta","index":0,"delta":{"message":{"tool_calls":{"function":"#
                + #"{"arguments":"{"}}}}}"#,
            plan: [
                "delta.message.tool_calls.function.arguments delta message.tool_calls[0].function.arguments json for w"
            ]
        ),
        Case(
            dialect: .cohere,
            before: [#"{"event_type":"text-generation","text":"a"}"#],
            event: #"{"event_type":"stream-end","finish_reason":"COMPLETE","response":{"text":"a","#
                + #""chat_history":[{"role":"USER","message":"m"}]}}"#,
            plan: ["response.text repeat", "response.chat_history[0].message whole", "end all"]
        ),
        Case(
            dialect: .tgi,
            before: [#"{"index":1,"token":{"id":1,"text":"a","special":false},"generated_text":null}"#],
            event: #"{"index":2,"token":{"id":2,"text":"b","special":false},"top_tokens":[{"id":2,"text":"b"}],"#
                + #""generated_text":"ab","details":{"finish_reason":"length","prefill":[{"id":9,"text":"p"}]}}"#,
            plan: [
                "token.text delta token.text", "generated_text repeat", "end all", "blank token.id to 0 if token.text",
                "blank top_tokens to [] if token.text", "blank details.prefill to [] if stream",
            ]
        ),
        Case(
            dialect: .unknown,
            before: [],
            event: #"{"type":"x","a":[{"index":4,"b c":"y"}]}"#,
            plan: ["type unknown e: type", #"a[0]["b c"] unknown e: a[4]["b c"]"#],
            name: "e"
        ),
    ]

    @Test(arguments: chat + responses + anthropic + others)
    func plansOfRecordedEvents(_ test: Case) throws {
        var probe = DialectProbe(test.dialect)
        for event in test.before { _ = try probe.plan(event, name: test.name) }
        let plan = try probe.plan(test.event, name: test.name)
        #expect(plan == test.plan)
    }

    /// What an event's log-probabilities go by is said once, however many pieces a lane has in it.
    @Test func manyPiecesBesideLogProbabilities() throws {
        let parts = Array(repeating: #"{"text":"x"}"#, count: 500).joined(separator: ",")
        let details = Array(repeating: #"{"index":0,"text":"x"}"#, count: 500).joined(separator: ",")
        let logprobs = #""logprobs":{"content":[{"token":"x"},{"token":"y"}]}"#
        let events: [(DialectID, String)] = [
            (
                .gemini,
                #"{"candidates":[{"content":{"parts":[\#(parts)]},"logprobsResult":{"chosenCandidates":["#
                    + #"{"token":"x"},{"token":"y"}]}}]}"#
            ),
            (.openAIChat, #"{"choices":[{"delta":{"content":[\#(parts)]},\#(logprobs)}]}"#),
            (.openAIChat, #"{"choices":[{"delta":{"reasoning_details":[\#(details)]},\#(logprobs)}]}"#),
        ]
        for (dialect, event) in events {
            var probe = DialectProbe(dialect)
            let lines = try probe.plan(event)
            #expect(lines.count { $0.hasPrefix("blank") } == 2, "\(dialect)")
            #expect(lines.count == 500 + 2 + 2, "\(dialect)")
        }
    }

    /// A field that says the same in every event does not hold anything back for long; one that goes on does.
    @Test func labelsAreNoLanes() throws {
        var probe = DialectProbe(.unknown)
        let label = #"{"session":"0b3f8a52-77aa"}"#
        let plans = try [label, label, label, #"{"session":"else"}"#].map { try probe.plan($0) }
        #expect(
            plans == [
                ["session unknown session"], ["session whole", "end session"], ["session whole"],
                ["session unknown session"],
            ]
        )
        let digits = try (0..<6).map { _ in try probe.plan(#"{"n":"1111"}"#) }
        #expect(digits == Array(repeating: ["n unknown n"], count: 5) + [["n whole", "end n"]])
    }
}
