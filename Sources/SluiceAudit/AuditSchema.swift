// The tables, and how a file is known to be an audit.

import GRDB

/// The tables, and how a file is known to be an audit.
enum AuditSchema {
    /// SQLite's `application_id` of an audit: "SLUI".
    static let applicationID = 0x534C_5549

    /// What brings a file from one version to the next. What was ever released is never changed. The version is
    /// SQLite's `user_version`: a number is a number in a damaged file too, where GRDB's table of migrations would end
    /// the process.
    private static let migrations = [version1]

    /// Refuses a file that is not an audit, or that is not of this version.
    static func check(_ db: Database, path: String) throws {
        guard try Int.fetchOne(db, sql: "PRAGMA application_id") == applicationID else {
            throw AuditError(.notAnAudit, path: path)
        }
        let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        if version > migrations.count { throw AuditError(.newerSchema, path: path) }
        if version < migrations.count { throw AuditError(.olderSchema, path: path) }
    }

    /// Refuses to make an audit of a database that is something else. Changes nothing.
    static func checkFree(_ db: Database, path: String) throws {
        let id = try Int.fetchOne(db, sql: "PRAGMA application_id")
        if id == applicationID { return }
        guard id == 0, try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") == 0 else {
            throw AuditError(.notAnAudit, path: path)
        }
    }

    /// Whether a database holds an audit; false where one could be begun. Refuses all others, and changes nothing.
    static func holdsAudit(_ db: Database, path: String) throws -> Bool {
        try checkFree(db, path: path)
        let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        if version > migrations.count { throw AuditError(.newerSchema, path: path) }
        return version > 0
    }

    /// Brings a file to the present version, within a transaction.
    static func migrate(_ db: Database, path: String) throws {
        let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        if version > migrations.count { throw AuditError(.newerSchema, path: path) }
        if version == migrations.count { return }
        for statement in migrations[max(0, version)...].joined() { try db.execute(sql: statement) }
        try db.execute(sql: "PRAGMA application_id = \(applicationID)")
        try db.execute(sql: "PRAGMA user_version = \(migrations.count)")
    }

    private static let version1 = [
        """
        CREATE TABLE chain (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            name TEXT NOT NULL,
            key_check BLOB NOT NULL,
            head_sequence INTEGER NOT NULL,
            head_hash BLOB NOT NULL,
            head_seal BLOB NOT NULL
        ) STRICT
        """,
        """
        CREATE TABLE entry (
            sequence INTEGER PRIMARY KEY,
            kind TEXT NOT NULL,
            time INTEGER NOT NULL,
            request_id TEXT,
            route TEXT,
            direction TEXT,
            policy TEXT,
            action TEXT,
            would_be TEXT,
            error TEXT,
            latency INTEGER,
            rule_set TEXT,
            finding_count INTEGER,
            through INTEGER,
            through_hash BLOB,
            count INTEGER,
            reason TEXT,
            hash BLOB NOT NULL
        ) STRICT
        """,
        """
        CREATE TABLE metadata (
            sequence INTEGER NOT NULL,
            key TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (sequence, key)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE finding (
            sequence INTEGER NOT NULL,
            position INTEGER NOT NULL,
            rule TEXT NOT NULL,
            action TEXT NOT NULL,
            path TEXT,
            offset INTEGER NOT NULL,
            length INTEGER NOT NULL,
            fingerprint INTEGER NOT NULL,
            confidence INTEGER NOT NULL,
            PRIMARY KEY (sequence, position)
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX entry_time ON entry (time)",
        "CREATE INDEX entry_request ON entry (request_id)",
        "CREATE INDEX entry_action ON entry (action)",
        "CREATE INDEX entry_event ON entry (kind, through) WHERE kind <> 'decision'",
        "CREATE INDEX metadata_value ON metadata (key, value)",
        "CREATE INDEX finding_rule ON finding (rule)",
    ]
}
