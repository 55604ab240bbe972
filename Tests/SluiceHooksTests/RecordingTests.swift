// What of decisions reaches audit and metrics.

import Dispatch
import Foundation
import Logging
import SluiceHooks
import SluiceModel
import SluicePayloads
import Synchronization
import Testing

@Suite struct RecordingTests {
    /// An audit whose callers wait until it is opened.
    private final class ClosedAudit: AuditSink {
        private let gate = DispatchSemaphore(value: 0)
        private let waiting = Atomic<Int>(0)

        var waitingCount: Int { waiting.load(ordering: .relaxed) }

        func record(_ record: AuditRecord) {
            waiting.add(1, ordering: .relaxed)
            gate.wait()
            waiting.subtract(1, ordering: .relaxed)
        }

        func open(for count: Int) {
            for _ in 0..<count { gate.signal() }
        }
    }

    @Test(.timeLimit(.minutes(10))) func whoWaitsForTheAuditKeepsNoThreadFromOthers() async throws {
        let audit = ClosedAudit()
        let engine = HookEngine(guards: GuardStore(try TestEngine.guards()), audit: audit, auditMayWait: true)
        // More than there are threads for tasks. The system makes those that wait one in a second.
        let callers = ProcessInfo.processInfo.activeProcessorCount + 4
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<callers {
                group.addTask {
                    let request = HookRequest(route: .post("/v1/check"), body: Array("{\"text\": \"a\"}".utf8))
                    _ = try await CheckContract().handle(request, engine: engine)
                }
            }
            // This loop is a task like theirs: it goes on only if they leave it a thread.
            while audit.waitingCount < callers { try await Task.sleep(for: .milliseconds(1)) }
            audit.open(for: callers)
            try await group.waitForAll()
        }
        #expect(audit.waitingCount == 0)
    }

    /// Who logs does not wait for who reads the log; what found no room is told of.
    @Test(.timeLimit(.minutes(10))) func theLogLetsNobodyWait() {
        let gate = DispatchSemaphore(value: 0)
        let written = Mutex<[String]>([])
        let output = LogOutput.queued(mostBytes: 4_096) { line in
            gate.wait()
            written.withLock { $0.append(String(decoding: line, as: UTF8.self)) }
        }
        let handler = JSONLogHandler(label: "test", level: .debug, output: output)
        let logger = Logger(label: "test") { _ in handler }
        for index in 0..<1_000 { logger.info("line", metadata: ["number": "\(index)"]) }
        for _ in 0..<2_000 { gate.signal() }
        output.drain(within: Patience.duration)
        logger.info("after")
        output.drain(within: Patience.duration)
        let lines = written.withLock { $0 }
        let told = lines.compactMap { line -> Int? in
            guard line.contains("lost"), let json = JSONTree(Array(line.utf8)) else { return nil }
            return json.integer(json.member("count", of: json.root))
        }
        let kept = lines.count { $0.contains("\"line\"") }
        #expect(kept > 0 && kept < 1_000 && kept + told.reduce(0, +) == 1_000)
        #expect(lines.last?.contains("\"after\"") == true)
    }

    /// Many findings of one rule, and then one of another.
    private func crowded(_ count: Int) throws -> String {
        let addresses = (0..<count).map { "person\($0)@company.example.org" }.joined(separator: "\n")
        return addresses + "\n" + (try TestEngine.token()) + "\n"
    }

    @Test func manyFindingsOfAStreamHideNoOther() async throws {
        let audit = AuditProbe()
        let text = try crowded(300)
        try await TestServer.run(audit: audit) { server in
            let answer = try await server.exchange(TestServer.post("/v1/stream", text))
            #expect(answer.contains("[REDACTED:github-token:"))
            let page = try await server.exchange(TestServer.get("/metrics"))
            let counts = page.split(separator: "\n").filter { $0.hasPrefix("sluice_findings_total{") }
            let total = counts.reduce(0) { $0 + (Int($1.split(separator: " ").last ?? "") ?? 0) }
            #expect(total == 301 && counts.contains { $0.contains("github-token") }, "\(counts)")
        }
        let record = try #require(audit.records.first)
        #expect(record.findingCount == 301)
        #expect(record.findings.count == 257 && record.findings.last?.rule == "github-token")
    }

    @Test func manyFindingsOfAMessageHideNoOther() async throws {
        let audit = AuditProbe()
        let client = ContractClient(contract: CheckContract(), engine: try TestEngine.make(audit: audit))
        let text = try crowded(1_500).replacing("\n", with: "\\n")
        #expect(try await client.post("/v1/check", "{\"text\": \"\(text)\"}").string("action") == "mask")
        let record = try #require(audit.records.first)
        #expect(record.findingCount == 1_501)
        #expect(record.findings.count == 751 && record.findings.last?.rule == "github-token")
    }

    @Test(arguments: [#""größe""#, #""gr\u00f6\u00dfe""#, #""gr\u00F6ße""#])
    func namesOfMetadataAreReadAsTheyAreMeant(_ name: String) async throws {
        let audit = AuditProbe()
        let client = ContractClient(contract: CheckContract(), engine: try TestEngine.make(audit: audit))
        _ = try await client.post(
            "/v1/check",
            "{\"text\": \"a\", \"metadata\": {\(name): \"klein\", \"n\\u0065w\": 3}}"
        )
        #expect(audit.records.first?.metadata == ["größe": "klein", "new": "3"])
    }
}
