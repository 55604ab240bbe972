// Writes records to the database on a thread of its own.

import Dispatch
import Foundation
package import GRDB
package import SluiceModel

/// Writes records to the database on a thread of its own. The caller pays for a lock and an append.
///
/// When the database cannot be written, records wait in the queue and writing is tried again, with growing pauses and a
/// newly opened file; what the queue cannot hold is counted, and told by an entry of the chain as soon as one can be
/// written.
package final class AuditWriter: AuditSink {
    private let queue: AuditQueue
    private let ended: DispatchSemaphore

    /// Opens or creates the audit.
    package convenience init(_ configuration: AuditConfiguration) throws(AuditError) {
        try self.init(configuration, prepare: nil)
    }

    /// - Parameter prepare: what tests do to each connection to let it fail.
    package init(
        _ configuration: AuditConfiguration,
        prepare: (@Sendable (Database) throws -> Void)?
    ) throws(AuditError) {
        let loop = try AuditLoop(configuration, prepare: prepare)
        let ended = DispatchSemaphore(value: 0)
        queue = loop.queue
        self.ended = ended
        let thread = Thread {
            loop.run()
            ended.signal()
        }
        thread.name = "sluice.audit"
        thread.start()
    }

    deinit {
        queue.close()
    }

    /// Refuses what an audit could not be written with, as far as that shows without a change of anything.
    package static func check(_ configuration: AuditConfiguration) throws(AuditError) {
        if let problem = configuration.problem {
            throw AuditError(.invalidConfiguration, path: configuration.path, detail: problem)
        }
        try AuditConnection.check(configuration, hasher: ChainHasher(key: configuration.key))
    }

    /// Takes a record for writing; see `AuditConfiguration.overflow` for when the queue is full.
    package func record(_ record: AuditRecord) {
        queue.put(record)
    }

    /// Waits until all records that were taken before are in the database or lost; false when the time is over. Blocks
    /// the thread.
    @discardableResult
    package func flush(timeout: Duration = .seconds(10)) -> Bool {
        queue.flush(timeout: timeout)
    }

    /// Writes what is there, says in the chain that the writer ended, and ends. Records that come later are lost.
    /// Returns false when anything was lost since it began, or when the time is over; the thread then goes on by
    /// itself. Blocks the thread.
    @discardableResult
    package func close(timeout: Duration = .seconds(10)) -> Bool {
        queue.close()
        let isDone = ended.wait(timeout: .now() + timeout.seconds) == .success
        if isDone { ended.signal() }
        return isDone && statistics.lostCount == 0
    }

    /// What has been done and lost so far.
    package var statistics: AuditStatistics { queue.statistics }
}
