// What is the other contracts' own.

import HTTPTypes
import Sluice
import SluiceHooks
import SluiceModel
import SluicePayloads
import SluicePolicies
import Testing

@Suite struct KongContractTests {
    private func post(_ contract: any GatewayContract, _ path: String, _ body: String) async throws -> HookResponse {
        try await ContractClient(contract: contract, engine: try TestEngine.make([TestEngine.blocking])).post(
            path,
            body
        )
    }

    @Test func textsMayBeLists() async throws {
        let token = try TestEngine.token()
        let body = #"{"text":["a","\#(token)"],"source":"INPUT","allow_masking":true}"#
        let response = try await post(KongGuardrailContract(), "/kong/guardrail", body)
        #expect(response.raw("masked") == "true" && response.text("text", "0") == "a")
        #expect(response.text("text", "1")?.hasPrefix("[REDACTED:") == true)
    }

    /// The sanitizer of Kong answers with a list, whatever was sent, with places in characters.
    @Test func theSanitizerAnswersAsKongs() async throws {
        let token = try TestEngine.token()
        let mail = "jane" + ".doe@initech.com"
        let body =
            #"{"text":[{"text":"été \#(token)","msg_id":7},{"text":"to \#(mail)","msg_id":9}],"anonymize":["email"]}"#
        let response = try await post(KongSanitizerContract(), "/llm/v1/sanitize", body)
        #expect(response.raw("text", "0", "msg_id") == "7" && response.raw("text", "1", "msg_id") == "9")
        #expect(response.text("text", "0", "sanitized_text")?.hasPrefix("été [REDACTED:") == true)
        #expect(response.raw("text", "0", "analyzer_results", "0", "start") == "4")
        #expect(response.raw("text", "0", "analyzer_results", "0", "end") == "\(4 + token.count)")
        #expect(response.text("text", "0", "analyzer_results", "0", "entity_type") == "CREDENTIAL")
        #expect(response.text("text", "1", "analyzer_results", "0", "entity_type") == "EMAIL_ADDRESS")
        #expect(response.raw("identified_pii") == #"["credentials","email"]"#)
        #expect(response.raw("anonymized_pii") == #"["credentials","email"]"#)
        // Kong logs the results, originals and all.
        #expect(!response.text.contains(token) && !response.text.contains(mail))
        let credentials = try await post(
            KongSanitizerContract(),
            "/llm/v1/sanitize_credentials",
            #"{"text":"\#(token)"}"#
        )
        #expect(credentials.text("text", "0", "sanitized_text")?.hasPrefix("[REDACTED:") == true)
    }

    /// A policy that is named in a way that cannot be read is an error, never the default.
    @Test(arguments: [
        ("/v1/checks", #"{"messages":[{"role":"user","content":"a"}],"guardrails":{"config_ids":[5]}}"#),
        ("/v1/checks", #"{"messages":[{"role":"user","content":"a"}],"guardrails":"blocking"}"#),
        ("/truefoundry/validate/input", #"{"requestBody":{"messages":[]},"config":{"policy":5}}"#),
        ("/truefoundry/validate/input", #"{"requestBody":{"messages":[]},"config":"blocking"}"#),
        ("/truefoundry/validate/input", #"{"requestBody":{"messages":[]},"config":{"on_mask":5}}"#),
    ])
    func policiesOfAWrongTypeAreErrors(path: String, body: String) async throws {
        let contract: any GatewayContract = path.hasPrefix("/true") ? TrueFoundryContract() : NeMoContract()
        #expect(try await post(contract, path, body).status.code / 100 == 4)
    }

    @Test func patternsThatNobodyLooksForAreRefused() async throws {
        let body = #"{"text":"a","custom_patterns":[{"name":"n","regex":"x","score":1}]}"#
        let response = try await post(KongSanitizerContract(), "/llm/v1/sanitize", body)
        #expect(response.status == .badRequest && response.text("code") == "custom_patterns")
        #expect(response.text("error")?.contains("Write a rule") == true)
        let text = try await post(KongSanitizerContract(), "/llm/v1/sanitize", #"{"text":"a","custom_patterns":"x"}"#)
        #expect(text.status == .badRequest)
        let none = try await post(KongSanitizerContract(), "/llm/v1/sanitize", #"{"text":"a","custom_patterns":[]}"#)
        #expect(none.text("text", "0", "sanitized_text") == "a")
    }

    @Test func theStatusIsGiven() async throws {
        let contract = KongSanitizerContract()
        let request = HookRequest(route: .get("/llm/v1/status"))
        let response = try await contract.handle(request, engine: try TestEngine.make())
        #expect(response.text("status") == "ok")
    }
}

@Suite struct ApplyGuardrailContractTests {
    private func post(_ body: String, id: String = "default") async throws -> HookResponse {
        let engine = try TestEngine.make([TestEngine.blocking])
        return try await ContractClient(contract: ApplyGuardrailContract(), engine: engine)
            .post("/guardrail/\(id)/version/1/apply", body)
    }

    /// Each text has its output; pictures have none.
    @Test func outputsStayAligned() async throws {
        let token = try TestEngine.token()
        let mail = "jane" + ".doe@initech.com"
        let body =
            #"{"source":"INPUT","content":[{"text":{"text":"a"}},{"image":{"format":"png","source":{"bytes":"aGk="}}},"#
            + #"{"text":{"text":"\#(token)","qualifiers":["grounding_source"]}},{"text":{"text":"to \#(mail)"}}]}"#
        let response = try await post(body)
        #expect(response.text("action") == "GUARDRAIL_INTERVENED")
        #expect(response.text("outputs", "0", "text") == "a" && response.value("outputs", "3") == nil)
        #expect(response.text("outputs", "1", "text")?.hasPrefix("[REDACTED:") == true)
        let entity = try #require(
            response.raw("assessments", "0", "sensitiveInformationPolicy", "piiEntities", "0")
        )
        #expect(entity.contains(#""type":"EMAIL""#) && entity.contains(#""action":"ANONYMIZED""#))
        let other = try #require(response.raw("assessments", "0", "sensitiveInformationPolicy", "regexes", "0"))
        #expect(other.contains(#""name":"github-token""#))
        #expect(response.raw("guardrailCoverage", "images") == #"{"guarded":0,"total":1}"#)
        #expect(response.raw("usage", "sensitiveInformationPolicyUnits") == "1")
        #expect(!response.text.contains(token) && !response.text.contains(mail))
    }

    @Test func theIDIsThePolicy() async throws {
        let token = try TestEngine.token()
        let body = #"{"source":"OUTPUT","content":[{"text":{"text":"\#(token)"}}]}"#
        let blocked = try await post(body, id: "blocking")
        #expect(blocked.text("actionReason") == "Guardrail blocked." && blocked.value("outputs", "1") == nil)
        #expect(blocked.text.contains(#""action":"BLOCKED""#))
        let unknown = try await post(body, id: "nobody")
        #expect(unknown.header("x-amzn-ErrorType") == "ResourceNotFoundException")
        #expect(unknown.text("message") != nil && unknown.status == .badRequest)
        let clean = try await post(#"{"source":"OUTPUT","content":[{"text":{"text":"a"}}]}"#)
        #expect(clean.text("action") == "NONE" && clean.raw("outputs") == "[]" && clean.raw("assessments") == "[]")
        #expect(try await post("{").header("x-amzn-ErrorType") == "ValidationException")
    }
}

@Suite struct ModerationsContractTests {
    private func post(_ body: String, _ path: String = "/v1/moderations") async throws -> HookResponse {
        let engine = try TestEngine.make([TestEngine.blocking])
        return try await ContractClient(contract: ModerationsContract(), engine: engine).post(path, body)
    }

    @Test func listsHaveAResultForEachText() async throws {
        let token = try TestEngine.token()
        let response = try await post(#"{"input":["a","\#(token)"],"model":"x"}"#)
        #expect(response.raw("results", "0", "flagged") == "false" && response.raw("results", "1", "flagged") == "true")
        #expect(response.raw("results", "1", "categories", "secret") == "true")
        #expect(response.raw("results", "1", "categories", "violence/graphic") == "false")
        #expect(response.raw("results", "1", "category_scores", "secret") == "1.0")
        #expect(response.text("model") == "x" && response.text("id")?.hasPrefix("modr-") == true)
    }

    @Test func partsAreOneMessage() async throws {
        let token = try TestEngine.token()
        let response = try await post(
            #"{"input":[{"type":"text","text":"a"},{"type":"image_url","image_url":{"url":"https://e.com"}},"#
                + #"{"type":"text","text":"\#(token)"}]}"#
        )
        #expect(response.raw("results", "0", "flagged") == "true" && response.value("results", "1") == nil)
        #expect(response.raw("results", "0", "category_applied_input_types", "secret") == #"["text"]"#)
    }

    @Test func theModelMayNameThePolicy() async throws {
        let token = try TestEngine.token()
        let body = #"{"input":"\#(token)","model":"sluice:blocking"}"#
        #expect(try await post(body, "/v1/moderations?on_mask=pass").raw("results", "0", "flagged") == "true")
        let standard = #"{"input":"\#(token)"}"#
        #expect(try await post(standard, "/v1/moderations?on_mask=pass").raw("results", "0", "flagged") == "false")
        let unknown = try await post(#"{"input":"a","model":"sluice:nobody"}"#)
        #expect(unknown.status == .badRequest && unknown.text("error", "type") == "invalid_request_error")
    }

    /// The direction is not known, so the stricter decision holds.
    @Test func personalDataIsFlagged() async throws {
        let mail = "jane" + ".doe@initech.com"
        let body = #"{"input":"to \#(mail)"}"#
        #expect(try await post(body).raw("results", "0", "flagged") == "true")
        #expect(try await post(body, "/v1/moderations?direction=response").raw("results", "0", "flagged") == "false")
        #expect(try await post(body, "/v1/moderations?direction=up").text("error", "code") == "invalid_direction")
    }
}

@Suite struct NeMoContractTests {
    private func post(_ body: String) async throws -> HookResponse {
        let engine = try TestEngine.make([TestEngine.blocking])
        return try await ContractClient(contract: NeMoContract(), engine: engine).post("/v1/checks", body)
    }

    private func body(_ messages: (role: String, content: String)..., guardrails: String = "{}") -> String {
        let list = messages.map { #"{"role":"\#($0.role)","content":"\#($0.content)"}"# }.joined(separator: ",")
        return #"{"model":"m","messages":[\#(list)],"guardrails":\#(guardrails)}"#
    }

    @Test func oneContentIsAnswered() async throws {
        let token = try TestEngine.token()
        let asked = try await post(body(("system", "s"), ("user", "my \(token)")))
        #expect(asked.text("status") == "modified" && asked.text("content")?.hasPrefix("my [REDACTED:") == true)
        let answered = try await post(body(("user", "hi"), ("assistant", "so \(token)")))
        #expect(answered.text("status") == "modified" && answered.text("content")?.hasPrefix("so [REDACTED:") == true)
        let clean = try await post(body(("user", "hi"), ("assistant", "hello")))
        #expect(clean.text("status") == "passed" && clean.text("content") == "hello" && clean.value("rail") == nil)
    }

    /// A mask of what is not answered would be lost.
    @Test func masksElsewhereBlock() async throws {
        let token = try TestEngine.token()
        for text in [
            body(("user", token), ("assistant", "ok")), body(("user", token), ("user", "more")),
            #"{"messages":[{"role":"assistant","content":"a","tool_calls":[{"id":"c","type":"function","#
                + #""function":{"name":"f","arguments":"{\"v\":\"\#(token)\"}"}}]}]}"#,
            #"{"messages":[{"role":"user","content":[{"type":"text","text":"a"},{"type":"text","text":"\#(token)"}]}]}"#,
        ] {
            let response = try await post(text)
            #expect(response.text("status") == "blocked" && response.text("rail") == "default", "\(response.text)")
            #expect(!response.text.contains(token))
        }
        // Only the kind that is asked for is judged.
        let output = try await post(
            body(("user", token), ("assistant", "ok"), guardrails: #"{"rail_types":["output"]}"#)
        )
        #expect(output.text("status") == "passed" && output.text("content") == "ok")
    }

    @Test func theConfigIsThePolicy() async throws {
        let token = try TestEngine.token()
        let blocked = try await post(body(("user", token), guardrails: #"{"config_id":"blocking"}"#))
        #expect(blocked.text("status") == "blocked" && blocked.text("rail") == "blocking")
        let listed = try await post(body(("user", token), guardrails: #"{"config_ids":["blocking"]}"#))
        #expect(listed.text("status") == "blocked")
        let unknown = try await post(body(("user", "a"), guardrails: #"{"config_id":"nobody"}"#))
        #expect(unknown.status == .unprocessableContent && unknown.text("detail") != nil)
        let several = try await post(body(("user", "a"), guardrails: #"{"config_ids":["a","b"]}"#))
        #expect(several.status == .unprocessableContent && several.text("code") == "one_policy")
        let none = try await post(body(("user", token), guardrails: #"{"rail_types":["dialog"]}"#))
        #expect(none.status == .unprocessableContent && none.text("code") == "no_rail")
    }
}

@Suite struct LLMGuardContractTests {
    private func post(_ path: String, _ body: String) async throws -> HookResponse {
        let engine = try TestEngine.make([TestEngine.blocking])
        return try await ContractClient(contract: LLMGuardContract(), engine: engine).post(path, body)
    }

    @Test func sanitizedTextsAreValid() async throws {
        let token = try TestEngine.token()
        let response = try await post("/analyze/prompt", #"{"prompt":"my \#(token)","scanners_suppress":["Secrets"]}"#)
        #expect(response.raw("is_valid") == "true" && response.raw("scanners") == #"{"github-token":1.0}"#)
        #expect(response.text("sanitized_prompt")?.hasPrefix("my [REDACTED:") == true)
        // The prompt beside an output is not judged.
        let output = try await post("/analyze/output", #"{"prompt":"\#(token)","output":"hello"}"#)
        #expect(output.raw("is_valid") == "true" && output.text("sanitized_output") == "hello")
        #expect(!output.text.contains(token))
    }

    /// Where no text is given back, a mask is nothing that callers can use.
    @Test func scansRefuseWhatWouldBeMasked() async throws {
        let token = try TestEngine.token()
        let response = try await post("/scan/prompt", #"{"prompt":"my \#(token)"}"#)
        #expect(response.raw("is_valid") == "false" && response.value("sanitized_prompt") == nil)
        let blocked = try await post("/analyze/prompt?policy=blocking", #"{"prompt":"my \#(token)"}"#)
        #expect(blocked.raw("is_valid") == "false" && blocked.text("sanitized_prompt") == "")
    }
}
