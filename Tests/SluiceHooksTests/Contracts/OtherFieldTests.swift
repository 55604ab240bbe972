// What contracts judge beside the texts that they are about.

import HTTPTypes
import Sluice
import SluiceHooks
import SluiceModel
import SluicePayloads
import SluicePolicies
import Testing

@Suite struct OtherFieldTests {
    private func post(_ contract: any GatewayContract, _ path: String, _ body: String) async throws -> HookResponse {
        let engine = try TestEngine.make([TestEngine.blocking])
        return try await ContractClient(contract: contract, engine: engine).post(path, body)
    }

    private func liteLLM(_ body: String) async throws -> HookResponse {
        try await post(LiteLLMContract(), "/beta/litellm_basic_guardrail_api", body)
    }

    /// An address of a picture is text.
    @Test func addressesOfPicturesAreLookedInto() async throws {
        let token = try TestEngine.token()
        let url = "https://example.org/a.png?key=\(token)"
        for image in [#"{"url":"\#(url)"}"#, #""\#(url)""#] {
            let input = #"{"input":[{"type":"text","text":"a"},{"type":"image_url","image_url":\#(image)}]}"#
            for direction in ["request", "response"] {
                let path = "/v1/moderations?direction=\(direction)"
                let flagged = try await post(ModerationsContract(), path, input)
                #expect(flagged.raw("results", "0", "flagged") == "true", "\(direction)")
            }
        }
        for type in ["request", "response"] {
            let body = #"{"input_type":"\#(type)","litellm_call_id":"a","texts":["hi"],"images":["\#(url)"]}"#
            let refused = try await liteLLM(body)
            #expect(refused.text("action") == "BLOCKED" && !refused.text.contains(token), "\(type)")
        }
        let clean = #"{"input":[{"type":"image_url","image_url":{"url":"https://example.org/a.png"}}]}"#
        let passed = try await post(ModerationsContract(), "/v1/moderations", clean)
        #expect(passed.raw("results", "0", "flagged") == "false")
    }

    /// Calls and pictures are those of the rows only where the rows have them.
    @Test func callsBesideOtherRowsAreJudged() async throws {
        let token = try TestEngine.token()
        func call(_ argument: String, more: String = "") -> String {
            #"{"id":"c","type":"function","function":{"name":"f","arguments":"{\"v\":\"\#(argument)\"}"}\#(more)}"#
        }

        func body(rows: String, calls: String = "[]", images: String = "[]") -> String {
            #"{"input_type":"request","texts":["hi"],"structured_messages":\#(rows),"tool_calls":\#(calls),"#
                + #""images":\#(images)}"#
        }
        let user = #"{"role":"user","content":"hi"}"#
        let other = #"{"role":"assistant","content":null,"tool_calls":[\#(call("a"))]}"#
        let same = #"{"role":"assistant","content":null,"tool_calls":[\#(call(token))]}"#
        for rows in ["[]", "[\(user)]", "[\(user),\(other)]"] {
            let refused = try await liteLLM(body(rows: rows, calls: "[\(call(token))]"))
            #expect(refused.text("action") == "BLOCKED", "\(rows)")
            let image = try await liteLLM(body(rows: rows, images: #"["https://e.com/\#(token)"]"#))
            #expect(image.text("action") == "BLOCKED", "\(rows)")
        }
        // The rows carry the mask of a call that they have.
        for more in ["", #","index":0"#, #","x":null"#] {
            let masked = try await liteLLM(body(rows: "[\(user),\(same)]", calls: "[\(call(token, more: more))]"))
            #expect(masked.text("action") == "GUARDRAIL_INTERVENED" && !masked.text.contains(token), "\(more)")
        }
        let more = call("a", more: #","x":{"note":"\#(token)"}"#)
        #expect(try await liteLLM(body(rows: "[\(other)]", calls: "[\(more)]")).text("action") == "BLOCKED")
        let url = "https://e.com/\(token)"
        let row = #"{"role":"user","content":[{"type":"image_url","image_url":{"url":"\#(url)"}}]}"#
        let picture = try await liteLLM(body(rows: "[\(row)]", images: #"["\#(url)"]"#))
        #expect(picture.text("action") == "GUARDRAIL_INTERVENED" && !picture.text.contains(token))
    }

    @Test func rowsAndToolsOfAnswersAreJudged() async throws {
        let token = try TestEngine.token()
        for member in [
            #""structured_messages":[{"role":"user","content":"\#(token)"}]"#,
            #""tools":[{"type":"function","function":{"name":"f","description":"\#(token)"}}]"#,
        ] {
            let answer = try await liteLLM(
                #"{"input_type":"response","litellm_call_id":"a","texts":["hi"],\#(member)}"#
            )
            #expect(answer.text("action") == "BLOCKED" && !answer.text.contains(token), "\(member)")
        }
        let empty =
            #"{"input_type":"response","litellm_call_id":"a","texts":["hi"],"tools":[],"structured_messages":[]}"#
        #expect(try await liteLLM(empty).text("action") == "NONE")
    }

    @Test func toolsAndContextOfNeMoAreJudged() async throws {
        let token = try TestEngine.token()
        for (more, context) in [
            (#""tools":[{"type":"function","function":{"name":"f","description":"\#(token)"}}],"#, "{}"),
            (#""functions":[{"name":"f","description":"\#(token)"}],"#, "{}"), ("", #"{"note":"\#(token)"}"#),
        ] {
            for role in ["user", "assistant"] {
                let body =
                    #"{\#(more)"messages":[{"role":"\#(role)","content":"hi"}],"guardrails":{"context":\#(context)}}"#
                let response = try await post(NeMoContract(), "/v1/checks", body)
                #expect(response.text("status") == "blocked" && !response.text.contains(token), "\(role) \(more)")
            }
        }
        let clean =
            #"{"tools":[{"type":"function","function":{"name":"f"}}],"messages":[{"role":"user","content":"hi"}]}"#
        #expect(try await post(NeMoContract(), "/v1/checks", clean).text("status") == "passed")
    }

    @Test func aBlockWithTextAndPictureIsBoth() async throws {
        var policy = Policy.standard
        policy.uninspectable.images = .block
        let engine = try TestEngine.make(standard: policy)
        let body =
            #"{"source":"INPUT","content":[{"text":{"text":"a"},"image":{"format":"png","source":{"bytes":"aGk="}}}]}"#
        let blocked = try await ContractClient(contract: ApplyGuardrailContract(), engine: engine)
            .post("/guardrail/default/version/1/apply", body)
        #expect(blocked.text("actionReason") == "Guardrail blocked.")
        let token = try TestEngine.token()
        let text = body.replacing(#""a""#, with: #""\#(token)""#)
        let masked = try await post(ApplyGuardrailContract(), "/guardrail/default/version/1/apply", text)
        #expect(masked.text("outputs", "0", "text")?.hasPrefix("[REDACTED:") == true)
        #expect(masked.raw("guardrailCoverage", "images") == #"{"guarded":0,"total":1}"#)
    }

    /// Many texts and many rows that are all spelled alike, as in a long conversation of short answers.
    @Test func textsThatAreSpelledAlikeAreMaskedAlike() async throws {
        let token = try TestEngine.token()
        let text = #""\#(token)""#
        let texts = Array(repeating: text, count: 9_000).joined(separator: ",")
        let rows = Array(repeating: #"{"role":"user","content":\#(text)}"#, count: 9_000).joined(separator: ",")
        let response = try await liteLLM(
            #"{"input_type":"request","texts":[\#(texts)],"structured_messages":[\#(rows)]}"#
        )
        let json = try #require(response.json)
        let masked = json.elements(of: json.member("texts", of: json.root)).compactMap { json.string($0) }
        #expect(masked.count == 9_000 && Set(masked).count == 1 && masked[0].hasPrefix("[REDACTED:github-token:"))
    }

    /// What is too much is told before anything is made of it.
    @Test func listsOfAnyKindAreBounded() async throws {
        let path = "/beta/litellm_basic_guardrail_api"
        let cases: [(any GatewayContract, String, String, String)] = [
            (LiteLLMContract(), path, #"{"input_type":"request","texts":["#, "\"\""),
            (LiteLLMContract(), path, #"{"input_type":"request","structured_messages":[],"tool_calls":["#, "{}"),
            (LiteLLMContract(), path, #"{"input_type":"response","litellm_call_id":"a","images":["#, "\"\""),
            (NeMoContract(), "/v1/checks", #"{"messages":["#, "{}"),
            (ModerationsContract(), "/v1/moderations", #"{"input":["#, "\"\""),
            (KongSanitizerContract(), "/llm/v1/sanitize", #"{"text":["#, "\"\""),
            (ApplyGuardrailContract(), "/guardrail/default/version/1/apply", #"{"source":"INPUT","content":["#, "{}"),
            (AgentGatewayContract(), "/request", #"{"body":{"messages":["#, "{}"),
        ]
        for (contract, path, start, element) in cases {
            let list = Array(repeating: element, count: 10_001).joined(separator: ",")
            let body = start + list + (start.hasPrefix(#"{"body""#) ? "]}}" : "]}")
            let response = try await post(contract, path, body)
            #expect(response.status.code / 100 == 4 && response.text.contains("too_many_texts"), "\(path) \(start)")
        }
        // Rows are no pieces.
        let rows = Array(repeating: #"{"role":"user","content":"a"}"#, count: 10_001).joined(separator: ",")
        let many = #"{"input_type":"request","texts":["a"],"structured_messages":[\#(rows)]}"#
        #expect(try await liteLLM(many).text("action") == "NONE")
    }
}
