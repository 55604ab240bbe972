// Tells whether the server lives and can be sent requests.

import HTTPTypes
import SluicePayloads

/// Tells whether the server lives and can be sent requests.
struct HealthPages: Sendable {
    let guards: GuardStore
    let tokens: TokenStore?
    /// How the audit is doing; nil if there is none.
    let audit: (@Sendable () -> AuditFigures)?

    /// `GET /health/live`: the process answers.
    func live() -> HookResponse {
        .json(.object([("status", .string("live"))]))
    }

    /// `GET /health/ready`: rules are in force. Those who may ask anything are also told what could not be loaded.
    func ready(isTrusted: Bool) -> HookResponse {
        let current = guards.current
        let status = guards.status
        let problems = [status.problem, tokens?.problem, audit?().problem].compactMap { $0 }
        var members: [(String, JSONValue)] = [
            ("status", .string(problems.isEmpty ? "ready" : "degraded")),
            ("version", .string(current.version)),
            ("rules", .integer(current.ruleCount)),
            ("reload_failed", .bool(status.problem != nil || tokens?.problem != nil)),
        ]
        if isTrusted {
            members.append(("policies", .strings(current.guardrails.keys.sorted())))
            members.append(("problems", .strings(problems)))
        }
        return .json(.object(members))
    }
}
