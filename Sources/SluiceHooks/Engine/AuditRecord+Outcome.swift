// What the audit keeps of an outcome.

import Foundation
import Sluice
import SluiceModel
import SluicePolicies

extension AuditRecord {
    /// So many findings of a message are recorded of whatever rule; there is room for some of other rules behind them.
    private static let mostFindings = 750

    /// What the audit keeps of an outcome: nothing of the text.
    init(_ outcome: HookOutcome, of call: HookCall) {
        let verdict: HookVerdict
        let result: Outcome
        let action: Action
        switch outcome {
        case .judged(let judged):
            verdict = judged
            result = .policy
            action = judged.action
        case .unjudged(let failure):
            verdict = failure.partial
            result = .error(code: failure.reason.rawValue)
            action = failure.mode == .closed ? .block : failure.partial.action
        }
        var metadata = call.metadata
        if let model = call.model { metadata["model"] = ModelName.audited(model) }
        if let token = call.peer.token { metadata["token"] = token }
        var kept = KeptFindings(most: Self.mostFindings)
        for found in verdict.findings { kept.add(found) }
        self.init(
            time: Int64(Date.now.timeIntervalSince1970 * 1_000_000),
            requestID: call.requestID,
            route: call.route ?? call.contract,
            direction: call.direction,
            policy: verdict.policy,
            metadata: metadata,
            action: action,
            wouldBe: max(action, verdict.wouldBe),
            outcome: result,
            findings: kept.findings.map(\.audited),
            findingCount: verdict.findingCount,
            latency: verdict.duration,
            ruleSetVersion: verdict.version
        )
    }
}
