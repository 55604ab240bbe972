// Finds where values begin in the secret columns of a row.

/// Finds where values begin in the secret columns of a row, as its bytes come.
struct SecretCellSearch: Sendable {
    private let separator: TableSeparator
    private let secrets: [SecretColumn]
    private let padding: ByteSet
    private var column = 0
    private var quotes = CellQuotes()
    private var isBeforeValue = true

    /// Where a row of `table` begins.
    init(_ table: Table) {
        separator = table.separator
        secrets = table.secrets
        padding = table.separator.padding
    }

    /// Goes on with the next line of the row, on which no cell begins before a separator.
    mutating func beginLine() { isBeforeValue = false }

    /// Reads the next bytes of the row, and adds the offsets at which values begin.
    mutating func read(_ range: Range<Int>, of text: borrowing ByteWindow, cells: inout [Int]) {
        for offset in range {
            let byte = text[offset]
            if byte == separator.byte, !quotes.areOpen {
                column += 1
                isBeforeValue = true
            } else if isBeforeValue, !padding.contains(byte) {
                isBeforeValue = false
                if secrets.contains(where: { $0.index == column }) { cells.append(offset) }
            }
            quotes.read(byte)
        }
    }
}
