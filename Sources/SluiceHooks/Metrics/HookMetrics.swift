// Counts what the server does.

import Sluice
import SluiceModel
import SluicePolicies
import Synchronization

/// Counts what the server does. One lock is taken for each decision and each answer, for some hundred nanoseconds.
package final class HookMetrics: Sendable {
    /// What an answered request is counted under.
    struct RequestKey: Hashable, Sendable {
        var contract: String
        var status: Int
    }

    /// What a decision is counted under.
    struct VerdictKey: Hashable, Sendable {
        var contract: String
        var direction: Direction?
        var policy: String
        var action: Action
    }

    /// What a failure to judge is counted under.
    struct FailureKey: Hashable, Sendable {
        var contract: String
        var direction: Direction?
        var reason: String
        var mode: Policy.Failure
    }

    /// Everything that is counted under names.
    struct Tables: Sendable {
        var requests: [RequestKey: Int] = [:]
        var requestTimes: [String: LatencyHistogram] = [:]
        var verdicts: [VerdictKey: Int] = [:]
        var failures: [FailureKey: Int] = [:]
        var findings: [KeptFindings.Kind: Int] = [:]
        var refusals: [String: Int] = [:]
        var checkTimes = LatencyHistogram()
        var streamEnds: [String: Int] = [:]
    }

    private let tables = Mutex(Tables())
    /// Bytes of requests and of what came through streams.
    let receivedBytes = Atomic<Int>(0)
    /// Bytes of answers and of what went out through streams.
    let sentBytes = Atomic<Int>(0)
    /// Bytes that streams have received and not released.
    let heldBytes = Atomic<Int>(0)
    /// Streams that have not ended.
    let activeStreams = Atomic<Int>(0)
    /// Requests that have not been answered.
    let activeRequests = Atomic<Int>(0)

    /// Streams that have not ended.
    package var openStreamCount: Int { activeStreams.load(ordering: .relaxed) }

    /// Bytes of requests and of what came through streams.
    package var receivedByteCount: Int { receivedBytes.load(ordering: .relaxed) }

    /// Bytes of answers and of what went out through streams.
    package var sentByteCount: Int { sentBytes.load(ordering: .relaxed) }

    /// Begins at zero.
    package init() {}

    /// What has been counted.
    var snapshot: Tables { tables.withLock { $0 } }

    /// Counts an answer.
    func count(contract: String, status: Int, duration: Duration) {
        tables.withLock {
            $0.requests[RequestKey(contract: contract, status: status), default: 0] += 1
            $0.requestTimes[contract, default: LatencyHistogram()].add(duration)
        }
    }

    /// Counts a request that was refused before it was read.
    func count(refusal reason: String) {
        tables.withLock { $0.refusals[reason, default: 0] += 1 }
    }

    /// Counts the end of a stream.
    func count(streamEnd reason: String) {
        tables.withLock { $0.streamEnds[reason, default: 0] += 1 }
    }

    /// Counts a decision or a failure to decide.
    func count(_ outcome: HookOutcome, of call: HookCall) {
        tables.withLock { tables in
            let verdict: HookVerdict
            switch outcome {
            case .judged(let judged):
                verdict = judged
                let key = VerdictKey(
                    contract: call.contract,
                    direction: call.direction,
                    policy: judged.policy,
                    action: judged.action
                )
                tables.verdicts[key, default: 0] += 1
            case .unjudged(let failure):
                verdict = failure.partial
                let key = FailureKey(
                    contract: call.contract,
                    direction: call.direction,
                    reason: failure.reason.rawValue,
                    mode: failure.mode
                )
                tables.failures[key, default: 0] += 1
            }
            tables.checkTimes.add(verdict.duration)
            for part in verdict.parts {
                for found in part.findings {
                    tables.findings[KeptFindings.Kind(found), default: 0] += 1
                }
            }
            tables.findings.merge(verdict.omittedFindings, uniquingKeysWith: +)
        }
    }
}
