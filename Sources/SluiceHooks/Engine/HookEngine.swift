// Judges messages for all contracts.

import Sluice
package import SluiceModel
import SluicePolicies

/// Judges messages for all contracts: asks the rules and the policy in force, keeps to the deadline, and records what was
/// decided in metrics and audit.
package final class HookEngine: Sendable {
    /// The rules and policies in force.
    package let guards: GuardStore
    /// What is counted.
    package let metrics: HookMetrics
    /// Where decisions are recorded; nil if nowhere.
    let audit: (any AuditSink)?
    let growing: GrowingTexts

    /// Prepares to judge.
    package init(guards: GuardStore, metrics: HookMetrics = HookMetrics(), audit: (any AuditSink)? = nil) {
        self.guards = guards
        self.metrics = metrics
        self.audit = audit
        growing = GrowingTexts()
    }

    /// The set in force, and in it what judges a call.
    ///
    /// - Throws: `HookError` with the code `unknown_policy`.
    func judge(of call: HookCall) throws(HookError) -> (guards: GuardSet, guardrail: Guardrail) {
        let guards = guards.current
        guard let guardrail = guards.guardrail(call.policy) else {
            throw .invalid(
                "unknown_policy",
                "There is no policy of the name that was sent. Name one of the files in the policies directory."
            )
        }
        return (guards, guardrail)
    }

    /// Whether a message passes that could not be judged. In monitor mode nothing is stopped.
    static func failureMode(of policy: Policy, direction: Direction?) -> Policy.Failure {
        policy.mode == .monitor ? .open : policy.onError[direction]
    }

    /// Counts and records an outcome.
    func record(_ outcome: HookOutcome, of call: HookCall) {
        metrics.count(outcome, of: call)
        audit?.record(AuditRecord(outcome, of: call))
    }
}
