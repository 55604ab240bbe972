// Writes lines of the log without letting anyone wait.

import Dispatch
import SluiceModel
import Synchronization

/// Writes lines of the log on a thread of its own: whoever reads them may be slow or stand still, and the threads of
/// connections must not.
final class LogQueue: Sendable {
    private struct State {
        var lines: [[UInt8]] = []
        /// Bytes of lines that have not been written.
        var byteCount = 0
        /// How many lines found no room and have not been told of.
        var lostCount = 0
        /// Whether the thread is at work.
        var isWriting = false
    }

    private let state = Mutex(State())
    private let thread = DispatchQueue(label: "sluice.log")
    private let mostBytes: Int
    private let send: @Sendable ([UInt8]) -> Void

    init(mostBytes: Int, _ send: @escaping @Sendable ([UInt8]) -> Void) {
        self.mostBytes = mostBytes
        self.send = send
    }

    /// Takes a line, if there is room for it.
    func add(_ line: [UInt8]) {
        let isFirst = state.withLock { state in
            guard state.byteCount + line.count <= mostBytes else {
                state.lostCount += 1
                return false
            }
            state.lines.append(line)
            state.byteCount += line.count
            defer { state.isWriting = true }
            return !state.isWriting
        }
        if isFirst { thread.async { self.write() } }
    }

    /// Waits until all lines are written, for `time` at most.
    func drain(within time: Duration) {
        let end = DispatchSemaphore(value: 0)
        thread.async { end.signal() }
        _ = end.wait(timeout: .now() + .microseconds(Int(time.microseconds)))
    }

    private func write() {
        while let (lines, lostCount) = take() {
            for line in lines { send(line) }
            if lostCount > 0 { send(JSONLogHandler.line(ofLost: lostCount)) }
            state.withLock { $0.byteCount -= lines.reduce(0) { $0 + $1.count } }
        }
    }

    /// The lines that wait, and how many were lost behind them; nil if there is nothing to write.
    private func take() -> (lines: [[UInt8]], lostCount: Int)? {
        state.withLock { state in
            guard !state.lines.isEmpty || state.lostCount > 0 else {
                state.isWriting = false
                return nil
            }
            let taken = (lines: state.lines, lostCount: state.lostCount)
            (state.lines, state.lostCount) = ([], 0)
            return taken
        }
    }
}
