// Searches find what a look at every record finds.

import Foundation
import SluiceAudit
import SluiceModel
import Testing

@Suite struct QueryTests {
    private static let count = 1200

    /// A filter, and the same in Swift.
    private func randomFilter(_ generator: inout SeededGenerator) -> (AuditFilter, (AuditRecord) -> Bool) {
        var filter = AuditFilter()
        var checks: [(AuditRecord) -> Bool] = []
        func chance() -> Bool { Int.random(in: 0..<5, using: &generator) == 0 }
        if chance() {
            let time = 1_790_000_000_000_000 + Int64.random(in: 0..<1200, using: &generator) * 1_000_000
            filter.since = time
            checks.append { $0.time >= time }
        }
        if chance() {
            let time = 1_790_000_000_000_000 + Int64.random(in: 0..<1200, using: &generator) * 1_000_000
            filter.until = time
            checks.append { $0.time < time }
        }
        if chance() {
            filter.rules = ["openai-*", "a[b]c"]
            checks.append { $0.findings.contains { $0.rule.rawValue.hasPrefix("openai-") || $0.rule == "a[b]c" } }
        }
        if filter.rules.isEmpty, chance() {
            filter.rules = ["email-address"]
            checks.append { $0.findings.contains { $0.rule == "email-address" } }
        }
        if chance() {
            let wanted = filter.rules
            filter.fingerprints = [Fingerprint(rawValue: .max)]
            checks.append { record in
                record.findings.contains { finding in
                    finding.fingerprint.rawValue == .max
                        && (wanted.isEmpty || wanted == ["email-address"] && finding.rule == "email-address"
                            || wanted.count == 2
                                && (finding.rule.rawValue.hasPrefix("openai-") || finding.rule == "a[b]c"))
                }
            }
        }
        if chance() {
            filter.actions = [.block, .mask]
            checks.append { $0.action >= .mask }
        }
        if chance() {
            filter.direction = .response
            checks.append { $0.direction == .response }
        }
        if chance() {
            filter.isError = Bool.random(using: &generator)
            let isError = filter.isError
            checks.append { ($0.outcome != .policy) == isError }
        }
        if chance() {
            filter.policies = ["str?ct"]
            checks.append { $0.policy == "strict" }
        }
        if chance() {
            filter.routes = ["/v1/*", "/nowhere"]
            checks.append { $0.route.hasPrefix("/v1/") }
        }
        if chance() {
            filter.metadata.append(("team", "payments"))
            checks.append { $0.metadata["team"] == "payments" }
        }
        if chance() {
            filter.metadata.append(("ümlaut", "x*[z]"))
            checks.append { $0.metadata["ümlaut"] == "x*y?[z]" }
        }
        if chance() {
            filter.requests = ["request-7", "request-8", "request-x"]
            checks.append { ["request-7", "request-8"].contains($0.requestID) }
        }
        return (filter, { record in checks.allSatisfy { $0(record) } })
    }

    @Test func searchesFindWhatALookAtEveryRecordFinds() throws {
        let folder = try AuditFolder()
        let records = randomRecords(QueryTests.count, seed: 40)
        try folder.write(records)
        let reader = try AuditReader(folder.database)
        var generator = SeededGenerator(seed: 41)
        for round in 0..<150 {
            let (filter, fits) = randomFilter(&generator)
            let expected = records.filter(fits)
            let limit = Int.random(in: 1...700, using: &generator)
            for newestFirst in [false, true] {
                var found: [AuditRecord] = []
                try reader.forEach(filter, newestFirst: newestFirst, limit: limit) { entry in
                    if case .decision(let record) = entry.content { found.append(record) }
                }
                let wanted = newestFirst ? Array(expected.reversed().prefix(limit)) : Array(expected.prefix(limit))
                #expect(found == wanted, "round \(round), \(filter)")
            }
            let summary = try reader.summary(filter, groups: [.action, .rule, .metadata(key: "team"), .day])
            #expect(summary.decisions == expected.count)
            #expect(summary.findings == expected.map(\.findings.count).reduce(0, +))
            #expect(summary.blocked == expected.count { $0.action == .block })
            #expect(summary.errors == expected.count { $0.outcome != .policy })
            let found = expected.flatMap { record in Set(record.findings.map(\.rule.rawValue)) }
            let rules = Dictionary(grouping: found) { $0 }
            let byRule = Dictionary(summary.tables[1].rows.map { ($0.value, Int($0.decisions)) }) { first, _ in first }
            #expect(byRule == rules.mapValues(\.count), "round \(round)")
            let teams = Dictionary(grouping: expected.compactMap { $0.metadata["team"] }) { $0 }
            let byTeam = Dictionary(summary.tables[2].rows.map { ($0.value, Int($0.decisions)) }) { first, _ in first }
            #expect(byTeam == teams.mapValues(\.count), "round \(round)")
            let latencies = expected.map(\.latency).sorted()
            #expect((summary.latency?.maximum).map { Duration.microseconds($0) } == latencies.last)
            if let latency = summary.latency {
                #expect(.microseconds(latency.median) == latencies[(latencies.count + 1) / 2 - 1])
            }
        }
    }

    @Test func aReaderAndAWriterDoNotDisturbEachOther() throws {
        let folder = try AuditFolder()
        let writer = try AuditWriter(folder.configuration())
        let records = randomRecords(1000, seed: 42)
        let reader = try AuditReader(folder.database)
        for part in 0..<20 {
            for record in records[part * 50..<part * 50 + 50] { writer.record(record) }
            let result = try reader.verify()
            #expect(result.breach == nil)
        }
        #expect(writer.close())
        #expect(writer.statistics.failures == 0)
        #expect(try reader.verify().decisions == 1000)
    }
}
