// The endpoint for Kong's custom guardrail plugin.

import SluiceModel
import SluicePayloads

/// The endpoint for Kong's `ai-custom-guardrail`, whose requests and answers are what its configuration makes of them:
/// `POST /kong/guardrail` takes `{"text", "source"}` and gives `{"block", "block_message", "masked", "text"}`.
///
/// - The plugin uses a changed text only with `allow_masking`; its configuration says so with `"allow_masking": true`
///   in the body too. Without it a message with something to mask is refused.
/// - `source` is `INPUT` or `OUTPUT`, as the plugin's `$(source)` says; without it the stricter decision holds.
/// - What could not be judged is a status of 4xx or 5xx, on which the plugin stops (`stop_on_error`).
package struct KongGuardrailContract: GatewayContract {
    package let name = "kong-guardrail"
    package let routes = [HookRoute.post("/kong/guardrail")]

    /// Makes the contract.
    package init() {}

    package func handle(_ request: HookRequest, engine: HookEngine) async throws(HookError) -> HookResponse {
        let json = try request.object()
        let direction: Direction? =
            switch try json.optionalString("source")?.uppercased() {
            case "INPUT": .request
            case "OUTPUT": .response
            default: nil
            }
        var call = try HookCall(gateway: name, request: request, direction: direction)
        call.model = json.string(json.present("model"))
        call.route = json.string(json.present("route"))
        var metadata = GatewayMetadata()
        metadata.add(membersOf: json.present("metadata"), in: json)
        call.metadata = metadata.values
        guard let text = json.present("text") else {
            throw .invalid("no_message", "`text` is not there. Set `request.body.text` to `$(content)`.")
        }
        // A plugin that is told to send all content may send it as a list.
        let judgement = try await engine.check([.json(json.slice(text))], as: call).judgement()
        let isMaskable = Self.isTrue(json.present("allow_masking"), in: json)
        var members: [(String, JSONValue)]
        switch judgement.ruling(try request.maskHandling() ?? .mask, isMaskable: { _ in isMaskable }) {
        case .passed:
            members = [("block", .bool(false)), ("block_message", .string("")), ("masked", .bool(false))]
            members.append(("text", .raw(json.slice(text))))
        case .masked:
            members = [("block", .bool(false)), ("block_message", .string("")), ("masked", .bool(true))]
            members.append(("text", .raw(judgement.verdict.parts[0].bytes ?? Array("\"\"".utf8))))
        case .refused(let message):
            members = [("block", .bool(true)), ("block_message", .string(message)), ("masked", .bool(false))]
            members.append(("text", .string("")))
        }
        return judgement.response(.object(members))
    }

    /// The plugin's configuration has texts only, so that a flag may come as one.
    private static func isTrue(_ node: JSONTree.Node?, in json: JSONTree) -> Bool {
        json.bool(node) == true || json.string(node)?.lowercased() == "true"
    }
}
