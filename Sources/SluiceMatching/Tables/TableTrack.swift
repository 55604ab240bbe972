// Follows the lines of a text, to know of which table a line is a row.

/// Follows the lines of a text, to know of which table a line is a row: of a comma, semicolon or tab separated table, or
/// one with bars as in Markdown and in what clients of databases print.
///
/// Lines that follow each other with one and the same number of a separator are a table, and the first of them is its
/// header, however far above it stands. A separator inside double quotes counts for nothing, and rules such as
/// `|---|---|` are no lines. A part of a stream's state: what is known of a line depends on the lines above it alone.
package struct TableTrack: Sendable {
    /// Up to where the text has been read.
    private var cursor = 0
    /// Where the line begins that is being read.
    private var lineStart = 0
    private var line = TableLine()
    /// The beginning of that line, as far as the stream may give it up.
    private var lineText: [UInt8] = []
    private var lists = Array(repeating: TableList(), count: TableSeparator.allCases.count)
    /// Whether an open table has secret columns.
    private var hasSecrets = false
    /// What finds the secret cells of the line that is being read.
    private var searches: [SecretCellSearch] = []

    /// A text of which nothing has been read.
    package init() {}

    /// Reads the text up to `end`.
    ///
    /// - Parameters:
    ///   - textEnds: offsets, ascending, from which on other texts go on, which share no table with those before.
    ///   - cells: takes the offsets at which values begin in columns whose names say that they are secret, in the order
    ///     of the text.
    package mutating func advance(
        to end: Int,
        in text: borrowing ByteWindow,
        textEnds: ArraySlice<Int>,
        cells: inout [Int]
    ) {
        for textEnd in textEnds where textEnd <= end {
            read(to: textEnd, in: text, cells: &cells)
            endText()
        }
        read(to: end, in: text, cells: &cells)
    }

    private mutating func read(to end: Int, in text: borrowing ByteWindow, cells: inout [Int]) {
        while cursor < end {
            let lineEnd = line.read(text, from: cursor, limit: end)
            if !searches.isEmpty { findCells(in: cursor..<lineEnd, of: text, cells: &cells) }
            cursor = lineEnd
            guard lineEnd < end else { return }
            endLine(in: text)
        }
    }

    private mutating func findCells(in range: Range<Int>, of text: borrowing ByteWindow, cells: inout [Int]) {
        let first = cells.count
        for index in searches.indices { searches[index].read(range, of: text, cells: &cells) }
        guard searches.count > 1 else { return }
        let found = Set(cells[first...]).sorted()
        cells.replaceSubrange(first..., with: found)
    }

    /// Takes the line whose line feed the cursor has come to.
    private mutating func endLine(in text: borrowing ByteWindow) {
        if line.isTooLong {
            closeAll(at: lineStart)
        } else if !line.isRule {
            for separator in TableSeparator.allCases { take(line.count(of: separator), separator, in: text) }
        }
        beginLine(at: cursor + 1)
    }

    private mutating func take(_ count: Int, _ separator: TableSeparator, in text: borrowing ByteWindow) {
        guard lists[separator.rawValue].openCount != count else { return }
        lists[separator.rawValue].close(at: lineStart)
        guard count > 0, line.length <= Table.longestHeader else { return }
        // What has been kept of the line goes on with what the stream still has.
        let rest = lineStart + lineText.count..<cursor
        let kept = lineText.isEmpty ? [] : lineText + text.copy(rest)
        let table = Table(separator, line: line, at: lineStart..<cursor, in: text, text: kept)
        if !table.secrets.isEmpty { hasSecrets = true }
        lists[separator.rawValue].append(table)
    }

    private mutating func closeAll(at start: Int) {
        for index in lists.indices { lists[index].close(at: start) }
    }

    private mutating func beginLine(at start: Int) {
        (cursor, lineStart) = (start, start)
        line = TableLine()
        lineText.removeAll(keepingCapacity: true)
        guard hasSecrets else { return }
        searches.removeAll(keepingCapacity: true)
        for list in lists {
            if let table = list.open, !table.secrets.isEmpty { searches.append(SecretCellSearch(table)) }
        }
        hasSecrets = !searches.isEmpty
    }

    private mutating func endText() {
        // Where the text ended with a line feed, the next one begins the line that would have been the next row.
        closeAll(at: min(lineStart, cursor - 1))
        beginLine(at: cursor)
    }

    /// Prepares for a stream that keeps of `text` what stands from `offset` on, and for questions about values from
    /// `TableRow.reach` behind it on.
    package mutating func keep(from offset: Int, of text: borrowing ByteWindow) {
        for index in lists.indices { lists[index].keep(from: offset, of: text) }
        if line.length > Table.longestHeader {
            lineText.removeAll()
        } else if lineStart + lineText.count < min(offset, cursor) {
            lineText += text.copy(lineStart + lineText.count..<min(offset, cursor))
        }
    }

    /// Gives up room that is not used.
    package mutating func rest() {
        if lineText.isEmpty { lineText = [] }
    }

    /// The tables of which the line that begins at `start` is a row.
    func table(_ separator: TableSeparator, ofLineAt start: Int) -> Table? {
        lists[separator.rawValue].table(ofLineAt: start)
    }
}
