// Where records wait for the writer: a list behind a lock, bounded by its memory.

import Dispatch
import SluiceModel
import Synchronization

/// Where records wait for the writer: a list behind a lock, bounded by its memory.
///
/// Taking a record costs a lock and an append; the writer is woken only for the first record of a batch and when a
/// batch is full.
final class AuditQueue: Sendable {
    /// Records that the writer takes at once.
    struct Batch: Sendable {
        var records: [AuditRecord]
        fileprivate var bytes: Int
        /// The number of the last record in the order of arrival.
        fileprivate var last: Int64
    }

    fileprivate struct State {
        /// The last one grows; each holds at most `batchLimit`.
        var batches: [Batch] = []
        /// Records of the first batch that were dropped as the oldest.
        var droppedOfFirst = 0
        var count = 0
        /// With those that the writer has taken and not settled yet.
        var bytes = 0
        /// The number of the last record that has been settled, in the order of arrival.
        var settled: Int64 = 0
        var isClosed = false
        var isUrgent = false
        /// How many records the writer sleeps for; nil while it works.
        var wakesAt: Int?
        var spaceWaiters = 0
        var flushWaiters: [(last: Int64, done: DispatchSemaphore)] = []
        var unreported: [AuditEntry.LossReason: Int64] = [:]
        var statistics = AuditStatistics()
    }

    fileprivate let state = Mutex(State())
    private let bell = DispatchSemaphore(value: 0)
    private let space = DispatchSemaphore(value: 0)
    private let limit: Int
    private let batchLimit: Int
    private let overflow: AuditConfiguration.Overflow
    private let blockTimeout: Duration

    init(_ configuration: AuditConfiguration) {
        limit = configuration.queueBytes
        batchLimit = configuration.batchLimit
        overflow = configuration.overflow
        blockTimeout = configuration.blockTimeout
    }

    private enum Answer {
        case taken(wakes: Bool)
        case lost
        case full
    }

    /// Takes a record, or counts it as lost.
    func put(_ record: AuditRecord) {
        let bytes = record.footprint
        var answer = offer(record, bytes: bytes, waits: overflow == .block)
        if case .full = answer {
            let deadline = DispatchTime.now() + blockTimeout.seconds
            while case .full = answer {
                let isLate = space.wait(timeout: deadline) == .timedOut
                answer = offer(record, bytes: bytes, waits: !isLate, isWaiter: true)
            }
        }
        if case .taken(wakes: true) = answer { bell.signal() }
    }

    private func offer(_ record: AuditRecord, bytes: Int, waits: Bool, isWaiter: Bool = false) -> Answer {
        state.withLock { state in
            if isWaiter { state.spaceWaiters -= 1 }
            if state.isClosed {
                state.lose(1, .ended)
                return .lost
            }
            if state.bytes + bytes > limit {
                if waits, bytes <= limit {
                    state.spaceWaiters += 1
                    return .full
                }
                if overflow == .dropOldest { state.dropOldest(for: bytes, limit: limit) }
                if state.bytes + bytes > limit {
                    state.lose(1, .overflow)
                    return .lost
                }
            }
            return .taken(wakes: state.append(record, bytes: bytes, batchLimit: batchLimit))
        }
    }

    /// Waits until all records that were put before are in the database or lost. Returns false when the time is over.
    func flush(timeout: Duration) -> Bool {
        let done = DispatchSemaphore(value: 0)
        let waits = state.withLock { state in
            guard state.settled < state.statistics.accepted else { return false }
            state.flushWaiters.append((state.statistics.accepted, done))
            state.isUrgent = true
            return true
        }
        guard waits else { return true }
        bell.signal()
        return done.wait(timeout: .now() + timeout.seconds) == .success
    }

    /// Takes no records any more; the writer ends when it has written what is there.
    func close() {
        state.withLock { $0.isClosed = true }
        bell.signal()
    }

    var statistics: AuditStatistics {
        state.withLock { state in
            var statistics = state.statistics
            statistics.queued = state.count
            statistics.queuedBytes = state.bytes
            return statistics
        }
    }

    enum Work {
        case batch(AuditQueue.Batch)
        /// Nothing came in time.
        case idle
        /// Closed, and everything has been taken.
        case ended
    }

    /// Waits for records, at most `patience`; the first of them waits for others, at most `linger`.
    func next(patience: Duration, linger: Duration) -> Work {
        if !sleep(untilCount: 1, timeout: patience) { return take() }
        _ = sleep(untilCount: batchLimit, timeout: linger)
        return take()
    }

    /// Waits out a pause between two attempts, shorter when the queue is closed.
    func pause(_ duration: Duration) {
        _ = sleep(untilCount: nil, timeout: duration)
    }

    var isClosed: Bool { state.withLock { $0.isClosed } }

    /// Waits for records, for the end, and where a count is given for somebody who waits for the records there are.
    /// Says whether any of it came in time.
    private func sleep(untilCount count: Int?, timeout: Duration) -> Bool {
        let deadline = DispatchTime.now() + timeout.seconds
        while true {
            let isReady = state.withLock { state in
                var isReady = state.isClosed
                if let count { isReady = isReady || state.count >= count || (state.isUrgent && state.count > 0) }
                state.wakesAt = isReady ? nil : count
                return isReady
            }
            if isReady { return true }
            // A signal that came too late for its reason only makes the loop look once more.
            if bell.wait(timeout: deadline) == .timedOut {
                state.withLock { $0.wakesAt = nil }
                return false
            }
        }
    }

    private func take() -> Work {
        state.withLock { state in
            guard !state.batches.isEmpty else { return state.isClosed ? .ended : .idle }
            var batch = state.batches.removeFirst()
            if state.droppedOfFirst > 0 {
                batch.records.removeFirst(state.droppedOfFirst)
                state.droppedOfFirst = 0
            }
            state.count -= batch.records.count
            if state.count == 0 { state.isUrgent = false }
            return .batch(batch)
        }
    }

    /// The losses that no entry tells of yet.
    var unreportedLosses: [AuditEntry.LossReason: Int64] { state.withLock { $0.unreported } }

    /// Notes a committed transaction.
    func noteCommit(_ head: AuditHead, reported: [AuditEntry.LossReason: Int64] = [:]) {
        state.withLock { state in
            state.statistics.batches += 1
            state.statistics.failure = nil
            state.statistics.lastSequence = head.sequence
            for (reason, count) in reported {
                let rest = (state.unreported[reason] ?? 0) - count
                state.unreported[reason] = rest > 0 ? rest : nil
            }
        }
    }

    func noteFailure(_ error: AuditError) {
        state.withLock { state in
            state.statistics.failures += 1
            state.statistics.failure = error
            state.statistics.lastFailure = error
        }
    }

    /// Lets go of a batch that is written, or lost for a reason.
    func settle(_ batch: Batch, lostAs reason: AuditEntry.LossReason? = nil) {
        let waiters = state.withLock { state in
            state.bytes -= batch.bytes
            // Those that came after it may all have been dropped.
            state.settled = state.batches.isEmpty ? state.statistics.accepted : max(state.settled, batch.last)
            if let reason {
                state.lose(Int64(batch.records.count), reason)
            } else {
                state.statistics.written += Int64(batch.records.count)
            }
            let settled = state.settled
            let done = state.flushWaiters.filter { $0.last <= settled }.map(\.done)
            state.flushWaiters.removeAll { $0.last <= settled }
            return (done: done, space: state.spaceWaiters)
        }
        for done in waiters.done { done.signal() }
        for _ in 0..<waiters.space { space.signal() }
    }
}

extension AuditQueue.State {
    fileprivate mutating func lose(_ count: Int64, _ reason: AuditEntry.LossReason) {
        statistics.lost[reason, default: 0] += count
        unreported[reason, default: 0] += count
    }

    /// Appends a record; says whether the writer is to be woken.
    fileprivate mutating func append(_ record: AuditRecord, bytes size: Int, batchLimit: Int) -> Bool {
        statistics.accepted += 1
        let last = batches.count - 1
        if last < 0 || batches[last].records.count >= batchLimit {
            var batch = AuditQueue.Batch(records: [], bytes: size, last: statistics.accepted)
            batch.records.reserveCapacity(min(batchLimit, 64))
            batch.records.append(record)
            batches.append(batch)
        } else {
            batches[last].records.append(record)
            batches[last].bytes += size
            batches[last].last = statistics.accepted
        }
        count += 1
        bytes += size
        guard let wakesAt, count >= wakesAt else { return false }
        self.wakesAt = nil
        return true
    }

    /// Drops records that wait longest until there is room, or none is left that the writer has not taken.
    fileprivate mutating func dropOldest(for size: Int, limit: Int) {
        while bytes + size > limit, let first = batches.first {
            let dropped = first.records[droppedOfFirst].footprint
            batches[0].bytes -= dropped
            bytes -= dropped
            count -= 1
            droppedOfFirst += 1
            lose(1, .overflow)
            if droppedOfFirst == first.records.count {
                batches.removeFirst()
                droppedOfFirst = 0
            }
        }
    }
}

extension AuditRecord {
    /// About how many bytes of memory the record takes.
    var footprint: Int {
        var size = 320 + requestID.utf8.count + route.utf8.count + policy.utf8.count + ruleSetVersion.utf8.count
        for (key, value) in metadata { size += 64 + key.utf8.count + value.utf8.count }
        for finding in findings { size += 96 + (finding.path?.utf8.count ?? 0) }
        return size
    }
}
