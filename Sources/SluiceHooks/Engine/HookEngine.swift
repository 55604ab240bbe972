// Judges messages for all contracts.

import Dispatch
import Sluice
package import SluiceModel
import SluicePolicies

/// Judges messages for all contracts: asks the rules and the policy in force, keeps to the deadline, and records what
/// was decided in metrics and audit.
package final class HookEngine: Sendable {
    /// The rules and policies in force.
    package let guards: GuardStore
    /// What is counted.
    package let metrics: HookMetrics
    /// Where decisions are recorded; nil if nowhere.
    private let audit: (any AuditSink)?
    /// Where the audit lets its callers wait; nil where it never does. Threads of requests and connections must not
    /// stand still, or the server would not even tell that it lives.
    private let waitingRoom: DispatchQueue?
    let growing: GrowingTexts
    /// How many bytes texts that grow take from one call to the next, about.
    package var rememberedByteCount: Int { growing.byteCount }

    /// Prepares to judge.
    ///
    /// - Parameter auditMayWait: whether `audit` may let its callers wait.
    package init(
        guards: GuardStore,
        metrics: HookMetrics = HookMetrics(),
        audit: (any AuditSink)? = nil,
        auditMayWait: Bool = false
    ) {
        self.guards = guards
        self.metrics = metrics
        self.audit = audit
        waitingRoom = auditMayWait ? DispatchQueue(label: "sluice.audit", attributes: .concurrent) : nil
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
    func record(_ outcome: HookOutcome, of call: HookCall) async {
        metrics.count(outcome, of: call)
        guard let audit else { return }
        let record = AuditRecord(outcome, of: call)
        guard let waitingRoom else { return audit.record(record) }
        await withCheckedContinuation { continuation in
            waitingRoom.async {
                audit.record(record)
                continuation.resume()
            }
        }
    }
}
