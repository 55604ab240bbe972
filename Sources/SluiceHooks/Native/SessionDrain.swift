// Lets streams that are sent in calls end before the server stops.

import Logging
import ServiceLifecycle

/// Lets streams that are sent in calls end before the server stops: each needs more calls, so that the door stays open
/// for as long as any is. When there is no more time they are ended, so that what they decided is recorded.
struct SessionDrain: Service {
    /// How often it is looked at whether any stream is left.
    private static let interval = Duration.milliseconds(50)

    let sessions: SessionStore
    let logger: Logger

    func run() async throws {
        // It throws when there is no time to wait for anything.
        try? await gracefulShutdown()
        while sessions.stopOpening(), (try? await Task.sleep(for: Self.interval)) != nil {}
        let count = await sessions.close()
        guard count > 0 else { return }
        logger.warning("streams had not ended: their texts are judged in part", metadata: ["streams": "\(count)"])
    }
}
