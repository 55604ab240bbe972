// Durations in microseconds.

extension Duration {
    /// The whole microseconds, or the most or least that can be told.
    package var microseconds: Int64 {
        let (seconds, attoseconds) = components
        let (whole, isTooFar) = seconds.multipliedReportingOverflow(by: 1_000_000)
        let (sum, isFarther) = whole.addingReportingOverflow(attoseconds / 1_000_000_000_000)
        if isTooFar || isFarther { return seconds < 0 ? .min : .max }
        return sum
    }
}
