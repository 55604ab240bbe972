// Ranges that are asked about again and again.

import SluiceMatching

/// Ranges of an event's data, of which it is asked again and again whether one meets another range.
package struct RangeIndex: Sendable {
    /// Where the ranges begin, ascending.
    private var starts: [Int] = []
    /// For each, where it or one before it ends last.
    private var ends: [Int] = []

    /// Takes ranges in any order; empty ones meet nothing.
    package init(_ ranges: some Sequence<Range<Int>>) {
        let ordered = ranges.filter { !$0.isEmpty }.sorted { $0.lowerBound < $1.lowerBound }
        starts.reserveCapacity(ordered.count)
        ends.reserveCapacity(ordered.count)
        for range in ordered {
            starts.append(range.lowerBound)
            ends.append(max(ends.last ?? 0, range.upperBound))
        }
    }

    /// Whether one of the ranges has a byte in common with `range`.
    package func overlaps(_ range: Range<Int>) -> Bool {
        guard !range.isEmpty else { return false }
        let next = starts.indices.partitionPoint { starts[$0] >= range.upperBound }
        return next > 0 && ends[next - 1] > range.lowerBound
    }
}
