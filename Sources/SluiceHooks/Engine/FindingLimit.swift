// Says which of many findings are kept.

import SluiceModel

/// Says which of many findings are kept: the first ones, and of those behind them the first of each rule and action, so
/// that many of one rule hide no other.
struct FindingLimit: Sendable {
    private var room: Int
    private var kinds: Set<KeptFindings.Kind> = []

    /// - Parameter most: so many are kept of whatever kind.
    init(most: Int) {
        room = most
    }

    /// Whether the next finding, of this kind, is kept.
    mutating func keeps(_ kind: KeptFindings.Kind) -> Bool {
        let isNew = kinds.insert(kind).inserted
        guard room > 0 else { return isNew }
        room -= 1
        return true
    }
}
