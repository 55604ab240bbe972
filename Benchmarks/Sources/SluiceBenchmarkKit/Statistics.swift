// The middle and the edges of measured values.

/// The middle and the edges of measured values.
public struct Statistics: Sendable {
    private let sorted: [Double]

    /// Sorts `values`; there must be at least one for the figures to be numbers.
    public init(_ values: [Double]) {
        sorted = values.sorted()
    }

    /// The arithmetic mean.
    public var mean: Double { sorted.isEmpty ? .nan : sorted.reduce(0, +) / Double(sorted.count) }
    /// The middle value.
    public var median: Double { percentile(50) }
    /// The least value.
    public var least: Double { sorted.first ?? .nan }
    /// The greatest value.
    public var greatest: Double { sorted.last ?? .nan }

    /// The least value that at least `percent` of all do not exceed (nearest rank).
    public func percentile(_ percent: Double) -> Double {
        guard !sorted.isEmpty else { return .nan }
        let rank = Int((percent / 100 * Double(sorted.count)).rounded(.up))
        return sorted[min(sorted.count, max(1, rank)) - 1]
    }
}
