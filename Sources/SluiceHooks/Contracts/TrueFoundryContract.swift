// TrueFoundry's custom guardrail server.

import HTTPTypes
import SluiceModel
import SluicePayloads

/// TrueFoundry's custom guardrails: `POST /truefoundry/{operation}/{hook}`, one address for each rail.
///
/// - `operation` is `validate` or `mutate`, as the rail's is in the dashboard: the gateway ignores masks of a rail that
///   validates, so there a message with something to mask is refused.
/// - `hook` is `input`, `output`, `mcp-pre-tool` or `mcp-post-tool`.
/// - `legacy-validate` and `legacy-mutate` speak to gateways of before May 2026: `null` passes, a body replaces, and
///   the only way to refuse is a 4xx status, which is 403 here and no other error's.
///
/// The dashboard's `config` may name the `policy`, say `on_mask` and have `metadata`; `context` becomes metadata. What
/// could not be judged is a 4xx or 5xx, of which the rail's enforcing strategy decides. Bodies are edited in place, so
/// tool calls, ids and parts of all kinds stay.
package struct TrueFoundryContract: GatewayContract {
    package let name = "truefoundry"
    package let routes = [HookRoute.post("/truefoundry/{operation}/{hook}")]

    /// Makes the contract.
    package init() {}

    /// What a rail may do.
    private enum Operation: String {
        case validate
        case mutate
        case legacyValidate = "legacy-validate"
        case legacyMutate = "legacy-mutate"

        var isMutating: Bool { self == .mutate || self == .legacyMutate }
        var isLegacy: Bool { self == .legacyValidate || self == .legacyMutate }
    }

    /// Where a rail is.
    private enum Hook: String {
        case input
        case output
        case preTool = "mcp-pre-tool"
        case postTool = "mcp-post-tool"

        /// Arguments of a tool come from the model; its result goes to the model.
        var direction: Direction {
            switch self {
            case .input, .postTool: .request
            case .output, .preTool: .response
            }
        }
    }

    package func handle(_ request: HookRequest, engine: HookEngine) async throws(HookError) -> HookResponse {
        guard let operation = Operation(rawValue: request.parameters["operation"] ?? ""),
            let hook = Hook(rawValue: request.parameters["hook"] ?? "")
        else {
            throw HookError(
                code: "unknown_rail",
                message: "The path must be /truefoundry/{validate|mutate|legacy-validate|legacy-mutate}"
                    + "/{input|output|mcp-pre-tool|mcp-post-tool}.",
                status: .notFound
            )
        }
        let json = try request.object()
        var call = try HookCall(gateway: name, request: request, direction: hook.direction)
        let config = json.present("config")
        guard config.map({ json.kind($0) == .object }) ?? true else {
            throw .invalid("invalid_config", "`config` must be an object with `policy`, `on_mask` or `metadata`.")
        }
        var handling: String?
        if let config {
            try KnownNames.check(membersOf: json, at: config, known: ["policy", "on_mask", "metadata"])
            call.policy = try json.optionalString("policy", of: config) ?? call.policy
            handling = try json.optionalString("on_mask", of: config)
        }
        call.model = json.string(json.member("requestBody", "model", of: json.root))
        call.route = hook.rawValue
        call.metadata = Self.metadata(json)
        let asked = try MaskHandling(handling)
        let configured = try request.maskHandling()
        let judgement = try await engine.check(try Self.parts(of: json, hook: hook), as: call).judgement()
        let ruling = judgement.ruling(asked ?? configured ?? .mask) { _ in operation.isMutating }
        let body = JSONValue.raw(judgement.verdict.parts[0].bytes ?? [])
        return operation.isLegacy
            ? Self.legacyAnswer(judgement, ruling, body) : Self.answer(judgement, ruling, body)
    }

    private static func answer(_ judgement: Judgement, _ ruling: Ruling, _ body: JSONValue) -> HookResponse {
        switch ruling {
        case .passed:
            judgement.response(.object([("verdict", .bool(true))]))
        case .masked:
            judgement.response(
                .object([("verdict", .bool(true)), ("transformed", .bool(true)), ("result", body)])
            )
        case .refused(let message):
            judgement.response(.object([("verdict", .bool(false)), ("message", .string(message))]))
        }
    }

    private static func legacyAnswer(_ judgement: Judgement, _ ruling: Ruling, _ body: JSONValue) -> HookResponse {
        switch ruling {
        case .passed: return judgement.response(.null)
        case .masked: return judgement.response(body)
        case .refused(let message):
            let error = HookError(code: "blocked_by_policy", message: message, status: .forbidden)
            return judgement.response(
                .object([("detail", .string(message)), ("error", error.detail)]),
                status: error.status
            )
        }
    }

    /// What is judged: the answer where the rail is behind the model or tool and there is one, else the request. Media
    /// follow that a result has.
    private static func parts(of json: JSONTree, hook: Hook) throws(HookError) -> [HookPart] {
        let names: [StaticString] =
            switch hook {
            case .input: ["requestBody"]
            case .output: ["responseBody"]
            case .preTool: ["requestBody"]
            case .postTool: ["responseBody", "requestBody"]
            }
        guard let body = names.lazy.compactMap({ json.present($0) }).first else {
            throw .invalid("no_message", "`\(names[0])` is not there. Register each address for its own hook.")
        }
        var part = HookPart.body(json.slice(body), format: .json)
        var media = 0
        if hook == .preTool || hook == .postTool {
            media = ToolResult.mediaCount(in: body, of: json)
            part.dialect = .unknown
            let request = json.present("requestBody")
            let tool = request.flatMap {
                json.present("toolName", of: $0) ?? json.present("tool_name", of: $0) ?? json.present("name", of: $0)
            }
            part.tool = json.string(tool)
        }
        try HookPart.check(count: media)
        return [part] + Array(repeating: .picture, count: media)
    }

    /// Who asks, as the gateway knows it, before what its caller says.
    private static func metadata(_ json: JSONTree) -> [String: String] {
        var metadata = GatewayMetadata()
        let context = json.present("context")
        let user = context.flatMap { json.present("user", of: $0) }
        for (name, member) in [
            ("subject", "subjectId"), ("subject_type", "subjectType"), ("subject_slug", "subjectSlug"),
            ("subject_name", "subjectDisplayName"),
        ] as [(String, StaticString)] {
            metadata.add(name, user.flatMap { json.string(json.present(member, of: $0)) })
        }
        metadata.add(membersOf: json.present("config").flatMap { json.present("metadata", of: $0) }, in: json)
        metadata.add(membersOf: context.flatMap { json.present("metadata", of: $0) }, in: json)
        return metadata.values
    }
}
