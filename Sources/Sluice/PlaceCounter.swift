// Finds places in bytes of which several are asked about.

/// Finds places in bytes, and counts lines on from the place that was asked about last, since most questions come in
/// order: to count from the start each time would take a time that grows with the square of their number.
struct PlaceCounter: Sendable {
    private let offset: Int
    private let start: LineTracker
    private var counted = 0
    private var lines: LineTracker

    /// - Parameters:
    ///   - offset: where the bytes begin.
    ///   - start: the line and column of the first.
    init(offset: Int, start: LineTracker) {
        self.offset = offset
        self.start = start
        lines = start
    }

    /// The place of the byte at `index` of `raw`, the same bytes each time.
    mutating func place(of index: Int, in raw: [UInt8]) -> DocumentEditor.Place {
        if index < counted { (counted, lines) = (0, start) }
        lines.advance(over: raw.span.extracting(counted..<index))
        counted = index
        return DocumentEditor.Place(offset: offset + index, line: lines.line, column: lines.column)
    }
}
