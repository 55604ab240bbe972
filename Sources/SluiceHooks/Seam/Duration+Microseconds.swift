// Durations in microseconds.

extension Duration {
    /// The whole microseconds.
    package var microseconds: Int {
        let (seconds, attoseconds) = components
        return Int(seconds) * 1_000_000 + Int(attoseconds / 1_000_000_000_000)
    }
}
