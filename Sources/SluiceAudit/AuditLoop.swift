// What the writer's thread does.

import GRDB
import SluiceModel

/// What the writer's thread does: takes batches, writes them, tries again, removes what is old.
final class AuditLoop: Sendable {
    let queue: AuditQueue
    private let configuration: AuditConfiguration
    private let prepare: (@Sendable (Database) throws -> Void)?

    /// Opens the database and says in the chain that a writer begins.
    init(
        _ configuration: AuditConfiguration,
        prepare: (@Sendable (Database) throws -> Void)?
    ) throws(AuditError) {
        self.configuration = configuration
        self.prepare = prepare
        queue = AuditQueue(configuration)
        // Opened here so that the caller learns at once what is wrong, and again by the thread, which owns what it
        // opens.
        let store = try AuditStore(configuration, prepare: prepare)
        let head = try store.append([(.start, AuditClock.now)])
        try publish(head)
        queue.noteCommit(head)
        store.close()
    }

    func run() {
        var store: AuditStore?
        var nextRemoval = AuditClock.now
        loop: while true {
            let patience = Duration.microseconds(max(0, nextRemoval - AuditClock.now))
            switch queue.next(patience: hasRetention ? patience : .seconds(3600), linger: configuration.linger) {
            case .ended: break loop
            case .idle: break
            case .batch(let batch): write(batch, to: &store)
            }
            if hasRetention, AuditClock.now >= nextRemoval {
                let hasMore = removeOld(&store)
                nextRemoval = AuditClock.now + (hasMore ? 0 : configuration.retentionInterval.microseconds)
            }
        }
        end(&store)
    }

    private var hasRetention: Bool { configuration.maximumAge != nil || configuration.maximumBytes != nil }

    /// Writes a batch, as often as it takes; gives up only when the database refuses it or the queue has been closed.
    private func write(_ batch: AuditQueue.Batch, to store: inout AuditStore?) {
        let events = batch.records.map { AuditEvent(.decision($0), $0.time) }
        var pause = configuration.firstRetryPause
        while true {
            do throws(AuditError) {
                try append(events, to: &store)
                queue.settle(batch)
                return
            } catch {
                queue.noteFailure(error)
                letGo(&store, after: error)
                // A file that was moved away is begun anew, however late.
                let isLastAttempt = queue.isClosed && error.code != .replaced
                if !error.mayPass || isLastAttempt {
                    queue.settle(batch, lostAs: error.mayPass ? .ended : .refused)
                    return
                }
                queue.pause(pause)
                pause = min(pause * 2, configuration.longestRetryPause)
            }
        }
    }

    /// Appends events, and one for each kind of loss that no entry tells of yet.
    private func append(_ events: [AuditEvent], to store: inout AuditStore?) throws(AuditError) {
        let losses = queue.unreportedLosses
        let told = losses.sorted { $0.key.rawValue < $1.key.rawValue }.map { reason, count in
            AuditEvent(.loss(count: count, reason: reason), AuditClock.now)
        }
        let head = try open(&store).append(events + told)
        queue.noteCommit(head, reported: losses)
        // The entries are in the database: whatever is wrong with the head file, they must not be written again.
        do { try publish(head) } catch { queue.noteFailure(error) }
    }

    private func removeOld(_ store: inout AuditStore?) -> Bool {
        do throws(AuditError) {
            guard let done = try open(&store).removeOld(now: AuditClock.now) else { return false }
            queue.noteCommit(done.head)
            try publish(done.head)
            return done.hasMore
        } catch {
            queue.noteFailure(error)
            letGo(&store, after: error)
            return false
        }
    }

    /// Closes the store after a failure: a new connection sees a file that was moved away, repaired or put elsewhere.
    /// One that is only locked is kept, as what it has committed may not be in its file yet.
    private func letGo(_ store: inout AuditStore?, after error: AuditError) {
        if error.code == .locked { return }
        store?.close()
        store = nil
    }

    /// The store, newly opened after a failure.
    private func open(_ store: inout AuditStore?) throws(AuditError) -> AuditStore {
        if let store { return store }
        let opened = try AuditStore(configuration, prepare: prepare)
        store = opened
        return opened
    }

    private func end(_ store: inout AuditStore?) {
        do throws(AuditError) {
            try append([(.stop, AuditClock.now)], to: &store)
        } catch {
            queue.noteFailure(error)
        }
        store?.close()
    }

    private func publish(_ head: AuditHead) throws(AuditError) {
        if let headFile = configuration.headFile { try head.write(headFile) }
    }
}
