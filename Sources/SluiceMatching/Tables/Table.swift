// A table of a text: its header, and which lines are its rows.

/// A table of a text: its header, and which lines are its rows.
struct Table: Sendable {
    /// What parts the cells of rows.
    let separator: TableSeparator
    /// How many separators a row has.
    let count: Int
    /// Where the names of the columns stand.
    let header: Range<Int>
    /// The header's bytes, once the stream may give them up.
    private(set) var text: [UInt8]
    /// What parts the names of the columns.
    private let headerSeparator: TableSeparator
    /// How much the header looks like one.
    let rank: HeaderRank
    /// The columns whose values are secret.
    let secrets: [SecretColumn]
    /// Whether the rows are those that `COPY` reads, up to a line that is `\.`.
    var isCopied: Bool { headerSeparator != separator }
    /// Where the last line begins that is a row: the first with another number of separators, which was one until that
    /// was known.
    var lastRow = Int.max

    /// The longest header in bytes.
    static let longestHeader = 2_048
    /// The longest row in bytes that goes on with a quoted cell on the next line.
    static let longestQuotedRow = 2_048
    /// The longest cell of a header in bytes, blanks and quotes around it left out.
    static let longestCell = 64
    /// What tells a cell of a header from code or data: no colon, no bracket.
    private static var cellBytes: ByteSet { ByteSet(ascii: ":={}[]<>;@\\").inverted }
    private static var padding: ByteSet { ByteSet(ascii: " \r\t\"'*`_:") }

    /// The table that begins with a line.
    ///
    /// - Parameters:
    ///   - line: the header, read to its end.
    ///   - window: holds its text.
    ///   - text: its bytes, if the stream may give up some of them; otherwise empty.
    init(
        _ separator: TableSeparator,
        line: TableLine,
        at header: Range<Int>,
        in window: borrowing ByteWindow,
        text: [UInt8]
    ) {
        (self.separator, headerSeparator) = (separator, separator)
        self.header = header
        self.text = text
        count = line.count(of: separator)
        let mayNameColumns = line.mayNameColumns(of: separator)
        rank = Self.withHeader(header, text, in: window) { header in
            !mayNameColumns ? .code : separator.isTight && HeaderRank.isLoose(separator, header) ? .loose : .names
        }
        secrets =
            mayNameColumns ? Self.withHeader(header, text, in: window) { SecretColumn.all(separator, in: $0) } : []
    }

    /// The rows that `COPY` of PostgreSQL reads, tab separated (https://www.postgresql.org/docs/current/sql-copy.html).
    ///
    /// - Parameters:
    ///   - names: where the names of the columns stand, parted by commas.
    ///   - window: holds them.
    ///   - text: their bytes, if the stream may give up some of them; otherwise empty.
    init(copied names: Range<Int>, in window: borrowing ByteWindow, text: [UInt8]) {
        (separator, headerSeparator) = (.tab, .comma)
        header = names
        self.text = text
        rank = .names
        (count, secrets) = Self.withHeader(names, text, in: window) { header in
            var count = 0
            for offset in names where header[offset] == TableSeparator.comma.byte { count += 1 }
            return (count, SecretColumn.all(.comma, isStatement: true, in: header))
        }
    }

    /// Whether the line that begins at `start` is a row, as far as that was known where the line began.
    func hasRow(at start: Int) -> Bool { header.upperBound < start && start <= lastRow }

    /// Keeps the header's bytes, of which the stream may give up those before `offset`.
    mutating func keepHeader(before offset: Int, of window: borrowing ByteWindow) {
        if text.isEmpty, header.lowerBound < offset { text = window.copy(header) }
    }

    /// Gives the header alone to `body`.
    func withHeader<Result>(in window: borrowing ByteWindow, _ body: (borrowing ByteWindow) -> Result) -> Result {
        Self.withHeader(header, text, in: window, body)
    }

    private static func withHeader<Result>(
        _ header: Range<Int>,
        _ text: [UInt8],
        in window: borrowing ByteWindow,
        _ body: (borrowing ByteWindow) -> Result
    ) -> Result {
        text.isEmpty
            ? body(window.narrowed(from: header.lowerBound, to: header.upperBound))
            : body(ByteWindow(text.span, lowerBound: header.lowerBound, isComplete: true))
    }

    /// Where the cell of a column stands in the header, without what is around it; nil where that names no column.
    func cell(_ column: Int, in window: borrowing ByteWindow) -> Range<Int>? {
        withHeader(in: window) { header in
            var start = header.lowerBound
            for _ in 0..<column { start = headerSeparator.cellEnd(from: start, in: header) + 1 }
            guard start <= header.upperBound else { return nil }
            return Self.name(start..<headerSeparator.cellEnd(from: start, in: header), in: header)
        }
    }

    /// The name in a cell of a header, if that can be one.
    static func name(_ cell: Range<Int>, in header: borrowing ByteWindow) -> Range<Int>? {
        guard let name = trimmed(cell, in: header),
            header.runEnd(of: cellBytes, from: name.lowerBound, limit: name.upperBound) == name.upperBound
        else { return nil }
        return name
    }

    /// The text of a cell without what is around it, unless it is empty or too long.
    static func trimmed(_ cell: Range<Int>, in header: borrowing ByteWindow) -> Range<Int>? {
        let start = header.runEnd(of: padding, from: cell.lowerBound, limit: cell.upperBound)
        let end = header.runStart(of: padding, before: cell.upperBound, limit: start)
        return start < end && end - start <= longestCell ? start..<end : nil
    }
}
