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
        (
            LiteLLMContract(), "/beta/litellm_basic_guardrail_api",
            #"{"texts":["a"],"images":["\#(data)"],"input_type":"response","litellm_call_id":"a"}"#,
            #""action":"BLOCKED""#
        ),
        (
            LiteLLMContract(), "/beta/litellm_basic_guardrail_api",
            #"{"texts":["a"],"images":[{"bytes":"iVBO"}],"input_type":"request"}"#, #""action":"BLOCKED""#
        ),
        (
            ModerationsContract(), "/v1/moderations",
            #"{"input":[{"type":"image_url","image_url":{"url":""}}]}"#, #""flagged":true"#
        ),
    ]

    private static let results = [
        #"{"content":[{"type":"text","text":"a"},{"type":"image","data":"iVBO","mimeType":"image/png"}]}"#,
        #"{"content":[{"type":"audio","data":"UklGRg==","mimeType":"audio/wav"}]}"#,
        #"{"content":[{"type":"resource","resource":{"uri":"file:///a.pdf","blob":"JVBERi0="}}]}"#,
        #"{"contents":[{"uri":"file:///a.pdf","blob":"JVBERi0="}]}"#,
        #"{"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"image","data":"iVBO","mimeType":"image/png"}]}}"#,
    ]

    /// Results of MCP tools have pictures, sound and files of their own form.
    @Test(arguments: results) func thePolicyDecidesAboutResultsOfTools(result: String) async throws {
        for operation in ["validate", "mutate"] {
            let path = "/truefoundry/\(operation)/mcp-post-tool"
            let body = #"{"requestBody":{"toolName":"read"},"responseBody":\#(result)}"#
            let refused = try await post(TrueFoundryContract(), path, body, Self.block)
            #expect(refused.contains(#""verdict":false"#))
            #expect(try await post(TrueFoundryContract(), path, body, .standard) == #"{"verdict":true}"#)
        }
    }

    /// What has the names of media and is none passes.
    @Test func textsOfToolsAreNoPictures() async throws {
        let result = #"{"content":[{"type":"text","text":"a","data":"x"},{"type":"image","data":""}],"data":"iVBO"}"#
        let body = #"{"requestBody":{"toolName":"read"},"responseBody":\#(result)}"#
        let answer = try await post(TrueFoundryContract(), "/truefoundry/mutate/mcp-post-tool", body, Self.block)
        #expect(answer == #"{"verdict":true}"#)
    }

    @Test func thePolicyDecides() async throws {
        for (contract, path, body, blocked) in Self.pictures {
            #expect(try await post(contract, path, body, Self.block).contains(blocked), "\(path)")
            #expect(try await !post(contract, path, body, .standard).contains(blocked), "\(path)")
        }
    }
}
