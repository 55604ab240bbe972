// The service behind Kong's sanitizer plugin.

import HTTPTypes
import Sluice
import SluiceModel
import SluicePayloads

/// The service behind Kong's `ai-sanitizer`: `POST /llm/v1/sanitize`, `POST /llm/v1/sanitize_credentials` and
/// `GET /llm/v1/status`.
///
/// - `text` is one text or a list of `{"text", "msg_id"}`; the answer has a list of `sanitized_text` with the results.
/// - What is masked, and by what, is the policy's decision alone: `anonymize` and `redact_type` are read and change
///   nothing, so that no category that the policy masks passes because a list leaves it out. `custom_patterns` cannot
///   be left out so, and are refused: a pattern that nobody looks for would pass unmasked.
/// - The contract has no refusal. A text that the policy blocks is replaced as a whole by the reason.
/// - Results hold the replacement where Kong has the original, since the plugin logs them: `recover_redacted` finds
///   nothing to bring back.
/// - The plugin does not say which way a text goes, so the stricter decision holds; `?direction=` says it where a route
///   is made for one.
package struct KongSanitizerContract: GatewayContract {
    package let name = "kong-sanitizer"
    package let routes = [
        HookRoute.post("/llm/v1/sanitize"), HookRoute.post("/llm/v1/sanitize_credentials"),
        HookRoute.get("/llm/v1/status"),
    ]

    /// Makes the contract.
    package init() {}

    package func handle(_ request: HookRequest, engine: HookEngine) async throws(HookError) -> HookResponse {
        if request.route.method == .get {
            return .json(.object([("status", .string("ok")), ("supported_languages", .array([]))]))
        }
        let json = try request.object()
        let patterns = json.present("custom_patterns")
        guard patterns.map({ [.array, .object].contains(json.kind($0)) && json.isEmpty($0) }) != false else {
            throw .invalid("custom_patterns", "`custom_patterns` are not taken. Write a rule in the rules directory.")
        }
        let direction = try HookCall.direction(request.header("X-Sluice-Direction") ?? request.query("direction"))
        let call = try HookCall(gateway: name, request: request, direction: direction, names: .directed)
        let messages = try Self.messages(json)
        let judgement = try await engine.check(messages.map { .text($0.text) }, as: call).judgement()
        // The plugin puts what it gets in place of the text, so every mask is carried.
        _ = try request.maskHandling()
        let texts = zip(messages, judgement.verdict.parts).map { message, part in Self.result(message, part, json) }
        let categories = Self.categories(judgement.verdict.findings)
        let masked = Self.categories(judgement.verdict.findings.filter { $0.action >= .mask })
        return judgement.response(
            .object([
                ("text", .array(texts)),
                ("identified_pii", .strings(categories)),
                ("anonymized_pii", .strings(masked)),
                ("detected_languages", .array([])),
                ("duration", .integer(Int(judgement.verdict.duration.microseconds / 1000))),
            ])
        )
    }

    package func response(to error: HookError, request: HookRequest) -> HookResponse {
        var response = error.response
        response.body = JSONValue.object([("error", .string(error.message)), ("code", .string(error.code))]).bytes
        return response
    }

    /// A text, where it stands, and the name that it has in the answer.
    private struct Message {
        var text: [UInt8]
        var node: JSONTree.Node
        var id: JSONValue
    }

    private static func messages(_ json: JSONTree) throws(HookError) -> [Message] {
        let node = json.present("text")
        if let node, let text = json.text(node) { return [Message(text: text, node: node, id: .integer(1))] }
        let wrong = HookError.invalid("invalid_text", "`text` must be a text, or a list of `text` with `msg_id`.")
        guard let node, json.kind(node) == .array else { throw wrong }
        var messages: [Message] = []
        for (index, element) in try json.pieces(of: node).enumerated() {
            if let text = json.text(element) {
                messages.append(Message(text: text, node: element, id: .integer(index + 1)))
            } else if let node = json.present("text", of: element), let text = json.text(node) {
                let id = json.integer(json.present("msg_id", of: element)) ?? index + 1
                messages.append(Message(text: text, node: node, id: .integer(id)))
            } else {
                throw wrong
            }
        }
        return messages
    }

    private static func result(_ message: Message, _ part: JudgedPart, _ json: JSONTree) -> JSONValue {
        let offsets = CodePointOffsets(message.text)
        let results: [JSONValue] = part.findings.filter { $0.action >= .mask }.map { located in
            .object([
                ("start", .integer(offsets[located.finding.range.lowerBound])),
                ("end", .integer(offsets[located.finding.range.upperBound])),
                ("original_text", .string(located.replacement)),
                ("redact_text", .string(located.replacement)),
                ("entity_type", .string(located.finding.entity ?? "CREDENTIAL")),
                ("detected_language", .null),
            ])
        }
        let text: JSONValue =
            if part.action == .block {
                .string(part.message ?? "Blocked by policy.")
            } else if part.bytes == message.text {
                json.unchanged(message.node)
            } else {
                .text(part.bytes ?? [])
            }
        return .object([
            ("msg_id", message.id),
            ("sanitized_text", text),
            ("analyzer_results", .array(results)),
            ("detected_language", .null),
        ])
    }

    /// Kong's names of the kinds of what was found.
    private static func categories(_ findings: [LocatedFinding]) -> [String] {
        Set(findings.map { category($0.finding) }).sorted()
    }

    private static func category(_ finding: Finding) -> String {
        guard let entity = finding.entity else { return finding.category == .secret ? "credentials" : "custom" }
        return switch entity {
        case "EMAIL_ADDRESS": "email"
        case "PHONE_NUMBER": "phone"
        case "CREDIT_CARD": "creditcard"
        case "CRYPTO": "crypto"
        case "DATE_OF_BIRTH": "date"
        case "IP_ADDRESS", "MAC_ADDRESS": "ip"
        case "US_SSN": "ssn"
        case "US_PASSPORT": "passport"
        case "US_DRIVER_LICENSE": "driverlicense"
        case "IBAN_CODE", "US_BANK_NUMBER", "ABA_ROUTING_NUMBER": "bank"
        case "MEDICAL_RECORD", "UK_NHS": "medical"
        case "US_ITIN", "US_EIN", "UK_NINO", "DE_TAX_ID", "IN_AADHAAR": "nationalid"
        default: "general"
        }
    }
}
