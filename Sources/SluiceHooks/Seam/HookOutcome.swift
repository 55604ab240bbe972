// What the engine says of a message.

import HTTPTypes
package import Sluice
package import SluiceModel
package import SluicePolicies

/// What the engine says of a message. What a policy decides and a failure to judge are different things here, so that
/// no contract can take one for the other.
package enum HookOutcome: Sendable {
    /// The whole message was looked at, and the policy decided.
    case judged(HookVerdict)
    /// The message could not be judged; whether it passes is the policy's `on_error`.
    case unjudged(HookFailure)
}

/// What the policy decides about a message.
package struct HookVerdict: Sendable {
    /// So many findings of a message are kept of whatever kind; behind them the first of each rule and action in each
    /// piece.
    static let mostFindings = 1_000

    /// The strongest thing that was done.
    package var action: Action
    /// The strongest thing that the policy says, which in monitor mode is not done.
    package var wouldBe: Action
    /// The pieces, as many and in the order that they were given.
    package var parts: [JudgedPart]
    /// How many findings are not among those of the pieces.
    package var omittedFindings: [KeptFindings.Kind: Int] = [:]
    /// The name of the policy.
    package var policy: String
    /// The version of rules and policies.
    package var version: String
    /// How many places a rule gave up on at its limits, flagged as the rule's `on_limit` says.
    package var undecidedCount: Int
    /// How long it took.
    package var duration: Duration

    /// Whether the message must not go on.
    package var isBlocked: Bool { action == .block }
    /// Whether the message goes on as it came.
    package var isUnchanged: Bool { action < .mask }
    /// The findings that are kept, in the order of the pieces.
    package var findings: [LocatedFinding] { parts.flatMap(\.findings) }
    /// How many findings there are, also of those that are not kept.
    package var findingCount: Int {
        omittedFindings.values.reduce(parts.reduce(0) { $0 + $1.findings.count }, +)
    }

    /// What the sender of a blocked message is told; nil if nothing was blocked.
    package var message: String? { parts.lazy.compactMap(\.message).first }
}

/// What became of one piece.
package struct JudgedPart: Sendable {
    /// The filtered bytes; nil if the piece was blocked and has no ending of its own.
    package var bytes: [UInt8]?
    /// What was found, as far as it is kept, in the order of its place.
    package var findings: [LocatedFinding] = []
    /// What was done.
    package var action = Action.allow
    /// What the policy says.
    package var wouldBe = Action.allow
    /// What the sender of a blocked piece is told.
    package var message: String?
    /// How many of `bytes`, from the first on, are the same whatever follows. All of them, but of a text that grows.
    package var settledCount = 0
}

/// Why a message could not be judged, and what then becomes of it.
package struct HookFailure: Sendable {
    /// Why it could not be judged.
    package enum Reason: String, Sendable {
        /// The time was up.
        case deadline = "deadline_exceeded"
        /// There was nothing to judge.
        case noMessage = "no_message"
    }

    /// Why it could not be judged.
    package var reason: Reason
    /// What the policy says of such messages in this direction: `open` lets them pass, `closed` stops them.
    package var mode: Policy.Failure
    /// How many bytes of the message were looked at, over all pieces in their order.
    package var scannedCount: Int
    /// How many bytes the message has.
    package var totalCount: Int
    /// The message as far as it was judged: pieces filtered up to `scannedCount`, and unchanged from there.
    package var partial: HookVerdict

    /// A sentence for logs and answers.
    package var sentence: String {
        switch reason {
        case .deadline: "The time was up: the message was not scanned from byte \(scannedCount) of \(totalCount) on."
        case .noMessage: "There is no message: its body and its text are empty."
        }
    }

    /// The error for contracts in which a failed request is one that could not be judged.
    package var error: HookError {
        switch reason {
        case .deadline:
            HookError(
                code: reason.rawValue,
                message: sentence + " Send less at once, or raise `limits.deadline`.",
                status: .gatewayTimeout
            )
        case .noMessage: .invalid(reason.rawValue, sentence)
        }
    }
}
