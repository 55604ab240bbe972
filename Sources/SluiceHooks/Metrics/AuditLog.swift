// Logs when the audit cannot be written.

package import Logging
import ServiceLifecycle

/// Logs when the audit cannot be written, when it can be again, and when a decision is lost for the first time.
///
/// The writer has a thread of its own and knows of no log: its figures are looked at from time to time. What was wrong
/// only between two looks is told too.
package struct AuditLog: Service {
    private let figures: @Sendable () -> AuditFigures
    private let interval: Duration
    private let logger: Logger

    /// - Parameter interval: how often the figures are looked at.
    package init(
        figures: @escaping @Sendable () -> AuditFigures,
        interval: Duration = .seconds(1),
        logger: Logger
    ) {
        self.figures = figures
        self.interval = interval
        self.logger = logger
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            var last = AuditFigures(waiting: 0, lost: 0)
            while true {
                let new = figures()
                tell(new, after: last)
                last = new
                guard (try? await Task.sleep(for: interval)) != nil else { return }
            }
        }
    }

    private func tell(_ figures: AuditFigures, after last: AuditFigures) {
        if let problem = figures.problem, last.problem == nil {
            logger.error(
                "the audit cannot be written; decisions wait as far as there is room",
                metadata: ["problem": "\(problem)", "waiting": .stringConvertible(figures.waiting)]
            )
        } else if figures.problem == nil, last.problem != nil {
            logger.notice("the audit is written again")
        } else if figures.problem == nil, figures.failures > last.failures {
            logger.warning(
                "the audit could not be written for a moment",
                metadata: ["problem": "\(figures.lastProblem ?? "unknown")"]
            )
        }
        if figures.lost > 0, last.lost == 0 {
            logger.error(
                "decisions are lost to the audit; later ones are counted in sluice_audit_lost_total",
                metadata: ["lost": .stringConvertible(figures.lost)]
            )
        }
    }
}
