// A table of a text: its header, and which lines are its rows.

/// A table of a text: its header, and which lines are its rows.
struct Table: Sendable {
    let separator: TableSeparator
    /// How many separators a row has.
    let count: Int
    /// Where the line stands that is the header.
    let header: Range<Int>
    /// The header's bytes, once the stream may give them up.
    private(set) var text: [UInt8]
    /// The columns whose values are secret.
    let secrets: [SecretColumn]
    /// Where the last line begins that is a row: the first with another number of separators, which was one until that
    /// was known.
    var lastRow = Int.max

    /// The longest header in bytes.
    static let longestHeader = 2_048
    /// The longest cell of a header in bytes, blanks and quotes around it left out.
    static let longestCell = 64
    /// What tells a cell of a header from code or data: no colon, no bracket.
    private static var cellBytes: ByteSet { ByteSet(ascii: ":={}[]<>;@\\").inverted }
    private static var padding: ByteSet { ByteSet(ascii: " \r\t\"'*`_") }

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
        self.separator = separator
        self.header = header
        self.text = text
        count = line.count(of: separator)
        secrets =
            line.mayNameColumns(of: separator)
            ? Self.withHeader(header, text, in: window) { SecretColumn.all(separator, in: $0) } : []
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
            for _ in 0..<column { start = Self.cellEnd(from: start, separator, in: header) + 1 }
            guard start <= header.upperBound else { return nil }
            return Self.name(start..<Self.cellEnd(from: start, separator, in: header), in: header)
        }
    }

    /// Where the cell of a line ends that begins at `start`.
    static func cellEnd(from start: Int, _ separator: TableSeparator, in line: borrowing ByteWindow) -> Int {
        var (offset, isQuoted) = (start, false)
        while let byte = line.byte(at: offset) {
            if byte == UInt8(ascii: "\"") {
                isQuoted.toggle()
            } else if byte == separator.byte, !isQuoted {
                break
            }
            offset += 1
        }
        return offset
    }

    /// The name in a cell of a header, if that can be one.
    static func name(_ cell: Range<Int>, in header: borrowing ByteWindow) -> Range<Int>? {
        let start = header.runEnd(of: padding, from: cell.lowerBound, limit: cell.upperBound)
        let end = header.runStart(of: padding, before: cell.upperBound, limit: start)
        guard start < end, end - start <= longestCell, header.runEnd(of: cellBytes, from: start, limit: end) == end
        else { return nil }
        return start..<end
    }
}
