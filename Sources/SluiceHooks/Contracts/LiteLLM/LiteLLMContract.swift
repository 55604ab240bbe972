// LiteLLM's generic guardrail API.

import SluiceModel
import SluicePayloads

/// LiteLLM's generic guardrail API: `POST /beta/litellm_basic_guardrail_api`.
///
/// - `texts` of the answer stand for those of the request, one for one.
/// - LiteLLM does not read `tool_calls` of an answer. In requests the rows of `structured_messages` carry their masks,
///   and are sent back only where `texts` do not say it all, since LiteLLM may spell rows anew. In answers of a model
///   nothing carries them, so a finding there refuses the answer (`on_mask: pass` lets it pass).
/// - While an answer streams, its whole text is posted again every few tokens, and nothing tells a last post or an
///   answer that does not stream: all are judged as texts that grow, and only what is new is scanned.
///   `stream_holdback_chars` says how much of the end may still change, which is what `streaming_transform_mode:
///   incremental_diff` needs. In the mode `block_only` LiteLLM ignores masks of streams; there `on_mask: block` is
///   needed.
/// - `additional_provider_specific_params` can be set by LiteLLM's callers, so nothing is taken from it.
/// - What could not be judged is a status of 4xx or 5xx, which stops the message unless LiteLLM is told otherwise.
package struct LiteLLMContract: GatewayContract {
    package let name = "litellm"
    package let routes = [HookRoute.post("/beta/litellm_basic_guardrail_api")]

    /// Makes the contract.
    package init() {}

    package func handle(_ request: HookRequest, engine: HookEngine) async throws(HookError) -> HookResponse {
        let json = try request.object()
        let direction: Direction? =
            switch json.string(json.present("input_type")) {
            case "request": .request
            case "response": .response
            default: nil
            }
        var call = try HookCall(gateway: name, request: request, direction: direction)
        let id = json.string(json.present("litellm_call_id"))
        call.take(requestID: id)
        call.model = json.string(json.present("model"))
        call.metadata = Self.metadata(json)
        let handling = try request.maskHandling() ?? .mask
        let texts = try json.optionalList("texts") ?? []
        guard texts.allSatisfy({ json.kind($0) == .string }) else {
            throw .invalid("invalid_texts", "`texts` must be a list of strings.")
        }
        if direction == .response, let id {
            let message = try LiteLLMResponse(texts: texts, of: json)
            return try await message.answer(id, call, handling, engine)
        }
        return try await LiteLLMRequest(texts: texts, of: json, direction: direction).answer(call, handling, engine)
    }

    /// Whose key the request came with. What is known of the trace is the caller's word and comes last.
    private static func metadata(_ json: JSONTree) -> [String: String] {
        var metadata = GatewayMetadata()
        metadata.add(membersOf: json.present("request_data"), in: json)
        metadata.add("litellm_trace_id", json.string(json.present("litellm_trace_id")))
        return metadata.values
    }

    /// The refusal that LiteLLM makes an error of.
    static func refusal(_ message: String) -> JSONValue {
        .object([("action", .string("BLOCKED")), ("blocked_reason", .string(message))])
    }
}
