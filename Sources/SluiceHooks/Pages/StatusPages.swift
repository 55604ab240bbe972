// Shows what is running.

import Crypto
import Foundation
import HTTPTypes
import SluiceModel
import SluicePayloads
import Synchronization

/// Shows what is running, to people (`/`) and to the page that they look at (`/v1/status`).
struct StatusPages: Sendable {
    private let engine: HookEngine
    private let body: [UInt8]
    private let policy: String

    init(engine: HookEngine) {
        self.engine = engine
        body = Array(StatusPageText.html.utf8)
        // Nothing is loaded from elsewhere, nothing else than the page's own script and style is run or applied, and
        // data is fetched from this server alone.
        policy = """
            default-src 'none'; script-src 'sha256-\(Self.hash(StatusPageText.script))'; \
            style-src 'sha256-\(Self.hash(StatusPageText.style))'; connect-src 'self'; base-uri 'none'; \
            form-action 'none'; frame-ancestors 'none'
            """
    }

    /// `GET /`: a page without data; what it shows it asks for with the reader's token.
    func page() -> HookResponse {
        var headers: HTTPFields = [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"]
        headers[NativeHeaders.name("Content-Security-Policy")] = policy
        headers[NativeHeaders.name("X-Content-Type-Options")] = "nosniff"
        headers[NativeHeaders.name("Referrer-Policy")] = "no-referrer"
        return HookResponse(headers: headers, body: body)
    }

    /// `GET /v1/status`: counts for the page.
    func status() -> HookResponse {
        let guards = engine.guards.current
        let status = engine.guards.status
        let tables = engine.metrics.snapshot
        var actions: [String: Int] = [:]
        for (key, count) in tables.verdicts { actions[key.action.rawValue, default: 0] += count }
        var findings: [String: Int] = [:]
        for (key, count) in tables.findings { findings[key.rule.rawValue, default: 0] += count }
        let top = findings.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(20)
        var response = HookResponse.json(
            .object([
                ("version", .string(guards.version)),
                ("rules", .integer(guards.ruleCount)),
                ("policies", .strings(guards.guardrails.keys.sorted())),
                ("default_policy", .string(guards.defaultPolicy)),
                ("problem", .optional(status.problem)),
                ("streams", .integer(engine.metrics.activeStreams.load(ordering: .relaxed))),
                ("requests", .integer(tables.requests.values.reduce(0, +))),
                ("unjudged", .integer(tables.failures.values.reduce(0, +))),
                ("actions", .object(actions.sorted { $0.key < $1.key }.map { ($0.key, .integer($0.value)) })),
                ("findings", .object(top.map { ($0.key, .integer($0.value)) })),
            ])
        )
        response.headers[.cacheControl] = "no-store"
        return response
    }

    private static func hash(_ text: String) -> String {
        Data(SHA256.hash(data: Array(text.utf8))).base64EncodedString()
    }
}
