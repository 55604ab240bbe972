// What a writer has done and lost.

/// What a writer has done and lost since it began.
package struct AuditStatistics: Sendable, Hashable {
    /// Records that were taken into the queue.
    package var accepted: Int64 = 0
    /// Records that are in the database.
    package var written: Int64 = 0
    /// Records that were lost, by reason.
    package var lost: [AuditEntry.LossReason: Int64] = [:]
    /// Records that wait.
    package var queued: Int = 0
    /// The memory that they take, in bytes, as an estimate.
    package var queuedBytes: Int = 0
    /// Transactions that were committed.
    package var batches: Int64 = 0
    /// Attempts to write that failed.
    package var failures: Int64 = 0
    /// What is wrong now; nil while writing works.
    package var failure: AuditError?
    /// What was wrong last, also when writing works again.
    package var lastFailure: AuditError?
    /// The number of the last entry that is in the database.
    package var lastSequence: Int64 = 0

    /// Records that were taken and are not in the database: lost ones, and those that still wait or are being written.
    package var missing: Int64 { lostCount + Int64(queued) }

    /// All records that were lost.
    package var lostCount: Int64 { lost.values.reduce(0, +) }
}
