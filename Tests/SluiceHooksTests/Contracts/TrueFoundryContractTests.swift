// What is TrueFoundry's own.

import HTTPTypes
import Sluice
import SluiceHooks
import SluiceModel
import SluicePolicies
import Testing

@Suite struct TrueFoundryContractTests {
    private func post(_ path: String, _ body: String, audit: AuditProbe? = nil) async throws -> HookResponse {
        let engine = try TestEngine.make([TestEngine.blocking], audit: audit)
        return try await ContractClient(contract: TrueFoundryContract(), engine: engine).post(path, body)
    }

    private func input(_ content: String, config: String = "{}") -> String {
        #"{"requestBody":{"model":"openai-main/gpt","messages":[{"role":"user","content":\#(content)}]},"#
            + #""context":{"user":{"subjectId":"id-1","subjectType":"team","subjectSlug":"blue"},"#
            + #""metadata":{"request_id":"r-1","subject":"forged"}},"config":\#(config)}"#
    }

    /// The gateway ignores the result of a rail that validates, so a mask there would let the value pass.
    @Test func railsThatValidateRefuseWhatTheyCannotMask() async throws {
        let token = try TestEngine.token()
        let refused = try await post("/truefoundry/validate/input", input("\"\(token)\""))
        #expect(refused.status == .ok && refused.raw("verdict") == "false")
        #expect(refused.text("message")?.contains("github-token") == true)
        #expect(refused.value("transformed") == nil && refused.value("result") == nil)
        let passed = try await post(
            "/truefoundry/validate/input",
            input("\"\(token)\"", config: #"{"on_mask":"pass"}"#)
        )
        #expect(passed.raw("verdict") == "true" && passed.value("result") == nil)
    }

    @Test func theConfigNamesThePolicy() async throws {
        let token = try TestEngine.token()
        let blocked = try await post(
            "/truefoundry/mutate/input",
            input("\"\(token)\"", config: #"{"policy":"blocking"}"#)
        )
        #expect(blocked.raw("verdict") == "false")
        let unknown = try await post("/truefoundry/mutate/input", input("\"a\"", config: #"{"policy":"nobody"}"#))
        #expect(unknown.status == .badRequest && unknown.text("error", "code") == "unknown_policy")
        let wrong = try await post("/truefoundry/mutate/input", input("\"a\"", config: #"{"on_mask":"maybe"}"#))
        #expect(wrong.status == .badRequest && wrong.text("error", "code") == "invalid_on_mask")
        let misspelt = try await post("/truefoundry/mutate/input", input("\"a\"", config: #"{"polciy":"blocking"}"#))
        #expect(misspelt.status == .badRequest && misspelt.text("error", "code") == "unknown_field")
        #expect(misspelt.text("error", "message")?.contains("did you mean `policy`?") == true)
    }

    /// What the gateway knows of the caller cannot be replaced by what the caller says.
    @Test func theContextBecomesMetadata() async throws {
        let probe = AuditProbe()
        _ = try await post("/truefoundry/mutate/input", input("\"hi\""), audit: probe)
        let metadata = try #require(probe.records.first).metadata
        #expect(
            metadata["subject"] == "id-1" && metadata["subject_type"] == "team" && metadata["subject_slug"] == "blue"
        )
        #expect(metadata["request_id"] == "r-1")
    }

    /// Older gateways read a 4xx as a refusal, `null` as leave to pass, and any other body as the new one.
    @Test func theOlderGenerationIsSpoken() async throws {
        let token = try TestEngine.token()
        #expect(try await post("/truefoundry/legacy-mutate/input", input("\"hi\"")).text == "null")
        let masked = try await post("/truefoundry/legacy-mutate/input", input("\"\(token)\""))
        #expect(masked.status == .ok && masked.text("model") == "openai-main/gpt")
        #expect(masked.text("messages", "0", "content")?.hasPrefix("[REDACTED:") == true)
        let refused = try await post("/truefoundry/legacy-validate/input", input("\"\(token)\""))
        #expect(refused.status == .forbidden && refused.text("error", "code") == "blocked_by_policy")
        #expect(refused.header("X-Sluice-Outcome") == "policy")
    }

    @Test func listsOfPartsAndToolCallsStay() async throws {
        let token = try TestEngine.token()
        let content =
            #"[{"type":"text","text":"\#(token)"},{"type":"image_url","image_url":{"url":"https://e.com/a.png"}}]"#
        let masked = try await post("/truefoundry/mutate/input", input(content))
        #expect(masked.text("result", "messages", "0", "content", "0", "text")?.hasPrefix("[REDACTED:") == true)
        #expect(masked.text("result", "messages", "0", "content", "1", "image_url", "url") == "https://e.com/a.png")
    }

    @Test func toolsOfMCPAreJudged() async throws {
        let token = try TestEngine.token()
        let call = #"{"requestBody":{"toolName":"write","arguments":{"path":"a","content":"\#(token)"}},"context":{}}"#
        let before = try await post("/truefoundry/mutate/mcp-pre-tool", call)
        #expect(before.text("result", "arguments", "content")?.hasPrefix("[REDACTED:") == true)
        #expect(before.text("result", "toolName") == "write")
        let result =
            #"{"requestBody":{"toolName":"read"},"responseBody":{"content":[{"type":"text","text":"\#(token)"}]}}"#
        let after = try await post("/truefoundry/mutate/mcp-post-tool", result)
        #expect(after.text("result", "content", "0", "text")?.hasPrefix("[REDACTED:") == true)
        let inRequest = #"{"requestBody":{"toolName":"read","result":"\#(token)"}}"#
        let other = try await post("/truefoundry/mutate/mcp-post-tool", inRequest)
        #expect(other.text("result", "result")?.hasPrefix("[REDACTED:") == true)
    }

    @Test func pathsThatAreNoRailsAreErrors() async throws {
        for path in ["/truefoundry/change/input", "/truefoundry/mutate/inputs"] {
            let response = try await post(path, input("\"hi\""))
            #expect(response.status == .notFound && response.text("error", "code") == "unknown_rail")
        }
        let swapped = try await post("/truefoundry/mutate/output", input("\"hi\""))
        #expect(swapped.status == .badRequest && swapped.text("error", "code") == "no_message")
    }
}
