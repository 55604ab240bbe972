// Puts entries at the end of the chain.

import GRDB

/// Puts entries at the end of the chain, within one transaction of one database.
struct AuditAppender {
    private(set) var state: ChainState
    private let hasher: ChainHasher
    private let entries: Statement
    private let metadata: Statement
    private let findings: Statement
    private var encoding = CanonicalEncoding()

    /// Reads where the chain stands; other programs may write to it between two transactions.
    init(_ db: Database, hasher: ChainHasher, path: String) throws {
        guard let state = try ChainState.read(db, path: path) else {
            throw AuditError(.corrupt, path: path, detail: "the chain's row is missing")
        }
        try state.checkKey(hasher, path: path)
        guard (0..<Int64.max).contains(state.sequence) else {
            throw AuditError(.corrupt, path: path, detail: "the chain's row was changed; run verify")
        }
        self.state = state
        self.hasher = hasher
        entries = try db.cachedStatement(
            sql: """
                INSERT INTO entry (sequence, kind, time, request_id, route, direction, policy, action, would_be, error, \
                latency, rule_set, finding_count, through, through_hash, count, reason, hash) \
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        )
        metadata = try db.cachedStatement(sql: "INSERT INTO metadata (sequence, key, value) VALUES (?, ?, ?)")
        findings = try db.cachedStatement(
            sql: """
                INSERT INTO finding (sequence, position, rule, action, path, offset, length, fingerprint, confidence) \
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        )
    }

    /// Appends one entry.
    mutating func append(_ content: AuditEntry.Content, time: Int64) throws {
        var entry = StoredEntry(content, time: time, sequence: state.sequence + 1)
        entry.encode(after: state.hash, into: &encoding)
        entry.hash = hasher.hash(encoding.bytes)
        try insert(entry)
        state.sequence = entry.sequence
        state.hash = entry.hash
    }

    /// Writes down the new head. Without it the chain counts as cut.
    mutating func finish(_ db: Database) throws {
        state.seal = hasher.seal(chain: state.name, sequence: state.sequence, hash: state.hash)
        try state.update(db)
    }

    private func insert(_ entry: StoredEntry) throws {
        try entries.execute(arguments: [
            entry.sequence, entry.kind, entry.time, entry.requestID, entry.route, entry.direction, entry.policy,
            entry.action, entry.wouldBe, entry.error, entry.latency, entry.ruleSet, entry.findingCount, entry.through,
            entry.throughHash?.data, entry.count, entry.reason, entry.hash.bytes.data,
        ])
        for (key, value) in entry.metadata {
            try metadata.execute(arguments: [entry.sequence, key, value])
        }
        for (position, finding) in entry.findings.enumerated() {
            try findings.execute(arguments: [
                entry.sequence, position, finding.rule, finding.action, finding.path, finding.offset, finding.length,
                finding.fingerprint, finding.confidence,
            ])
        }
    }
}
