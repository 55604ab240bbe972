// What becomes of a whole message.

public import SluiceModel
public import SluicePayloads

/// What becomes of a whole message, a request's or an answer's body.
public struct Verdict: Sendable {
    /// The strongest thing that was done: `allow` if nothing was found.
    public let action: Action
    /// The strongest thing that the policy says to do, which in monitor mode is not done.
    public let wouldBe: Action
    /// What was found, in the order of its place.
    public let findings: [LocatedFinding]
    /// The message that may go on, with the format's own ending if it is a stream that was blocked; nil if nothing may.
    public let payload: [UInt8]?
    /// What blocked the message; nil if nothing did.
    public let blockedAt: FilterOutput.Blocked?
    /// How many places a rule gave up on at its limits, flagged as the rule's `on_limit` says.
    public let undecidedCount: Int
    /// The format that the message was read as.
    public let format: PayloadFormat?

    /// What the sender of a blocked message is told.
    public var message: String? {
        blockedAt.map { $0.message ?? "Blocked by policy: \($0.rule)." }
    }

    /// Whether the message goes on as it came.
    public var isUnchanged: Bool { action < .mask }
}
