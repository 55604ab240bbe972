// What a policy says of pictures holds in every contract that can carry them.

import Sluice
import SluiceHooks
import SluicePolicies
import Testing

@Suite struct PictureTests {
    private static let block: Policy = {
        var policy = Policy.standard
        policy.uninspectable.images = .block
        return policy
    }()

    private func post(_ contract: any GatewayContract, _ path: String, _ body: String, _ policy: Policy) async throws
        -> String
    {
        let client = ContractClient(contract: contract, engine: try TestEngine.make(standard: policy))
        return try await client.post(path, body).text
    }

    private static let data = "data:image/png;base64,iVBO"

    /// A contract, a body with a picture, and what the answer says if that is blocked.
    private static let pictures: [(any GatewayContract, String, String, String)] = [
        (
            ApplyGuardrailContract(), "/guardrail/default/version/1/apply",
            #"{"source":"INPUT","content":[{"text":{"text":"a"}},{"image":{"format":"png","source":{"bytes":"iVBO"}}}]}"#,
            #""action":"GUARDRAIL_INTERVENED""#
        ),
        (
            ModerationsContract(), "/v1/moderations",
            #"{"input":[{"type":"text","text":"a"},{"type":"image_url","image_url":{"url":"\#(data)"}}]}"#,
            #""flagged":true"#
        ),
        (
            LiteLLMContract(), "/beta/litellm_basic_guardrail_api",
            #"{"texts":["a"],"images":["\#(data)"],"input_type":"request"}"#, #""action":"BLOCKED""#
        ),
        (
            LiteLLMContract(), "/beta/litellm_basic_guardrail_api",
            #"{"texts":["a"],"images":["\#(data)"],"input_type":"response"}"#, #""action":"BLOCKED""#
        ),
    ]

    @Test func thePolicyDecides() async throws {
        for (contract, path, body, blocked) in Self.pictures {
            #expect(try await post(contract, path, body, Self.block).contains(blocked), "\(path)")
            #expect(try await !post(contract, path, body, .standard).contains(blocked), "\(path)")
        }
    }
}
