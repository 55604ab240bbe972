// A database that cannot be written: clear errors, counted losses, and recovery.

import Foundation
import GRDB
import SluiceAudit
import SluiceModel
import Synchronization
import Testing

@Suite struct FailureTests {
    /// What is done to each connection; none at first.
    private final class Trouble: Sendable {
        private let sql = Mutex<String?>(nil)

        func set(_ value: String?) { sql.withLock { $0 = value } }

        var prepare: @Sendable (Database) throws -> Void {
            { db in if let sql = self.sql.withLock({ $0 }) { try db.execute(sql: sql) } }
        }
    }

    /// The number of pages can be limited: to SQLite that is a full disk. A connection that only asks cannot write.
    @Test(arguments: [
        ("PRAGMA max_page_count = 1", AuditError.Code.diskFull), ("PRAGMA query_only = 1", .readOnly),
    ])
    func writingGoesOnWhenTheCauseIsGone(sql: String, code: AuditError.Code) throws {
        let folder = try AuditFolder()
        let trouble = Trouble()
        let writer = try AuditWriter(folder.configuration(), prepare: trouble.prepare)
        trouble.set(sql)
        let records = randomRecords(500, seed: 20)
        for record in records { writer.record(record) }
        #expect(eventually { writer.statistics.failure?.code == code })
        #expect(!writer.flush(timeout: .milliseconds(50)))
        #expect(try folder.verify().breach == nil)
        trouble.set(nil)
        #expect(writer.flush())
        #expect(writer.statistics.failure == nil && writer.statistics.failures > 0 && writer.statistics.lostCount == 0)
        writer.close()
        #expect(try folder.verify().breach == nil)
        #expect(try folder.records() == records)
    }

    /// What a look at the settings says is what opening says, and it leaves everything as it was.
    @Test func whatCannotBeWrittenIsToldBeforehand() throws {
        let folder = try AuditFolder()
        let files = FileManager.default
        func configuration(_ name: String, key: AuditKey? = nil, head: String? = nil) -> AuditConfiguration {
            var configuration = AuditConfiguration(path: folder.path + "/" + name, key: key)
            configuration.headFile = head.map { folder.path + "/" + $0 }
            return configuration
        }
        let key = try #require(AuditKey(bytes: Array("a key for these tests".utf8)))
        try AuditWriter(configuration("keyed.db", key: key)).close()
        try AuditWriter(configuration("plain.db")).close()
        let text = Data(String(repeating: "This is no database. ", count: 100).utf8)
        try text.write(to: URL(fileURLWithPath: folder.path + "/text"))
        try DatabaseQueue(path: folder.path + "/other.db").write { try $0.execute(sql: "CREATE TABLE a (b)") }
        try files.createDirectory(atPath: folder.path + "/folder", withIntermediateDirectories: false)
        #expect(files.createFile(atPath: folder.path + "/empty", contents: nil))
        let cases: [AuditConfiguration] = [
            configuration("keyed.db", key: key), configuration("plain.db"), configuration("empty"),
            configuration("new.db"),
            configuration("keyed.db"), configuration("plain.db", key: key), configuration("text"),
            configuration("other.db"), configuration("folder"), configuration("none/new.db"), configuration(""),
            configuration("new.db", head: "new.db"),
        ]
        /// All files but those that readers need as well.
        func names() throws -> [String] {
            try files.subpathsOfDirectory(atPath: folder.path).filter { !$0.hasSuffix("-shm") && !$0.hasSuffix("-wal") }
                .sorted()
        }
        let before = try names()
        let told = cases.map { configuration in failure { try AuditWriter.check(configuration) } }
        #expect(try names() == before)
        #expect(try AuditReader(folder.path + "/plain.db").head().sequence == 2)
        #expect(told.prefix(4).allSatisfy { $0 == nil } && told.dropFirst(4).allSatisfy { $0 != nil })
        for (configuration, code) in zip(cases, told) {
            #expect(failure { try AuditWriter(configuration).close() } == code, "\(configuration.path)")
        }
        #expect(failure { try AuditWriter.check(configuration("plain.db", head: "none/head")) } == .cannotOpen)
    }

    @Test func closingDoesNotWaitForever() throws {
        let folder = try AuditFolder()
        let trouble = Trouble()
        let writer = try AuditWriter(folder.configuration(), prepare: trouble.prepare)
        trouble.set("PRAGMA query_only = 1")
        for record in randomRecords(100, seed: 21) { writer.record(record) }
        #expect(!writer.close())
        #expect(writer.statistics.lost == [.ended: 100] && writer.statistics.missing == 100)
        #expect(try folder.verify().breach == nil)
    }

    @Test func aLockedDatabaseIsTriedAgain() throws {
        let folder = try AuditFolder()
        let writer = try AuditWriter(folder.configuration())
        let holder = try hold(folder.database)
        let records = randomRecords(10, seed: 22)
        for record in records { writer.record(record) }
        #expect(eventually { writer.statistics.failure?.code == .locked })
        try holder.writeWithoutTransaction { try $0.rollback() }
        #expect(writer.flush())
        writer.close()
        #expect(try folder.records() == records)
    }

    /// A file that is moved away under a writer would take records that nobody finds. What is in it stays: its log may
    /// be left at the old place.
    @Test(arguments: [["audit.db", "audit.db-wal", "audit.db-shm"], ["audit.db"]], [false, true])
    func aFileThatIsMovedAwayIsBegunAnew(names: [String], closesAtOnce: Bool) throws {
        let folder = try AuditFolder()
        let writer = try AuditWriter(folder.configuration())
        let records = randomRecords(20, seed: 23)
        for record in records.prefix(10) { writer.record(record) }
        #expect(writer.flush())
        for name in names {
            try FileManager.default.moveItem(atPath: folder.path + "/" + name, toPath: folder.path + "/old-" + name)
        }
        for record in records.suffix(10) { writer.record(record) }
        if !closesAtOnce { #expect(writer.flush()) }
        #expect(writer.close())
        #expect(writer.statistics.failures > 0 && writer.statistics.lostCount == 0)
        #expect(writer.statistics.lastFailure?.code == .replaced)
        #expect(try folder.records() == Array(records.suffix(10)))
        #expect(try folder.entries { $0.kinds = [.start] }.map(\.sequence) == [1])
        let result = try folder.verify()
        #expect(result.breach == nil && result.starts == 1 && result.stops == 1)
        let old = try AuditReader(folder.path + "/old-audit.db")
        let before = try old.verify()
        #expect(before.breach == nil && before.decisions == 10 && before.starts == 1)
    }

    @Test func whatIsNoAuditIsLeftAlone() throws {
        let folder = try AuditFolder()
        let text = Data(String(repeating: "This is no database. ", count: 100).utf8)
        try text.write(to: URL(fileURLWithPath: folder.database))
        #expect(failure { try AuditWriter(folder.configuration()) } == .notAnAudit)
        #expect(failure { try AuditReader(folder.database) } == .notAnAudit)
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder.database)) == text)
        let other = try AuditFolder()
        try set("CREATE TABLE guests (name TEXT)", other)
        let guests = try Data(contentsOf: URL(fileURLWithPath: other.database))
        #expect(failure { try AuditWriter(other.configuration()) } == .notAnAudit)
        #expect(failure { try AuditReader(other.database) } == .notAnAudit)
        #expect(try Data(contentsOf: URL(fileURLWithPath: other.database)) == guests)
    }

    private func set(_ sql: String, _ folder: AuditFolder) throws {
        let queue = try DatabaseQueue(path: folder.database)
        try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
        try queue.close()
    }

    @Test func versionsAreToldApart() throws {
        let folder = try AuditFolder()
        try folder.write(randomRecords(3, seed: 24))
        try set("PRAGMA user_version = 99", folder)
        #expect(failure { try AuditReader(folder.database) } == .newerSchema)
        #expect(failure { try AuditWriter(folder.configuration()) } == .newerSchema)
        try set("PRAGMA user_version = 0", folder)
        #expect(failure { try AuditReader(folder.database) } == .olderSchema)
    }

    @Test func whatCannotBeOpenedIsNamed() throws {
        let folder = try AuditFolder()
        var configuration = folder.configuration()
        configuration.path = folder.path + "/missing/audit.db"
        let error = #expect(throws: AuditError.self) { try AuditWriter(configuration) }
        #expect(error?.code == .cannotOpen && error?.description.contains("missing/audit.db") == true)
        configuration.path = folder.path
        #expect(failure { try AuditWriter(configuration) } == .cannotOpen)
        #expect(failure { try AuditReader(folder.database) } == .cannotOpen)
        configuration.path = ""
        #expect(failure { try AuditWriter(configuration) } == .invalidConfiguration)
        configuration = folder.configuration()
        configuration.headFile = folder.path + "/head"
        configuration.synchronous = .normal
        #expect(failure { try AuditWriter(configuration) } == .invalidConfiguration)
    }

    @Test func aHeadThatCannotBeWrittenWritesNoRecordTwice() throws {
        let folder = try AuditFolder()
        var configuration = folder.configuration()
        let heads = folder.path + "/heads"
        try FileManager.default.createDirectory(atPath: heads, withIntermediateDirectories: true)
        configuration.headFile = heads + "/head.json"
        let writer = try AuditWriter(configuration)
        try FileManager.default.removeItem(atPath: heads)
        let records = randomRecords(30, seed: 25)
        for record in records { writer.record(record) }
        #expect(writer.flush())
        #expect(writer.statistics.failure?.code == .inputOutput)
        writer.close()
        #expect(try folder.records() == records)
        #expect(try folder.verify().breach == nil)
    }
}
