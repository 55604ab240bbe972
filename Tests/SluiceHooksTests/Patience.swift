// How long tests wait for what must happen.

/// How long a test waits for what must happen: a machine that does much else may need minutes for what takes a moment.
enum Patience {
    static let duration = Duration.seconds(600)

    /// Looks again and again until something holds, or for long enough; says whether it does.
    static func wait(
        pause: Duration = .milliseconds(10),
        until holds: () async throws -> Bool
    ) async throws -> Bool {
        let end = ContinuousClock.now + duration
        while try await !holds() {
            guard ContinuousClock.now < end else { return false }
            try await Task.sleep(for: pause)
        }
        return true
    }
}
