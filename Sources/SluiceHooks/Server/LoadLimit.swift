// Refuses what would be too much at once.

import Synchronization

/// Refuses what would be too much at once, and never lets anyone wait.
final class LoadLimit: Sendable {
    private let most: Int
    private let used: Atomic<Int>

    /// - Parameter most: how much there may be at once.
    init(_ most: Int) {
        self.most = most
        used = Atomic(0)
    }

    /// How much is in use.
    var count: Int { used.load(ordering: .relaxed) }

    /// Takes `amount`, if that does not make it too much.
    func take(_ amount: Int = 1) -> Bool {
        var known = count
        while amount <= most - known {
            // Added only where it fits: what is refused must not stand in the way of others meanwhile.
            let (isTaken, seen) = used.weakCompareExchange(expected: known, desired: known + amount, ordering: .relaxed)
            if isTaken { return true }
            known = seen
        }
        return false
    }

    /// Gives back what was taken.
    func give(_ amount: Int = 1) {
        used.subtract(amount, ordering: .relaxed)
    }
}
