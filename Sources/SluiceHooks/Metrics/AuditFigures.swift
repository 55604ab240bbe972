// How the audit is doing.

import SluiceAudit

/// How the audit is doing.
package struct AuditFigures: Sendable {
    /// Decisions that wait to be written.
    package var waiting: Int
    /// Decisions that were lost.
    package var lost: Int
    /// What is wrong now; nil while writing works.
    package var problem: String?
    /// How often writing has failed.
    package var failures: Int
    /// What was wrong the last time.
    package var lastProblem: String?

    /// Puts figures together.
    package init(
        waiting: Int,
        lost: Int,
        problem: String? = nil,
        failures: Int = 0,
        lastProblem: String? = nil
    ) {
        self.waiting = waiting
        self.lost = lost
        self.problem = problem
        self.failures = failures
        self.lastProblem = lastProblem
    }
}

extension AuditWriter {
    /// How it is doing, now and later.
    var figures: @Sendable () -> AuditFigures {
        { [self] in
            let statistics = statistics
            return AuditFigures(
                waiting: statistics.queued,
                lost: Int(statistics.lostCount),
                problem: statistics.failure?.description,
                failures: Int(statistics.failures),
                lastProblem: statistics.lastFailure?.description
            )
        }
    }
}
