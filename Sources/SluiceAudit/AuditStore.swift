// Writes batches and removes what is old.

import GRDB
import SluiceModel

/// What an entry will tell, and its time.
typealias AuditEvent = (content: AuditEntry.Content, time: Int64)

/// Writes batches and removes what is old: what the writer's thread does with the database.
struct AuditStore: Sendable {
    private let configuration: AuditConfiguration
    private let hasher: ChainHasher
    private let queue: DatabaseQueue
    private let identity: FileIdentity?

    init(
        _ configuration: AuditConfiguration,
        prepare: (@Sendable (Database) throws -> Void)? = nil
    ) throws(AuditError) {
        if let problem = configuration.problem {
            throw AuditError(.invalidConfiguration, path: configuration.path, detail: problem)
        }
        self.configuration = configuration
        hasher = ChainHasher(key: configuration.key)
        queue = try AuditConnection.writing(configuration, hasher: hasher, prepare: prepare)
        identity = FileIdentity(configuration.path)
    }

    /// Appends entries in one transaction: all of them or, when it throws, none. Returns the new head.
    func append(_ events: [AuditEvent]) throws(AuditError) -> AuditHead {
        // A database that was moved away would take records that nobody finds any more.
        guard identity == FileIdentity(configuration.path) else {
            try handOver()
            throw AuditError(.replaced, path: configuration.path)
        }
        return try transaction { db, appender in
            // A chain begins with a start, also when it takes the place of one whose file was moved away.
            if appender.state.sequence == 0, let first = events.first, first.content != .start {
                try appender.append(.start, time: AuditClock.now)
            }
            for (content, time) in events { try appender.append(content, time: time) }
        }
    }

    /// Puts what is committed into the file that was moved away: it may still be in the log beside it, which has the
    /// name that the log of the next file will have. Throws when that has to wait for readers.
    private func handOver() throws(AuditError) {
        do {
            _ = try queue.writeWithoutTransaction { db in try db.checkpoint(.truncate) }
        } catch {
            let failure = AuditError(error, path: configuration.path)
            if failure.code == .locked { throw failure }
        }
    }

    /// Removes a part of what is too old or too much, and says so in the chain. Returns the new head and whether there
    /// is more to do; nil when nothing is old.
    func removeOld(now: Int64) throws(AuditError) -> (head: AuditHead, hasMore: Bool)? {
        guard let cut = try read(cutting(now)) else { return nil }
        let head = try transaction { db, appender in
            let first = try Int64.fetchOne(db, sql: "SELECT min(sequence) FROM entry") ?? cut.through
            let row = try Row.fetchOne(db, sql: "SELECT hash FROM entry WHERE sequence = ?", arguments: [cut.through])
            guard let hash = row?.blob(0), first >= 1, first <= cut.through else { return }
            for table in ["finding", "metadata", "entry"] {
                try db.execute(sql: "DELETE FROM \(table) WHERE sequence <= ?", arguments: [cut.through])
            }
            let content = AuditEntry.Content.removal(
                through: cut.through,
                hash: ChainHash(bytes: hash),
                count: cut.through - first + 1,
                reason: cut.reason
            )
            try appender.append(content, time: now)
        }
        do {
            try queue.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA incremental_vacuum(2000)") }
        } catch {
            throw AuditError(error, path: configuration.path)
        }
        return (head, cut.hasMore)
    }

    /// Lets go of the file.
    func close() {
        // What cannot be closed now is closed with the process; every batch has been committed.
        try? queue.close()
    }

    private typealias Cut = (through: Int64, reason: AuditEntry.RemovalReason, hasMore: Bool)

    /// The most entries that one transaction removes, so that batches do not wait for long.
    private static let removalLimit: Int64 = 10_000

    private func cutting(_ now: Int64) -> (Database) throws -> Cut? {
        let maximumAge = configuration.maximumAge
        let maximumBytes = configuration.maximumBytes
        let path = configuration.path
        return { db in
            let bounds = try Row.fetchOne(db, sql: "SELECT min(sequence), max(sequence) FROM entry")
            guard let first = bounds?.integer(0), let last = bounds?.integer(1), first < last else { return nil }
            guard first >= 1, last <= Int64.max - AuditStore.removalLimit else {
                // Removing would do away with the proof.
                throw AuditError(
                    .corrupt,
                    path: path,
                    detail: "entries have numbers that none is written with; run verify"
                )
            }
            let most = min(last - 1, first + AuditStore.removalLimit - 1)
            if let maximumAge {
                let oldest = now &- maximumAge.microseconds
                if let expired = try AuditStore.expired(db, oldest: oldest, now: now, last: last) {
                    return (min(expired, most), .age, expired > most)
                }
            }
            if let maximumBytes {
                let used = try AuditStore.usedBytes(db)
                // A twentieth at once, so that there are few removals.
                let part = max(1, (last - first + 1) / 20)
                if used > maximumBytes { return (min(first + part - 1, most), .size, true) }
            }
            return nil
        }
    }

    /// The last entry that is to go by its age: what is old before the first entry that is young enough. A clock that
    /// was wrong once can keep entries too long, and never removes any too early. A time that is still to come says
    /// nothing.
    private static func expired(_ db: Database, oldest: Int64, now: Int64, last: Int64) throws -> Int64? {
        let young = try Int64.fetchOne(
            db,
            sql: "SELECT sequence FROM entry WHERE time BETWEEN ? AND ? ORDER BY sequence LIMIT 1",
            arguments: [oldest, now]
        )
        // The sign keeps SQLite from the index of times: the entry is nearly always the next one.
        let expired = try Int64.fetchOne(
            db,
            sql: "SELECT sequence FROM entry WHERE sequence < ? AND +time < ? ORDER BY sequence DESC LIMIT 1",
            arguments: [young ?? last, oldest]
        )
        guard let expired else { return nil }
        // What tells of removals goes with other entries only: it would be replaced by its like for ever.
        let others = try Row.fetchOne(
            db,
            sql: "SELECT 1 FROM entry WHERE sequence <= ? AND kind <> 'removal' LIMIT 1",
            arguments: [expired]
        )
        return others == nil ? nil : expired
    }

    /// The bytes of pages that hold something.
    static func usedBytes(_ db: Database) throws -> Int {
        func number(_ name: String) throws -> Int { try Int.fetchOne(db, sql: "PRAGMA \(name)") ?? 0 }
        return try (number("page_count") - number("freelist_count")) * number("page_size")
    }

    private func read<Result>(_ body: (Database) throws -> Result) throws(AuditError) -> Result {
        do {
            return try queue.read(body)
        } catch {
            throw AuditError(error, path: configuration.path)
        }
    }

    private func transaction(
        _ body: (Database, inout AuditAppender) throws -> Void
    ) throws(AuditError) -> AuditHead {
        do {
            return try queue.writeWithoutTransaction { db in
                var head: AuditHead?
                try db.inTransaction(.immediate) {
                    var appender = try AuditAppender(db, hasher: hasher, path: configuration.path)
                    try body(db, &appender)
                    try appender.finish(db)
                    head = AuditHead(appender.state)
                    return .commit
                }
                guard let head else { throw AuditError(.inputOutput, path: configuration.path) }
                return head
            }
        } catch {
            throw AuditError(error, path: configuration.path)
        }
    }
}
