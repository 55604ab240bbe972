// The runs before the end of a text behind which anchors may come that have not begun.

/// The runs before the end of a text behind which anchors may come that have not begun: every text ends with such runs,
/// whatever the automaton's state, so that they are looked for in one pass.
struct UnbegunLookbacks: Sendable {
    /// As many as a word has bits.
    static let most = 64

    private let lookbacks: [Anchor.Lookback]
    /// For each byte, bit n says whether lookback n may hold it.
    private let holders: [UInt64]
    /// How far back the longest run reaches.
    private let reach: Int

    /// - Precondition: there are at most `most` of them.
    init(_ lookbacks: [Anchor.Lookback]) {
        precondition(lookbacks.count <= Self.most)
        self.lookbacks = lookbacks
        holders = (UInt8.min...UInt8.max).map { byte in
            lookbacks.indices.reduce(0) { lookbacks[$1].set.contains(byte) ? $0 | 1 << UInt64($1) : $0 }
        }
        reach = lookbacks.map(\.limit).max() ?? 0
    }

    /// The earliest of `start` and the places where masks may begin in the runs that end with `window`.
    func holdStart(_ start: Int, in window: borrowing ByteWindow) -> Int {
        let end = window.upperBound
        let earliest = max(window.lowerBound, end - reach)
        guard earliest < end else { return start }
        var start = start
        var index = end
        // The lookbacks whose runs hold all bytes from `index` on.
        var open = holders[Int(window[end - 1])]
        while open != 0 {
            index -= 1
            let longer = index > earliest ? open & holders[Int(window[index - 1])] : 0
            var ended = open & ~longer
            while ended != 0 {
                start = min(start, maskStart(lookbacks[ended.trailingZeroBitCount], run: index, in: window) ?? end)
                ended &= ended &- 1
            }
            open = longer
        }
        return start
    }

    /// Where a mask may begin first in a run from `start` on; nil where none can.
    private func maskStart(_ lookback: Anchor.Lookback, run start: Int, in window: borrowing ByteWindow) -> Int? {
        let end = window.upperBound
        var run = max(start, end - lookback.limit)
        if lookback.isWhole, window.holds(lookback.set, at: run - 1) { return nil }
        guard let initials = lookback.initials else { return run }
        while run < end, !initials.contains(window[run]) { run += 1 }
        // What the anchor needs before it cannot be there.
        return run == end && lookback.minimum > 0 ? nil : run
    }
}
