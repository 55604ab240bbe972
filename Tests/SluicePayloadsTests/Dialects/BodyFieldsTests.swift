// Which strings of bodies are text.

import SluicePayloads
import Testing

struct BodyFieldsTests {
    /// In these bodies a string says itself how it is to be treated: T for text, K for keep, D for data, S for signed.
    static let requests: [(DialectID, String)] = [
        (
            .openAIChat,
            #"""
            {"model":"K","messages":[{"role":"K","name":"T","content":[{"type":"K","text":"T"},{"type":"K",
            "image_url":{"url":"D","detail":"K"}},{"type":"K","input_audio":{"data":"D","format":"K"}},{"type":"K",
            "file":{"file_data":"D","filename":"T","file_id":"K"}}],"tool_calls":[{"id":"K","type":"K","function":
            {"name":"K","arguments":"T"}}],"reasoning_content":"T","refusal":"T"},{"role":"K","tool_call_id":"K",
            "content":"T"}],"tools":[{"type":"K","function":{"name":"K","description":"T","parameters":{"type":"T",
            "properties":{"id":{"type":"T","enum":["T"]}}}}}],"response_format":{"type":"K","json_schema":{"name":"K",
            "schema":{"description":"T"}}},"prediction":{"type":"K","content":"T"},"metadata":{"id":"T","type":"T"},
            "user":"T","stop":["T"],"web_search_options":{"user_location":{"approximate":{"city":"T"}}},"extra":"T"}
            """#
        ),
        (
            .openAIResponses,
            #"""
            {"model":"K","instructions":"T","input":[{"type":"K","role":"K","content":[{"type":"K","text":"T"},
            {"type":"K","image_url":"D"},{"type":"K","file_data":"D","filename":"T"}]},{"type":"K","call_id":"K",
            "name":"K","arguments":"T"},{"type":"K","call_id":"K","output":"T"},{"type":"K","call_id":"K","output":
            [{"type":"K","text":"T"}]},{"type":"K","id":"K","summary":[{"type":"K","text":"T"}],
            "encrypted_content":"K"},{"type":"K","action":{"type":"K","command":["T"]}}],"tools":[{"type":"K",
            "server_label":"K","server_url":"T","headers":{"Authorization":"T"}},{"type":"K","name":"K",
            "parameters":{"type":"T"}}],"prompt":{"id":"K","variables":{"name":"T","type":"T"}},
            "metadata":{"model":"T"},"text":{"format":{"type":"K","name":"K","schema":{"title":"T"}}},"include":["K"],
            "previous_response_id":"K","user":"T"}
            """#
        ),
        (
            .anthropic,
            #"""
            {"model":"K","system":[{"type":"K","text":"T","cache_control":{"type":"K"}}],"messages":[{"role":"K",
            "content":[{"type":"K","text":"T"},{"type":"K","source":{"type":"K","media_type":"K","data":"D"}},
            {"type":"K","title":"T","context":"T","source":{"type":"K","content":[{"type":"K","text":"T"}]}},
            {"type":"K","id":"K","name":"K","input":{"type":"T","id":"T","data":"T","signature":"T"}},{"type":"K",
            "tool_use_id":"K","content":[{"type":"K","text":"T"},{"type":"K","source":{"type":"K","data":"D"}}]},
            {"type":"K","thinking":"S","signature":"K"},{"type":"K","data":"K"}]},{"role":"K","content":"T"}],
            "tools":[{"name":"K","description":"T","input_schema":{"type":"T"}}],"metadata":{"user_id":"T"},
            "stop_sequences":["T"],"mcp_servers":[{"type":"K","name":"K","url":"T","authorization_token":"T"}]}
            """#
        ),
        (
            .gemini,
            #"""
            {"systemInstruction":{"parts":[{"text":"T"}]},"contents":[{"role":"K","parts":[{"text":"T",
            "thoughtSignature":"K"},{"inlineData":{"mimeType":"K","data":"D"}},{"fileData":{"mimeType":"K",
            "fileUri":"D"}},{"functionCall":{"name":"K","args":{"name":"T"}}},{"functionResponse":{"name":"K",
            "response":{"id":"T"}}},{"inline_data":{"mime_type":"K","data":"D"}}]}],"tools":[{"functionDeclarations":
            [{"name":"K","description":"T","parameters":{"type":"T"}}]}],"labels":{"role":"T"},"cachedContent":"K"}
            """#
        ),
        (
            .bedrockConverse,
            #"""
            {"system":[{"text":"T"}],"messages":[{"role":"K","content":[{"text":"T"},{"toolUse":{"toolUseId":"K",
            "name":"K","input":{"name":"T"}}},{"toolResult":{"toolUseId":"K","status":"K","content":[{"text":"T"},
            {"json":{"type":"T"}},{"document":{"format":"K","name":"T","source":{"bytes":"D"}}}]}},{"image":
            {"format":"K","source":{"bytes":"D"}}},{"reasoningContent":{"reasoningText":{"text":"S",
            "signature":"K"}}},{"guardContent":{"text":{"text":"T"}}}]}],"promptVariables":{"a":{"text":"T"}},
            "requestMetadata":{"id":"T"},"additionalModelRequestFields":{"type":"T"}}
            """#
        ),
        (
            .ollamaChat,
            #"""
            {"model":"K","messages":[{"role":"K","content":"T","thinking":"T","images":["D"],"tool_calls":[{"function":
            {"name":"K","arguments":{"role":"T"}}}]}],"format":{"type":"T"},"options":{"stop":["T"]},"system":"T",
            "template":"T","prompt":"T","suffix":"T","images":["D"]}
            """#
        ),
        (
            .cohere,
            #"""
            {"model":"K","messages":[{"role":"K","content":[{"type":"K","text":"T"}],"tool_plan":"T","tool_calls":
            [{"id":"K","type":"K","function":{"name":"K","arguments":"T"}}]},{"role":"K","tool_call_id":"K","content":
            [{"type":"K","document":{"data":{"id":"T"}}}]}],"documents":[{"id":"K","data":{"type":"T"}}]}
            """#
        ),
        (.tgi, #"{"inputs":"T","parameters":{"stop":["T"],"grammar":{"type":"K","value":"T"}}}"#),
        (.openAICompletions, #"{"model":"K","prompt":["T"],"suffix":"T","user":"T"}"#),
        (.unknown, #"{"model":"T","id":"T","a":[{"role":"T"}]}"#),
    ]

    static let responses: [(DialectID, String)] = [
        (
            .openAIChat,
            #"""
            {"id":"K","object":"K","model":"K","choices":[{"index":0,"message":{"role":"K","content":"T","refusal":"T",
            "reasoning_content":"T","tool_calls":[{"id":"K","type":"K","function":{"name":"K","arguments":"T"}}],
            "annotations":[{"type":"K","url_citation":{"url":"T","title":"T"}}],"audio":{"id":"K","data":"D",
            "transcript":"T"}},"finish_reason":"K","content_filter_results":{"hate":{"severity":"K"},
            "protected_material_code":{"citation":{"URL":"T"}}}}],"system_fingerprint":"K"}
            """#
        ),
        (
            .openAIResponses,
            #"""
            {"id":"K","object":"K","status":"K","model":"K","instructions":"T","output":[{"id":"K","type":"K",
            "role":"K","content":[{"type":"K","text":"T","annotations":[{"type":"K","url":"T","title":"T"}]}]},
            {"type":"K","id":"K","call_id":"K","name":"K","arguments":"T"},{"type":"K","result":"D"},{"type":"K",
            "results":[{"file_id":"K","text":"T"}]},{"type":"K","code":"T","outputs":[{"type":"K","logs":"T"}]}],
            "metadata":{"id":"T"},"error":{"code":"K","message":"T"}}
            """#
        ),
        (
            .anthropic,
            #"""
            {"id":"K","type":"K","role":"K","model":"K","content":[{"type":"K","text":"T","citations":[{"type":"K",
            "cited_text":"T","encrypted_index":"K"}]},{"type":"K","id":"K","name":"K","input":{"type":"T"}},{"type":"K",
            "thinking":"S","signature":"K"}],"stop_reason":"K","stop_sequence":"T","usage":{"service_tier":"K"}}
            """#
        ),
        (
            .gemini,
            #"""
            {"candidates":[{"content":{"role":"K","parts":[{"text":"T","thoughtSignature":"K"},{"functionCall":
            {"name":"K","args":{"id":"T"}}}]},"finishReason":"K","groundingMetadata":{"groundingChunks":[{"web":
            {"uri":"T","title":"T"}}]}}],"modelVersion":"K","responseId":"K"}
            """#
        ),
        (
            .bedrockConverse,
            #"""
            {"output":{"message":{"role":"K","content":[{"text":"T"},{"toolUse":{"toolUseId":"K","name":"K","input":
            {"status":"T"}}}]}},"stopReason":"K","trace":{"guardrail":{"inputAssessment":{"g1":
            {"sensitiveInformationPolicy":{"piiEntities":[{"type":"K","match":"T","action":"K"}]}}}}}}
            """#
        ),
        (
            .ollamaChat,
            #"{"model":"K","created_at":"K","message":{"role":"K","content":"T"},"done":true,"done_reason":"K"}"#
        ),
        (
            .cohere,
            #"""
            {"id":"K","finish_reason":"K","message":{"role":"K","content":[{"type":"K","text":"T"}],"citations":
            [{"text":"T","type":"K","sources":[{"type":"K","id":"K","document":{"id":"T","snippet":"T"}}]}]}}
            """#
        ),
        (.tgi, #"[{"generated_text":"T","details":{"finish_reason":"K"}}]"#),
    ]

    @Test(arguments: requests.indices)
    func requestsHaveTheirTexts(_ index: Int) throws {
        let (id, body) = Self.requests[index]
        try Self.check(BodyFields.request(id), body, id)
    }

    @Test(arguments: responses.indices)
    func responsesHaveTheirTexts(_ index: Int) throws {
        let (id, body) = Self.responses[index]
        try Self.check(BodyFields.response(id), body, id)
    }

    private static func check(_ fields: FieldTree, _ body: String, _ id: DialectID) throws {
        let json = try #require(JSONTree(Array(body.utf8)), "\(id)")
        json.forEachString(fields) { node, treatment in
            let expected: [FieldTree.Treatment: String] = [.text: "T", .keep: "K", .data: "D", .signed: "S"]
            #expect(json.string(node) == expected[treatment], "\(id) \(json.path(of: node)) is \(treatment)")
        }
    }
}
