// Keeps streams that are sent in calls.

import HTTPTypes
import Synchronization

/// Keeps streams that are sent in calls, each for as long as it is heard of. One that was blocked is kept as well, so
/// that it can be asked why; what was decided of it has been recorded.
package final class SessionStore: Sendable {
    private struct Session: Sendable {
        // One, or none while a call works on it; on the heap, as a table has room for more than it holds.
        var streams: [HookStream]
        /// The token of who began it; nobody else can reach it.
        var owner: String?
        var lastUse = ContinuousClock.now
    }

    /// How far the store is on its way to its end.
    private enum Stage {
        /// Streams are begun.
        case open
        /// Streams go on, and none is begun.
        case closing
        /// No stream goes on.
        case closed
    }

    private struct State: Sendable {
        var sessions: [String: Session] = [:]
        var stage = Stage.open
    }

    private let state = Mutex(State())
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
    /// - Throws: `HookError` with the code `too_many_streams` or `stopping`.
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
        let isKept = state.withLock { state in
            guard state.stage == .open else { return false }
            state.sessions[name] = Session(streams: [stream], owner: owner)
            return true
        }
        if isKept { return name }
        limit.give()
        throw Self.stopping
    }

    /// Lends a stream to a call; the others are told that it is busy.
    ///
    /// - Throws: `HookError` with the code `unknown_stream` or `stream_busy`.
    func take(_ name: String, owner: String?) throws(HookError) -> HookStream {
        let result = state.withLock { state -> Result<HookStream, HookError> in
            guard state.sessions[name].map({ $0.owner == owner }) == true else { return .failure(Self.unknown) }
            guard let stream = state.sessions[name]?.streams.popLast() else { return .failure(Self.busy) }
            return .success(stream)
        }
        return try result.get()
    }

    /// Takes a lent stream back.
    func put(_ stream: HookStream, as name: String) async {
        let isKept = state.withLock { state in
            guard state.stage != .closed else {
                state.sessions[name] = nil
                return false
            }
            state.sessions[name]?.streams.append(stream)
            state.sessions[name]?.lastUse = .now
            return true
        }
        if isKept { return }
        limit.give()
        if !stream.isBlocked { await stream.close(.abandoned) }
    }

    /// Forgets a lent stream that has ended.
    func remove(_ name: String) {
        if state.withLock({ $0.sessions.removeValue(forKey: name) }) != nil { limit.give() }
    }

    /// Ends the streams that have not been heard of for too long.
    package func expire(now: ContinuousClock.Instant = .now) async {
        await end(as: .expired) { now - $0.lastUse >= patience }
    }

    /// Begins no more streams.
    ///
    /// - Returns: whether any go on; those that were blocked do not.
    func stopOpening() -> Bool {
        state.withLock { state in
            if state.stage == .open { state.stage = .closing }
            return state.sessions.values.contains { $0.streams.first?.isBlocked != true }
        }
    }

    /// Ends all streams, as nothing more will be heard of them; those that are lent end when they come back.
    ///
    /// - Returns: how many went on, those that are lent among them.
    package func close() async -> Int {
        let lent = state.withLock { state in
            state.stage = .closed
            return state.sessions.values.count(where: \.streams.isEmpty)
        }
        return await lent + end(as: .abandoned) { _ in true }
    }

    @discardableResult
    private func end(as end: HookStream.End, where isOver: (Session) -> Bool) async -> Int {
        let ended = state.withLock { state in
            let names = state.sessions.filter { !$0.value.streams.isEmpty && isOver($0.value) }.keys
            return names.compactMap { state.sessions.removeValue(forKey: $0)?.streams.first }
        }
        var count = 0
        for stream in ended {
            limit.give()
            if stream.isBlocked { continue }
            count += 1
            await stream.close(end)
        }
        return count
    }

    private static let stopping = HookError(
        code: "stopping",
        message: "The server is about to stop and begins no more streams. Ask another one.",
        status: .serviceUnavailable,
        retryAfter: 1
    )

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
