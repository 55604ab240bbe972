// The tables with one separator that may still be asked about.

/// The tables with one separator that may still be asked about, one behind the other.
struct TableList: Sendable {
    private var tables: [Table] = []
    private var head = 0
    /// How many separators the rows of the open table have, of which the next line may be one; 0 if there is none.
    private(set) var openCount = 0
    /// How many rows the open table has had, up to `fewRows`.
    private var rowCount = 0
    /// Whether the last line had fewer separators than a row.
    private var hasGap = false

    /// So many rows make a table.
    private static let fewRows = 2

    /// The table of which the next line may be a row.
    var open: Table? { openCount > 0 ? tables.last : nil }

    /// Begins a table.
    mutating func append(_ table: Table) {
        tables.append(table)
        openCount = table.count
        (rowCount, hasGap) = (0, false)
    }

    /// Takes a line with as many separators as the rows of the open table have.
    mutating func takeRow() {
        rowCount = min(rowCount + 1, Self.fewRows)
        hasGap = false
    }

    /// Whether a line with as many separators as the rows of the open table may be the header of another: below a title,
    /// or below a sentence that seemed to be a header.
    var mayHaveHeader: Bool {
        guard openCount > 0, let table = tables.last else { return false }
        if rowCount > 0 { return hasGap }
        return table.rank < .names && table.secrets.isEmpty && table.separator.isTight
    }

    /// Whether a line with fewer separators, `count` of them, may stand between rows of the open table: a comment, a line
    /// of text, or a row that is cut short.
    func mayHaveGap(of count: Int, isComment: Bool, hasDigits: Bool) -> Bool {
        guard !hasGap, count < openCount, tables.last?.isCopied == false else { return false }
        return count == 0 ? isComment || rowCount == Self.fewRows : hasDigits && rowCount == Self.fewRows
    }

    /// Takes such a line.
    mutating func takeGap() { hasGap = true }

    /// Says that the line that begins at `start` is the last that may be a row of the open table, if there is one.
    mutating func close(at start: Int) {
        guard openCount > 0 else { return }
        tables[tables.count - 1].lastRow = start
        openCount = 0
    }

    /// The table of which the line that begins at `start` is a row.
    func table(ofLineAt start: Int) -> Table? {
        let next = (head..<tables.count).partitionPoint { tables[$0].header.upperBound >= start }
        guard next > head, tables[next - 1].hasRow(at: start) else { return nil }
        return tables[next - 1]
    }

    /// Forgets what no one who asks about lines from `offset` on has to know, and keeps the headers that stand before.
    mutating func keep(from offset: Int, of text: borrowing ByteWindow) {
        // Someone may still ask about the last line of the last row.
        while head < tables.count, tables[head].lastRow < offset - Table.longestQuotedRow - 1 { head += 1 }
        if head == tables.count {
            tables.removeAll(keepingCapacity: tables.count <= 64)
            head = 0
        } else if head > 64, head * 2 > tables.count {
            tables.removeFirst(head)
            head = 0
        }
        var index = head
        while index < tables.count, tables[index].header.lowerBound < offset {
            tables[index].keepHeader(before: offset, of: text)
            index += 1
        }
    }
}
