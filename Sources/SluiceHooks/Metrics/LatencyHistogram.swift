// Counts durations by size.

import SluiceModel

/// Counts durations by size, in classes that fit both a check of microseconds and a slow client.
struct LatencyHistogram: Sendable {
    /// The upper bounds of the classes, in microseconds; one more class is for what is longer.
    static let bounds = [
        50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000,
        10_000_000,
    ]

    /// How many durations fell into each class.
    private(set) var counts = [Int](repeating: 0, count: bounds.count + 1)
    /// The sum of all durations.
    private(set) var sum = Duration.zero

    /// Counts a duration.
    mutating func add(_ duration: Duration) {
        let microseconds = duration.microseconds
        counts[Self.bounds.firstIndex { microseconds <= $0 } ?? Self.bounds.count] += 1
        sum += duration
    }

    /// How many durations have been counted.
    var count: Int { counts.reduce(0, +) }
}
