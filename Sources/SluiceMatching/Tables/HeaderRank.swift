// How much a line looks like the header of a table.

/// How much a line looks like the header of a table.
enum HeaderRank: Int, Comparable, Sendable {
    /// It has signs that names of columns have not.
    case code
    /// Blanks stand behind its commas or semicolons, as in sentences.
    case loose
    case names

    static func < (left: HeaderRank, right: HeaderRank) -> Bool { left.rawValue < right.rawValue }

    /// Whether a blank stands behind one of the separators of a line.
    static func isLoose(_ separator: TableSeparator, _ line: borrowing ByteWindow) -> Bool {
        var end = separator.cellEnd(from: line.lowerBound, in: line)
        while end < line.upperBound {
            if line.holds(blank, at: end + 1) { return true }
            end = separator.cellEnd(from: end + 1, in: line)
        }
        return false
    }

    private static var blank: ByteSet { ByteSet(ascii: " \t") }
}
