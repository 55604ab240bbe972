// Any number that somebody puts in the file: the programs say that it is wrong, and none of them ends by it.

import Foundation
import SluiceAudit
import SluiceModel
import Testing

@Suite struct NumberTests {
    private static let commands = [
        ["verify"], ["verify", "--format", "json"], ["head"],
        ["query", "--all", "--limit", "0"], ["query", "--all", "--limit", "0", "--format", "jsonl"],
        ["query", "--all", "--oldest-first", "--format", "csv"],
        ["stats", "--by", "day", "--by", "rule", "--by", "team"], ["stats", "--by", "hour", "--format", "json"],
        ["export"], ["export", "--format", "csv"],
    ]

    /// Every column of numbers, but for the one that can hold a single one; of the keys one row, as no two may be the
    /// same.
    private static let changes = [
        "UPDATE entry SET sequence = ? WHERE sequence = 3", "UPDATE entry SET time = ?",
        "UPDATE entry SET time = ? WHERE sequence = 3", "UPDATE entry SET latency = ?",
        "UPDATE entry SET finding_count = ?", "UPDATE entry SET finding_count = ? WHERE sequence = 3",
        "UPDATE entry SET through = ?",
        "UPDATE entry SET count = ?",
        "UPDATE entry SET kind = 'loss', count = ?, reason = 'overflow' WHERE sequence < 5",
        """
        UPDATE entry SET kind = 'removal', through = ?1, through_hash = zeroblob(32), count = ?1, reason = 'age' \
        WHERE sequence < 5
        """,
        "UPDATE metadata SET sequence = ? WHERE sequence = (SELECT min(sequence) FROM metadata)",
        "UPDATE finding SET sequence = ? WHERE sequence = (SELECT min(sequence) FROM finding)",
        "UPDATE finding SET position = ? WHERE position = 0", "UPDATE finding SET offset = ?",
        "UPDATE finding SET length = ?", "UPDATE finding SET fingerprint = ?", "UPDATE finding SET confidence = ?",
        "UPDATE chain SET head_sequence = ?",
    ]

    @Test(arguments: [Int64.min, .max]) func noNumberEndsAProgram(number: Int64) throws {
        let original = try AuditFolder()
        try original.write(randomRecords(20, seed: 90))
        for change in Self.changes {
            let folder = try AuditFolder()
            try FileManager.default.copyItem(atPath: original.database, toPath: folder.database)
            let sql = change.replacing("?1", with: "?").replacing("?", with: number == .min ? least : "\(number)")
            try folder.tamper(sql)
            for command in Self.commands {
                let run = try Program.run(command + [folder.database])
                let expected: Set<Int32> = command[0] == "verify" ? [1] : [0, 2]
                // Positions only order findings.
                let isHarmless = change.contains("position")
                #expect(
                    expected.contains(run.status) || isHarmless && run.status == 0,
                    "\(sql): \(command): \(run.status) \(run.errors)"
                )
            }
        }
    }

    /// SQLite reads the digits of the least number without its sign first, for which there is no room.
    private var least: String { "(-\(Int64.max) - 1)" }

    @Test(arguments: [Int64.min, -1, 0]) func anEntryBelowTheFirstIsNamed(number: Int64) throws {
        let folder = try AuditFolder()
        try folder.write(randomRecords(20, seed: 91))
        let columns = "kind, time, hash"
        try folder.tamper(
            """
            INSERT INTO entry (sequence, \(columns)) \
            SELECT \(number == .min ? least : "\(number)"), \(columns) FROM entry WHERE sequence = 1
            """
        )
        let breach = try folder.verify().breach
        #expect(breach?.kind == .added && breach?.sequence == number)
        let run = try Program.run(["verify", folder.database])
        #expect(run.status == 1 && run.output.hasPrefix("broken at entry \(number): entry \(number) is there, and"))
    }

    /// A clock may be as wrong, and the chain holds.
    @Test func timesThatNoDateTellsStayNumbers() throws {
        let folder = try AuditFolder()
        let times: [(time: Int64, text: String)] = [
            (.min, "-9223372036854775808"), (.max, "9223372036854775807"),
            (-62_167_219_200_000_001, "-62167219200000001"), (-62_167_219_200_000_000, "0000-01-01T00:00:00.000000Z"),
            (253_402_300_799_999_999, "9999-12-31T23:59:59.999999Z"), (253_402_300_800_000_000, "253402300800000000"),
            (-1, "1969-12-31T23:59:59.999999Z"),
        ]
        let records = times.map { time, _ in emptyRecord(time: time, latency: .microseconds(time)) }
        try folder.write(records)
        #expect(try folder.verify().breach == nil)
        let run = try Program.run(["export", folder.database, "--decisions-only"])
        let lines = run.output.split(separator: "\n")
        #expect(run.status == 0 && lines.count == times.count)
        for (line, (time, text)) in zip(lines, times) {
            #expect(line.contains("\"time\":\"\(text)\"") && line.contains("\"latency_us\":\(time),"))
        }
        for command in Self.commands where command[0] != "head" {
            #expect(try Program.run(command + [folder.database]).status == 0, "\(command)")
        }
        #expect(AuditClock.parse("294277-01-10T04:00:55Z", now: 0) == nil)
    }

    /// A server that begins again on such a file says so, and goes on without crashing.
    @Test(arguments: [Int64.min, .max]) func aWriterRefusesSuchAChain(number: Int64) throws {
        let value = number == .min ? least : "\(number)"
        let folder = try AuditFolder()
        try folder.write(randomRecords(5, seed: 92))
        try folder.tamper("UPDATE chain SET head_sequence = \(value)")
        #expect(failure { try AuditWriter(folder.configuration()) } == .corrupt)
        let other = try AuditFolder()
        try other.write(randomRecords(50, seed: 93))
        try other.tamper("UPDATE entry SET sequence = \(value) WHERE sequence = 3")
        var configuration = other.configuration()
        configuration.maximumAge = .seconds(1)
        configuration.retentionInterval = .milliseconds(5)
        let writer = try AuditWriter(configuration)
        writer.record(randomRecords(1, seed: 94)[0])
        writer.flush()
        #expect(eventually { writer.statistics.failure != nil })
        #expect(writer.statistics.failure?.code == .corrupt)
        writer.close()
        #expect(try other.verify().breach != nil)
    }
}
