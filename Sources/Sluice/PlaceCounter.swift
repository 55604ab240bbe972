// Counts the lines of bytes of which several places are asked about.

/// Counts lines on from the place that was asked about last, since most questions come in order: to count from the start
/// each time would take a time that grows with the square of their number.
struct PlaceCounter: Sendable {
    private var offset = 0
    private var lines: LineTracker?

    /// The line and column of the byte at `end` of `raw`, whose first byte stands at `start`. The same `raw` and `start` each
    /// time.
    mutating func lines(before end: Int, of raw: [UInt8], from start: LineTracker) -> LineTracker {
        if end < offset { (offset, lines) = (0, nil) }
        var counted = lines ?? start
        counted.advance(over: raw.span.extracting(offset..<end))
        (offset, lines) = (end, counted)
        return counted
    }
}
