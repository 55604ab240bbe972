// What one request takes of the memory for all.

import Synchronization

/// What one request takes of the memory for all: its body, which may become more while it comes, and then its answer.
/// Given back when the last who holds it lets go.
final class MemoryShare: Sendable {
    private let memory: LoadLimit
    private let taken = Atomic<Int>(0)

    init(_ memory: LoadLimit) {
        self.memory = memory
    }

    deinit { memory.give(taken.load(ordering: .relaxed)) }

    /// Takes what is missing to `count`, if that does not make it too much; called by one at a time.
    func grow(to count: Int) -> Bool {
        let missing = count - taken.load(ordering: .relaxed)
        guard missing > 0 else { return true }
        guard memory.take(missing) else { return false }
        taken.add(missing, ordering: .relaxed)
        return true
    }

    /// Takes what is missing to `count`, or gives back what is too much for it; called by one at a time.
    func fit(_ count: Int) -> Bool {
        let surplus = taken.load(ordering: .relaxed) - count
        guard surplus > 0 else { return grow(to: count) }
        taken.subtract(surplus, ordering: .relaxed)
        memory.give(surplus)
        return true
    }
}
