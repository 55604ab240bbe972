// Judges texts that are sent again and again, each time a little longer.

import Sluice
import SluiceModel
import SluicePolicies

extension HookEngine {
    /// Judges plain texts of which more has come since the last call of the same name, as gateways send them that post the
    /// whole answer so far. Only what is new is scanned.
    ///
    /// Of each piece of the verdict `bytes` is the filtered text as if it ended here, and the first `settledCount` bytes of
    /// it are the same whatever follows. A text that does not begin with what came before is judged from its start.
    ///
    /// Where the time is up, the outcome is `unjudged` as for `check`, and the next call goes on from there.
    ///
    /// The last call is recorded in the audit. Where it is not known which call is the last, the first one is, and each in
    /// which there is more to find, with what is new: no finding is lost, and none is counted twice.
    ///
    /// - Parameters:
    ///   - texts: all that has come, of every text of the answer in the same order each time.
    ///   - name: the name of the answer, such as the gateway's id of the call.
    ///   - isLast: whether nothing will follow; nil if the gateway does not say.
    /// - Throws: `HookError` where the policy that is named is not there.
    package func check(
        growing texts: [[UInt8]],
        name: String,
        isLast: Bool?,
        as call: HookCall
    ) async throws(HookError) -> HookOutcome {
        let start = ContinuousClock.now
        let key = "\(call.contract) \(call.peer.token ?? "") \(name)"
        let known = growing.take(key).flatMap { $0.policy == call.policy ? $0 : nil }
        let (guards, guardrail): (GuardSet, Guardrail)
        if let known, let same = known.guards.guardrail(call.policy) {
            (guards, guardrail) = (known.guards, same)
        } else {
            (guards, guardrail) = try judge(of: call)
        }
        let context = call.context()
        var conversation = GrowingTexts.Conversation(texts: [], guards: guards, policy: call.policy)
        var judged: [JudgedPart] = []
        var undecidedCount = 0
        var slices = ScanSlices(until: call.deadline)
        var (scannedCount, expiredAt) = (0, Int?.none)
        for (index, text) in texts.enumerated() {
            var known = known.flatMap { index < $0.texts.count ? $0.texts[index] : nil }
            if let old = known, !text.starts(with: old.received) { known = nil }
            var grown = known ?? GrowingTexts.Text(filter: TextFilter(guardrail: guardrail, context: context))
            var position = grown.received.count
            while position < text.count, !grown.settled.isBlocked {
                if slices.isOver {
                    expiredAt = expiredAt ?? scannedCount + position
                    break
                }
                let end = slices.end(in: text, from: position)
                grown.filter.append(text.span.extracting(position..<end), to: &grown.settled)
                position = end
                await slices.pass()
            }
            scannedCount += position
            // The next call goes on where the time of this one was up.
            grown.received = expiredAt == nil ? text : Array(text[..<position])
            var last = grown.filter
            var output = grown.settled
            if !output.isBlocked {
                last.finish(to: &output)
                output.bytes += text[position...]
            }
            var part = JudgedPart(output, isStream: false)
            part.settledCount = isLast == true ? part.settledCount : min(part.settledCount, grown.settled.bytes.count)
            judged.append(part)
            undecidedCount += last.undecidedCount
            conversation.texts.append(grown)
        }
        let isBlocked = judged.contains { $0.action == .block }
        let verdict = HookVerdict(
            action: judged.map(\.action).max() ?? .allow,
            wouldBe: judged.map(\.wouldBe).max() ?? .allow,
            parts: judged,
            policy: guardrail.policy.name,
            version: guards.version,
            undecidedCount: undecidedCount,
            duration: .now - start
        )
        let outcome = outcome(
            verdict,
            expiredAt: expiredAt,
            of: texts.reduce(0) { $0 + $1.count },
            guardrail,
            call
        )
        if case .unjudged = outcome {
            await record(outcome, of: call)
        } else if isLast == nil {
            await recordNews(of: verdict, &conversation, since: known, call)
        } else if isLast == true || isBlocked {
            await record(.judged(verdict), of: call)
        }
        if isLast != true, !isBlocked { growing.put(conversation, as: key) }
        return outcome
    }

    /// Records what a call found that those before it had not, and every first call.
    private func recordNews(
        of verdict: HookVerdict,
        _ conversation: inout GrowingTexts.Conversation,
        since known: GrowingTexts.Conversation?,
        _ call: HookCall
    ) async {
        let before = known?.recordedCounts ?? []
        var news = verdict
        for index in news.parts.indices {
            let count = index < before.count ? before[index] : 0
            news.parts[index].findings.removeFirst(min(count, news.parts[index].findings.count))
            conversation.recordedCounts.append(max(count, verdict.parts[index].findings.count))
        }
        guard known == nil || verdict.isBlocked || !news.findings.isEmpty else { return }
        await record(.judged(news), of: call)
    }
}
