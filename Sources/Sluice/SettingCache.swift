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
        let key = view.active
        if let known = state.withLock({ $0.thresholds[key] }) { return known }
        let made = make()
        state.withLock { Self.keep(made, for: key, in: &$0.thresholds) }
        return made
    }

    func disabledRules(direction: Direction?, make: () -> Set<Int>) -> Set<Int> {
        if let known = state.withLock({ $0.disabledRules[direction] }) { return known }
        let made = make()
        state.withLock { Self.keep(made, for: direction, in: &$0.disabledRules) }
        return made
    }

    func setting(_ uniform: Uniform, make: () -> StreamSetting) -> StreamSetting {
        if let known = state.withLock({ $0.uniformSettings[uniform] }) { return known }
        let made = make()
        state.withLock { Self.keep(made, for: uniform, in: &$0.uniformSettings) }
        return made
    }

    private static func keep<Key: Hashable, Value>(_ value: Value, for key: Key, in table: inout [Key: Value]) {
        if table.count >= capacity { table.removeAll() }
        table[key] = value
    }
}
