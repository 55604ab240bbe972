// Judges whole messages.

import Sluice
import SluiceModel
import SluicePayloads
import SluicePolicies

extension HookEngine {
    /// Judges a message, piece by piece, and records what was decided.
    ///
    /// The time is looked at every 32 KiB and at each piece but the first: where it is up, the outcome is `unjudged`,
    /// with what was decided until then. A block that was decided before counts. One short piece is always judged.
    ///
    /// - Throws: `HookError` where the policy that is named is not there, or there are too many pieces.
    package func check(_ parts: [HookPart], as call: HookCall) async throws(HookError) -> HookOutcome {
        try HookPart.check(count: parts.count)
        let (guards, guardrail) = try judge(of: call)
        let start = ContinuousClock.now
        var run = CheckRun(guardrail: guardrail, call: call)
        for part in parts { await run.judge(part) }
        let outcome = outcome(
            run.draft.verdict(guards, guardrail.policy, duration: .now - start),
            expiredAt: run.expiredAt,
            of: parts.reduce(0) { $0 + $1.bytes.count },
            guardrail,
            call
        )
        await record(outcome, of: call)
        return outcome
    }

    /// Records a message of which there is nothing to judge, though there ought to be.
    ///
    /// - Throws: `HookError` where the policy that is named is not there.
    package func unjudged(_ reason: HookFailure.Reason, as call: HookCall) async throws(HookError) -> HookOutcome {
        let (guards, guardrail) = try judge(of: call)
        let outcome = HookOutcome.unjudged(
            HookFailure(
                reason: reason,
                mode: Self.failureMode(of: guardrail.policy, direction: call.direction),
                scannedCount: 0,
                totalCount: 0,
                partial: VerdictDraft().verdict(guards, guardrail.policy, duration: .zero)
            )
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
    var draft = VerdictDraft()
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
            var output = guardrail.output(of: kind, context: call.context())
            var kept = draft.newFindings
            kept.take(&output)
            return draft.add(JudgedPart(output, kept, isStream: false), kept)
        }
        if expiredAt == nil, slices.isOver { expiredAt = scannedCount }
        guard expiredAt == nil else {
            return draft.add(JudgedPart(bytes: part.bytes, settledCount: part.bytes.count))
        }
        var filter = PayloadFilter(guardrail: guardrail, source: part.source(call))
        var output = FilterOutput()
        var kept = draft.newFindings
        var position = 0
        while position < part.bytes.count, !output.isBlocked {
            if slices.isOver {
                expiredAt = scannedCount + position
                break
            }
            let end = slices.end(in: part.bytes, from: position)
            filter.append(part.bytes.span.extracting(position..<end), to: &output)
            kept.take(&output)
            position = end
            await slices.pass()
        }
        if part.bytes.isEmpty { await slices.pass() }
        filter.finish(to: &output)
        kept.take(&output)
        if !output.isBlocked { output.bytes += part.bytes[position...] }
        scannedCount += position
        let judged = JudgedPart(output, kept, isStream: filter.format?.framing != nil)
        draft.add(judged, kept, undecidedCount: filter.undecidedCount)
    }
}

extension JudgedPart {
    /// - Parameters:
    ///   - kept: what was found.
    ///   - isStream: whether a block has an ending in the output.
    init(_ output: FilterOutput, _ kept: KeptFindings, isStream: Bool) {
        let isBlocked = output.isBlocked
        bytes = isBlocked && !isStream ? nil : output.bytes
        findings = kept.findings
        action = isBlocked ? .block : kept.action
        wouldBe = isBlocked ? .block : kept.wouldBe
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
