// POST /v1/check: what it says of texts and bodies.

import HTTPTypes
import Sluice
import SluiceHooks
import SluiceModel
import SluicePayloads
import SluicePolicies
import Testing

@Suite struct CheckContractTests {
    private func ask(
        _ body: String,
        engine: HookEngine? = nil,
        deadline: ContinuousClock.Instant = .now + Patience.duration
    ) async throws -> HookResponse {
        let request = HookRequest(route: .post("/v1/check"), body: Array(body.utf8), deadline: deadline)
        return try await CheckContract().handle(request, engine: engine ?? TestEngine.make())
    }

    @Test func aTextComesBackMaskedWithItsFindings() async throws {
        let token = try TestEngine.token()
        let response = try await ask("{\"text\": \"key: \(token) \\u00e9\", \"direction\": \"request\"}")
        let json = try #require(response.json)
        #expect(response.status == .ok)
        #expect(response.string("outcome") == "policy")
        #expect(response.string("action") == "mask")
        let text = try #require(response.string("text"))
        #expect(text.hasPrefix("key: [REDACTED:github-token:") && text.hasSuffix("] é"))
        let findings = Array(json.elements(of: json.member("findings", of: json.root)))
        #expect(findings.count == 1)
        #expect(json.string(json.member("rule", of: findings.first)) == "github-token")
        #expect(json.integer(json.member("start", of: findings.first)) == 5)
        #expect(!response.text.contains(token))
    }

    @Test func theHeaderAndTheAddressNameThePolicy() async throws {
        let client = ContractClient(contract: CheckContract(), engine: try TestEngine.make([TestEngine.blocking]))
        let body = "{\"text\": \"\(try TestEngine.token())\"}"
        #expect(try await client.post("/v1/check", body).string("action") == "mask")
        #expect(try await client.post("/v1/check?policy=blocking", body).string("action") == "block")
        let header = HTTPFields.one("X-Sluice-Policy", "blocking")
        #expect(try await client.post("/v1/check", body, headers: header).string("action") == "block")
        #expect(try await client.post("/v1/check?policy=gone", body).text.contains("unknown_policy"))
    }

    @Test func textsStayAligned() async throws {
        let token = try TestEngine.token()
        let response = try await ask("{\"texts\": [\"one\", \"\(token)\", \"\", \"three\"]}")
        let json = try #require(response.json)
        let texts = json.elements(of: json.member("texts", of: json.root)).map { json.string($0) ?? "-" }
        #expect(texts.count == 4)
        #expect(texts[0] == "one" && texts[2] == "" && texts[3] == "three")
        #expect(texts[1].hasPrefix("[REDACTED:github-token:"))
        #expect(
            json.integer(
                json.member("part", of: json.elements(of: json.member("findings", of: json.root)).first { _ in true })
            ) == 1
        )
    }

    @Test func aBodyComesBackByteForByteButForMasks() async throws {
        let token = try TestEngine.token()
        let before = "{ \"model\" : \"m\",\"n\":1.50, \"messages\":[{\"role\":\"user\",\"content\":\"a \\u0041 "
        let after = "\"}] }"
        let response = try await ask("{\"direction\":\"request\",\"body\":\(before)\(token)\(after)}")
        let json = try #require(response.json)
        let body = String(decoding: json.slice(try #require(json.member("body", of: json.root))), as: UTF8.self)
        #expect(body.hasPrefix(before + "[REDACTED:github-token:") && body.hasSuffix(after))
        #expect(response.text.contains("\"json_path\":\"messages[0].content\""))
    }

    @Test func aRecordedStreamIsABodyInAString() async throws {
        let token = try TestEngine.token()
        let halves = (token.prefix(12), token.dropFirst(12))
        let stream = [halves.0, halves.1].map {
            "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\($0)\"}}]}\n\n"
        }.joined()
        let response = try await ask(
            "{\"direction\":\"response\",\"dialect\":\"openai-chat\",\"body\":\(OutgoingText.json(stream))}"
        )
        #expect(response.string("action") == "mask")
        #expect(response.string("body")?.contains("[REDACTED:github-token:") == true)
        #expect(response.string("body")?.contains(halves.1) == false)
    }

    @Test func aBlockIsAnAnswerAndNoError() async throws {
        let token = try TestEngine.token()
        let engine = try TestEngine.make([TestEngine.blocking])
        let response = try await ask("{\"text\":\"\(token)\",\"policy\":\"blocking\"}", engine: engine)
        #expect(response.status == .ok)
        #expect(response.string("action") == "block" && response.string("outcome") == "policy")
        #expect(response.string("message") == "Blocked by policy: github-token.")
        #expect(response.text.contains("\"text\":null"))
    }

    @Test func monitorModeReportsAndChangesNothing() async throws {
        let token = try TestEngine.token()
        var monitor = TestEngine.blocking
        monitor.mode = .monitor
        let response = try await ask("{\"text\":\"\(token)\"}", engine: try TestEngine.make(standard: monitor))
        #expect(response.string("action") == "log" && response.string("would_be") == "block")
        #expect(response.string("text") == token)
    }

    @Test(arguments: [
        ("", "invalid_json"), ("{", "invalid_json"), ("[1]", "not_an_object"), ("{}", "no_message"),
        ("{\"text\":null}", "no_message"), ("{\"text\":\"a\",\"texts\":[]}", "no_message"),
        ("{\"text\":1}", "invalid_text"), ("{\"texts\":\"a\"}", "invalid_texts"),
        ("{\"texts\":[1]}", "invalid_texts"), ("{\"text\":\"a\",\"direction\":\"up\"}", "invalid_direction"),
        ("{\"body\":{},\"dialect\":\"x\"}", "invalid_dialect"), ("{\"body\":\"a\",\"format\":\"x\"}", "invalid_format"),
        ("{\"text\":\"a\",\"policy\":\"none\"}", "unknown_policy"), ("{\"text\":\"a\",\"policy\":3}", "invalid_field"),
        ("{\"text\":\"a\",\"metadata\":[]}", "invalid_metadata"),
        ("{\"text\":\"a\",\"dialect\":\"x\"}", "invalid_dialect"),
        ("{\"texts\":[\"a\"],\"format\":\"x\"}", "invalid_format"),
        ("{\"text\":\"a\",\"content_type\":3}", "invalid_field"),
        ("{\"body\":{\"messages\":[]},\"format\":\"x\"}", "invalid_format"),
        ("{\"body\":{\"messages\":[]},\"format\":\"sse\"}", "invalid_format"),
    ])
    func wrongRequestsAreToldWhatToDo(body: String, code: String) async throws {
        let error = await #expect(throws: HookError.self) { _ = try await ask(body) }
        #expect(error?.code == code)
        #expect(error?.status == .badRequest)
        #expect(error?.message.hasSuffix(".") == true)
    }

    /// What nothing was found in comes back as it was written, also what no text can say.
    @Test func whatIsUnchangedIsWrittenAsItCame() async throws {
        for string in [#""a\ud83d b""#, #""\u0061\/ \ud83d\ude00""#, #""é \n""#, "\"\""] {
            for (body, member) in [
                (#"{"text":\#(string)}"#, #""text":\#(string)"#),
                (#"{"texts":["b",\#(string)]}"#, #"["b",\#(string)]"#),
                (#"{"body":\#(string)}"#, #""body":\#(string)"#),
            ] {
                #expect(try await ask(body).text.contains(member), "\(body)")
            }
            let kong = ContractClient(contract: KongSanitizerContract(), engine: try TestEngine.make())
            let sanitized = try await kong.post("/llm/v1/sanitize", #"{"text":\#(string)}"#)
            #expect(sanitized.text.contains(#""sanitized_text":\#(string)"#))
            let nemo = ContractClient(contract: NeMoContract(), engine: try TestEngine.make())
            let checked = try await nemo.post("/v1/checks", #"{"messages":[{"role":"user","content":\#(string)}]}"#)
            #expect(checked.text.contains(#""content":\#(string)"#))
        }
        // What is no JSON is never given back as such.
        for string in ["\"a\nb\"", #""a\xb""#, #""\u12""#] {
            let response = try await ask(#"{"text":\#(string)}"#)
            #expect(response.status == .ok && !response.text.contains(string))
        }
    }

    /// A body in a string may say what it is written in.
    @Test func bodiesInOtherEncodingsAreRefused() async throws {
        for body in [
            #"{"body":"{}","content_type":"application/json; charset=utf-16"}"#,
            #"{"body":"{\u0000}\u0000","format":"json"}"#,
        ] {
            let error = await #expect(throws: HookError.self) { _ = try await ask(body) }
            #expect(error?.code == "unsupported_encoding" && error?.status == .unsupportedMediaType)
        }
    }

    @Test func nullFieldsAreLeftAlone() async throws {
        let response = try await ask("{\"text\":\"a\",\"policy\":null,\"direction\":null}")
        #expect(response.string("text") == "a" && response.string("action") == "allow")
    }

    /// What is misspelt is not left out in silence: the message would be judged by another policy.
    @Test func unknownFieldsAndHeadersAreRefused() async throws {
        let client = ContractClient(contract: CheckContract(), engine: try TestEngine.make())
        let misspelt = try await client.post("/v1/check", "{\"text\":\"a\",\"polcy\":\"strict\"}")
        #expect(misspelt.status == .badRequest && misspelt.text.contains("\"unknown_field\""))
        #expect(misspelt.text.contains("did you mean `policy`?"))
        let header = HTTPFields.one("X-Sluice-Polcy", "strict")
        let other = try await client.post("/v1/check", "{\"text\":\"a\"}", headers: header)
        #expect(other.text.contains("\"unknown_header\"") && other.text.contains("did you mean `X-Sluice-Policy`?"))
        let filter = ContractClient(contract: FilterContract(), engine: try TestEngine.make())
        let third = try await filter.post("/v1/filter", "a", headers: .one("X-Sluice-Directoin", "request"))
        #expect(third.text.contains("did you mean `X-Sluice-Direction`?"))
        // What may be a text is not repeated.
        let token = try TestEngine.token()
        let odd = try await client.post("/v1/check", "{\"text\":\"a\",\"\(token)\":1}")
        #expect(odd.text.contains("\"unknown_field\"") && !odd.text.contains(token))
    }

    /// However much is found, an answer stays small, and tells how much there is.
    @Test func findingsAreBounded() async throws {
        let token = try TestEngine.token()
        let many = String(repeating: "ada.berg@company.example.org ", count: 1_500)
        for body in ["{\"text\":\"\(many)\(token)\"}", "{\"texts\":[\"\(many)\",\"\(many)\",\"\(token)\"]}"] {
            let audit = AuditProbe()
            let response = try await ask(
                body,
                engine: try TestEngine.make(audit: audit),
                deadline: .now + Patience.duration
            )
            let json = try #require(response.json)
            let findings = Array(json.elements(of: json.member("findings", of: json.root)))
            let count = body.contains("texts") ? 3_001 : 1_501
            #expect(findings.count == 1_001)
            #expect(json.integer(json.member("finding_count", of: json.root)) == count)
            #expect(json.string(json.member("rule", of: findings.last)) == "github-token")
            #expect(json.integer(json.member("match_start", of: findings.first)) == 0)
            #expect(audit.records.first?.findingCount == count)
        }
    }

    @Test func moreTextsThanAllowedAreRefused() async throws {
        for (count, isAllowed) in [(10_000, true), (10_001, false)] {
            let texts = Array(repeating: "\"\"", count: count).joined(separator: ",")
            do {
                let response = try await ask("{\"texts\":[\(texts)]}", deadline: .now + Patience.duration)
                #expect(isAllowed && response.string("action") == "allow")
            } catch let error as HookError {
                #expect(!isAllowed && error.code == "too_many_texts" && error.status == .badRequest)
            }
        }
        let parts = Array(repeating: HookPart.text([]), count: 10_001)
        let call = HookCall(contract: "test", request: HookRequest(route: .post("/")), direction: .request)
        let engine = try TestEngine.make()
        await #expect(throws: HookError.self) { _ = try await engine.check(parts, as: call) }
    }

    /// The clock is looked at between texts too, also where there is nothing in them.
    @Test func timeRunsOutBetweenTexts() async throws {
        let texts = Array(repeating: "\"\"", count: 100).joined(separator: ",")
        let error = await #expect(throws: HookError.self) {
            _ = try await ask("{\"texts\":[\(texts)],\"direction\":\"request\"}", deadline: .now)
        }
        #expect(error?.code == "deadline_exceeded")
    }

    @Test func timeThatIsUpStopsWhereThePolicyIsClosed() async throws {
        let text = String(repeating: "words and words ", count: 20_000)
        let error = await #expect(throws: HookError.self) {
            _ = try await ask("{\"text\":\"\(text)\",\"direction\":\"request\"}", deadline: .now)
        }
        #expect(error?.code == "deadline_exceeded" && error?.status == .gatewayTimeout)
    }

    @Test func timeThatIsUpPassesTheRestWhereThePolicyIsOpen() async throws {
        let audit = AuditProbe()
        let token = try TestEngine.token()
        let text = "\(token) " + String(repeating: "words and words ", count: 20_000) + token
        let engine = try TestEngine.make(audit: audit)
        let response = try await ask(
            "{\"text\":\"\(text)\",\"direction\":\"response\"}",
            engine: engine,
            deadline: .now
        )
        let json = try #require(response.json)
        #expect(response.string("outcome") == "unjudged")
        let from = try #require(json.integer(json.member("not_scanned_from", of: json.root)))
        #expect(from >= 32_768 - 64 && from < text.utf8.count)
        // What was scanned is masked, and what was not is there as it came.
        let filtered = try #require(response.string("text"))
        #expect(filtered.hasPrefix("[REDACTED:github-token:") && filtered.hasSuffix(" " + token))
        #expect(filtered.dropFirst(filtered.count - 1_000) == text.dropFirst(text.count - 1_000))
        let record = try #require(audit.records.first)
        #expect(record.outcome == .error(code: "deadline_exceeded") && record.action == .mask)
        #expect(record.findings.count == 1)
    }

    @Test func aBlockBeforeTheTimeWasUpIsABlock() async throws {
        let token = try TestEngine.token()
        let text = "\(token) " + String(repeating: "words and words ", count: 20_000)
        let engine = try TestEngine.make(standard: TestEngine.blocking)
        let response = try await ask("{\"text\":\"\(text)\"}", engine: engine, deadline: .now)
        #expect(response.string("outcome") == "policy" && response.string("action") == "block")
    }

    @Test func theAuditKeepsWhatWasDecidedAndNoText() async throws {
        let audit = AuditProbe()
        let token = try TestEngine.token()
        _ = try await ask(
            """
            {"text":"\(token)","direction":"request","route":"/v1/x","model":"m1","metadata":{"team":"a","n":3,"no":null}}
            """,
            engine: try TestEngine.make(audit: audit)
        )
        let record = try #require(audit.records.first)
        #expect(record.action == .mask && record.outcome == .policy && record.direction == .request)
        #expect(record.route == "/v1/x" && record.policy == "default" && record.ruleSetVersion == "v1")
        #expect(record.metadata == ["team": "a", "n": "3", "model": "m1"])
        #expect(record.findings.map(\.rule) == ["github-token"] && record.findings.first?.length == 40)
        #expect(!"\(record)".contains(token))
        // Nor is a value kept that somebody puts in the place of a name.
        let models = [
            "anthropic/claude-sonnet-4-5@20250929", "us.x-3-5:0", token, "4111111111111111", "a@example.com", "a\tb",
        ]
        for model in models {
            _ = try await ask(
                "{\"text\":\"a\",\"model\":\(OutgoingText.json(model))}",
                engine: try TestEngine.make(audit: audit)
            )
        }
        #expect(
            audit.records.dropFirst().map { $0.metadata["model"] } == Array(models.prefix(2)) + ["…", "…", "…", "…"]
        )
        // What the caller did not say is not made up.
        _ = try await ask("{\"text\":\"a\"}", engine: try TestEngine.make(audit: audit))
        #expect(audit.records.last?.direction == nil)
    }
}

/// Writes texts as JSON for requests.
enum OutgoingText {
    static func json(_ text: String) -> String { String(decoding: JSONValue.string(text).bytes, as: UTF8.self) }
}
