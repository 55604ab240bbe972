// Writes an audit until it is killed, or as fast as it can.

import Foundation
import SluiceAudit
import SluiceModel

/// `write DATABASE` writes until it is killed, and prints how many records are safe. `measure DATABASE COUNT` prints
/// how fast records are written, verified and found.
@main
struct Probe {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count >= 3 else { return }
        if arguments[1] == "write" {
            try write(arguments[2])
        } else {
            try measure(arguments[2], count: arguments.count > 3 ? Int(arguments[3]) ?? 100_000 : 100_000)
        }
    }

    private static func write(_ path: String) throws {
        var configuration = AuditConfiguration(path: path)
        configuration.linger = .milliseconds(1)
        configuration.batchLimit = 20
        let writer = try AuditWriter(configuration)
        var count = 0
        while true {
            for _ in 0..<25 {
                writer.record(record(count, requestID: "\(getpid())-\(count)"))
                count += 1
            }
            if count % 100 == 0 {
                guard writer.flush(timeout: .seconds(600)) else { return }
                try FileHandle.standardOutput.write(contentsOf: Data("\(count)\n".utf8))
            }
        }
    }

    private static func measure(_ path: String, count: Int) throws {
        var configuration = AuditConfiguration(path: path)
        configuration.overflow = .block
        configuration.blockTimeout = .seconds(60)
        let writer = try AuditWriter(configuration)
        let records = (0..<1000).map { record($0, requestID: "") }
        let clock = ContinuousClock()
        var inCalls = Duration.zero
        let writing = clock.measure {
            for index in 0..<count {
                let record = renamed(records[index % 1000], index)
                inCalls += clock.measure { writer.record(record) }
            }
            writer.close(timeout: .seconds(600))
        }
        print("written: \(count) in \(writing), \(Int(Double(count) / seconds(writing))) a second")
        let statistics = writer.statistics
        print("lost: \(statistics.lostCount), batches: \(statistics.batches), a caller: \(inCalls / count)")
        let reader = try AuditReader(path)
        for checksIndices in [false, true] {
            var intact = false
            let time = try clock.measure { intact = try reader.verify(checksIndices: checksIndices).breach == nil }
            print("verified\(checksIndices ? " with indices" : ""): \(intact) in \(time)")
        }

        func find(_ name: String, limit: Int? = nil, _ change: (inout AuditFilter) -> Void) throws {
            var filter = AuditFilter()
            change(&filter)
            var found = 0
            let time = try clock.measure {
                try reader.forEach(filter, newestFirst: limit != nil, limit: limit) { _ in found += 1 }
            }
            print("\(name): \(found) in \(time)")
        }
        try find("one request") { $0.requests = ["request-\(count / 2)"] }
        try find("a rule, newest 50", limit: 50) { $0.rules = ["rule-7"] }
        try find("a rule, all") { $0.rules = ["rule-7"] }
        try find("a team, newest 50", limit: 50) { $0.metadata = [("team", "team-3")] }
        try find("blocked, newest 50", limit: 50) { $0.actions = [.block] }
        try find("a team and a rule, all") {
            $0.metadata = [("team", "team-3")]
            $0.rules = ["rule-7"]
        }
        try find("a route nobody has") { $0.routes = ["/nowhere"] }
        try find("a fingerprint") { $0.fingerprints = [Fingerprint(rawValue: 7)] }
        try find("everything") { _ in }
        let time = try clock.measure {
            _ = try reader.summary(AuditFilter(), groups: [.action, .rule, .metadata(key: "team")])
        }
        print("summary: \(time)")
    }

    private static func seconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    }

    private static func renamed(_ record: AuditRecord, _ index: Int) -> AuditRecord {
        AuditRecord(
            time: record.time + Int64(index) * 100,
            requestID: "request-\(index)",
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

    private static func record(_ index: Int, requestID: String) -> AuditRecord {
        let findings = (0..<(index % 3)).map { place in
            AuditRecord.Finding(
                rule: RuleID("rule-\((index + place) % 50)"),
                action: .mask,
                path: "messages[\(place)].content",
                offset: 100 * place,
                length: 40,
                fingerprint: Fingerprint(rawValue: UInt64(index) &* 0x9E37_79B9_7F4A_7C15),
                confidence: .high
            )
        }
        return AuditRecord(
            time: AuditClock.now,
            requestID: requestID,
            route: "/v1/check",
            direction: index % 2 == 0 ? .request : .response,
            policy: "default",
            metadata: ["team": "team-\(index % 20)", "environment": "production", "model": "model-\(index % 7)"],
            action: index % 200 == 0 ? .block : findings.isEmpty ? .allow : .mask,
            findings: findings,
            latency: .microseconds(80 + index % 900),
            ruleSetVersion: "0123456789ab"
        )
    }
}
