// Filters one stream for a caller.

package import Sluice
import SluiceMatching
package import SluiceModel
import SluicePolicies
import Synchronization

/// Filters one stream for a caller: bytes in, bytes out, with the rules and the policy that it began with.
package struct HookStream: Sendable {
    /// Why a stream ended.
    package enum End: String, Sendable {
        /// All of it came.
        case complete
        /// The policy stopped it.
        case blocked
        /// The caller went away.
        case abandoned
        /// Nothing came for too long.
        case expired
    }

    /// So many findings are kept of whatever rule.
    private static let mostFindings = 256

    /// What does not change, kept apart: a stream that is idle should be small, and is moved now and then. It keeps the
    /// gauges of streams right, however a stream ends.
    private final class Beginning: Sendable {
        let call: HookCall
        let engine: HookEngine
        let guards: GuardSet
        let guardrail: Guardrail
        private let held = Atomic<Int>(0)

        init(_ engine: HookEngine, _ guards: GuardSet, _ guardrail: Guardrail, _ call: HookCall) {
            self.engine = engine
            self.guards = guards
            self.guardrail = guardrail
            self.call = call
            engine.metrics.activeStreams.add(1, ordering: .relaxed)
        }

        deinit {
            engine.metrics.activeStreams.subtract(1, ordering: .relaxed)
            engine.metrics.heldBytes.subtract(held.load(ordering: .relaxed), ordering: .relaxed)
        }

        func hold(_ count: Int) {
            let before = held.exchange(count, ordering: .relaxed)
            if before != count { engine.metrics.heldBytes.add(count - before, ordering: .relaxed) }
        }
    }

    private let beginning: Beginning
    private var filter: PayloadFilter
    /// The first bytes, until they tell that the stream can be looked into; nil from then on.
    private var first: [UInt8]? = []
    private let isSaidToBeText: Bool
    /// What the policy stopped the stream for.
    @Seldom private var blockedAt: FilterOutput.Blocked?
    private var kept = KeptFindings(most: mostFindings)
    /// What was found, as far as it is kept.
    package var findings: [LocatedFinding] { kept.findings }
    /// How many findings there are.
    package var findingCount: Int { kept.count }
    /// The strongest thing that was done.
    package var action: Action { isBlocked ? .block : kept.action }
    /// The strongest thing that the policy says.
    package var wouldBe: Action { isBlocked ? .block : kept.wouldBe }
    /// The time that was spent on filtering.
    private var busy = Duration.zero

    fileprivate init(engine: HookEngine, part: HookPart, call: HookCall) throws(HookError) {
        let (guards, guardrail) = try engine.judge(of: call)
        try BodyEncoding.check(contentType: part.contentType)
        isSaidToBeText = part.isSaidToBeText
        beginning = Beginning(engine, guards, guardrail, call)
        filter = guards.filters.filter(guardrail, source: part.source(call))
    }

    /// Whether the policy has stopped the stream: nothing follows.
    package var isBlocked: Bool { blockedAt != nil }
    /// What the sender of a blocked stream is told.
    package var message: String? { blockedAt.map { $0.message ?? "Blocked by policy: \($0.rule)." } }
    /// What the caller said of the stream.
    package var call: HookCall { beginning.call }
    /// The version of rules and policies.
    package var version: String { beginning.guards.version }
    /// The name of the policy.
    package var policyName: String { beginning.guardrail.policy.name }
    /// How many bytes have come and not gone out.
    package var heldCount: Int { (first?.count ?? 0) + filter.heldByteCount }

    /// Takes the next bytes and gives what may go out. The first few wait until they tell whether the stream can be
    /// looked into.
    ///
    /// - Throws: `HookError` with the code `unsupported_encoding` where it cannot. Nothing may follow then.
    package mutating func append(_ bytes: Span<UInt8>) throws(HookError) -> [UInt8] {
        guard !isBlocked else { return [] }
        guard var first else { return give(bytes) }
        first.append(copying: bytes)
        self.first = first
        try BodyEncoding.check(beginning: first, isText: isSaidToBeText)
        guard first.count >= BodyEncoding.tellingCount else {
            beginning.hold(heldCount)
            return []
        }
        self.first = nil
        return give(first.span)
    }

    private mutating func give(_ bytes: Span<UInt8>) -> [UInt8] {
        let start = ContinuousClock.now
        var output = FilterOutput()
        filter.append(bytes, to: &output)
        return collect(&output, since: start)
    }

    /// Makes the stream small while it waits for its next bytes.
    package mutating func rest() { filter.rest() }

    /// Ends the stream and gives what was held.
    package mutating func finish() -> [UInt8] {
        guard !isBlocked else { return [] }
        let start = ContinuousClock.now
        var output = FilterOutput()
        if let first { filter.append(first.span, to: &output) }
        first = nil
        filter.finish(to: &output)
        return collect(&output, since: start)
    }

    private mutating func collect(_ output: inout FilterOutput, since start: ContinuousClock.Instant) -> [UInt8] {
        blockedAt = output.blockedAt
        kept.take(&output)
        beginning.hold(heldCount)
        busy += .now - start
        return output.bytes
    }

    /// Counts and records the stream; to be called once, when nothing follows.
    package func close(_ end: End) async {
        var part = JudgedPart(bytes: nil)
        part.findings = findings
        part.action = action
        part.wouldBe = wouldBe
        part.message = message
        var draft = VerdictDraft()
        draft.add(part, kept, undecidedCount: filter.undecidedCount)
        let verdict = draft.verdict(beginning.guards, beginning.guardrail.policy, duration: busy)
        beginning.engine.metrics.count(streamEnd: end.rawValue)
        await beginning.engine.record(.judged(verdict), of: call)
    }
}

extension HookEngine {
    /// Begins to filter a stream.
    ///
    /// - Parameter part: what is known of the stream; its bytes are not looked at.
    /// - Throws: `HookError` where the policy that is named is not there.
    package func stream(_ part: HookPart, as call: HookCall) throws(HookError) -> HookStream {
        try HookStream(engine: self, part: part, call: call)
    }
}
