// What is Portkey's own.

import HTTPTypes
import Sluice
import SluiceHooks
import SluiceModel
import SluicePolicies
import Testing

@Suite struct PortkeyContractTests {
    private func post(_ body: String, standard: Policy = .standard, path: String = "/portkey/webhook") async throws
        -> HookResponse
    {
        let engine = try TestEngine.make([TestEngine.blocking], standard: standard)
        return try await ContractClient(contract: PortkeyContract(), engine: engine).post(path, body)
    }

    private func before(_ json: String, type: String = "chatComplete", more: String = "") -> String {
        #"{"request":{"json":\#(json),"text":"","isStreamingRequest":false},"requestType":"\#(type)",\#(more)"#
            + #""eventType":"beforeRequestHook"}"#
    }

    /// Ids, roles and names of models are no text, in whatever format the gateway says the body is.
    @Test func formatsAreKnownByTheKindOfCall() async throws {
        let token = try TestEngine.token()
        let id = "msg_" + token
        let anthropic =
            #"{"model":"claude","system":"s","messages":[{"role":"user","content":[{"type":"tool_result","#
            + #""tool_use_id":"\#(id)","content":"\#(token)"}]}]}"#
        let response = try await post(before(anthropic, type: "messages"))
        let body = try #require(response.raw("transformedData", "request", "json"))
        #expect(body.contains(id) && !body.contains("\"\(token)\""))
        let complete = try await post(before(#"{"model":"m","prompt":["a","\#(token)"]}"#, type: "complete"))
        #expect(complete.text("transformedData", "request", "json", "prompt", "1")?.hasPrefix("[REDACTED:") == true)
        let embed = try await post(before(#"{"model":"m","input":["a","\#(token)"]}"#, type: "embed"))
        #expect(embed.text("transformedData", "request", "json", "input", "1")?.hasPrefix("[REDACTED:") == true)
        let unknown = try await post(before(#"{"model":"m","input":"\#(token)"}"#, type: "createSpeech"))
        #expect(unknown.text("transformedData", "request", "json", "input")?.hasPrefix("[REDACTED:") == true)
    }

    /// The hook after a stream cannot change it; to say that it was masked would be false.
    @Test func masksAreNotClaimedAfterStreams() async throws {
        let token = try TestEngine.token()
        let body =
            #"{"request":{"json":{"model":"m","stream":true},"isStreamingRequest":true},"response":{"json":"#
            + #"{"choices":[{"message":{"content":"\#(token)"}}]},"statusCode":200},"requestType":"chatComplete","#
            + #""eventType":"afterRequestHook"}"#
        #expect(try await post(body).raw("verdict") == "false")
        #expect(try await post(body, path: "/portkey/webhook?on_mask=pass").raw("verdict") == "true")
        let nothing =
            #"{"request":{"json":{},"isStreamingRequest":true},"response":{"json":null,"text":""},"#
            + #""requestType":"chatComplete","eventType":"afterRequestHook"}"#
        #expect(try await post(nothing).raw("verdict") == "true")
    }

    /// Passthrough routes take no changed body; their path tells the format.
    @Test func passthroughIsRefusedWhereItWouldBeMasked() async throws {
        let token = try TestEngine.token()
        let more = #""requestInfo":{"method":"POST","path":"/v1/responses","contentType":"application/json"},"#
        let response = try await post(before(#"{"model":"m","input":"\#(token)"}"#, type: "proxy", more: more))
        #expect(response.raw("verdict") == "false" && response.value("transformedData") == nil)
        let clean = try await post(before(#"{"model":"m","input":"hi"}"#, type: "proxy", more: more))
        #expect(clean.raw("verdict") == "true")
    }

    /// Without `json` the text is judged, which nothing can carry back.
    @Test func textStandsInForAMissingBody() async throws {
        let token = try TestEngine.token()
        let body = #"{"request":{"json":null,"text":"\#(token)"},"eventType":"beforeRequestHook"}"#
        #expect(try await post(body).raw("verdict") == "false")
        let clean = #"{"request":{"text":"hello"},"eventType":"beforeRequestHook"}"#
        #expect(try await post(clean).raw("verdict") == "true")
    }

    /// A body that the gateway could not read is empty, beside its text.
    @Test(arguments: ["{}", "\"\"", "[]", "null"]) func textStandsInForAnEmptyBody(json: String) async throws {
        let token = try TestEngine.token()
        let answer = #"{"request":{"json":{}},"response":{"json":\#(json),"text":"\#(token)"},"#
        for path in ["/portkey/webhook", "/portkey/webhook?policy=blocking"] {
            #expect(try await post(answer + #""eventType":"afterRequestHook"}"#, path: path).raw("verdict") == "false")
        }
        let request = #"{"request":{"json":\#(json),"text":"\#(token)"},"eventType":"beforeRequestHook"}"#
        #expect(try await post(request).raw("verdict") == "false")
    }

    /// An answer of which nothing is sent could not be judged, unless it has gone out already.
    @Test(arguments: [Policy.Failure.open, .closed]) func anAnswerWithNothingIsUnjudged(mode: Policy.Failure)
        async throws
    {
        var policy = Policy.standard
        policy.onError = .init(request: .closed, response: mode)
        let probe = AuditProbe()
        let engine = try TestEngine.make(standard: policy, audit: probe)
        let client = ContractClient(contract: PortkeyContract(), engine: engine)
        for json in ["{}", "null", "\"\""] {
            let body =
                #"{"request":{"json":{"model":"m"},"isStreamingRequest":false},"response":{"json":\#(json),"text":""},"#
                + #""requestType":"chatComplete","eventType":"afterRequestHook"}"#
            let response = try await client.post("/portkey/webhook", body)
            #expect(response.raw("verdict") == (mode == .open ? "true" : "false"))
            #expect(response.header("X-Sluice-Outcome") == "unjudged" && response.text.contains("no_message"))
        }
        #expect(probe.records.map(\.outcome) == Array(repeating: .error(code: "no_message"), count: 3))
    }

    /// The gateway lets pass what is answered with an error, so the policy's word must be in the answer.
    @Test func whatCannotBeJudgedIsStoppedAsThePolicySays() async throws {
        let closed = try await post("{")
        #expect(closed.status == .ok && closed.raw("verdict") == "false")
        #expect(closed.text("error", "code") == "invalid_json" && closed.value("message") == nil)
        let empty = try await post(#"{"eventType":"beforeRequestHook"}"#)
        #expect(empty.raw("verdict") == "false" && empty.text("error", "code") == "no_message")
        let unknown = try await post(before(#"{"messages":[]}"#), path: "/portkey/webhook?policy=nobody")
        #expect(unknown.raw("verdict") == "false" && unknown.text("error", "code") == "unknown_policy")
        var open = Policy.standard
        open.onError = .init(request: .open, response: .open)
        #expect(try await post("{", standard: open).status == .badRequest)
    }

    /// Where the name of the hook is missing, the stricter of both directions holds.
    /// Its status says nothing, so the log and a metric do.
    @Test func whatCouldNotBeJudgedIsTold() async throws {
        let response = try await post("{", path: "/portkey/webhook")
        #expect(response.status == .ok && response.refusal?.code == "invalid_json")
        #expect(response.header("X-Sluice-Outcome") == "unjudged")
        let unknown = try await post(before(#"{"messages":[]}"#), path: "/portkey/webhook?policy=gone")
        #expect(unknown.refusal?.code == "unknown_policy")
    }

    @Test func theHookIsKnownByItsBodies() async throws {
        let mail = "jane" + ".doe@initech.com"
        let chat = #"{"messages":[{"role":"user","content":"write to \#(mail)"}]}"#
        let masked = try await post(#"{"request":{"json":\#(chat)},"response":{"json":{}}}"#)
        #expect(masked.raw("transformedData", "request", "json")?.contains("[REDACTED:email-address") == true)
        let answer = #"{"choices":[{"message":{"role":"assistant","content":"write to \#(mail)"}}]}"#
        let passed = try await post(#"{"request":{"json":{}},"response":{"json":\#(answer)}}"#)
        #expect(passed.raw("verdict") == "true" && passed.value("transformedData") == nil)
    }

    /// What the gateway shows to callers tells rules and counts, and nothing of the text.
    @Test func theSummaryHoldsNoText() async throws {
        let token = try TestEngine.token()
        let response = try await post(
            before(#"{"messages":[{"role":"user","content":"the launch code word \#(token)"}]}"#)
        )
        #expect(response.raw("data", "rules") == #"{"github-token":1}"#)
        #expect(response.text("data", "outcome") == "policy" && response.text("data", "action") == "mask")
        #expect(response.raw("data")?.contains("launch") == false)
    }

    /// The metadata that callers send is what policies are asked with.
    @Test func metadataReachesThePolicyAndTheAudit() async throws {
        let probe = AuditProbe()
        let engine = try TestEngine.make(audit: probe)
        let body = before(
            #"{"model":"gpt-x","messages":[{"role":"user","content":"hi"}]}"#,
            more: #""provider":"openai","metadata":{"_user":"u1","n":3,"team":"blue","deep":{"a":1}},"#
        )
        _ = try await ContractClient(contract: PortkeyContract(), engine: engine).post("/portkey/webhook", body)
        let record = try #require(probe.records.first)
        #expect(record.metadata["team"] == "blue" && record.metadata["n"] == "3" && record.metadata["_user"] == "u1")
        #expect(record.metadata["provider"] == "openai" && record.metadata["deep"] == nil)
        #expect(record.direction == .request && record.action == .allow)
    }
}
