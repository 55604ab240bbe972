// Keeps streams that are sent in calls.

import HTTPTypes
import Synchronization

/// Keeps streams that are sent in calls, each for as long as it is heard of.
package final class SessionStore: Sendable {
    private struct Session: Sendable {
        // One, or none while a call works on it; on the heap, as a table has room for more than it holds.
        var streams: [HookStream]
        /// The token of who began it; nobody else can reach it.
        var owner: String?
        var lastUse = ContinuousClock.now
    }

    private let sessions = Mutex<[String: Session]>([:])
    private let limit: LoadLimit
    /// How long a stream may go without a call.
    let patience: Duration

    init(limit: LoadLimit, patience: Duration) {
        self.limit = limit
        self.patience = patience
    }

    /// Keeps a stream.
    ///
    /// - Returns: its name, which cannot be guessed.
    /// - Throws: `HookError` with the code `too_many_streams`.
    func open(owner: String?, _ make: () throws(HookError) -> HookStream) throws(HookError) -> String {
        guard limit.take() else { throw StreamEndpoint.tooMany }
        let stream: HookStream
        do {
            stream = try make()
        } catch {
            limit.give()
            throw error
        }
        var generator = SystemRandomNumberGenerator()
        let name = (0..<2).map { _ in String(UInt64.random(in: .min ... .max, using: &generator), radix: 36) }.joined()
        sessions.withLock { $0[name] = Session(streams: [stream], owner: owner) }
        return name
    }

    /// Lends a stream to a call; the others are told that it is busy.
    ///
    /// - Throws: `HookError` with the code `unknown_stream` or `stream_busy`.
    func take(_ name: String, owner: String?) throws(HookError) -> HookStream {
        let result = sessions.withLock { sessions -> Result<HookStream, HookError> in
            guard sessions[name].map({ $0.owner == owner }) == true else { return .failure(Self.unknown) }
            guard let stream = sessions[name]?.streams.popLast() else { return .failure(Self.busy) }
            return .success(stream)
        }
        return try result.get()
    }

    /// Takes a lent stream back.
    func put(_ stream: HookStream, as name: String) {
        sessions.withLock {
            $0[name]?.streams.append(stream)
            $0[name]?.lastUse = .now
        }
    }

    /// Forgets a lent stream that has ended.
    func remove(_ name: String) {
        if sessions.withLock({ $0.removeValue(forKey: name) }) != nil { limit.give() }
    }

    /// Ends the streams that have not been heard of for too long.
    package func expire(now: ContinuousClock.Instant = .now) {
        let expired = sessions.withLock { sessions in
            let names = sessions.filter { !$0.value.streams.isEmpty && now - $0.value.lastUse >= patience }.keys
            return names.compactMap { sessions.removeValue(forKey: $0)?.streams.first }
        }
        for stream in expired {
            limit.give()
            stream.close(.expired)
        }
    }

    private static let unknown = HookError(
        code: "unknown_stream",
        message: "There is no such stream: it has ended, or nothing was sent for `limits.session`. Begin a new one.",
        status: .notFound
    )

    private static let busy = HookError(
        code: "stream_busy",
        message: "Another call to this stream is being answered. Send the chunks of a stream one after the other.",
        status: .conflict
    )
}
