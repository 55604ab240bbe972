// What was worked out for earlier texts of a guard.

import SluiceModel
import SluicePolicies
import SluiceScanning
import Synchronization

/// What was worked out for earlier texts of a guard: it takes a look at every rule, and is the same for most texts.
///
/// Metadata may differ with each message, so that what is kept is found by the entries of the policy that can be met.
final class SettingCache: Sendable {
    /// A policy of one action.
    struct Uniform: Hashable {
        var action: Action
        var threshold: Confidence
        var style: MaskStyle
    }

    private struct State {
        var thresholds: [[[Bool]]: ActingThresholds] = [:]
        var disabledRules: [Direction?: Set<Int>] = [:]
        var uniformSettings: [Uniform: StreamSetting] = [:]
    }

    /// Callers choose thresholds, so that there could be any number.
    private static let capacity = 256

    private let state = Mutex(State())

    func thresholds(of view: PolicyView, make: () -> ActingThresholds) -> ActingThresholds {
        value(\.thresholds, view.active, make)
    }

    func disabledRules(direction: Direction?, make: () -> Set<Int>) -> Set<Int> {
        value(\.disabledRules, direction, make)
    }

    func setting(_ uniform: Uniform, make: () -> StreamSetting) -> StreamSetting {
        value(\.uniformSettings, uniform, make)
    }

    private func value<Key: Hashable & Sendable, Value: Sendable>(
        _ part: any WritableKeyPath<State, [Key: Value]> & Sendable,
        _ key: Key,
        _ make: () -> Value
    ) -> Value {
        if let known = state.withLock({ $0[keyPath: part][key] }) { return known }
        let made = make()
        state.withLock { state in
            if state[keyPath: part].count >= Self.capacity { state[keyPath: part].removeAll() }
            state[keyPath: part][key] = made
        }
        return made
    }
}
