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
        var columns = ColumnReader(row)
        var entry = StoredEntry()
        entry.sequence = columns.integer(0) ?? 0
        entry.kind = columns.text(1)
        entry.time = columns.integer(2)
        entry.requestID = columns.text(3)
        entry.route = columns.text(4)
        entry.direction = columns.text(5)
        entry.policy = columns.text(6)
        entry.action = columns.text(7)
        entry.wouldBe = columns.text(8)
        entry.error = columns.text(9)
        entry.latency = columns.integer(10)
        entry.ruleSet = columns.text(11)
        entry.findingCount = columns.integer(12)
        entry.through = columns.integer(13)
        entry.throughHash = columns.blob(14)
        entry.count = columns.integer(15)
        entry.reason = columns.text(16)
        entry.hash = ChainHash(bytes: columns.blob(17) ?? [])
        entry.isExact = columns.isExact
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
            var columns = ColumnReader(row)
            entries[place].metadata.append((columns.text(1), columns.text(2)))
            if !columns.isExact { entries[place].isExact = false }
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
            var columns = ColumnReader(row)
            entries[place].findings.append(
                StoredEntry.StoredFinding(
                    rule: columns.text(1),
                    action: columns.text(2),
                    path: columns.text(3),
                    offset: columns.integer(4),
                    length: columns.integer(5),
                    fingerprint: columns.integer(6),
                    confidence: columns.integer(7)
                )
            )
            if !columns.isExact { entries[place].isExact = false }
        }
    }

    private static func advance(_ index: inout Int, to sequence: Int64?, in entries: [StoredEntry]) -> Int? {
        guard let sequence else { return nil }
        while index < entries.count, entries[index].sequence < sequence { index += 1 }
        return index < entries.count && entries[index].sequence == sequence ? index : nil
    }
}
