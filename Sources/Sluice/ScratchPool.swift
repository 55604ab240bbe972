// Lends working memory to streams.

import Synchronization

/// Lends working memory to streams for the time of one call, and never waits.
///
/// The memory stays in its slot, where the slot's holder uses it in place. A slot gets memory when all before it are in
/// use, so that at most as much is kept as has been in use at once.
final class ScratchPool: Sendable {
    /// More calls at once than there are slots take memory of their own and give it back to the system.
    static let shared = ScratchPool(slotCount: 128)

    private let slots: [Slot]

    init(slotCount: Int) {
        slots = (0..<slotCount).map { _ in Slot() }
    }

    /// Runs `body` with working memory that no one else uses.
    func withWork(_ body: (inout PayloadWork) -> Void) {
        for slot in slots where slot.use(body) { return }
        var work = PayloadWork()
        body(&work)
    }

    /// A place for the memory of one call.
    private final class Slot: Sendable {
        // Taken before the mutex, which therefore never waits: the mutex is there for the compiler, which can see that
        // the memory is used by one thread at a time, and costs two uncontended exchanges.
        private let isTaken = Atomic<Bool>(false)
        private let memory = Mutex<PayloadWork?>(nil)

        /// Runs `body` unless the slot is in use; the result says whether it ran.
        func use(_ body: (inout PayloadWork) -> Void) -> Bool {
            guard !isTaken.load(ordering: .relaxed), !isTaken.exchange(true, ordering: .acquiring) else { return false }
            defer { isTaken.store(false, ordering: .releasing) }
            memory.withLock { memory in
                var work = memory.take() ?? PayloadWork()
                body(&work)
                if work.isWorthKeeping { memory = consume work }
            }
            return true
        }
    }
}
