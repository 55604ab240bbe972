// Nothing flagged comes out of a contract, and everything else is byte for byte as it came.

import Sluice
import SluiceHooks
import SluiceModel
import SluicePayloads
import Testing

@Suite struct ContractPropertyTests {
    private struct Pair {
        let original: String
        let masked: String
        let values: [String]
    }

    private func pair(_ sample: ChatSample, seed: UInt64) throws -> Pair {
        let guardrail = try TestEngine.guards().standard
        let values = try (0..<sample.valueCount).map { try TestEngine.token(seed: seed &* 1000 &+ UInt64($0)) }
        let masks = values.map { guardrail.filter($0).text }
        return Pair(original: sample.text { values[$0] }, masked: sample.text { masks[$0] }, values: values)
    }

    private func expectNone(of values: [String], in response: HookResponse, _ seed: UInt64) {
        for value in values { #expect(!response.text.contains(value), "seed \(seed)") }
    }

    @Test(arguments: 0..<60 as Range<UInt64>) func portkeyBodiesStay(seed: UInt64) async throws {
        let client = ContractClient(contract: PortkeyContract(), engine: try TestEngine.make())
        let request = try pair(.request(seed: seed), seed: seed)
        let before = try await client.post(
            "/portkey/webhook",
            #"{"request":{"json":\#(request.original)},"requestType":"chatComplete","eventType":"beforeRequestHook"}"#
        )
        #expect(
            (before.raw("transformedData", "request", "json") ?? request.original) == request.masked,
            "seed \(seed)"
        )
        expectNone(of: request.values, in: before, seed)
        let answer = try pair(.answer(seed: seed), seed: seed)
        let after = try await client.post(
            "/portkey/webhook",
            #"{"response":{"json":\#(answer.original)},"requestType":"chatComplete","eventType":"afterRequestHook"}"#
        )
        #expect((after.raw("transformedData", "response", "json") ?? answer.original) == answer.masked, "seed \(seed)")
        expectNone(of: answer.values, in: after, seed)
    }

    @Test(arguments: 0..<60 as Range<UInt64>) func trueFoundryBodiesStay(seed: UInt64) async throws {
        let client = ContractClient(contract: TrueFoundryContract(), engine: try TestEngine.make())
        let request = try pair(.request(seed: seed), seed: seed)
        let body = #"{"requestBody":\#(request.original),"context":{}}"#
        let mutated = try await client.post("/truefoundry/mutate/input", body)
        #expect((mutated.raw("result") ?? request.original) == request.masked, "seed \(seed)")
        let legacy = try await client.post("/truefoundry/legacy-mutate/input", body)
        #expect((legacy.text == "null" ? request.original : legacy.text) == request.masked, "seed \(seed)")
        let validated = try await client.post("/truefoundry/validate/input", body)
        #expect(validated.raw("verdict") == (request.values.isEmpty ? "true" : "false"), "seed \(seed)")
        for response in [mutated, legacy, validated] { expectNone(of: request.values, in: response, seed) }
        let answer = try pair(.answer(seed: seed), seed: seed)
        let output = try await client.post(
            "/truefoundry/mutate/output",
            #"{"requestBody":{},"responseBody":\#(answer.original)}"#
        )
        #expect((output.raw("result") ?? answer.original) == answer.masked, "seed \(seed)")
        expectNone(of: answer.values, in: output, seed)
    }

    /// LiteLLM gets its rows as they were but for the masks, and texts that say the same.
    @Test(arguments: 0..<60 as Range<UInt64>) func liteLLMRowsAndTextsStay(seed: UInt64) async throws {
        let client = ContractClient(contract: LiteLLMContract(), engine: try TestEngine.make())
        let request = try pair(.request(seed: seed), seed: seed)
        let (rows, maskedRows) = (try Rows(request.original), try Rows(request.masked))
        let response = try await client.post(
            "/beta/litellm_basic_guardrail_api",
            #"{"input_type":"request","litellm_call_id":"a","texts":[\#(rows.texts.joined(separator: ","))],"#
                + #""structured_messages":\#(rows.messages),"tools":\#(rows.tools),"tool_calls":null,"request_data":{}}"#
        )
        expectNone(of: request.values, in: response, seed)
        guard response.text("action") == "GUARDRAIL_INTERVENED" else {
            #expect(rows.messages == maskedRows.messages && rows.tools == maskedRows.tools, "seed \(seed)")
            return
        }
        #expect(response.raw("texts") == "[\(maskedRows.texts.joined(separator: ","))]", "seed \(seed)")
        #expect((response.raw("tools") ?? rows.tools) == maskedRows.tools, "seed \(seed)")
        let callsChanged = rows.calls != maskedRows.calls
        #expect(response.raw("structured_messages") == (callsChanged ? maskedRows.messages : nil), "seed \(seed)")
    }

    /// The parts of a request as LiteLLM posts them.
    private struct Rows {
        let messages: String
        let tools: String
        var texts: [String] = []
        var calls: [String] = []

        init(_ body: String) throws {
            let json = try #require(JSONTree(Array(body.utf8)))
            messages = try #require(json.raw(json.member("messages", of: json.root)))
            tools = try #require(json.raw(json.member("tools", of: json.root)))
            for message in json.elements(of: json.member("messages", of: json.root)) {
                if let content = json.member("content", of: message) {
                    if json.kind(content) == .string { texts.append(json.raw(content) ?? "") }
                    for part in json.elements(of: content) {
                        if let text = json.member("text", of: part) { texts.append(json.raw(text) ?? "") }
                    }
                }
                if let calls = json.member("tool_calls", of: message) { self.calls.append(json.raw(calls) ?? "") }
            }
        }
    }

    /// Whatever the cuts, what LiteLLM may let out never changes, nothing of a value is in it, and the last post is the
    /// whole text masked.
    @Test(arguments: 0..<40 as Range<UInt64>) func liteLLMStreamsOnlyGrow(seed: UInt64) async throws {
        let client = ContractClient(contract: LiteLLMContract(), engine: try TestEngine.make())
        let answer = try pair(.request(seed: seed), seed: seed)
        let characters = Array(answer.original.unicodeScalars)
        let step = Int(seed % 13) * 7 + 1
        var emitted = ""
        for end in Array(stride(from: step, to: characters.count, by: step)) + [characters.count] {
            let text = String(String.UnicodeScalarView(characters[..<end]))
            let body = JSONValue.object([
                ("input_type", .string("response")), ("litellm_call_id", .string("call")),
                ("texts", .strings([text])),
            ])
            let response = try await client.post(
                "/beta/litellm_basic_guardrail_api",
                String(decoding: body.bytes, as: UTF8.self)
            )
            let filtered = response.text("texts", "0") ?? text
            let held = Int(response.raw("stream_holdback_chars", "0") ?? "0") ?? 0
            let out = String(String.UnicodeScalarView(filtered.unicodeScalars.dropLast(held)))
            #expect(out.hasPrefix(emitted), "seed \(seed), at \(end)")
            emitted = out
            for value in answer.values {
                #expect(!out.contains(value.prefix(12)), "seed \(seed), at \(end)")
            }
            if end == characters.count { #expect(filtered == answer.masked, "seed \(seed)") }
        }
    }
}
