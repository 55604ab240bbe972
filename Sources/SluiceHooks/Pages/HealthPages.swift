// Tells whether the server lives and can be sent requests.

import HTTPTypes
import SluicePayloads

/// Tells whether the server lives and can be sent requests.
struct HealthPages: Sendable {
    let guards: GuardStore
    /// What is loaded beside rules and policies.
    let files: [any ReloadableFile]
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
        let unloaded = ([status.problem] + files.map(\.problem)).compactMap { $0 }
        let problems = unloaded + [audit?().problem].compactMap { $0 }
        var members: [(String, JSONValue)] = [
            ("status", .string(problems.isEmpty ? "ready" : "degraded")),
            ("version", .string(current.version)),
            ("rules", .integer(current.ruleCount)),
            ("reload_failed", .bool(!unloaded.isEmpty)),
        ]
        if isTrusted {
            members.append(("policies", .strings(current.guardrails.keys.sorted())))
            members.append(("problems", .strings(problems)))
        }
        return .json(.object(members))
    }
}
