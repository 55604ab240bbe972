// What a policy says about one finding.

public import SluiceModel

/// What a policy says about one finding.
public struct PolicyDecision: Sendable, Hashable {
    /// What is done: what the policy says, in monitor mode at most `log`.
    public let action: Action
    /// What the policy says, also where it is not carried out.
    public let wouldBe: Action
    /// How the value is, or would be, replaced.
    public let style: MaskStyle
    /// What the sender is told where the action is `block`.
    public let message: String?
    /// The entry that decided; nil for the policy's defaults.
    public let entry: String?

    /// Whether the policy says more than to report, also where that is not carried out.
    public var changesText: Bool { wouldBe >= .mask }

    /// The decision where the text cannot be changed or is not acted on: at most reported.
    package var reportedOnly: PolicyDecision {
        PolicyDecision(action: min(action, .log), wouldBe: wouldBe, style: style, message: message, entry: entry)
    }

    /// This decision, or `other` where that is stronger.
    func stronger(than other: PolicyDecision) -> PolicyDecision {
        wouldBe >= other.wouldBe ? self : other
    }
}
