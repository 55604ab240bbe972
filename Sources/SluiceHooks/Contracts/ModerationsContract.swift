// The shape of OpenAI's moderations.

import HTTPTypes
import Sluice
import SluiceModel
import SluicePayloads

/// The shape of OpenAI's moderations: `POST /v1/moderations`, for gateways that can ask any moderation endpoint.
///
/// - The only answer is `flagged`, so what the policy masks is flagged as well; `on_mask: pass` flags what it blocks
///   only.
/// - A list of texts has a result for each; a list of parts is one message with one result. Pictures are not looked
///   into: the policy's `uninspectable` decides about them. Their addresses are.
/// - `model` may be `sluice:NAME` for the policy of that name; other names are echoed.
/// - The contract does not say which way a text goes: the stricter decision holds, or that of `X-Sluice-Direction` or
///   `?direction=`.
package struct ModerationsContract: GatewayContract {
    package let name = "moderations"
    package let routes = [HookRoute.post("/v1/moderations")]

    /// OpenAI's categories, which clients expect to be there.
    private static let theirs = [
        "harassment", "harassment/threatening", "hate", "hate/threatening", "illicit", "illicit/violent", "self-harm",
        "self-harm/instructions", "self-harm/intent", "sexual", "sexual/minors", "violence", "violence/graphic",
    ]
    private static let policyPrefix = "sluice:"

    /// Makes the contract.
    package init() {}

    package func handle(_ request: HookRequest, engine: HookEngine) async throws(HookError) -> HookResponse {
        let json = try request.object()
        let direction = try HookCall.direction(request.header("X-Sluice-Direction") ?? request.query("direction"))
        var call = try HookCall(gateway: name, request: request, direction: direction, names: .directed)
        let model = try json.optionalString("model")
        if call.policy == nil, let model, model.hasPrefix(Self.policyPrefix) {
            call.policy = String(model.dropFirst(Self.policyPrefix.count))
        }
        let (messageParts, isOneMessage) = try Self.parts(json, direction)
        let judgement = try await engine.check(messageParts, as: call).judgement()
        let handling = try request.maskHandling() ?? .mask
        let parts = judgement.verdict.parts
        let results =
            isOneMessage ? [Self.result(parts, handling)] : parts.map { Self.result([$0], handling) }
        return judgement.response(
            .object([
                ("id", .string("modr-\(request.id)")),
                ("model", .string(model ?? "sluice")),
                ("results", .array(results)),
            ])
        )
    }

    package func response(to error: HookError, request: HookRequest) -> HookResponse {
        var response = error.response
        response.body =
            JSONValue.object([
                (
                    "error",
                    .object([
                        ("message", .string(error.message)),
                        ("type", .string(error.status.code < 500 ? "invalid_request_error" : "server_error")),
                        ("param", .null), ("code", .string(error.code)),
                    ])
                )
            ]).bytes
        return response
    }

    private static func parts(
        _ json: JSONTree,
        _ direction: Direction?
    ) throws(HookError) -> (parts: [HookPart], isOneMessage: Bool) {
        func part(_ text: JSONTree.Node) -> HookPart { .json(json.slice(text)) }
        guard let input = json.present("input") else {
            throw .invalid("no_message", "`input` is not there. Send a text, a list of texts, or a list of parts.")
        }
        if json.kind(input) == .string { return ([part(input)], true) }
        let elements = try json.pieces(of: input)
        if !elements.isEmpty, elements.allSatisfy({ json.kind($0) == .string }) { return (elements.map(part), false) }
        var parts: [HookPart] = []
        for element in elements {
            let image = json.present("image_url", of: element)
            if image != nil || json.isString(json.member("type", of: element), "image_url") {
                if !json.isText(json.present("url", of: image) ?? image) { parts.append(.picture) }
                parts.append(.messagePart(json.slice(element), direction: direction))
                continue
            }
            guard let text = json.member("text", of: element), json.kind(text) == .string else {
                throw .invalid("invalid_input", "`input` must be a text, a list of texts, or a list of parts.")
            }
            parts.append(part(text))
        }
        guard !elements.isEmpty else { throw .invalid("invalid_input", "`input` is empty.") }
        return (parts, true)
    }

    private static func result(_ parts: [JudgedPart], _ handling: MaskHandling) -> JSONValue {
        var scores: [Category: Int] = [:]
        for finding in parts.flatMap(\.findings) where isFlagged(finding.action, handling) {
            let percent = max(scores[finding.finding.category] ?? 0, finding.finding.confidence.percent)
            scores[finding.finding.category] = percent
        }
        let ours = Category.allCases.map { ($0.rawValue, scores[$0]) }
        let all = theirs.map { ($0, Int?.none) } + ours
        return .object([
            ("flagged", .bool(parts.contains { isFlagged($0.action, handling) })),
            ("categories", .object(all.map { ($0.0, .bool($0.1 != nil)) })),
            ("category_scores", .object(all.map { ($0.0, .number(Double($0.1 ?? 0) / 100)) })),
            (
                "category_applied_input_types",
                .object(all.map { ($0.0, .strings($0.1 == nil ? [] : ["text"])) })
            ),
        ])
    }

    private static func isFlagged(_ action: Action, _ handling: MaskHandling) -> Bool {
        action == .block || action == .mask && handling != .pass
    }
}
