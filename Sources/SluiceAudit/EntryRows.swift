// Reads entries from the tables.

import GRDB

/// Reads entries from the tables.
enum EntryRows {
    /// The columns of `entry` in the order in which `entry(_:)` reads them.
    static let columns = """
        entry.sequence, entry.kind, entry.time, entry.request_id, entry.route, entry.direction, entry.policy, \
        entry.action, entry.would_be, entry.error, entry.latency, entry.rule_set, entry.finding_count, entry.through, \
        entry.through_hash, entry.count, entry.reason, entry.hash
        """

    /// An entry without its metadata and findings.
    static func entry(_ row: Row) -> StoredEntry {
        var entry = StoredEntry()
        entry.sequence = row.integer(0) ?? 0
        entry.kind = row.text(1)
        entry.time = row.integer(2)
        entry.requestID = row.text(3)
        entry.route = row.text(4)
        entry.direction = row.text(5)
        entry.policy = row.text(6)
        entry.action = row.text(7)
        entry.wouldBe = row.text(8)
        entry.error = row.text(9)
        entry.latency = row.integer(10)
        entry.ruleSet = row.text(11)
        entry.findingCount = row.integer(12)
        entry.through = row.integer(13)
        entry.throughHash = row.blob(14)
        entry.count = row.integer(15)
        entry.reason = row.text(16)
        entry.hash = ChainHash(bytes: row.blob(17) ?? [])
        return entry
    }

    /// Which rows of the tables beside `entry` to read.
    enum Selection {
        /// From the first number up to the second.
        case range(Int64, Int64)
        case these([Int64])

        fileprivate var condition: String {
            switch self {
            case .range: "sequence >= ? AND sequence <= ?"
            case .these: "sequence IN (SELECT value FROM json_each(?))"
            }
        }

        fileprivate var arguments: StatementArguments {
            switch self {
            case .range(let first, let last): [first, last]
            case .these(let numbers): ["[" + numbers.map(String.init).joined(separator: ",") + "]"]
            }
        }
    }

    /// Gives entries, which are in ascending order, their metadata and findings. Rows of other entries are left out.
    static func attach(_ selection: Selection, to entries: inout [StoredEntry], _ db: Database) throws {
        let pairs = try db.cachedStatement(
            sql: "SELECT sequence, key, value FROM metadata WHERE \(selection.condition) ORDER BY sequence, key"
        )
        var index = 0
        let pairRows = try Row.fetchCursor(pairs, arguments: selection.arguments)
        while let row = try pairRows.next() {
            guard let place = advance(&index, to: row.integer(0), in: entries) else { continue }
            entries[place].metadata.append((row.text(1), row.text(2)))
        }
        let findings = try db.cachedStatement(
            sql: """
                SELECT sequence, rule, action, path, offset, length, fingerprint, confidence FROM finding \
                WHERE \(selection.condition) ORDER BY sequence, position
                """
        )
        index = 0
        let findingRows = try Row.fetchCursor(findings, arguments: selection.arguments)
        while let row = try findingRows.next() {
            guard let place = advance(&index, to: row.integer(0), in: entries) else { continue }
            entries[place].findings.append(
                StoredEntry.StoredFinding(
                    rule: row.text(1),
                    action: row.text(2),
                    path: row.text(3),
                    offset: row.integer(4),
                    length: row.integer(5),
                    fingerprint: row.integer(6),
                    confidence: row.integer(7)
                )
            )
        }
    }

    private static func advance(_ index: inout Int, to sequence: Int64?, in entries: [StoredEntry]) -> Int? {
        guard let sequence else { return nil }
        while index < entries.count, entries[index].sequence < sequence { index += 1 }
        return index < entries.count && entries[index].sequence == sequence ? index : nil
    }
}
