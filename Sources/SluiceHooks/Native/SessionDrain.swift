// Lets streams that are sent in calls end before the server stops.

import ServiceLifecycle

/// Lets streams that are sent in calls end before the server stops: each needs more calls, so that the door stays open
/// for as long as any is. When there is no more time they are ended, so that what they decided is recorded.
struct SessionDrain: Service {
    /// How often it is looked at whether any stream is left.
    private static let interval = Duration.milliseconds(50)

    let sessions: SessionStore

    func run() async throws {
        // It throws when there is no time to wait for anything.
        try? await gracefulShutdown()
        while sessions.stopOpening(), (try? await Task.sleep(for: Self.interval)) != nil {}
        await sessions.close()
    }
}
