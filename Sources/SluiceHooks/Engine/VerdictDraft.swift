// The pieces of a message as they are judged.

import SluiceModel
import SluicePolicies

/// The pieces of a message as they are judged, up to the verdict.
struct VerdictDraft: Sendable {
    private var parts: [JudgedPart] = []
    private var omitted: [KeptFindings.Kind: Int] = [:]
    private var undecidedCount = 0
    /// How many more findings of whatever kind are kept.
    private var room = HookVerdict.mostFindings

    /// For the findings of the next piece.
    var newFindings: KeptFindings { KeptFindings(most: room) }

    /// Takes the next piece, with its findings.
    mutating func add(_ part: JudgedPart, _ kept: KeptFindings, undecidedCount count: Int = 0) {
        parts.append(part)
        room -= min(room, kept.findings.count)
        omitted.merge(kept.omitted, uniquingKeysWith: +)
        undecidedCount += count
    }

    /// Takes the next piece, which was not judged.
    mutating func add(_ part: JudgedPart) {
        parts.append(part)
    }

    /// What all pieces together come to.
    func verdict(_ guards: GuardSet, _ policy: Policy, duration: Duration) -> HookVerdict {
        HookVerdict(
            action: parts.map(\.action).max() ?? .allow,
            wouldBe: parts.map(\.wouldBe).max() ?? .allow,
            parts: parts,
            omittedFindings: omitted,
            policy: policy.name,
            version: guards.version,
            undecidedCount: undecidedCount,
            duration: duration
        )
    }
}
