// The shape of AWS Bedrock's ApplyGuardrail.

import HTTPTypes
import Sluice
import SluiceModel
import SluicePayloads

/// The shape of AWS Bedrock's ApplyGuardrail: `POST /guardrail/{id}/version/{version}/apply`, for clients whose
/// `endpoint_url` points here. The guardrail's id is the policy's name; `default` is the default policy.
///
/// - Clients decide by `assessments`: `ANONYMIZED` takes the `outputs`, `BLOCKED` stops. Each text of the request has
///   its own output, in the same order, also where only one of them changed.
/// - `match`, where AWS repeats the value and logs have leaked it, holds the replacement.
/// - Pictures are not looked into, as `guardrailCoverage` says; the policy's `uninspectable` decides about them.
/// - Requests carry AWS's signature, which cannot be checked here; a Bedrock API key
///   (`AWS_BEARER_TOKEN_BEDROCK`) is a bearer token, which can.
/// - What could not be judged is an AWS error with its name in `x-amzn-ErrorType`; clients try those of 5xx again.
package struct ApplyGuardrailContract: GatewayContract {
    package let name = "apply-guardrail"
    package let routes = [HookRoute.post("/guardrail/{id}/version/{version}/apply")]

    /// Makes the contract.
    package init() {}

    package func handle(_ request: HookRequest, engine: HookEngine) async throws(HookError) -> HookResponse {
        let json = try request.object()
        let direction: Direction
        switch try json.optionalString("source") {
        case "INPUT": direction = .request
        case "OUTPUT": direction = .response
        default: throw .invalid("invalid_source", "`source` must be INPUT or OUTPUT.")
        }
        var call = try HookCall(gateway: name, request: request, direction: direction)
        // An ARN ends with the id.
        let id = (request.parameters["id"] ?? "").split(separator: "/").last.map(String.init) ?? ""
        if call.policy == nil, id != "default" { call.policy = id }
        guard let content = try json.optionalList("content") else {
            throw .invalid("no_message", "`content` must be a list of blocks.")
        }
        var texts: [JSONTree.Node] = []
        var images = 0
        for block in content {
            let (text, image) = (json.member("text", "text", of: block), json.present("image", of: block))
            guard text != nil || image != nil else {
                throw .invalid("invalid_content", "A block of `content` must be a `text` or an `image`.")
            }
            // A block has one of them; of one that has both each is judged.
            if image != nil { images += 1 }
            guard let text else { continue }
            guard json.kind(text) == .string else {
                throw .invalid("invalid_text", "`content[].text.text` must be a string.")
            }
            texts.append(text)
        }
        let pictures = Array(repeating: HookPart.picture, count: images)
        let parts = texts.map { HookPart.json(json.slice($0)) } + pictures
        let judgement = try await engine.check(parts, as: call).judgement()
        let ruling = judgement.ruling(try request.maskHandling() ?? .mask)
        let count = texts.reduce(0) { $0 + Self.characterCount(json.text($1) ?? []) }
        return judgement.response(
            Self.answer(judgement, ruling, originals: texts.map { json.slice($0) }, (count, images))
        )
    }

    package func response(to error: HookError, request: HookRequest) -> HookResponse {
        var response = error.response
        if let name = HTTPField.Name("x-amzn-ErrorType") {
            response.headers[name] =
                switch error.status.code {
                case 401, 403: "AccessDeniedException"
                case 404: "ResourceNotFoundException"
                case 429: "ThrottlingException"
                case 503: "ServiceUnavailableException"
                case 500...: "InternalServerException"
                default: error.code == "unknown_policy" ? "ResourceNotFoundException" : "ValidationException"
                }
        }
        response.body = JSONValue.object([("message", .string(error.message)), ("code", .string(error.code))]).bytes
        return response
    }

    private static func answer(
        _ judgement: Judgement,
        _ ruling: Ruling,
        originals: [[UInt8]],
        _ size: (characters: Int, images: Int)
    ) -> JSONValue {
        let verdict = judgement.verdict
        let outputs: [JSONValue]
        let (action, reason): (String, String)
        switch ruling {
        case .passed:
            (action, reason, outputs) = ("NONE", "No action.", [])
        case .masked:
            (action, reason) = ("GUARDRAIL_INTERVENED", "Guardrail masked.")
            outputs = zip(originals, verdict.parts).map { original, part in
                .object([("text", .raw(part.bytes ?? original))])
            }
        case .refused(let message):
            (action, reason) = ("GUARDRAIL_INTERVENED", "Guardrail blocked.")
            outputs = [.object([("text", .string(message))])]
        }
        let units = (size.characters + 999) / 1000
        let coverage: [(String, JSONValue)] = [
            ("textCharacters", coverage(size.characters, of: size.characters)),
            ("images", coverage(0, of: size.images)),
        ]
        return .object([
            ("usage", usage(units)),
            ("action", .string(action)),
            ("actionReason", .string(reason)),
            ("outputs", .array(outputs)),
            ("assessments", .array(verdict.findings.isEmpty ? [] : [assessment(verdict.findings, ruling)])),
            ("guardrailCoverage", .object(size.images > 0 ? coverage : [coverage[0]])),
        ])
    }

    private static func coverage(_ guarded: Int, of total: Int) -> JSONValue {
        .object([("guarded", .integer(guarded)), ("total", .integer(total))])
    }

    private static func usage(_ units: Int) -> JSONValue {
        .object([
            ("topicPolicyUnits", .integer(0)), ("contentPolicyUnits", .integer(0)), ("wordPolicyUnits", .integer(0)),
            ("sensitiveInformationPolicyUnits", .integer(units)), ("sensitiveInformationPolicyFreeUnits", .integer(0)),
            ("contextualGroundingPolicyUnits", .integer(0)),
        ])
    }

    private static func assessment(_ findings: [LocatedFinding], _ ruling: Ruling) -> JSONValue {
        var entities: [JSONValue] = []
        var others: [JSONValue] = []
        for located in findings {
            let action =
                switch (located.action, ruling) {
                case (.block, _): "BLOCKED"
                // What would be masked stops a message that is refused for it.
                case (.mask, .refused): "BLOCKED"
                case (.mask, .masked): "ANONYMIZED"
                default: "NONE"
                }
            let common: [(String, JSONValue)] = [
                ("match", .string(located.replacement)), ("action", .string(action)), ("detected", .bool(true)),
            ]
            if let type = BedrockEntity.type(of: located.finding) {
                entities.append(.object([("type", .string(type))] + common))
            } else {
                others.append(.object([("name", .string(located.finding.rule.rawValue))] + common))
            }
        }
        return .object([
            ("sensitiveInformationPolicy", .object([("piiEntities", .array(entities)), ("regexes", .array(others))]))
        ])
    }

    private static func characterCount(_ text: [UInt8]) -> Int { text.count { $0 & 0xC0 != 0x80 } }
}
