// Judges texts that are sent again and again, each time a little longer.

import Crypto
import Sluice
import SluiceModel
import SluicePolicies

extension HookEngine {
    /// Judges plain texts of which more has come since the last call of the same name, as gateways send them that post
    /// the whole answer so far. Only what is new is scanned.
    ///
    /// Of each piece of the verdict `bytes` is the filtered text as if it ended here, and the first `settledCount`
    /// bytes of it are the same whatever follows. A text that does not begin with what came before is judged from its
    /// start.
    ///
    /// Where the time is up, the outcome is `unjudged` as for `check`, and the next call goes on from there.
    ///
    /// What is remembered is for calls that are decided alike: one of another caller, policy or context begins anew.
    ///
    /// The last call is recorded in the audit. Where it is not known which call is the last, the first one is, and each
    /// in which there is more to find, with what is new: no finding is lost, and none is counted twice.
    ///
    /// - Parameters:
    ///   - texts: all that has come, of every text of the answer in the same order each time.
    ///   - name: the name of the answer, such as the gateway's id of the call.
    ///   - isLast: whether nothing will follow; nil if the gateway does not say.
    /// - Throws: `HookError` where the policy that is named is not there, or there are too many texts.
    package func check(
        growing texts: [[UInt8]],
        name: String,
        isLast: Bool?,
        as call: HookCall
    ) async throws(HookError) -> HookOutcome {
        try HookPart.check(count: texts.count)
        let start = ContinuousClock.now
        // A gateway's caller may have made the name, of any length.
        let key = Array(SHA256.hash(data: Array("\(call.contract) \(call.peer.token ?? "") \(name)".utf8)))
        let known = growing.take(key).flatMap { $0.isGoneOn(by: call) ? $0 : nil }
        let (guards, guardrail): (GuardSet, Guardrail)
        if let known, let same = known.guards.guardrail(call.policy) {
            (guards, guardrail) = (known.guards, same)
        } else {
            (guards, guardrail) = try judge(of: call)
        }
        var run = GrowingRun(guardrail: guardrail, call: call, isLast: isLast)
        for (index, text) in texts.enumerated() {
            await run.judge(text, known: known.flatMap { index < $0.texts.count ? $0.texts[index] : nil })
        }
        let verdict = run.draft.verdict(guards, guardrail.policy, duration: .now - start)
        let outcome = outcome(
            verdict,
            expiredAt: run.expiredAt,
            of: texts.reduce(0) { $0 + $1.count },
            guardrail,
            call
        )
        if isLast == nil {
            let isRecorded = known == nil || verdict.isBlocked || run.news.count > 0 || run.expiredAt != nil
            if isRecorded { await record(outcome.telling(run.news), of: call) }
        } else if case .unjudged = outcome {
            await record(outcome, of: call)
        } else if isLast == true || verdict.isBlocked {
            await record(.judged(verdict), of: call)
        }
        if isLast != true, !verdict.isBlocked {
            let conversation = GrowingTexts.Conversation(
                texts: run.texts,
                guards: guards,
                policy: call.policy,
                context: call.context(),
                owner: call.peer.token
            )
            growing.put(conversation, as: key)
        }
        return outcome
    }
}

/// Judges what is new in the texts of one answer, as far as the time reaches.
private struct GrowingRun {
    let guardrail: Guardrail
    let call: HookCall
    let isLast: Bool?
    var draft = VerdictDraft()
    /// The texts as far as they have been scanned, for the next call.
    var texts: [GrowingTexts.Text] = []
    /// What was found that has not been recorded.
    var news = KeptFindings(most: HookVerdict.mostFindings)
    /// How many bytes had been scanned when the time was up.
    var expiredAt: Int?
    private var scannedCount = 0
    private var slices: ScanSlices

    init(guardrail: Guardrail, call: HookCall, isLast: Bool?) {
        self.guardrail = guardrail
        self.call = call
        self.isLast = isLast
        slices = ScanSlices(until: call.deadline)
    }

    mutating func judge(_ text: [UInt8], known: GrowingTexts.Text?) async {
        var grown: GrowingTexts.Text
        if let known, text.starts(with: known.received) {
            grown = known
        } else {
            grown = GrowingTexts.Text(filter: TextFilter(guardrail: guardrail, context: call.context()))
        }
        var position = grown.received.count
        if expiredAt == nil, slices.isOver { expiredAt = scannedCount + position }
        while position < text.count, !grown.settled.isBlocked {
            if slices.isOver {
                expiredAt = expiredAt ?? scannedCount + position
                break
            }
            let end = slices.end(in: text, from: position)
            grown.filter.append(text.span.extracting(position..<end), to: &grown.settled)
            take(&grown.settled, &grown.kept, recordedCount: grown.recordedCount)
            position = end
            await slices.pass()
        }
        if text.isEmpty { await slices.pass() }
        scannedCount += position
        // The next call goes on where the time of this one was up.
        grown.received = expiredAt == nil ? text : Array(text[..<position])
        var last = grown.filter
        var output = grown.settled
        var all = grown.kept
        if !output.isBlocked {
            last.finish(to: &output)
            take(&output, &all, recordedCount: grown.recordedCount)
            output.bytes += text[position...]
        }
        grown.recordedCount = max(grown.recordedCount, all.count)
        var told = draft.newFindings
        told.add(all)
        var part = JudgedPart(output, told, isStream: false)
        part.settledCount = isLast == true ? part.settledCount : min(part.settledCount, grown.settled.bytes.count)
        draft.add(part, told, undecidedCount: last.undecidedCount)
        texts.append(grown)
    }

    /// Takes the findings of an output; those behind the first `recordedCount` of their text are news.
    private mutating func take(_ output: inout FilterOutput, _ kept: inout KeptFindings, recordedCount: Int) {
        for found in output.findings.dropFirst(max(0, recordedCount - kept.count)) { news.add(found) }
        kept.take(&output)
    }
}

extension HookOutcome {
    /// The outcome with other findings, as it is recorded.
    fileprivate func telling(_ news: KeptFindings) -> HookOutcome {
        switch self {
        case .judged(let verdict): return .judged(verdict.telling(news))
        case .unjudged(var failure):
            failure.partial = failure.partial.telling(news)
            return .unjudged(failure)
        }
    }
}

extension HookVerdict {
    fileprivate func telling(_ news: KeptFindings) -> HookVerdict {
        var verdict = self
        // What is recorded of a piece is what was found, and nothing of its text.
        verdict.parts = [JudgedPart(bytes: nil, findings: news.findings)]
        verdict.omittedFindings = news.omitted
        return verdict
    }
}
