// Finds the header of the table column that a value stands in.

/// Finds the header of the table column that a value stands in, and what the value is if that is called a secret.
///
/// What it says of a value depends on the bytes before it alone: on its line, which must begin within `TableRow.reach`
/// bytes before it, and on the lines above that the track has followed, with which its row may have begun.
package struct TableReading: Sendable {
    /// How many bytes before a value are read.
    package static var reach: Int { TableRow.reach }

    /// The tables of the stream; nil where none are looked for: a part of another text has lost its headers.
    package var track: TableTrack?
    private var lead = TableRow()
    private var lag = TableRow()
    /// What was asked last, and the answer.
    private var asked = -1
    private var cells = HeaderCells()

    /// How far the second row may fall behind the first, in bytes.
    private static let distance = 128

    /// Asks about the tables that `track` knows.
    package init(track: TableTrack? = nil) {
        self.track = track
    }

    /// The cells of headers above the value that begins at `offset`, at most one for each separator.
    package mutating func cells(above offset: Int, in text: borrowing ByteWindow) -> HeaderCells {
        guard let track else { return HeaderCells() }
        if asked == offset { return cells }
        asked = offset
        cells = HeaderCells()
        guard let row = row(to: offset, in: text, track) else { return cells }
        for separator in TableSeparator.allCases {
            let column = row.line.count(of: separator)
            guard let table = track.table(separator, ofLineAt: row.rowStart), column <= table.count,
                let cell = table.cell(column, in: text)
            else { continue }
            cells.append(cell, lineStart: row.rowStart, separator)
        }
        return cells
    }

    /// Gives the header of a cell, and nothing around it, to `body`.
    package func withHeader<Result>(
        of cell: HeaderCells.Cell,
        in text: borrowing ByteWindow,
        _ body: (borrowing ByteWindow) -> Result
    ) -> Result? {
        track?.table(cell.separator, ofLineAt: cell.lineStart)?.withHeader(in: text, body)
    }

    /// What is known of the value that begins at `offset` in a column whose name says that it is secret; nil where no
    /// such value begins.
    package mutating func secretCell(at offset: Int, in text: borrowing ByteWindow) -> SecretCell? {
        guard let track, let row = row(to: offset, in: text, track), let byte = text.byte(at: offset),
            byte != UInt8(ascii: "\n")
        else { return nil }
        for separator in TableSeparator.allCases {
            let column = row.line.count(of: separator)
            guard byte != separator.byte || row.line.isQuoted, !separator.padding.contains(byte),
                let table = track.table(separator, ofLineAt: row.rowStart),
                let secret = table.secrets.first(where: { $0.index == column })
            else { continue }
            let start = text.runStart(of: separator.padding, before: offset, limit: row.start)
            if start > row.rowStart {
                guard start > row.start, text[start - 1] == separator.byte,
                    let before = self.row(to: start - 1, in: text, track),
                    before.line.count(of: separator) < column
                else { continue }
            }
            return SecretCell(column: secret, separator: separator, isQuoted: row.line.isQuoted)
        }
        return nil
    }

    /// The row up to `offset`; nil where it begins too far before it.
    private mutating func row(
        to offset: Int,
        in text: borrowing ByteWindow,
        _ track: borrowing TableTrack
    ) -> TableRow? {
        let string = text.narrowed(from: track.stringStart(of: offset), to: nil)
        if offset < lead.end, lag.leads(to: offset, in: string) {
            var row = lag
            return row.read(to: offset, in: string, track) ? row : nil
        }
        if lead.end < lag.end || lead.end - lag.end > Self.distance { lag = lead }
        return lead.read(to: offset, in: string, track) ? lead : nil
    }
}

/// The cells of headers above a value.
package struct HeaderCells: Hashable, Sendable {
    /// A cell of a header.
    package struct Cell: Hashable, Sendable {
        /// Where its name stands.
        package let range: Range<Int>
        fileprivate let lineStart: Int
        fileprivate let separator: TableSeparator
    }

    private var starts = SIMD4<Int>.zero
    private var ends = SIMD4<Int>.zero
    private var separators = SIMD4<Int8>.zero
    private var lineStart = 0
    /// How many there are.
    package private(set) var count = 0

    /// The cell at `index`.
    package subscript(index: Int) -> Cell {
        Cell(
            range: starts[index]..<ends[index],
            lineStart: lineStart,
            separator: TableSeparator(rawValue: Int(separators[index])) ?? .comma
        )
    }

    fileprivate mutating func append(_ range: Range<Int>, lineStart: Int, _ separator: TableSeparator) {
        (starts[count], ends[count]) = (range.lowerBound, range.upperBound)
        separators[count] = Int8(separator.rawValue)
        self.lineStart = lineStart
        count += 1
    }
}

/// A value in a column whose name says that it is secret.
package struct SecretCell: Hashable, Sendable {
    /// The column.
    package let column: SecretColumn
    /// What ends the cell.
    package let separator: TableSeparator
    /// Whether double quotes are open where the value begins.
    package let isQuoted: Bool
}
