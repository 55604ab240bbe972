// Follows the lines of a text, to know of which table a line is a row.

/// Follows the lines of a text, to know of which table a line is a row: of a comma, semicolon or tab separated table, or
/// one with bars as in Markdown and in what clients of databases print.
///
/// Lines that follow each other with one and the same number of a separator are a table, and the first of them is its
/// header, however far above it stands; so are the lines behind `COPY … FROM stdin`. A separator inside double quotes
/// counts for nothing, nor does the end of a line there, and rules such as `|---|---|` are no lines. A comment, a title or
/// a row that is cut short does not end a table, unless what follows has no digits and may be a header.
///
/// A part of a stream's state: what is known of a line depends on the lines above it alone.
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
    /// The lines that go on with a row, ascending.
    private var continued: [ContinuedLine] = []
    /// The last of them, where it is being read, as if it were a line of its own.
    private var loneLine: ContinuedLine?
    private var strings = StringStarts()

    /// A line that begins inside a quoted cell.
    struct ContinuedLine: Sendable {
        var start: Int
        /// Where its row begins.
        var rowStart: Int
        /// What has been read of the row.
        var row: TableLine
    }

    /// A text of which nothing has been read.
    package init() {}

    /// A whole text.
    ///
    /// - Parameter cells: takes the offsets at which values begin in secret columns.
    package init(of text: borrowing ByteWindow, cells: inout [Int]) {
        advance(to: text.upperBound, in: text, textEnds: [], cells: &cells)
    }

    /// Says that a string of a document begins at `offset`, behind all others: a line begins there, and no table goes on.
    package mutating func beginString(at offset: Int) { strings.append(offset) }

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
            readStrings(to: textEnd, in: text, cells: &cells)
            endText()
        }
        readStrings(to: end, in: text, cells: &cells)
    }

    private mutating func readStrings(to end: Int, in text: borrowing ByteWindow, cells: inout [Int]) {
        while let start = strings.next(upTo: end) {
            read(to: start, in: text, cells: &cells)
            endText()
        }
        read(to: end, in: text, cells: &cells)
    }

    private mutating func read(to end: Int, in text: borrowing ByteWindow, cells: inout [Int]) {
        while cursor < end {
            let lineEnd = line.read(text, from: cursor, limit: end)
            if !searches.isEmpty { findCells(in: cursor..<lineEnd, of: text, cells: &cells) }
            _ = loneLine?.row.read(text, from: cursor, limit: lineEnd)
            cursor = lineEnd
            guard lineEnd < end else { return }
            dropOpenRow()
            if rowGoesOn { continueRow() } else { endLine(in: text) }
        }
    }

    private mutating func findCells(in range: Range<Int>, of text: borrowing ByteWindow, cells: inout [Int]) {
        let first = cells.count
        for index in searches.indices { searches[index].read(range, of: text, cells: &cells) }
        guard searches.count > 1 else { return }
        let found = Set(cells[first...]).sorted()
        cells.replaceSubrange(first..., with: found)
    }

    /// Whether the line ends inside a quoted cell of an open table.
    private var rowGoesOn: Bool {
        guard line.isQuoted, line.length <= Table.longestQuotedRow else { return false }
        return TableSeparator.allCases.contains { separator in
            guard separator != .bar, let table = lists[separator.rawValue].open, !table.isCopied,
                table.rank == .names
            else { return false }
            return line.count(of: separator) <= table.count
        }
    }

    private mutating func continueRow() {
        cursor += 1
        line.goOn()
        loneLine = ContinuedLine(start: cursor, rowStart: cursor, row: TableLine())
        continued.append(ContinuedLine(start: cursor, rowStart: lineStart, row: line))
        for index in searches.indices { searches[index].beginLine() }
    }

    /// Takes the line that has been read for a line of its own where it looks like a row: then the quote that began in a
    /// line above does not end.
    private mutating func dropOpenRow() {
        // Of a longer row the text may be gone.
        guard let lone = loneLine, line.length <= Table.longestHeader, !lone.row.hasQuotes, !lone.row.isBlank else {
            return
        }
        let isRow = TableSeparator.allCases.contains { separator in
            let count = lone.row.count(of: separator)
            return count > 0 && lists[separator.rawValue].openCount == count
        }
        guard isRow else { return }
        lineText.removeFirst(min(lineText.count, lone.start - lineStart))
        (lineStart, line, loneLine) = (lone.start, lone.row, nil)
    }

    /// Takes the line whose line feed the cursor has come to.
    private mutating func endLine(in text: borrowing ByteWindow) {
        if line.isTooLong || line.isBlank {
            closeAll(at: lineStart)
        } else if !line.isRule {
            for separator in TableSeparator.allCases { take(line.count(of: separator), separator, in: text) }
            takeCopy(in: text)
        }
        beginLine(at: cursor + 1)
    }

    private mutating func take(_ count: Int, _ separator: TableSeparator, in text: borrowing ByteWindow) {
        let list = separator.rawValue
        if count == lists[list].openCount, !lists[list].mayHaveHeader {
            if count > 0 { lists[list].takeRow() }
            return
        }
        let table = header(count, separator, in: text)
        if count == lists[list].openCount {
            guard let table, table.rank == .names, !line.hasDigits || !table.secrets.isEmpty else {
                return lists[list].takeRow()
            }
        } else if table?.secrets.isEmpty ?? true,
            lists[list].mayHaveGap(of: count, isComment: isComment(in: text), hasDigits: line.hasDigits)
        {
            return lists[list].takeGap()
        }
        lists[list].close(at: lineStart)
        if let table { append(table) }
    }

    /// The table that the line may be the header of.
    private func header(_ count: Int, _ separator: TableSeparator, in text: borrowing ByteWindow) -> Table? {
        guard count > 0, line.length <= Table.longestHeader, loneLine == nil else { return nil }
        return Table(separator, line: line, at: lineStart..<cursor, in: text, text: keptLine(in: text))
    }

    /// Whether the line begins with `#`, `--` or `//`.
    private func isComment(in text: borrowing ByteWindow) -> Bool {
        let first = lineByte(0, in: text)
        if first == UInt8(ascii: "#") { return true }
        guard first == UInt8(ascii: "-") || first == UInt8(ascii: "/") else { return false }
        return lineByte(1, in: text) == first
    }

    private func lineByte(_ index: Int, in text: borrowing ByteWindow) -> UInt8? {
        index < lineText.count ? lineText[index] : text.byte(at: lineStart + index)
    }

    /// Begins the table whose rows stand behind `COPY … FROM stdin`, if that is what the line says.
    private mutating func takeCopy(in text: borrowing ByteWindow) {
        guard lineByte(0, in: text)?.asciiLowercased == UInt8(ascii: "c"), loneLine == nil, line.count(of: .tab) == 0,
            line.length <= Table.longestHeader
        else { return }
        let kept = keptLine(in: text)
        let table: Table?
        if kept.isEmpty {
            let names = CopyStatement.columns(in: text.narrowed(from: lineStart, to: cursor))
            table = names.map { Table(copied: $0, in: text, text: []) }
        } else {
            let names = CopyStatement.columns(in: ByteWindow(kept.span, lowerBound: lineStart, isComplete: true))
            table = names.map { names in
                let range = names.lowerBound - lineStart..<names.upperBound - lineStart
                return Table(copied: names, in: text, text: Array(kept[range]))
            }
        }
        guard let table, table.count > 0 else { return }
        lists[TableSeparator.tab.rawValue].close(at: lineStart)
        append(table)
    }

    private mutating func append(_ table: Table) {
        if !table.secrets.isEmpty { hasSecrets = true }
        lists[table.separator.rawValue].append(table)
    }

    /// The line that has been read, if some of it has been kept; otherwise empty.
    private func keptLine(in text: borrowing ByteWindow) -> [UInt8] {
        lineText.isEmpty ? [] : lineText + text.copy(lineStart + lineText.count..<cursor)
    }

    private mutating func closeAll(at start: Int) {
        for index in lists.indices { lists[index].close(at: start) }
    }

    private mutating func beginLine(at start: Int) {
        (cursor, lineStart) = (start, start)
        line = TableLine()
        loneLine = nil
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
        strings.forget(before: offset)
        let passed = continued.indices.partitionPoint { continued[$0].start >= offset }
        if passed > 0 { continued.removeFirst(passed) }
    }

    /// Gives up room that is not used.
    package mutating func rest() {
        if lineText.isEmpty { lineText = [] }
        if continued.isEmpty { continued = [] }
    }

    /// The table of which the line that begins at `start` is a row.
    func table(_ separator: TableSeparator, ofLineAt start: Int) -> Table? {
        lists[separator.rawValue].table(ofLineAt: start)
    }

    /// What is known of the line that begins at `start` if it goes on with a row.
    func continuedLine(at start: Int) -> ContinuedLine? {
        guard !continued.isEmpty else { return nil }
        let index = continued.indices.partitionPoint { continued[$0].start >= start }
        return index < continued.count && continued[index].start == start ? continued[index] : nil
    }

    /// Where the string of a document begins that holds the byte at `offset`; 0 where there is none.
    func stringStart(of offset: Int) -> Int { strings.start(of: offset) }
}
