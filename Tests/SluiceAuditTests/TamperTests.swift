// Whatever is removed or altered shows.

import Foundation
import GRDB
import SluiceAudit
import SluiceModel
import Testing

@Suite struct TamperTests {
    typealias Kind = AuditVerification.Breach.Kind

    static let changes: [(sql: String, kind: Kind, sequence: Int64)] = [
        ("UPDATE entry SET route = 'x' WHERE sequence = 7", .altered, 7),
        ("UPDATE entry SET time = time + 1 WHERE sequence = 7", .altered, 7),
        ("UPDATE entry SET error = 'other' WHERE sequence = 7", .altered, 7),
        ("UPDATE entry SET hash = zeroblob(32) WHERE sequence = 7", .altered, 7),
        ("UPDATE entry SET finding_count = finding_count + 1 WHERE sequence = 7", .altered, 7),
        ("INSERT INTO metadata VALUES (7, 'zz', 'x')", .altered, 7),
        ("INSERT INTO finding VALUES (7, 99, 'r', 'log', NULL, 0, 0, 0, 0)", .altered, 7),
        ("UPDATE finding SET rule = 'harmless' WHERE sequence = (SELECT min(sequence) FROM finding)", .altered, 0),
        ("DELETE FROM finding WHERE sequence = (SELECT min(sequence) FROM finding)", .altered, 0),
        ("UPDATE metadata SET value = 'other' WHERE sequence = (SELECT min(sequence) FROM metadata)", .altered, 0),
        ("DELETE FROM entry WHERE sequence = 7", .missing, 7),
        ("DELETE FROM entry WHERE sequence < 7", .missing, 1),
        ("DELETE FROM entry WHERE sequence = 1", .missing, 1),
        ("DELETE FROM entry WHERE sequence > 30; DELETE FROM finding WHERE sequence > 30", .cut, 31),
        ("DELETE FROM entry WHERE sequence = (SELECT max(sequence) FROM entry)", .cut, 42),
        ("DELETE FROM entry", .cut, 42),
        ("UPDATE entry SET sequence = 1000 WHERE sequence = 7", .missing, 7),
        ("INSERT INTO entry (sequence, kind, time, hash) VALUES (43, 'stop', 0, zeroblob(32))", .altered, 43),
        ("INSERT INTO metadata VALUES (5000, 'team', 'x')", .added, 5000),
        ("INSERT INTO finding VALUES (0, 0, 'r', 'log', NULL, 0, 0, 0, 0)", .added, 0),
        ("UPDATE chain SET head_sequence = 41", .head, 41),
        ("UPDATE chain SET head_hash = zeroblob(32)", .head, 42),
    ]

    @Test(arguments: [false, true]) func everyChangeIsFoundAndTheFirstRowNamed(isKeyed: Bool) throws {
        let key = isKeyed ? testKey : nil
        let original = try AuditFolder()
        try original.write(randomRecords(40, seed: 1), original.configuration(key: key))
        #expect(try original.verify(key: key).breach == nil)
        for change in TamperTests.changes {
            let folder = try AuditFolder()
            try FileManager.default.copyItem(atPath: original.database, toPath: folder.database)
            try folder.tamper(change.sql)
            let breach = try folder.verify(key: key).breach
            #expect(breach?.kind == change.kind, "\(change.sql): \(String(describing: breach))")
            // Zero stands for the first entry that has such a row.
            if change.kind != .altered || change.sequence > 0 {
                #expect(breach?.sequence == change.sequence, "\(change.sql)")
            }
        }
    }

    /// What searches compare is what was hashed, with nothing behind it that a reader does not see, and of its own
    /// type.
    @Test func whatReadersDoNotSeeIsFound() throws {
        let original = try AuditFolder()
        var records = randomRecords(20, seed: 6)
        records[3] = AuditRecord(
            time: 1,
            requestID: "a\u{FFFD}b",
            route: "",
            direction: nil,
            policy: "default",
            metadata: ["": ""],
            action: .allow,
            latency: .zero,
            ruleSetVersion: "v"
        )
        try original.write(records)
        #expect(try original.verify().breach == nil)
        let columns = [
            "entry": [
                "kind", "request_id", "route", "direction", "policy", "action", "would_be", "error", "rule_set",
            ],
            "metadata": ["key", "value"], "finding": ["rule", "action", "path"],
        ]
        // Without its types the table takes anything.
        let untyped = """
            CREATE TABLE copy AS SELECT * FROM entry; DROP TABLE entry; ALTER TABLE copy RENAME TO entry;
            """
        var changes: [(sql: String, sequence: Int64)] = [
            ("UPDATE entry SET request_id = CAST(x'61FF62' AS TEXT) WHERE request_id = 'a\u{FFFD}b'", 5),
            ("\(untyped) UPDATE entry SET error = x'00' WHERE sequence = 5", 5),
            ("\(untyped) UPDATE entry SET count = 1.5 WHERE sequence = 5", 5),
            ("\(untyped) UPDATE entry SET through_hash = 'x' WHERE sequence = 5", 5),
        ]
        for (table, names) in columns {
            for (name, tail) in names.flatMap({ name in ["", "'x'"].map { (name, $0) } }) {
                let cell = "\(name) = \(name) || char(0)\(tail.isEmpty ? "" : " || \(tail)")"
                changes.append(("UPDATE \(table) SET \(cell) WHERE \(name) IS NOT NULL", 0))
            }
        }
        for (sql, sequence) in changes {
            let folder = try AuditFolder()
            try FileManager.default.copyItem(atPath: original.database, toPath: folder.database)
            try folder.tamper(sql)
            let breach = try folder.verify().breach
            #expect(breach?.kind == .altered && (sequence == 0 || breach?.sequence == sequence), "\(sql)")
            #expect(
                failure { try folder.entries { $0.kinds = Set(AuditEntry.Kind.allCases) } } == .corrupt || sequence == 0
            )
        }
    }

    /// Any cell of any row, changed at random.
    @Test(arguments: 0..<40 as Range<UInt64>) func aChangedCellIsFound(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let folder = try AuditFolder()
        try folder.write(randomRecords(30, seed: seed))
        let table = ["entry", "metadata", "finding"].randomElement(using: &generator) ?? "entry"
        let queue = try DatabaseQueue(path: folder.database)
        let change = try queue.write { db in
            // Positions only order findings.
            let columns = try db.columns(in: table).filter { $0.name != "position" }
            let column = try #require(columns.randomElement(using: &generator))
            let part = ["metadata": "key", "finding": "position"][table] ?? "sequence"
            let rows = try Row.fetchAll(db, sql: "SELECT sequence, \(part) AS part FROM \(table)")
            let row = try #require(rows.randomElement(using: &generator))
            let value = column.type == "INTEGER" ? "coalesce(\(column.name), 0) + 1000000" : "'changed'"
            let cell = column.type == "BLOB" ? "CAST(\(value) AS BLOB)" : value
            let sequence: Int64 = row["sequence"]
            let name: DatabaseValue = row["part"]
            try db.execute(
                sql: "UPDATE \(table) SET \(column.name) = \(cell) WHERE sequence = ? AND \(part) = ?",
                arguments: [sequence, name]
            )
            #expect(db.changesCount == 1)
            return "\(table).\(column.name) of \(sequence)"
        }
        try queue.close()
        #expect(try folder.verify().breach != nil, "seed \(seed): \(change)")
    }

    @Test func withoutTheKeyTheChainCannotBeMadeAnew() throws {
        let folder = try AuditFolder()
        try folder.write(randomRecords(10, seed: 2), folder.configuration(key: testKey))
        // Somebody writes a whole new history with a chain that is sound in itself.
        let forged = try AuditFolder()
        try forged.write(randomRecords(9, seed: 3))
        #expect(try forged.verify().breach == nil)
        #expect(failure { try forged.verify(key: testKey) } == .wrongKey)
        let other = AuditKey(bytes: Array("another key that somebody made up".utf8))
        for (key, code) in [(nil, AuditError.Code.keyNeeded), (other, .wrongKey)] as [(AuditKey?, AuditError.Code)] {
            #expect(failure { try folder.verify(key: key) } == code)
            #expect(failure { try AuditWriter(folder.configuration(key: key)) } == code)
        }
        #expect(try folder.verify(key: testKey).breach == nil)
    }

    @Test func aHeadKeptElsewhereShowsAnOldCopy() throws {
        let folder = try AuditFolder()
        try folder.write(randomRecords(10, seed: 4))
        let old = try Data(contentsOf: URL(fileURLWithPath: folder.database))
        let first = try AuditReader(folder.database).head()
        try folder.write(randomRecords(5, seed: 4))
        let head = try AuditReader(folder.database).head()
        #expect(try folder.verify(head: head).headWasCompared == true)
        #expect(try folder.verify(head: first).breach == nil)
        try old.write(to: URL(fileURLWithPath: folder.database))
        #expect(try folder.verify().breach == nil)
        let breach = try folder.verify(head: head).breach
        #expect(breach?.kind == .cut && breach?.sequence == 13)
        let other = try AuditFolder()
        try other.write(randomRecords(50, seed: 4))
        #expect(try other.verify(head: head).breach?.kind == .cut)
    }

    @Test func theHeadFileFollowsTheChain() throws {
        let folder = try AuditFolder()
        var configuration = folder.configuration(key: testKey)
        configuration.headFile = folder.path + "/head.json"
        try folder.write(randomRecords(10, seed: 4), configuration)
        let head = try AuditHead.read(folder.path + "/head.json")
        #expect(head == [try AuditReader(folder.database).head()] && head.first?.sequence == 12)
        try Data("{}".utf8).write(to: URL(fileURLWithPath: folder.path + "/head.json"))
        #expect(failure { try AuditHead.read(folder.path + "/head.json") } == .invalidHead)
    }

    /// Bytes changed at random: an error, a breach, or nothing that matters; never a crash, never other records.
    @Test(arguments: 0..<60 as Range<UInt64>) func aDamagedFileNeverTellsSomethingElse(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let folder = try AuditFolder()
        let records = randomRecords(200, seed: seed)
        try folder.write(records)
        var bytes = try Data(contentsOf: URL(fileURLWithPath: folder.database))
        for _ in 0..<Int.random(in: 1...20, using: &generator) {
            bytes[Int.random(in: 0..<bytes.count, using: &generator)] ^= UInt8.random(in: 1...255, using: &generator)
        }
        if seed % 5 == 0 { bytes.removeLast(Int.random(in: 1..<bytes.count / 2, using: &generator)) }
        try bytes.write(to: URL(fileURLWithPath: folder.database))
        do {
            if try folder.verify().breach == nil { #expect(try folder.records() == records, "seed \(seed)") }
        } catch let error as AuditError {
            #expect(!error.description.isEmpty)
        }
        // A writer refuses it, or goes on; it does not crash either.
        if let writer = try? AuditWriter(folder.configuration()) {
            writer.record(records[0])
            writer.close()
        }
    }
}
