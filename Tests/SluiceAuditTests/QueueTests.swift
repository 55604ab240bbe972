// A full queue: what is lost is counted, and told by the chain.

import Foundation
import GRDB
import SluiceAudit
import SluiceModel
import Testing

@Suite struct QueueTests {
    /// A writer whose database is held by somebody else until the returned connection is released.
    private func held(
        _ folder: AuditFolder,
        _ overflow: AuditConfiguration.Overflow
    ) throws -> (AuditWriter, DatabaseQueue) {
        var configuration = folder.configuration()
        configuration.overflow = overflow
        configuration.queueBytes = 1 << 16
        configuration.batchLimit = 10
        configuration.blockTimeout = .milliseconds(1)
        let writer = try AuditWriter(configuration)
        return (writer, try hold(folder.database))
    }

    private func release(_ holder: DatabaseQueue) throws {
        try holder.writeWithoutTransaction { try $0.rollback() }
        try holder.close()
    }

    @Test(arguments: AuditConfiguration.Overflow.allCases)
    func whatDoesNotFitIsCountedAndTold(_ overflow: AuditConfiguration.Overflow) throws {
        let folder = try AuditFolder()
        let (writer, holder) = try held(folder, overflow)
        let records = randomRecords(400, seed: 8)
        for record in records { writer.record(record) }
        #expect(writer.statistics.queuedBytes <= 1 << 16 && writer.statistics.queued > 20)
        try release(holder)
        #expect(writer.flush())
        #expect(writer.statistics.failure == nil && writer.statistics.queued == 0)
        writer.record(records[0])
        #expect(!writer.close())
        let statistics = writer.statistics
        let lost = try #require(statistics.lost[.overflow])
        #expect(lost > 100 && statistics.written + lost == 401)
        let result = try folder.verify()
        #expect(result.breach == nil && result.lost == lost && result.decisions == statistics.written)
        let found = try folder.records()
        #expect(found.contains(records[0]))
        #expect(found.dropLast().contains(records[399]) == (overflow == .dropOldest))
    }

    @Test func aCallerThatMayWaitLosesNothing() throws {
        let folder = try AuditFolder()
        var configuration = folder.configuration()
        configuration.overflow = .block
        configuration.queueBytes = 1 << 16
        configuration.batchLimit = 10
        configuration.blockTimeout = patience
        let records = randomRecords(3000, seed: 9)
        let writer = try AuditWriter(configuration)
        DispatchQueue.concurrentPerform(iterations: 4) { part in
            for record in records[part * 750..<part * 750 + 750] { writer.record(record) }
        }
        #expect(writer.close())
        #expect(writer.statistics.written == 3000 && writer.statistics.lostCount == 0)
        #expect(try folder.verify().decisions == 3000)
    }

    @Test func recordsAfterTheEndAreCounted() throws {
        let folder = try AuditFolder()
        let writer = try AuditWriter(folder.configuration())
        let records = randomRecords(3, seed: 10)
        writer.record(records[0])
        #expect(writer.close() && writer.close())
        writer.record(records[1])
        #expect(!writer.close())
        #expect(writer.statistics.written == 1 && writer.statistics.lost == [.ended: 1])
        #expect(try folder.records() == [records[0]])
    }

    @Test(.timeLimit(.minutes(10))) func flushWaitsForWhatWasThere() throws {
        let folder = try AuditFolder()
        var configuration = folder.configuration()
        configuration.linger = .seconds(86_400)
        let writer = try AuditWriter(configuration)
        #expect(writer.flush())
        let records = randomRecords(50, seed: 12)
        for record in records { writer.record(record) }
        // Waiting for company would take a day.
        #expect(writer.flush())
        #expect(try folder.records() == records)
        writer.close()
    }
}
