// What is LiteLLM's own.

import HTTPTypes
import Sluice
import SluiceHooks
import SluiceModel
import SluicePayloads
import SluicePolicies
import Testing

@Suite struct LiteLLMContractTests {
    private static let path = "/beta/litellm_basic_guardrail_api"

    private func client(audit: AuditProbe? = nil) throws -> ContractClient {
        ContractClient(contract: LiteLLMContract(), engine: try TestEngine.make([TestEngine.blocking], audit: audit))
    }

    /// A request as its version 1.106.2 posts it for `/v1/messages`.
    private func request(system: String, result: String, argument: String, more: String = "") -> String {
        let call =
            #"{"id":"toolu_1","type":"function","function":{"name":"read","arguments":"{\"path\": \"\#(argument)\"}"}}"#
        return #"{"input_type":"request","litellm_call_id":"a9c2","litellm_trace_id":"2302","model":"anth/claude-x","#
            + #""texts":["\#(system)","hi jane","\#(result)"],"structured_messages":[{"role":"system","content":"#
            + #"[{"type":"text","text":"\#(system)"}]},{"role":"user","content":"hi jane"},{"role":"assistant","#
            + #""content":null,"tool_calls":[\#(call)],"thinking_blocks":null},{"role":"tool","content":"\#(result)","#
            + #""tool_call_id":"toolu_1"}],"tool_calls":[\#(call.dropLast()),"index":0}],"images":null,"tools":null,"#
            + #""request_data":{"user_api_key_hash":"h","user_api_key_user_id":"u","user_api_key_team_alias":"blue"},"#
            + #""request_headers":{"host":"h","x-other":"[present]"},"litellm_version":"1.106.2",\#(more)"#
            + #""additional_provider_specific_params":{"policy":"nobody","on_mask":"pass"}}"#
    }

    @Test func textsStayAlignedAndRowsStayAtHome() async throws {
        let token = try TestEngine.token()
        let response = try await client().post(Self.path, request(system: "be nice", result: token, argument: "a"))
        #expect(response.text("action") == "GUARDRAIL_INTERVENED")
        #expect(response.text("texts", "0") == "be nice" && response.text("texts", "1") == "hi jane")
        #expect(response.text("texts", "2")?.hasPrefix("[REDACTED:github-token:") == true)
        // LiteLLM spells rows anew that it gets back; texts say it all here.
        #expect(response.value("structured_messages") == nil && response.value("tools") == nil)
    }

    /// Arguments of a tool are in the rows only.
    @Test func rowsComeBackWhereTextsDoNotSayItAll() async throws {
        let (one, two) = (try TestEngine.token(seed: 1), try TestEngine.token(seed: 2))
        let response = try await client().post(Self.path, request(system: "s", result: one, argument: two))
        let arguments = try #require(
            response.text("structured_messages", "2", "tool_calls", "0", "function", "arguments")
        )
        #expect(arguments.hasPrefix(#"{"path": "[REDACTED:github-token:"#))
        #expect(response.text("structured_messages", "3", "content") == response.text("texts", "2"))
        #expect(response.text("structured_messages", "3", "tool_call_id") == "toolu_1")
        #expect(!response.text.contains(one) && !response.text.contains(two))
    }

    /// A text that stands in signed reasoning too, which is never rewritten, is masked where it is a text.
    @Test func sameTextsElsewhereDoNotMatter() async throws {
        let token = try TestEngine.token()
        for more in [
            #""thinking_blocks":[{"type":"thinking","thinking":"\#(token)","text":"\#(token)"}]"#,
            #""reasoning_details":[{"type":"reasoning.text","text":"\#(token)","signature":"s"}]"#,
            #""x":{"content":"\#(token)"}"#,
        ] {
            let row = #"{"role":"user","content":"\#(token)",\#(more)}"#
            let body = #"{"input_type":"request","texts":["\#(token)"],"structured_messages":[\#(row)]}"#
            let response = try await client().post(Self.path, body)
            #expect(response.text("texts", "0")?.hasPrefix("[REDACTED:") == true, "\(more)")
            let content = response.text("structured_messages", "0", "content")
            #expect(content == nil || content?.hasPrefix("[REDACTED:") == true, "\(more)")
        }
    }

    @Test func toolsComeBackWhereTheyHaveSomething() async throws {
        let token = try TestEngine.token()
        let tools = #""tools":[{"type":"function","function":{"name":"f","description":"use \#(token)"}}],"#
        let body = request(system: "s", result: "r", argument: "a", more: tools)
        let response = try await client().post(Self.path, body)
        #expect(response.text("tools", "0", "function", "description")?.hasPrefix("use [REDACTED:") == true)
        #expect(response.text("tools", "0", "function", "name") == "f")
    }

    /// Without rows nothing carries a mask of a call.
    @Test func callsWithoutRowsAreRefused() async throws {
        let token = try TestEngine.token()
        let call = #"{"id":"c","type":"function","function":{"name":"f","arguments":"{\"v\":\"\#(token)\"}"}}"#
        for type in ["request", "response"] {
            let body = #"{"input_type":"\#(type)","litellm_call_id":"a","texts":["hi"],"tool_calls":[\#(call)]}"#
            let refused = try await client().post(Self.path, body)
            #expect(refused.text("action") == "BLOCKED")
            #expect(refused.text("blocked_reason")?.contains("github-token") == true)
            let passed = try await client().post(Self.path, body, headers: .one("X-Sluice-On-Mask", "pass"))
            #expect(passed.text("action") == "NONE")
        }
    }

    /// LiteLLM's callers can set these parameters, so they choose nothing.
    @Test func parametersOfCallersAreNotHeeded() async throws {
        let response = try await client().post(Self.path, request(system: "s", result: "r", argument: "a"))
        #expect(response.text("action") == "NONE")
    }

    @Test func keysAreMetadataAndCallsHaveTheirName() async throws {
        let probe = AuditProbe()
        _ = try await client(audit: probe).post(Self.path, request(system: "s", result: "r", argument: "a"))
        let record = try #require(probe.records.first)
        #expect(record.metadata["user_api_key_team_alias"] == "blue" && record.metadata["litellm_trace_id"] == "2302")
        #expect(record.requestID == "a9c2" && record.metadata["model"] == "anth/claude-x")
        let odd = #"{"input_type":"request","litellm_call_id":"\#(String(repeating: "x", count: 200))","texts":["a"]}"#
        _ = try await client(audit: probe).post(Self.path, odd)
        #expect(probe.records.last?.requestID == "test")
    }

    /// What is held back is exactly what may still change, in code points.
    @Test func holdbackIsExact() async throws {
        let token = try TestEngine.token()
        let client = try client()
        func post(_ text: String) async throws -> (text: String, held: Int) {
            let body = JSONValue.object([
                ("input_type", .string("response")), ("litellm_call_id", .string("c")), ("texts", .strings([text])),
            ])
            let response = try await client.post(Self.path, String(decoding: body.bytes, as: UTF8.self))
            return (
                response.text("texts", "0") ?? text, Int(response.raw("stream_holdback_chars", "0") ?? "0") ?? 0
            )
        }
        #expect(try await post("Nothing of interest. ").held == 0)
        for count in 4..<token.count {
            let (text, held) = try await post("été 😀 \(token.prefix(count))")
            #expect(held >= count, "\(count)")
            #expect(text.unicodeScalars.dropLast(held).count <= "été 😀 ".unicodeScalars.count)
        }
        let (text, held) = try await post("été 😀 \(token) and so on. ")
        #expect(text.hasPrefix("été 😀 [REDACTED:github-token:") && text.hasSuffix(" and so on. "))
        #expect(held == 0)
    }

    /// The audit has every finding of an answer once, however often its text is posted, and every answer at least once.
    @Test func findingsOfStreamsAreRecordedOnce() async throws {
        let probe = AuditProbe()
        let client = try client(audit: probe)
        let text = "first \(try TestEngine.token(seed: 1)) then \(try TestEngine.token(seed: 2)) and so on"
        for end in stride(from: 5, through: text.count, by: 5) {
            let body = #"{"input_type":"response","litellm_call_id":"c","texts":["\#(text.prefix(end))"]}"#
            _ = try await client.post(Self.path, body)
        }
        #expect(probe.records.first?.findings.isEmpty == true)
        #expect(probe.records.flatMap(\.findings).count == 2)
        let whole = #"{"input_type":"response","litellm_call_id":"d","texts":["nothing"]}"#
        _ = try await client.post(Self.path, whole)
        #expect(probe.records.last?.requestID == "d")
    }

    /// A new answer of the same name, as after a retry, is judged from its start.
    @Test func anotherAnswerIsNotTakenForTheFirst() async throws {
        let token = try TestEngine.token()
        let client = try client()
        func body(_ text: String) -> String {
            #"{"input_type":"response","litellm_call_id":"c","texts":["\#(text)"]}"#
        }
        _ = try await client.post(Self.path, body("The first answer is long enough to"))
        let second = try await client.post(Self.path, body("\(token) "))
        #expect(second.text("texts", "0")?.hasPrefix("[REDACTED:") == true)
    }

    /// Choices may come later than others.
    @Test func choicesGrowApart() async throws {
        let token = try TestEngine.token()
        let client = try client()
        for end in stride(from: 1, through: token.count, by: 3) {
            let texts =
                end > 10
                ? #""zero \#(token.prefix(end))","one \#(token.prefix(end))""# : #""one \#(token.prefix(end))""#
            let body = #"{"input_type":"response","litellm_call_id":"c","texts":[\#(texts)]}"#
            let response = try await client.post(Self.path, body)
            #expect(response.text("action") == "NONE" || end >= token.count - 3, "\(end)")
        }
        let body = #"{"input_type":"response","litellm_call_id":"c","texts":["zero \#(token) ","one \#(token) "]}"#
        let last = try await client.post(Self.path, body)
        #expect(last.text("texts", "0")?.hasPrefix("zero [REDACTED:") == true)
        #expect(last.text("texts", "1")?.hasPrefix("one [REDACTED:") == true)
    }

    @Test func blocksOfAnswersEndThem() async throws {
        let token = try TestEngine.token()
        let body = #"{"input_type":"response","litellm_call_id":"c","texts":["so: \#(token) "]}"#
        let response = try await client().post(Self.path, body, headers: .one("X-Sluice-Policy", "blocking"))
        #expect(response.text("action") == "BLOCKED" && response.value("texts") == nil)
    }

    /// What does not fit the contract is an error, on which LiteLLM stops.
    @Test func wrongTypesAreErrors() async throws {
        for body in [
            #"{"input_type":"request","structured_messages":{}}"#, #"{"input_type":"request","tools":"a"}"#,
            #"{"input_type":"response","litellm_call_id":"a","tool_calls":{}}"#, #"{"texts":[null]}"#,
        ] {
            #expect(try await client().post(Self.path, body).status == .badRequest, "\(body)")
        }
        #expect(try await client().post(Self.path, "{}").text("action") == "NONE")
        let nulls = #"{"input_type":null,"texts":null,"structured_messages":null,"tools":null,"tool_calls":null}"#
        #expect(try await client().post(Self.path, nulls).text("action") == "NONE")
    }
}
