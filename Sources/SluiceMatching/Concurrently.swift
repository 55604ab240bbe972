// Two pieces of work at once.

import Dispatch
import Synchronization

/// The results of two pieces of work, done at the same time where there is a core for each.
package func concurrently<First: Sendable, Second: Sendable>(
    _ first: @Sendable () -> First,
    _ second: @Sendable () -> Second
) -> (First, Second) {
    let firstResult = Mutex<First?>(nil)
    let secondResult = Mutex<Second?>(nil)
    DispatchQueue.concurrentPerform(iterations: 2) { index in
        if index == 0 {
            let result = first()
            firstResult.withLock { $0 = result }
        } else {
            let result = second()
            secondResult.withLock { $0 = result }
        }
    }
    // Both are there.
    return (firstResult.withLock { $0 } ?? first(), secondResult.withLock { $0 } ?? second())
}
