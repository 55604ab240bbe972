// Shows on a terminal how far a scan is.

import Synchronization

/// Shows on a terminal how far a scan is, on one line that is cleared before anything else is written.
package final class ScanProgress: Sendable {
    private struct State {
        var fileCount = 0
        var byteCount = 0
        var findingCount = 0
        var isShown = false
        var nextTime = ContinuousClock.now.advanced(by: .milliseconds(300))
    }

    private let terminal: Descriptor?
    private let state = Mutex(State())

    /// Standard error, where it is a terminal that can clear a line.
    package static var terminal: Descriptor? {
        let type = ProcessState.variable("TERM") ?? ""
        return Descriptor.standardError.isTerminal && !["", "dumb"].contains(type) ? .standardError : nil
    }

    /// - Parameter terminal: where to show it; nil for nowhere.
    package init(terminal: Descriptor?) {
        self.terminal = terminal
    }

    /// Counts bytes that were read, and shows the line when it is time. Any thread may call it.
    package func advance(bytes: Int) {
        guard let terminal else { return }
        state.withLock { state in
            state.byteCount += bytes
            let now = ContinuousClock.now
            guard now >= state.nextTime else { return }
            state.nextTime = now.advanced(by: .milliseconds(100))
            state.isShown = true
            let text = ScanProgress.line(files: state.fileCount, bytes: state.byteCount, findings: state.findingCount)
            try? terminal.send("\r\u{1B}[K\(text)")
        }
    }

    /// Counts a file that is done.
    package func finish(files: Int, findings: Int) {
        guard terminal != nil else { return }
        state.withLock { state in
            state.fileCount += files
            state.findingCount += findings
        }
    }

    /// Clears the line and runs `body` while nothing is shown.
    package func pause<Failure: Error>(_ body: () throws(Failure) -> Void) throws(Failure) {
        guard let terminal else { return try body() }
        let result = state.withLock { state -> Result<Void, Failure> in
            if state.isShown { try? terminal.send("\r\u{1B}[K") }
            state.isShown = false
            return Result(catching: body)
        }
        try result.get()
    }

    /// The text of the line.
    package static func line(files: Int, bytes: Int, findings: Int) -> String {
        "\(counted(files, "file")), \(ByteCount.text(bytes)), \(counted(findings, "finding"))"
    }
}
