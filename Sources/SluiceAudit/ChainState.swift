// Where the chain stands.

import GRDB

/// Where the chain stands: its name, its key's mark, and its last entry. One row of the database.
struct ChainState {
    /// A random name, so that a head belongs to one chain only.
    let name: String
    let keyCheck: [UInt8]
    var sequence: Int64
    var hash: ChainHash
    var seal: ChainHash

    /// A new, empty chain.
    init(beginning hasher: ChainHasher) {
        var generator = SystemRandomNumberGenerator()
        let bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        name = ChainHash(bytes: bytes).description
        keyCheck = hasher.keyCheck
        sequence = 0
        hash = hasher.origin(ofChain: name)
        seal = hasher.seal(chain: name, sequence: 0, hash: hash)
    }

    private init?(_ row: Row) {
        guard let name = row.text(0), let keyCheck = row.blob(1), let sequence = row.integer(2), let hash = row.blob(3),
            let seal = row.blob(4)
        else { return nil }
        self.name = name
        self.keyCheck = keyCheck
        self.sequence = sequence
        self.hash = ChainHash(bytes: hash)
        self.seal = ChainHash(bytes: seal)
    }

    /// The row; nil when the database has none yet.
    static func read(_ db: Database, path: String) throws -> ChainState? {
        let rows = try Row.fetchAll(
            db,
            sql: "SELECT name, key_check, head_sequence, head_hash, head_seal FROM chain LIMIT 1"
        )
        guard let row = rows.first else { return nil }
        guard let state = ChainState(row) else { throw AuditError(.corrupt, path: path, detail: "the chain's row") }
        return state
    }

    /// Refuses a key that the chain was not begun with.
    func checkKey(_ hasher: ChainHasher, path: String) throws(AuditError) {
        if keyCheck == hasher.keyCheck { return }
        throw AuditError(hasher.isKeyed ? .wrongKey : .keyNeeded, path: path)
    }

    func insert(_ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO chain (id, name, key_check, head_sequence, head_hash, head_seal) VALUES (1, ?, ?, ?, ?, ?)
                """,
            arguments: [name, keyCheck.data, sequence, hash.bytes.data, seal.bytes.data]
        )
    }

    /// Writes down the last entry.
    func update(_ db: Database) throws {
        try db.cachedStatement(sql: "UPDATE chain SET head_sequence = ?, head_hash = ?, head_seal = ?").execute(
            arguments: [sequence, hash.bytes.data, seal.bytes.data]
        )
    }
}
