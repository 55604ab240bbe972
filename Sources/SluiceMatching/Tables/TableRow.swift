// The row that a value stands in, up to the value.

/// The line that a value stands in, up to the value. Remembered between questions, so that a line is read once.
struct TableRow: Sendable {
    /// How many bytes before a value its line may begin.
    static let reach = 1_024

    /// Where the line begins.
    private(set) var start = 0
    /// Where the row begins: the line, unless it goes on with a quoted cell.
    private(set) var rowStart = 0
    /// Up to where it has been read; -1 if nothing is remembered.
    private(set) var end = -1
    private(set) var line = TableLine()

    /// Whether what has been read is a beginning of what leads to `offset`.
    func leads(to offset: Int, in text: borrowing ByteWindow) -> Bool {
        // Another text begins behind what has been read of the one before.
        end <= offset && offset - end <= Self.reach
            && (end > text.lowerBound || start == text.lowerBound && end == start)
    }

    /// Reads up to `offset`. False where the line begins too far before it.
    mutating func read(to offset: Int, in text: borrowing ByteWindow, _ track: borrowing TableTrack) -> Bool {
        let limit = offset - Self.reach
        if !leads(to: offset, in: text) {
            // A line that begins at `limit` or before begins at `limit`, where nothing is found.
            begin(at: text.runStart(of: Self.newline.inverted, before: offset, limit: limit), track)
        }
        while true {
            end = line.read(text, from: end, limit: offset)
            guard end < offset else { return start > limit }
            begin(at: end + 1, track)
        }
    }

    private mutating func begin(at offset: Int, _ track: borrowing TableTrack) {
        (start, end) = (offset, offset)
        if let continued = track.continuedLine(at: offset) {
            (rowStart, line) = (continued.rowStart, continued.row)
        } else {
            (rowStart, line) = (offset, TableLine())
        }
    }

    private static var newline: ByteSet { ByteSet(ascii: "\n") }
}
