// What is written can be read again and verifies.

import Foundation
import SluiceAudit
import SluiceModel
import Testing

@Suite struct RoundTripTests {
    @Test(arguments: [0, 1, 999, 2500]) func recordsComeBackAsTheyWere(count: Int) throws {
        let folder = try AuditFolder()
        let records = randomRecords(count, seed: UInt64(count))
        let statistics = try folder.write(records)
        #expect(try folder.records() == records)
        #expect(statistics.accepted == count && statistics.written == count && statistics.lostCount == 0)
        let result = try folder.verify()
        #expect(result.breach == nil)
        #expect(result.decisions == count && result.starts == 1 && result.stops == 1 && result.last == count + 2)
        #expect(
            try folder.entries { $0.kinds = Set(AuditEntry.Kind.allCases) }.map(\.sequence)
                == Array(1...Int64(count + 2))
        )
    }

    @Test func aWriterContinuesWhereOneEnded() throws {
        let folder = try AuditFolder()
        let records = randomRecords(60, seed: 5)
        for part in 0..<3 {
            try folder.write(Array(records[part * 20..<part * 20 + 20]), folder.configuration(key: testKey))
        }
        #expect(try folder.records() == records)
        let result = try folder.verify(key: testKey)
        #expect(result.breach == nil && result.isKeyed && result.starts == 3 && result.stops == 3)
    }

    @Test func severalWritersShareOneChain() throws {
        let folder = try AuditFolder()
        var configuration = folder.configuration()
        configuration.busyTimeout = patience
        let writers = try (0..<3).map { _ in try AuditWriter(configuration) }
        let records = randomRecords(900, seed: 6)
        DispatchQueue.concurrentPerform(iterations: 6) { part in
            for record in records[part * 150..<part * 150 + 150] { writers[part % 3].record(record) }
        }
        for writer in writers { #expect(writer.close()) }
        #expect(try folder.verify().breach == nil)
        let found = try folder.records().sorted { $0.time < $1.time }
        #expect(found == records)
    }

    @Test func whatIsTooLongIsCutAndStillVerifies() throws {
        let folder = try AuditFolder()
        let finding = AuditRecord.Finding(
            rule: "rule",
            action: .log,
            path: String(repeating: "é", count: 5000),
            offset: 0,
            length: 1,
            fingerprint: Fingerprint(rawValue: 3),
            confidence: .low
        )
        let long = String(repeating: "k", count: 5000)
        var metadata = [long + "1": "a", long + "2": "b", "nul": "a\0b", "value": long]
        for index in 0..<100 { metadata["key-\(index)"] = "v" }
        let record = AuditRecord(
            time: 1,
            requestID: long,
            route: "\0",
            direction: .request,
            policy: "",
            metadata: metadata,
            action: .log,
            findings: Array(repeating: finding, count: 5000),
            latency: .seconds(Int64.max / 1000),
            ruleSetVersion: ""
        )
        var configuration = folder.configuration()
        configuration.queueBytes = 1 << 30
        #expect(try folder.write([record], configuration).written == 1)
        #expect(try folder.verify().breach == nil)
        let entry = try #require(try folder.entries().first)
        guard case .decision(let stored) = entry.content else { return #expect(Bool(false)) }
        #expect(stored.findingCount == 5000 && stored.findings.count == 1000)
        #expect(stored.requestID.utf8.count == 1024 && stored.route == "\u{FFFD}")
        #expect(stored.findings[0].path == String(repeating: "é", count: 256))
        #expect(stored.metadata.count <= 64 && stored.metadata.values.allSatisfy { $0.utf8.count <= 512 })
    }

    @Test func theFileIsItsOwnersOnly() throws {
        let folder = try AuditFolder()
        let writer = try AuditWriter(folder.configuration())
        writer.record(randomRecords(1, seed: 13)[0])
        #expect(writer.flush())
        for name in ["audit.db", "audit.db-wal"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: folder.path + "/" + name)
            #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600, "\(name)")
        }
        writer.close()
    }

    @Test func timesAreWrittenAndReadAlike() throws {
        #expect(AuditClock.text(0) == "1970-01-01T00:00:00.000000Z")
        #expect(AuditClock.text(-1) == "1969-12-31T23:59:59.999999Z")
        #expect(AuditClock.text(951_782_400_000_000) == "2000-02-29T00:00:00.000000Z")
        #expect(AuditClock.parse("2000-02-29", now: 0) == 951_782_400_000_000)
        #expect(AuditClock.parse("2000-02-29T01:00:00+01:00", now: 0) == 951_782_400_000_000)
        #expect(AuditClock.parse("2h", now: 7_200_000_001) == 1)
        for text in ["", "h", "-1h", "tomorrow", "2000-13-01", "99999999999999999999d", "2000-01-01T00:00:00.Z"] {
            #expect(AuditClock.parse(text, now: 0) == nil, "\(text)")
        }
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<1000 {
            let time = Int64.random(in: 0...4_000_000_000_000, using: &generator) * 1000
            #expect(AuditClock.parse(AuditClock.text(time), now: 0) == time, "\(time)")
        }
    }
}
