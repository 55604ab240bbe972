// Old entries go, and the chain still holds.

import Foundation
import SluiceAudit
import SluiceModel
import Testing

@Suite struct RetentionTests {
    private func aged(_ records: [AuditRecord], by seconds: Int64) -> [AuditRecord] {
        let now = AuditClock.now
        return records.enumerated().map { index, record in
            AuditRecord(
                time: now - seconds * 1_000_000 + Int64(index),
                requestID: record.requestID,
                route: record.route,
                direction: record.direction,
                policy: record.policy,
                metadata: record.metadata,
                action: record.action,
                findings: record.findings,
                latency: record.latency,
                ruleSetVersion: record.ruleSetVersion
            )
        }
    }

    @Test func whatIsTooOldGoesAndTheRestVerifies() throws {
        let folder = try AuditFolder()
        // The start of the first writer is young: only what lies behind it by age is removed with it, so it is made
        // old.
        try folder.write(aged(randomRecords(300, seed: 30), by: 7200), folder.configuration(key: testKey))
        let young = aged(randomRecords(20, seed: 31), by: 60)
        let head = try AuditReader(folder.database).head()
        var configuration = folder.configuration(key: testKey)
        configuration.maximumAge = .seconds(3600)
        configuration.retentionInterval = .milliseconds(20)
        try folder.write(young, configuration)
        // The first entry is the start of a writer, which is young, so nothing before it may go and nothing after it.
        #expect(try folder.verify(key: testKey).removed == 0)
        let other = try AuditFolder()
        configuration.path = other.database
        configuration.maximumAge = .seconds(1)
        let writer = try AuditWriter(configuration)
        for record in young { writer.record(record) }
        #expect(writer.flush())
        // All of it is older than a second before long.
        #expect(try eventually { try other.records().isEmpty })
        writer.record(aged(young, by: -7200)[0])
        #expect(writer.close())
        let result = try other.verify(key: testKey)
        #expect(result.breach == nil && result.removed >= 21 && result.first > 1)
        #expect(try other.records().count == 1)
        // A head of what has been removed cannot be compared any more, and is no breach.
        #expect(try folder.verify(key: testKey, head: head).headWasCompared == true)
        // Without the entry that accounts for it, a removal is a gap.
        try other.tamper("UPDATE entry SET through = through + 1000 WHERE kind = 'removal'")
        #expect(try other.verify(key: testKey).breach?.kind == .missing)
    }

    /// A clock that was ahead once does not keep what came before and after it.
    @Test func aTimeThatIsStillToComeKeepsNothing() throws {
        let folder = try AuditFolder()
        var configuration = folder.configuration()
        configuration.maximumAge = .seconds(1)
        configuration.retentionInterval = .milliseconds(20)
        var records = aged(randomRecords(30, seed: 34), by: 60)
        records[10] = aged([records[10]], by: -7200)[0]
        let writer = try AuditWriter(configuration)
        for record in records { writer.record(record) }
        #expect(writer.flush())
        #expect(try eventually { try folder.records().isEmpty })
        // Nothing is older than what is still to come, whatever the clock says now.
        for record in aged(records, by: -7200) { writer.record(record) }
        #expect(writer.close())
        let result = try folder.verify()
        #expect(result.breach == nil && result.removed >= 31)
        #expect(try folder.records().count == 30)
    }

    @Test func whatIsTooMuchGoes() throws {
        let folder = try AuditFolder()
        var configuration = folder.configuration()
        configuration.maximumBytes = 1 << 20
        configuration.retentionInterval = .milliseconds(10)
        configuration.overflow = .block
        configuration.blockTimeout = patience
        configuration.batchLimit = 100
        let records = randomRecords(6000, seed: 32)
        let writer = try AuditWriter(configuration)
        for record in records { writer.record(record) }
        #expect(writer.flush())
        let reader = try AuditReader(folder.database)
        #expect(try eventually { try reader.summary(AuditFilter(), groups: []).bytes <= 1 << 20 })
        #expect(writer.close())
        let result = try folder.verify()
        #expect(result.breach == nil && result.removed > 1000)
        let found = try folder.records()
        #expect(!found.isEmpty && found == Array(records.suffix(found.count)))
    }

    @Test func whatWasRemovedIsOutOfTheFile() throws {
        let folder = try AuditFolder()
        var configuration = folder.configuration()
        configuration.maximumAge = .seconds(1)
        configuration.retentionInterval = .milliseconds(20)
        let writer = try AuditWriter(configuration)
        for record in randomRecords(5000, seed: 33) { writer.record(record) }
        #expect(writer.flush())
        let size = try fileSize(folder.database)
        #expect(try eventually { try folder.records().isEmpty })
        #expect(writer.close())
        #expect(try fileSize(folder.database) < max(size, 1 << 20) / 2)
        #expect(try folder.verify().breach == nil)
    }

    private func fileSize(_ path: String) throws -> Int {
        (try FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber)?.intValue ?? 0
    }
}
