// How the audit is doing.

/// How the audit is doing.
package struct AuditFigures: Sendable {
    /// Decisions that wait to be written.
    package var waiting: Int
    /// Decisions that were lost.
    package var lost: Int
    /// What is wrong now; nil while writing works.
    package var problem: String?

    /// Puts figures together.
    package init(waiting: Int, lost: Int, problem: String? = nil) {
        self.waiting = waiting
        self.lost = lost
        self.problem = problem
    }
}
