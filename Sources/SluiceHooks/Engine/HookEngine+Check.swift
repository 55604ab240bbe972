// Judges whole messages.

import Sluice
import SluiceModel
import SluicePayloads
import SluicePolicies

extension HookEngine {
    /// Judges a message, piece by piece, and records what was decided.
    ///
    /// The time is looked at every 32 KiB: where it is up, the outcome is `unjudged`, with what was decided until then. A
    /// block that was decided before counts. What is shorter is always judged.
    ///
    /// - Throws: `HookError` where the policy that is named is not there.
    package func check(_ parts: [HookPart], as call: HookCall) async throws(HookError) -> HookOutcome {
        let (guards, guardrail) = try judge(of: call)
        let start = ContinuousClock.now
        var run = CheckRun(guardrail: guardrail, call: call)
        for part in parts { await run.judge(part) }
        let verdict = HookVerdict(
            action: run.judged.map(\.action).max() ?? .allow,
            wouldBe: run.judged.map(\.wouldBe).max() ?? .allow,
            parts: run.judged,
            policy: guardrail.policy.name,
            version: guards.version,
            undecidedCount: run.undecidedCount,
            duration: .now - start
        )
        let outcome = outcome(
            verdict,
            expiredAt: run.expiredAt,
            of: parts.reduce(0) { $0 + $1.bytes.count },
            guardrail,
            call
        )
        await record(outcome, of: call)
        return outcome
    }

    /// A verdict, or that the time was up after `expiredAt` of all bytes. A block that was decided before counts.
    func outcome(
        _ verdict: HookVerdict,
        expiredAt scannedCount: Int?,
        of totalCount: Int,
        _ guardrail: Guardrail,
        _ call: HookCall
    ) -> HookOutcome {
        guard let scannedCount, !verdict.isBlocked else { return .judged(verdict) }
        return .unjudged(
            HookFailure(
                reason: .deadline,
                mode: Self.failureMode(of: guardrail.policy, direction: call.direction),
                scannedCount: scannedCount,
                totalCount: totalCount,
                partial: verdict
            )
        )
    }
}

extension ContinuousClock.Instant {
    /// The time since another instant.
    static func - (end: ContinuousClock.Instant, start: ContinuousClock.Instant) -> Duration {
        start.duration(to: end)
    }
}

/// Judges the pieces of one message one after the other, as far as the time reaches.
private struct CheckRun {
    let guardrail: Guardrail
    let call: HookCall
    var judged: [JudgedPart] = []
    var undecidedCount = 0
    /// How many bytes had been scanned when the time was up.
    var expiredAt: Int?
    private var scannedCount = 0
    private var slices: ScanSlices

    init(guardrail: Guardrail, call: HookCall) {
        self.guardrail = guardrail
        self.call = call
        slices = ScanSlices(until: call.deadline)
    }

    mutating func judge(_ part: HookPart) async {
        if let kind = part.uninspectable {
            let output = guardrail.output(of: kind, context: call.context())
            judged.append(JudgedPart(output, isStream: false))
            return
        }
        guard expiredAt == nil else {
            judged.append(JudgedPart(bytes: part.bytes, settledCount: part.bytes.count))
            return
        }
        var filter = PayloadFilter(guardrail: guardrail, source: part.source(call))
        var output = FilterOutput()
        var position = 0
        while position < part.bytes.count, !output.isBlocked {
            if slices.isOver {
                expiredAt = scannedCount + position
                break
            }
            let end = slices.end(in: part.bytes, from: position)
            filter.append(part.bytes.span.extracting(position..<end), to: &output)
            position = end
            await slices.pass()
        }
        filter.finish(to: &output)
        if !output.isBlocked { output.bytes += part.bytes[position...] }
        undecidedCount += filter.undecidedCount
        scannedCount += position
        judged.append(JudgedPart(output, isStream: filter.format?.framing != nil))
    }
}

extension JudgedPart {
    /// - Parameter isStream: whether a block has an ending in the output.
    init(_ output: FilterOutput, isStream: Bool) {
        let isBlocked = output.isBlocked
        bytes = isBlocked && !isStream ? nil : output.bytes
        findings = output.findings
        action = isBlocked ? .block : output.findings.map(\.action).max() ?? .allow
        wouldBe = isBlocked ? .block : output.findings.map(\.wouldBe).max() ?? .allow
        message = output.blockedAt.map { $0.message ?? "Blocked by policy: \($0.rule)." }
        settledCount = bytes?.count ?? 0
    }
}

extension HookPart {
    /// What the filter is told of the piece.
    func source(_ call: HookCall) -> PayloadSource {
        PayloadSource(
            format: format,
            dialect: dialect,
            contentType: contentType,
            requestPath: requestPath,
            context: call.context(tool: tool)
        )
    }
}
