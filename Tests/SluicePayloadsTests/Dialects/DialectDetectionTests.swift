// Which dialect paths, events and bodies stand for.

import SluicePayloads
import Testing

struct DialectDetectionTests {
    @Test(arguments: [
        ("/v1/chat/completions", DialectID.openAIChat), ("https://host.example/v1/chat/completions?x=1", .openAIChat),
        ("/openai/deployments/gpt%2D4/chat/completions?api-version=2025-01-01", .openAIChat),
        ("/v1/fim/completions", .openAIChat), ("/openai/v1/chat/completions/", .openAIChat),
        ("/v1/completions", .openAICompletions), ("/openai/deployments/d/completions", .openAICompletions),
        ("/v1/responses", .openAIResponses), ("/v1/responses/resp_1?stream=true", .openAIResponses),
        ("/openai/responses", .openAIResponses), ("/v1/messages", .anthropic),
        ("/anthropic/v1/messages/count_tokens", .anthropic),
        ("/v1/projects/p/locations/l/publishers/anthropic/models/claude-x:streamRawPredict", .anthropic),
        ("/v1beta/models/gemini-x:streamGenerateContent?alt=sse", .gemini),
        ("/v1/projects/p/locations/l/publishers/google/models/g:generateContent", .gemini),
        ("/v1internal:streamGenerateContent", .gemini), ("/api/chat", .ollamaChat), ("/api/generate", .ollamaGenerate),
        ("/v2/chat", .cohere), ("/v1/chat", .cohere), ("/generate_stream", .tgi), ("/generate", .tgi),
        ("/model/anthropic.claude-x/converse-stream", .bedrockConverse),
        ("/model/arn%3Aaws%3Abedrock/converse", .bedrockConverse),
        ("/model/m/invoke-with-response-stream", .bedrockInvoke), ("/model/m/invoke", .bedrockInvoke),
    ])
    func pathsTell(_ path: String, _ id: DialectID) {
        #expect(DialectRegistry.dialect(path: path) == id)
    }

    @Test(arguments: ["", "/", "/v1/threads/t/messages", "/v1/embeddings", "/converse", "/v1/models/m:predict", "::"])
    func otherPathsDoNot(_ path: String) {
        #expect(DialectRegistry.dialect(path: path) == nil)
    }

    @Test(arguments: [
        ("", #"{"choices":[],"prompt_filter_results":[],"id":"","object":""}"#, DialectID.openAIChat),
        ("", #"{"object":"text_completion","choices":[{"text":"a","index":0}]}"#, .openAICompletions),
        ("", #"{"choices":[{"text":"a","index":0}]}"#, .openAICompletions),
        ("", #"{"type":"response.created","response":{}}"#, .openAIResponses),
        ("message_start", #"{"type":"message_start","message":{}}"#, .anthropic),
        ("chunk", #"{"type":"message_start","message":{}}"#, .bedrockInvoke),
        ("messageStart", #"{"role":"assistant"}"#, .bedrockConverse),
        ("", #"{"messageStart":{"role":"assistant"}}"#, .bedrockConverse),
        ("", #"{"candidates":[]}"#, .gemini), ("", #"{"response":{"candidates":[]}}"#, .gemini),
        ("", #"{"model":"m","message":{"content":""},"done":false}"#, .ollamaChat),
        ("", #"{"model":"m","response":"a","done":false}"#, .ollamaGenerate),
        ("", #"{"event_type":"stream-start"}"#, .cohere), ("message-start", #"{"type":"message-start"}"#, .cohere),
        ("", #"{"index":1,"token":{"id":1,"text":"a"},"generated_text":null}"#, .tgi),
    ])
    func eventsTell(_ name: String, _ data: String, _ id: DialectID) throws {
        let json = try #require(JSONTree(Array(data.utf8)))
        #expect(DialectRegistry.dialect(event: StreamEvent(name: name, json: json)) == id)
    }

    @Test(arguments: [#"{"error":{"message":"m"}}"#, #"{"type":"ping"}"#, "[]", "{}", #"{"a":"b"}"#, #""x""#])
    func otherEventsDoNot(_ data: String) throws {
        let json = try #require(JSONTree(Array(data.utf8)))
        #expect(DialectRegistry.dialect(event: StreamEvent(name: "", json: json)) == nil)
    }

    @Test(arguments: [
        (#"{"model":"m","messages":[],"temperature":1}"#, DialectID?.some(.openAIChat)),
        (#"{"model":"m","messages":[],"max_tokens":9,"system":"s"}"#, .anthropic),
        (#"{"anthropic_version":"v","messages":[],"max_tokens":9}"#, .bedrockInvoke),
        (#"{"messages":[],"inferenceConfig":{}}"#, .bedrockConverse),
        (#"{"model":"m","messages":[],"options":{}}"#, .ollamaChat),
        (#"{"model":"m","messages":[],"documents":[]}"#, .cohere),
        (#"{"model":"m","message":"a","chat_history":[]}"#, .cohere),
        (#"{"model":"m","prompt":"a","max_tokens":9}"#, .openAICompletions),
        (#"{"model":"m","prompt":"a","options":{}}"#, .ollamaGenerate),
        (#"{"model":"m","input":"a","instructions":"b"}"#, .openAIResponses),
        (#"{"contents":[],"systemInstruction":{}}"#, .gemini), (#"{"inputs":"a","parameters":{}}"#, .tgi),
        (#"{"messages":[],"temperature":1}"#, .unknown),
        (#"{"model":"m","input":"a"}"#, nil), (#"{"a":1}"#, nil), ("[]", nil),
    ])
    func requestsTell(_ body: String, _ id: DialectID?) throws {
        #expect(BodyFields.dialect(request: try #require(JSONTree(Array(body.utf8)))) == id)
    }

    @Test(arguments: [
        (#"{"id":"i","object":"chat.completion","choices":[{"index":0,"message":{}}]}"#, DialectID?.some(.openAIChat)),
        (#"{"id":"i","object":"text_completion","choices":[{"index":0,"text":"a"}]}"#, .openAICompletions),
        (#"{"id":"i","object":"response","output":[]}"#, .openAIResponses),
        (#"{"id":"i","type":"message","content":[],"stop_reason":"end_turn"}"#, .anthropic),
        (#"{"candidates":[]}"#, .gemini), (#"{"message":{},"done":true}"#, .ollamaChat),
        (#"{"response":"a","done":true}"#, .ollamaGenerate), (#"{"id":"i","message":{},"finish_reason":"C"}"#, .cohere),
        (#"{"generated_text":"a"}"#, .tgi), (#"{"output":{"message":{}},"stopReason":"end_turn"}"#, .bedrockConverse),
        (#"{"error":{}}"#, nil),
    ])
    func responsesTell(_ body: String, _ id: DialectID?) throws {
        #expect(BodyFields.dialect(response: try #require(JSONTree(Array(body.utf8)))) == id)
    }
}
