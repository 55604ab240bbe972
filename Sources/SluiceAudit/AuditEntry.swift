// One link of the chain.

package import SluiceModel

/// One link of the chain: a decision, or what happened to the audit itself.
package struct AuditEntry: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable {
        /// A decision about a message.
        case decision
        /// A writer began.
        case start
        /// A writer ended in order. A start without a stop before it means that a writer was killed.
        case stop
        /// Records were lost before they could be written.
        case loss
        /// Old entries were removed.
        case removal
    }

    /// Why records were lost.
    package enum LossReason: String, Sendable, CaseIterable {
        /// The queue was full.
        case overflow
        /// The database would not take them.
        case refused
        /// The writer had ended, or ended before the database took them.
        case ended
    }

    /// Why entries were removed.
    package enum RemovalReason: String, Sendable, CaseIterable {
        case age
        case size
    }

    /// What an entry tells.
    package enum Content: Sendable, Hashable {
        /// A decision; its `findingCount` counts also the findings for which the entry had no room.
        case decision(AuditRecord)
        case start
        case stop
        case loss(count: Int64, reason: LossReason)
        /// All entries up to `through`, `count` of them, whose hash was `hash`.
        case removal(through: Int64, hash: ChainHash, count: Int64, reason: RemovalReason)
    }

    /// From 1, without gaps.
    package let sequence: Int64
    /// In microseconds since the start of 1970 (UTC): of the decision, or when the event was written down.
    package let time: Int64
    package let content: Content
    /// The hash of this entry and all before it.
    package let hash: ChainHash

    package var kind: Kind {
        switch content {
        case .decision: .decision
        case .start: .start
        case .stop: .stop
        case .loss: .loss
        case .removal: .removal
        }
    }
}
