// The rules and policies in force, which can be replaced while the server runs.

import Sluice
import Synchronization

/// The rules and policies in force, which can be replaced while the server runs.
package final class GuardStore: Sendable {
    /// What came of the last attempts to load.
    package struct Status: Sendable {
        /// How often a set has been put in force since the first.
        package var reloadCount = 0
        /// How often what was found could not be used.
        package var failureCount = 0
        /// What was wrong with what was found last; nil if it is in force. Names files, lines and rules.
        package var problem: String?
    }

    private struct State {
        var guards: GuardSet
        var status = Status()
    }

    private let state: Mutex<State>

    /// Begins with a set.
    package init(_ guards: GuardSet) {
        state = Mutex(State(guards: guards))
    }

    /// The set in force.
    package var current: GuardSet { state.withLock { $0.guards } }

    /// What came of the last attempts to load.
    package var status: Status { state.withLock { $0.status } }

    /// Puts a set in force for all that begins from now on.
    package func replace(with guards: GuardSet) {
        state.withLock {
            $0.guards = guards
            $0.status.reloadCount += 1
            $0.status.problem = nil
        }
    }

    /// Keeps the set that is in force and remembers why.
    package func keep(because problem: String) {
        state.withLock {
            $0.status.failureCount += 1
            $0.status.problem = problem
        }
    }

    /// What was found is what is in force.
    package func confirm() {
        state.withLock { $0.status.problem = nil }
    }
}
