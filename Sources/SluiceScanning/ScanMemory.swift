// What a stream remembers of its latest bytes to be quick.

import SluiceMatching

/// What a stream remembers of its latest bytes to be quick. All of it is a function of the text: a stream that forgets
/// it finds the same, and reads some of its latest bytes again.
struct ScanMemory: Sendable {
    var runs: RunCache
    var surroundings = ContextReading()

    /// - Parameter readsTables: whether the text may be a table. A part of another text has lost its headers.
    init(classCount: Int, readsTables: Bool) {
        runs = RunCache(classCount: classCount)
        if !readsTables { runs.columns = TableColumnsMemory(readsTables: false) }
    }
}
