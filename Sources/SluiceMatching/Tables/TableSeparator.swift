// What stands between the cells of a table's rows.

/// What stands between the cells of a table's rows.
package enum TableSeparator: Int, CaseIterable, Sendable {
    case comma
    case semicolon
    case tab
    case bar

    /// The byte itself.
    package var byte: UInt8 {
        switch self {
        case .comma: UInt8(ascii: ",")
        case .semicolon: UInt8(ascii: ";")
        case .tab: UInt8(ascii: "\t")
        case .bar: UInt8(ascii: "|")
        }
    }

    /// Whether no blank stands behind it where it parts the names of columns: in code and sentences one does.
    var isTight: Bool { self == .comma || self == .semicolon }

    /// What may stand around the text of a cell.
    var padding: ByteSet {
        self == .tab ? ByteSet(ascii: " \r\"'`") : ByteSet(ascii: " \t\r\"'`")
    }

    /// Where the cell ends whose text begins at `start`: before the next separator outside of double quotes or the end of
    /// the line, or at `limit`.
    ///
    /// - Parameter isQuoted: whether double quotes are open at `start`.
    func cellEnd(
        from start: Int,
        isQuoted: Bool = false,
        limit: Int = .max,
        in text: borrowing ByteWindow
    ) -> Int {
        var (offset, quotes) = (start, CellQuotes(areOpen: isQuoted))
        while offset < limit, let next = text.byte(at: offset), next != UInt8(ascii: "\n"),
            next != byte || quotes.areOpen
        {
            quotes.read(next)
            offset += 1
        }
        return offset
    }
}
