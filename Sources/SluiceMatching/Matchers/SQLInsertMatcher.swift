// Secrets in rows that a statement of SQL inserts.

import SluiceModel

/// Finds the values of columns that are called password, secret or token in the rows of `INSERT INTO … (…) VALUES (…), (…)`,
/// however many there are.
///
/// What a value must be like depends on the name of its column (`AssignedValue`).
package struct SQLInsertMatcher: NamedMatcher, ReadingMatcher {
    package static let name = "sql-insert"
    package static let summary = "Values in rows of INSERT INTO for columns that are called password, secret, token."
    package static let optionNames = AssignedValue.Rules.optionNames

    package let anchors = ["insert into", "replace into"].map { text in
        Anchor(elements: text.utf8.map { ByteSet($0...$0).caseFolded }, maskOffset: text.utf8.count)
    }
    package let reachBefore = 0
    package let reachAfter = maximumText + maximumBlanks + maximumBare

    private let rules: AssignedValue.Rules
    /// What means nothing inside of the two kinds of quotation marks.
    private let single: RunClass
    private let double: RunClass

    private static let maximumBlanks = 64
    private static let maximumTable = 160
    private static let maximumColumns = 1_024
    /// The longest text of a row.
    private static let maximumText = 8_192
    /// The longest expression of a row.
    private static let maximumBare = 512

    package init(options: [String: [String]], runClasses: inout RunClassTable) throws(MatcherOptionError) {
        rules = try AssignedValue.Rules(options: options)
        single = runClasses.runClass(for: ByteSet(ascii: "'\\").inverted)
        double = runClasses.runClass(for: ByteSet(ascii: "\"\\").inverted)
    }

    package func decide(
        at position: Int,
        in window: borrowing ByteWindow,
        hold: inout Int,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> MatchOutcome {
        if let place = runs.place, case .rows(let columns, let column) = place.layout {
            return try value(of: column, columns, from: place.position, in: window, hold: &hold, runs: &runs)
        }
        runs.next = try rows(from: position, in: window)
        return .noMatch(.shape)
    }

    /// The rows of the statement that begins at `position`, if it has some with secret columns.
    private func rows(from position: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> ContainerPlace? {
        guard let verbEnd = try verbEnd(at: position, in: window) else { return nil }
        let table = try blanksEnd(from: verbEnd, in: window)
        let tableEnd = try window.peekRunEnd(of: Self.tableName, from: table, limit: table + Self.maximumTable)
        let opening = try blanksEnd(from: tableEnd, in: window)
        guard tableEnd > table, try window.peek(opening) == UInt8(ascii: "(") else { return nil }
        let start = opening + 1
        let end = try window.peekRunEnd(of: Self.columnList, from: start, limit: start + Self.maximumColumns)
        guard try window.peek(end) == UInt8(ascii: ")") else { return nil }
        let columns = Self.columns(in: window.narrowed(from: start, to: end))
        guard !columns.isEmpty else { return nil }
        let keyword = try blanksEnd(from: end + 1, in: window)
        guard try window.peeks(lowerCased: Self.values, at: keyword) else { return nil }
        return ContainerPlace(position: keyword + Self.values.count, layout: .rows(columns, column: -1))
    }

    private func verbEnd(at position: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Int? {
        for verb in Self.verbs where try window.peeks(lowerCased: verb, at: position) { return position + verb.count }
        return nil
    }

    private func blanksEnd(from offset: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Int {
        try window.peekRunEnd(of: .whitespace, from: offset, limit: offset + Self.maximumBlanks)
    }

    private static func columns(in list: borrowing ByteWindow) -> SecretColumns {
        var columns = SecretColumns()
        var (index, start) = (0, list.lowerBound)
        while start < list.upperBound {
            let end = list.runEnd(of: comma.inverted, from: start)
            let nameStart = list.runEnd(of: columnPadding, from: start, limit: end)
            let nameEnd = list.runStart(of: columnPadding, before: end, limit: nameStart)
            if nameStart < nameEnd, let column = SecretColumn.column(index, named: nameStart..<nameEnd, in: list) {
                columns.insert(column)
            }
            (index, start) = (index + 1, end + 1)
        }
        return columns
    }

    /// The next value of a row, or the first of the next one.
    private func value(
        of column: Int,
        _ columns: SecretColumns,
        from position: Int,
        in window: borrowing ByteWindow,
        hold: inout Int,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> MatchOutcome {
        var (column, start) = (column, position)
        if column < 0 {
            let opening = try window.peekRunEnd(of: Self.rowSeparators, from: start, limit: start + Self.maximumBlanks)
            guard try window.peek(opening) == UInt8(ascii: "(") else { return .noMatch(.shape) }
            (column, start) = (0, opening + 1)
        }
        start = try blanksEnd(from: start, in: window)
        let kind = columns.kind(of: column)
        if kind != nil { hold = start }
        guard let literal = try literal(from: start, in: window, runs: &runs) else { return .noMatch(.shape) }
        let next = try blanksEnd(from: literal.end, in: window)
        switch try window.peek(next) {
        case UInt8(ascii: ","): column += 1
        case UInt8(ascii: ")"): column = -1
        default: return .noMatch(.shape)
        }
        runs.next = ContainerPlace(position: next + 1, layout: .rows(columns, column: column))
        guard let kind, let range = literal.text else { return .noMatch(.shape) }
        guard range.count >= rules.minimumLength, range.count <= rules.maximumLength else {
            return .noMatch(.length(found: range.count))
        }
        guard kind == .password || GeneratedKey.isOne(window.span(range)),
            let judgement = rules.judge(window.span(range), as: kind, form: .argument)
        else { return .noMatch(.shape) }
        if judgement.verdict == .placeholder { return .noMatch(.placeholder) }
        return .match(RawMatch(match: range, isSample: judgement.verdict == .sample, doubt: judgement.doubt))
    }

    /// A value of a row.
    private struct Literal {
        /// What stands between its quotation marks, if it has some.
        var text: Range<Int>?
        var end: Int
    }

    /// The value at `start`: a text in quotation marks, behind a letter that says how it is encoded, or an expression.
    private func literal(
        from start: Int,
        in window: borrowing ByteWindow,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> Literal? {
        var opening = start
        if try window.peeks(Self.prefixes, at: start) { opening += 1 }
        guard let mark = try window.peek(opening), Self.marks.contains(mark) else {
            return Literal(end: try expressionEnd(from: start, in: window))
        }
        let plain = mark == UInt8(ascii: "'") ? single : double
        let limit = opening + Self.maximumText
        var offset = opening + 1
        while offset < limit {
            offset = try runs.peekEnd(of: plain, from: offset, limit: limit, in: window)
            guard offset < limit, let byte = try window.peek(offset) else { return nil }
            // A mark is written twice or behind a backslash.
            if byte == mark, try window.peek(offset + 1) != mark {
                return Literal(text: opening + 1..<offset, end: offset + 1)
            }
            offset += 2
        }
        return nil
    }

    /// The end of a number, a word or a call, before the comma or parenthesis that ends a value.
    private func expressionEnd(from start: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Int {
        var (offset, depth) = (start, 0)
        while offset < start + Self.maximumBare, let byte = try window.peek(offset) {
            switch byte {
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"):
                if depth == 0 { return offset }
                depth -= 1
            case UInt8(ascii: ","): if depth == 0 { return offset }
            default: break
            }
            offset += 1
        }
        return offset
    }

    private static let verbs = ByteText.list("insert into", "replace into")
    private static let values = Array("values".utf8)
    private static var tableName: ByteSet { ByteSet.wordCharacters.union(ByteSet(ascii: ".`\"[]$-")) }
    private static var columnList: ByteSet { ByteSet(ascii: "();'\\").inverted }
    private static var columnPadding: ByteSet { ByteSet(ascii: " \t\r\n`\"[]") }
    private static var rowSeparators: ByteSet { ByteSet.whitespace.union(ByteSet(ascii: ",")) }
    private static var comma: ByteSet { ByteSet(ascii: ",") }
    private static var marks: ByteSet { ByteSet(ascii: "'\"") }
    private static var prefixes: ByteSet { ByteSet(ascii: "NEnebB") }
}
