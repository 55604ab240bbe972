// Text that waits for the name of the tool that it is written to.

import SluiceScanning

/// Text that has been read and is not scanned yet, as it is what a tool is called with whose name has not come.
struct WaitingText: Sendable {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    private var starts: [ScopeStart] = []
    /// Where the text begins, in the text of all documents.
    private var offset = 0

    /// How many bytes wait.
    var count: Int { bytes.count }

    /// Adds text that begins at `offset`.
    mutating func append(_ text: [UInt8], ends new: [Int], starts newStarts: [ScopeStart], at offset: Int) {
        if bytes.isEmpty { self.offset = offset }
        let before = bytes.count
        bytes += text
        ends += new.map { $0 + before }
        starts += newStarts.map { start in
            var start = start
            start.offset += before
            return start
        }
    }

    /// Gives the tools of calls that had to wait.
    mutating func settle(_ calls: [(code: Int16, tool: Int16)]) {
        for (code, tool) in calls {
            for index in starts.indices where starts[index].tool == code { starts[index].tool = tool }
        }
    }

    /// Takes what comes before `end`, an offset in the text of all documents; nil for all of it.
    mutating func take(upTo end: Int?) -> (bytes: [UInt8], ends: [Int], starts: [ScopeStart]) {
        guard let end, end - offset < bytes.count else {
            let all = (bytes, ends, starts)
            (bytes, ends, starts) = ([], [], [])
            return all
        }
        let count = max(0, end - offset)
        guard count > 0 else { return ([], [], []) }
        let taken = (
            Array(bytes[..<count]), ends.filter { $0 <= count }, starts.filter { $0.offset < count }
        )
        bytes.removeFirst(count)
        ends = ends.filter { $0 > count }.map { $0 - count }
        starts = starts.filter { $0.offset >= count }.map { start in
            var start = start
            start.offset -= count
            return start
        }
        offset += count
        return taken
    }
}
