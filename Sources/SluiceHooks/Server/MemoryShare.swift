// What one body takes of the memory for all.

import Synchronization

/// What one body takes of the memory for all, which may become more while it comes.
final class MemoryShare: Sendable {
    private let memory: LoadLimit
    private let taken = Atomic<Int>(0)

    init(_ memory: LoadLimit) {
        self.memory = memory
    }

    /// Takes what is missing to `count`, if that does not make it too much; called by one at a time.
    func grow(to count: Int) -> Bool {
        let missing = count - taken.load(ordering: .relaxed)
        guard missing > 0 else { return true }
        guard memory.take(missing) else { return false }
        taken.add(missing, ordering: .relaxed)
        return true
    }

    /// Gives all of it back.
    func give() {
        memory.give(taken.exchange(0, ordering: .relaxed))
    }
}
