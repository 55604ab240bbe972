// What is agentgateway's own.

import HTTPTypes
import Sluice
import SluiceHooks
import SluiceModel
import SluicePolicies
import Testing

@Suite struct AgentGatewayContractTests {
    private func post(_ path: String, _ body: String) async throws -> HookResponse {
        let engine = try TestEngine.make([TestEngine.blocking])
        return try await ContractClient(contract: AgentGatewayContract(), engine: engine).post(path, body)
    }

    private func messages(_ messages: (role: String, content: String)...) -> String {
        let list = messages.map { #"{"role":"\#($0.role)","content":"\#($0.content)"}"# }.joined(separator: ",")
        return #"{"body":{"messages":[\#(list)]}}"#
    }

    /// The kinds of actions are told apart by what their `body` is.
    @Test func actionsHaveTheirShapes() async throws {
        let token = try TestEngine.token()
        let pass = try await post("/request", messages(("user", "hi")))
        #expect(pass.raw("action") == #"{"reason":"allow"}"#)
        let mask = try await post("/request", messages(("system", "s"), ("user", token)))
        #expect(mask.text("action", "body", "messages", "0", "content") == "s")
        #expect(mask.text("action", "body", "messages", "1", "role") == "user")
        #expect(mask.text("action", "body", "messages", "1", "content")?.hasPrefix("[REDACTED:") == true)
        let reject = try await post("/request?policy=blocking", messages(("user", token)))
        #expect(reject.raw("action", "status_code") == "403")
        #expect(reject.text("action", "body")?.contains("github-token") == true)
        #expect(reject.text("action", "reason") == "blocked_by_policy")
    }

    /// A mask would replace all messages and so delete tool calls, which are not in what is sent.
    @Test func whatMayHaveToolCallsIsRefused() async throws {
        let token = try TestEngine.token()
        let plain = messages(("user", "hi"), ("assistant", "hello"), ("user", token))
        let result = messages(("user", "hi"), ("assistant", "let me look"), ("tool", token), ("user", "and?"))
        let silent = messages(("user", "hi"), ("assistant", ""), ("user", token))
        for body in [plain, result, silent] {
            let response = try await post("/request", body)
            #expect(response.raw("action", "status_code") == "403")
            #expect(response.text("action", "body")?.contains("cannot mask") == true)
        }
        // Whoever says that there are no tools is believed until a message shows one.
        let masked = try await post("/request?on_mask=mask", plain)
        #expect(masked.text("action", "body", "messages", "2", "content")?.hasPrefix("[REDACTED:") == true)
        for body in [result, silent] {
            #expect(try await post("/request?on_mask=mask", body).raw("action", "status_code") == "403")
        }
        #expect(try await post("/request?on_mask=pass", result).raw("action") == #"{"reason":"mask"}"#)
        let clean = messages(("user", "hi"), ("assistant", ""), ("tool", "a"))
        #expect(try await post("/request", clean).raw("action") == #"{"reason":"allow"}"#)
    }

    /// Masks of an answer replace its texts and leave its calls.
    @Test func answersAreMasked() async throws {
        let token = try TestEngine.token()
        let body =
            #"{"body":{"choices":[{"message":{"role":"assistant","content":""}},"#
            + #"{"message":{"role":"assistant","content":"so \#(token)"}}]}}"#
        let response = try await post("/response", body)
        #expect(response.text("action", "body", "choices", "0", "message", "content") == "")
        #expect(
            response.text("action", "body", "choices", "1", "message", "content")?.hasPrefix("so [REDACTED:") == true
        )
    }

    /// The raw format has the provider's messages, so that nothing is lost.
    @Test func rawMessagesKeepTheirToolCalls() async throws {
        let token = try TestEngine.token()
        let openAI =
            #"{"messages":[{"role":"assistant","content":null,"tool_calls":[{"id":"c","type":"function","#
            + #""function":{"name":"f","arguments":"{\"v\":\"\#(token)\"}"}}]},{"role":"tool","tool_call_id":"c","content":"r"}]}"#
        let masked = try await post("/request", openAI)
        let arguments = masked.text("messages", "0", "tool_calls", "0", "function", "arguments")
        #expect(arguments?.hasPrefix(#"{"v":"[REDACTED:"#) == true)
        #expect(masked.text("messages", "1", "tool_call_id") == "c")
        let id = "toolu_" + token
        let anthropic =
            #"{"messages":[{"role":"user","content":[{"type":"tool_result","tool_use_id":"\#(id)","#
            + #""content":"\#(token)"}]}],"model":"claude"}"#
        let other = try await post("/agentgateway/request", anthropic)
        #expect(other.text("messages", "0", "content", "0", "tool_use_id") == id)
        #expect(other.text("messages", "0", "content", "0", "content")?.hasPrefix("[REDACTED:") == true)
        let blocked = try await post("/request?policy=blocking", openAI)
        #expect(blocked.status == .forbidden && blocked.text("error", "code") == "blocked_by_policy")
    }

    /// The gateway may be set to let pass what fails, so that the policy's closed must be a refusal.
    @Test func lateRequestsAreRejectedAsUnjudged() async throws {
        let engine = try TestEngine.make()
        let filler = String(repeating: "All work and no play. ", count: 10_000)
        let response = try await ContractClient(contract: AgentGatewayContract(), engine: engine)
            .post("/request", messages(("user", filler)), deadline: .now - .seconds(1))
        #expect(response.status == .ok && response.raw("action", "status_code") == "504")
        #expect(response.text("action", "reason") == "deadline_exceeded")
    }
}
