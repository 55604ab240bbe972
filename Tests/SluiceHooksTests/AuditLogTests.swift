// What the log tells of the audit.

import Foundation
import SluiceAudit
import SluiceHooks
import SluiceModel
import Synchronization
import Testing

@Suite struct AuditLogTests {
    private final class Figures: Sendable {
        private let value = Mutex(AuditFigures(waiting: 0, lost: 0))

        func set(_ new: AuditFigures) { value.withLock { $0 = new } }

        var get: @Sendable () -> AuditFigures { { self.value.withLock { $0 } } }
    }

    @Test func failuresRecoveryAndTheFirstLossAreToldOnce() async throws {
        let figures = Figures()
        let log = LogProbe()
        let service = AuditLog(figures: figures.get, interval: .milliseconds(2), logger: log.logger)
        func expect(_ figures: AuditFigures, _ count: Int, _ text: String, after set: (AuditFigures) -> Void)
            async throws
        {
            set(figures)
            _ = try await Patience.wait(pause: .milliseconds(5)) { log.lines.count >= count }
            // More looks tell nothing new.
            try await Task.sleep(for: .milliseconds(20))
            #expect(log.lines.count == count && log.lines.last?.contains(text) == true, "\(log.lines)")
        }
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await service.run() }
            let failing = AuditFigures(waiting: 3, lost: 0, problem: "full", failures: 1, lastProblem: "full")
            try await expect(failing, 1, "the audit cannot be written", after: figures.set)
            let working = AuditFigures(waiting: 0, lost: 0, failures: 4, lastProblem: "full")
            try await expect(working, 2, "the audit is written again", after: figures.set)
            let passing = AuditFigures(waiting: 0, lost: 0, failures: 5, lastProblem: "moved")
            try await expect(passing, 3, "for a moment", after: figures.set)
            let losing = AuditFigures(waiting: 0, lost: 7, failures: 5, lastProblem: "moved")
            try await expect(losing, 4, "decisions are lost", after: figures.set)
            let more = AuditFigures(waiting: 0, lost: 9, failures: 5, lastProblem: "moved")
            try await expect(more, 4, "decisions are lost", after: figures.set)
            tasks.cancelAll()
        }
        #expect(log.lines[0].contains("full") && log.lines[2].contains("moved") && log.lines[3].contains("7"))
    }

    @Test func aServerThatLosesDecisionsDoesNotEndWell() throws {
        let folder = try TestFolder()
        try folder.write("rules/one.yaml", ReloadTests.rule("zqx"))
        func server(_ name: String, _ log: LogProbe) throws -> HookServer {
            var settings = ServeSettings()
            settings.rules = folder.path + "/rules"
            settings.audit = .init(path: folder.path + "/" + name)
            return try HookServer(settings: settings, opensAudit: true, logger: log.logger)
        }
        let quiet = LogProbe()
        let whole = try server("whole.db", quiet)
        try whole.closeAudit()
        #expect(!quiet.lines.contains { $0.contains("missing") })
        let log = LogProbe()
        let late = try server("late.db", log)
        let audit = try #require(late.audit)
        #expect(audit.close())
        audit.record(
            AuditRecord(
                time: 0,
                requestID: "r",
                route: "/",
                direction: nil,
                policy: "default",
                metadata: [:],
                action: .allow,
                latency: .zero,
                ruleSetVersion: "v"
            )
        )
        #expect(throws: ServeFailure.self) { try late.closeAudit() }
        let lines = log.lines.filter { $0.contains("decisions are missing in it") }
        #expect(lines.count == 1 && lines[0].contains("missing\":\"1\"") || lines[0].contains("missing\":1"))
    }
}
