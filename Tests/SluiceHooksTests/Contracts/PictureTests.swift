// What a policy says of pictures holds in every contract that can carry them.

import Sluice
import SluiceHooks
import SluicePolicies
import Testing

@Suite struct PictureTests {
    private static let block: Policy = {
        var policy = Policy.standard
        policy.uninspectable[.images] = .block
        return policy
    }()

    private func post(_ contract: any GatewayContract, _ path: String, _ body: String, _ policy: Policy) async throws
        -> String
    {
        let client = ContractClient(contract: contract, engine: try TestEngine.make(standard: policy))
        return try await client.post(path, body).text
    }

    private static let pictures = [
        (
            "/guardrail/default/version/1/apply",
            #"{"source":"INPUT","content":[{"text":{"text":"a"}},{"image":{"format":"png","source":{"bytes":"iVBO"}}}]}"#,
            #""action":"GUARDRAIL_INTERVENED""#
        ),
        (
            "/v1/moderations",
            #"{"input":[{"type":"text","text":"a"},{"type":"image_url","image_url":{"url":"data:image/png;base64,iVBO"}}]}"#,
            #""flagged":true"#
        ),
        (
            "/beta/litellm_basic_guardrail_api",
            #"{"texts":["a"],"images":["data:image/png;base64,iVBO"],"input_type":"request"}"#, #""action":"BLOCKED""#
        ),
        (
            "/beta/litellm_basic_guardrail_api",
            #"{"texts":["a"],"images":["data:image/png;base64,iVBO"],"input_type":"response"}"#, #""action":"BLOCKED""#
        ),
    ]

    @Test(arguments: pictures) func thePolicyDecides(path: String, body: String, blocked: String) async throws {
        let contract: any GatewayContract =
            path.hasPrefix("/guardrail")
            ? ApplyGuardrailContract() : path.hasSuffix("moderations") ? ModerationsContract() : LiteLLMContract()
        #expect(try await post(contract, path, body, Self.block).contains(blocked))
        #expect(try await !post(contract, path, body, .standard).contains(blocked))
    }
}
