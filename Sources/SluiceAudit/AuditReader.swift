// Reads an audit that a server may be writing at the same time.

import GRDB

/// Reads an audit that a server may be writing at the same time. Nothing is changed.
package struct AuditReader: Sendable {
    private let path: String
    private let queue: DatabaseQueue

    /// Opens the audit.
    package init(_ path: String) throws(AuditError) {
        self.path = path
        queue = try AuditConnection.reading(path)
    }

    /// Proves that nothing was removed or altered, as of now.
    ///
    /// - Parameters:
    ///   - key: the key that the chain was begun with.
    ///   - heads: heads that were kept elsewhere.
    ///   - checksIndices: whether the indices that searches use are compared with the entries.
    package func verify(
        key: AuditKey? = nil,
        heads: [AuditHead] = [],
        checksIndices: Bool = true
    ) throws(AuditError) -> AuditVerification {
        var verifier = AuditVerifier(hasher: ChainHasher(key: key), path: path, kept: heads)
        do {
            return try queue.read { db in try verifier.verify(db, checksIndices: checksIndices) }
        } catch {
            throw AuditError(error, path: path)
        }
    }

    /// The chain's end as the database tells it, to be kept elsewhere. It is not checked here.
    package func head() throws(AuditError) -> AuditHead {
        do {
            return try queue.read { db in
                guard let state = try ChainState.read(db, path: path) else {
                    throw AuditError(.corrupt, path: path, detail: "the chain's row is missing")
                }
                return AuditHead(state)
            }
        } catch {
            throw AuditError(error, path: path)
        }
    }

    /// Calls `body` with entries in the order of the chain, or from its end, all of one moment.
    package func forEach(
        _ filter: AuditFilter,
        newestFirst: Bool = false,
        limit: Int? = nil,
        _ body: (AuditEntry) throws -> Void
    ) throws {
        do {
            try queue.read { db in
                let condition = filter.condition
                var sql = "SELECT \(EntryRows.columns) FROM entry WHERE \(condition.sql) ORDER BY entry.sequence"
                if newestFirst { sql += " DESC" }
                if let limit { sql += " LIMIT \(limit)" }
                let rows = try Row.fetchCursor(db, sql: sql, arguments: condition.arguments)
                var entries: [StoredEntry] = []
                while let row = try rows.next() {
                    entries.append(EntryRows.entry(row))
                    if entries.count == 500 { try deliver(&entries, db, body) }
                }
                try deliver(&entries, db, body)
            }
        } catch let error as DatabaseError {
            throw AuditError(error, path: path)
        }
    }

    private func deliver(_ entries: inout [StoredEntry], _ db: Database, _ body: (AuditEntry) throws -> Void) throws {
        guard let first = entries.first, let last = entries.last else { return }
        let isDescending = first.sequence > last.sequence
        if isDescending { entries.reverse() }
        let lowest = min(first.sequence, last.sequence)
        let highest = max(first.sequence, last.sequence)
        // Where entries lie close together, a range is found faster than their numbers one by one.
        let (distance, isTooFar) = highest.subtractingReportingOverflow(lowest)
        let isDense = !isTooFar && distance < 4 * Int64(entries.count)
        let selection = isDense ? EntryRows.Selection.range(lowest, highest) : .these(entries.map(\.sequence))
        try EntryRows.attach(selection, to: &entries, db)
        for stored in isDescending ? entries.reversed() : entries {
            guard let entry = stored.entry else {
                throw AuditError(.corrupt, path: path, detail: "entry \(stored.sequence) was changed; run verify")
            }
            try body(entry)
        }
        entries.removeAll(keepingCapacity: true)
    }

    /// Counts what the filter selects.
    ///
    /// - Parameter groups: by what to count decisions.
    package func summary(_ filter: AuditFilter, groups: [AuditSummary.Grouping]) throws(AuditError) -> AuditSummary {
        do {
            return try queue.read { db in try AuditSummary(db, filter: filter, groups: groups) }
        } catch {
            throw AuditError(error, path: path)
        }
    }
}
