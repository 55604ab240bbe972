// What a stream remembers of its latest bytes to be quick.

import SluiceMatching

/// What a stream remembers of its latest bytes to be quick. All of it is a function of the text: a stream that forgets
/// it finds the same, and reads some of its latest bytes again.
struct ScanMemory: Sendable {
    var runs: RunCache
    var surroundings = ContextReading()

    init(classCount: Int) {
        runs = RunCache(classCount: classCount)
    }
}
