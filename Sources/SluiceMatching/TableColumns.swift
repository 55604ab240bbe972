// Finds the header of the table column that a value stands in.

/// Finds the header cell above a value: of a comma, semicolon or tab separated table, or one with bars as in Markdown.
///
/// A value's row must be preceded by lines with one and the same number of separators; the first of them is the header.
/// A separator inside double quotes counts for nothing. The answer depends on the `reach` bytes before the value alone:
/// the header and the line above it must begin within them, unless the text begins with the header. Lines are read
/// once, however many values are asked about: the finder is remembered between questions.
package struct TableColumns: Sendable {
    /// How many bytes before a value are read.
    package static let reach = 1_024
    /// The longest header cell in bytes, blanks and quotes around it left out.
    package static let longestCell = 64

    private static let separators = Array(",;\t|".utf8)
    /// What tells a header cell from a line of code or data: no colon, no bracket.
    private static var cellBytes: ByteSet {
        ByteSet(ascii: ":={}[]<>;@\\").inverted
    }
    private static var padding: ByteSet { ByteSet(ascii: " \r\t\"'*`_") }
    private static let notable = ByteMarks { ByteSet(ascii: "\n\",;\t|").contains($0) }

    /// Lines that follow each other with the same number of one separator.
    fileprivate struct Group: Sendable {
        var count: Int32 = 0
        /// Where the first line begins and ends; nil where its beginning cannot be told.
        var header: Range<Int>?
        /// Where the line above the first begins; the first line's own beginning where the text begins with it.
        var above = 0
    }

    private var counts = SIMD4<Int32>.zero
    private var isQuoted = false
    /// Where the line that is being read begins; nil where that cannot be told.
    private var lineStart: Int?
    /// Where the line above it begins, if that is known.
    private var lineAbove: Int?
    /// Up to where bytes have been read; -1 if nothing is remembered.
    fileprivate var cursor = -1
    /// Where the text begins, if that was seen.
    private var textStart: Int?
    private var groups: (Group, Group, Group, Group) = (Group(), Group(), Group(), Group())
    /// The last question, and the cells that answer it.
    private var asked = -1
    private var cells = InlineCells()

    /// Nothing read yet.
    package init() {}

    /// The header cells above one value, at most one for each separator.
    package struct InlineCells: Sendable, Hashable {
        private var starts = SIMD4<Int>.zero
        private var ends = SIMD4<Int>.zero
        /// How many there are.
        package private(set) var count = 0

        /// The cell at `index`.
        package subscript(index: Int) -> Range<Int> { starts[index]..<ends[index] }

        fileprivate mutating func append(_ range: Range<Int>) {
            starts[count] = range.lowerBound
            ends[count] = range.upperBound
            count += 1
        }
    }

    /// The header cells above the value that begins at `offset`, without the padding around them.
    package mutating func cells(above offset: Int, in text: borrowing ByteWindow) -> InlineCells {
        let limit = offset - Self.reach
        let begin: Int? = text.lowerBound > limit ? text.lowerBound : nil
        if asked == offset { return cells }
        if !canAnswer(offset, in: text) { restart(limit: limit, begin: begin) }
        read(to: offset, in: text)
        asked = offset
        cells = InlineCells()
        guard lineStart != nil else { return cells }
        for index in 0..<4 {
            let column = counts[index]
            let group = group(index)
            guard group.count >= max(1, column), let header = group.header else { continue }
            guard begin != nil && group.above >= limit || group.above > limit else { continue }
            if let cell = Self.cell(column, separator: Self.separators[index], in: header, text) { cells.append(cell) }
        }
        return cells
    }

    /// Whether what has been read is a beginning of what `offset` asks for.
    fileprivate func canAnswer(_ offset: Int, in text: borrowing ByteWindow) -> Bool {
        let limit = offset - Self.reach
        guard cursor >= max(limit, text.lowerBound), cursor <= offset else { return false }
        return text.lowerBound <= limit || textStart == text.lowerBound
    }

    private mutating func restart(limit: Int, begin: Int?) {
        self = TableColumns()
        textStart = begin
        lineStart = begin
        cursor = begin ?? limit
    }

    private func group(_ index: Int) -> Group {
        switch index {
        case 0: groups.0
        case 1: groups.1
        case 2: groups.2
        default: groups.3
        }
    }

    private mutating func read(to offset: Int, in text: borrowing ByteWindow) {
        while true {
            cursor = text.firstMarked(Self.notable, from: cursor, limit: offset)
            guard cursor < offset else { return }
            let byte = text[cursor]
            if byte == UInt8(ascii: "\n") {
                endLine(at: cursor)
            } else if byte == UInt8(ascii: "\"") {
                isQuoted.toggle()
            } else if !isQuoted {
                switch byte {
                case UInt8(ascii: ","): counts[0] &+= 1
                case UInt8(ascii: ";"): counts[1] &+= 1
                case UInt8(ascii: "\t"): counts[2] &+= 1
                default: counts[3] &+= 1
                }
            }
            cursor += 1
        }
    }

    private mutating func endLine(at end: Int) {
        if let start = lineStart {
            let above = lineAbove ?? (start == textStart ? start : nil)
            groups.0.take(start..<end, counts[0], above: above)
            groups.1.take(start..<end, counts[1], above: above)
            groups.2.take(start..<end, counts[2], above: above)
            groups.3.take(start..<end, counts[3], above: above)
            lineAbove = start
        }
        lineStart = end + 1
        counts = .zero
        isQuoted = false
    }

    private static func cell(
        _ column: Int32,
        separator: UInt8,
        in line: Range<Int>,
        _ text: borrowing ByteWindow
    ) -> Range<Int>? {
        var (index, start, isQuoted) = (Int32(0), line.lowerBound, false)
        var end = line.upperBound
        for offset in line {
            let byte = text[offset]
            if byte == UInt8(ascii: "\"") {
                isQuoted.toggle()
            } else if byte == separator, !isQuoted {
                if index == column {
                    end = offset
                    break
                }
                index += 1
                start = offset + 1
            }
        }
        guard index == column else { return nil }
        start = text.runEnd(of: padding, from: start, limit: end)
        end = text.runStart(of: padding, before: end, limit: start)
        guard start < end, end - start <= longestCell, text.runEnd(of: cellBytes, from: start, limit: end) == end else {
            return nil
        }
        return start..<end
    }
}

extension TableColumns.Group {
    /// Takes the next line, with so many separators. Without `above` it cannot be told where the lines like it begin.
    fileprivate mutating func take(_ line: Range<Int>, _ count: Int32, above: Int?) {
        guard count != self.count else { return }
        self.count = count
        header = above == nil ? nil : line
        self.above = above ?? 0
    }
}

/// Two finders, one behind the other, so that a question about a place just before the last one costs little.
package struct TableColumnsMemory: Sendable {
    private var lead = TableColumns()
    private var lag = TableColumns()
    private let readsTables: Bool
    /// How far the second one may fall behind, in bytes.
    private static let distance = 128

    /// Nothing read yet.
    ///
    /// - Parameter readsTables: whether the text may be a table. A part of another text has lost its headers.
    package init(readsTables: Bool = true) {
        self.readsTables = readsTables
    }

    /// The header cells above the value that begins at `offset`.
    package mutating func cells(above offset: Int, in text: borrowing ByteWindow) -> TableColumns.InlineCells {
        guard readsTables else { return TableColumns.InlineCells() }
        if offset < lead.cursor, lag.canAnswer(offset, in: text) {
            var finder = lag
            return finder.cells(above: offset, in: text)
        }
        if lead.cursor < lag.cursor || lead.cursor - lag.cursor > Self.distance { lag = lead }
        return lead.cells(above: offset, in: text)
    }
}
