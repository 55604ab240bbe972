// Secrets in rows that a statement of SQL inserts.

import SluiceModel

/// Finds the values of columns that are called password, secret or token in the rows of `INSERT INTO … (…) VALUES (…), (…)`,
/// however many there are, and in what `REPLACE` and `MERGE` insert.
///
/// What a value must be like depends on the name of its column (`AssignedValue`).
package struct SQLInsertMatcher: NamedMatcher, ReadingMatcher {
    package static let name = "sql-insert"
    package static let summary = "Values in rows of INSERT INTO for columns that are called password, secret, token."
    package static let optionNames = AssignedValue.Rules.optionNames

    package let anchors = ["insert", "replace"].map { verb in
        let elements = verb.utf8.map { ByteSet($0...$0).caseFolded } + [verbEnds]
        return Anchor(elements: elements, maskOffset: elements.count)
    }
    package let reachBefore = 0
    package let reachAfter = max(maximumTable + maximumColumns, maximumText) + 4 * maximumBlanks

    private let rules: AssignedValue.Rules
    /// What means nothing inside of the two kinds of quotation marks.
    private let single: RunClass
    private let double: RunClass

    /// The most bytes of blanks and comments between two parts of the statement.
    private static let maximumBlanks = 256
    private static let maximumTable = 160
    private static let maximumColumns = 1_024
    /// The longest value of a row, and how much of it may stand outside of quotation marks.
    private static let maximumText = 8_192
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
        // No value begins before the rows.
        hold = .max
        runs.next = try rows(from: position, in: window)
        return .noMatch(.shape)
    }

    /// The rows of the statement that begins at `position`, if it has some with secret columns.
    private func rows(from position: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> ContainerPlace? {
        guard let verbEnd = try verbEnd(at: position, in: window),
            let opening = try columnsStart(from: verbEnd, in: window)
        else { return nil }
        let names = opening + 1
        let end = try window.peekRunEnd(of: Self.columnList, from: names, limit: names + Self.maximumColumns)
        guard try window.peek(end) == UInt8(ascii: ")") else { return nil }
        let columns = Self.columns(in: window.narrowed(from: names, to: end))
        guard !columns.isEmpty else { return nil }
        guard let keyword = try blanksEnd(from: end + 1, in: window),
            try window.peeks(lowerCased: Self.value, at: keyword)
        else { return nil }
        var start = keyword + Self.value.count
        if try window.peeks(Self.plural, at: start) { start += 1 }
        return ContainerPlace(position: start, layout: .rows(columns, column: -1))
    }

    private func verbEnd(at position: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Int? {
        for verb in Self.verbs where try window.peeks(lowerCased: verb, at: position) {
            let end = position + verb.count
            return try window.peeks(Self.verbEnds, at: end) ? end : nil
        }
        return nil
    }

    /// The parenthesis before the names of columns, behind the name of a table and what else may stand there: `INTO`,
    /// `IGNORE`, `AS`.
    private func columnsStart(from verbEnd: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Int? {
        let limit = verbEnd + Self.maximumTable
        var offset = verbEnd
        while offset < limit {
            offset = try window.peekRunEnd(of: Self.tableWords, from: offset, limit: limit)
            guard offset < limit, let byte = try window.peek(offset) else { return nil }
            if byte == UInt8(ascii: "(") { return offset }
            guard let quoted = Self.quotedNames[byte] else { return nil }
            offset = try window.peekRunEnd(of: quoted, from: offset + 1, limit: limit) + 1
        }
        return nil
    }

    /// The end of the blanks and comments from `start` on, and of commas where rows are looked for; nil where there are too
    /// many.
    private func blanksEnd(
        from start: Int,
        orOf commas: ByteSet = ByteSet(),
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> Int? {
        let limit = start + Self.maximumBlanks
        let blanks = ByteSet.whitespace.union(commas)
        var offset = start
        while true {
            offset = try window.peekRunEnd(of: blanks, from: offset, limit: limit)
            if try window.peeks(Self.lineComment, at: offset) {
                offset = try window.peekRunEnd(of: Self.lineText, from: offset, limit: limit)
            } else if try window.peeks(Self.commentStart, at: offset) {
                offset += Self.commentStart.count
                while offset < limit, try !window.peeks(Self.commentEnd, at: offset) { offset += 1 }
                offset += Self.commentEnd.count
            } else {
                return offset
            }
            guard offset < limit else { return nil }
        }
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
            guard let opening = try blanksEnd(from: start, orOf: Self.comma, in: window),
                try window.peek(opening) == UInt8(ascii: "(")
            else { return .noMatch(.shape) }
            (column, start) = (0, opening + 1)
        }
        guard let valueStart = try blanksEnd(from: start, in: window) else { return .noMatch(.shape) }
        let kind = columns.kind(of: column)
        if kind != nil { hold = valueStart }
        guard let literal = try literal(from: valueStart, in: window, runs: &runs),
            let next = try blanksEnd(from: literal.end, in: window)
        else { return .noMatch(.shape) }
        switch try window.peek(next) {
        case UInt8(ascii: ","): column += 1
        case UInt8(ascii: ")"): column = -1
        default: return .noMatch(.shape)
        }
        runs.next = ContainerPlace(position: next + 1, layout: .rows(columns, column: column))
        guard let kind, let range = literal.text else { return .noMatch(.shape) }
        return rules.outcome(ofCell: range, as: kind, form: .quoted, in: window)
    }

    /// A value of a row.
    private struct Literal {
        /// What stands between its quotation marks, if it has some.
        var text: Range<Int>?
        var end: Int
    }

    /// The value at `start`, up to the comma or parenthesis behind it: a text in quotation marks, behind a letter that says
    /// how it is encoded, or an expression that begins with one. In a call it counts where it is what is encrypted or
    /// hashed: `crypt('…', gen_salt('bf'))`.
    private func literal(
        from start: Int,
        in window: borrowing ByteWindow,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> Literal? {
        var literal = Literal(end: start)
        if try window.peeks(Self.prefixes, at: start), try window.peeks(Self.marks, at: start + 1) { literal.end += 1 }
        let limit = start + Self.maximumText
        var (bareCount, depth, wordStart, mayBeText) = (0, 0, start, true)
        while literal.end < limit, bareCount < Self.maximumBare, let byte = try window.peek(literal.end) {
            if Self.marks.contains(byte) {
                guard let end = try textEnd(from: literal.end, limit: limit, in: window, runs: &runs) else {
                    return nil
                }
                if mayBeText, literal.text == nil { literal.text = literal.end + 1..<end }
                (literal.end, mayBeText) = (end + 1, false)
                wordStart = literal.end
                continue
            }
            if Self.commentStarts.contains(byte), let end = try blanksEnd(from: literal.end, in: window),
                end > literal.end
            {
                (literal.end, wordStart) = (end, end)
                continue
            }
            switch byte {
            case UInt8(ascii: "("):
                mayBeText = hides(wordStart..<literal.end, in: window)
                depth += 1
            case UInt8(ascii: ")"):
                if depth == 0 { return literal }
                depth -= 1
            case UInt8(ascii: ","):
                if depth == 0 { return literal }
                mayBeText = false
            case UInt8(ascii: ";"): return nil
            default: if !ByteSet.whitespace.contains(byte) { mayBeText = false }
            }
            literal.end += 1
            bareCount += 1
            if !ByteSet.wordCharacters.contains(byte) { wordStart = literal.end }
        }
        return nil
    }

    /// Whether a function hides the text that it is given, or there is none before a parenthesis.
    private func hides(_ name: Range<Int>, in window: borrowing ByteWindow) -> Bool {
        name.isEmpty || Self.hidingFunctions.contains(lowerCasing: name, in: window)
    }

    /// The mark that ends the text whose mark stands at `opening`; nil where it is too long.
    private func textEnd(
        from opening: Int,
        limit: Int,
        in window: borrowing ByteWindow,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> Int? {
        let mark = window[opening]
        let plain = mark == UInt8(ascii: "'") ? single : double
        var offset = opening + 1
        while offset < limit {
            offset = try runs.peekEnd(of: plain, from: offset, limit: limit, in: window)
            guard offset < limit, let byte = try window.peek(offset) else { return nil }
            // A mark is written twice or behind a backslash.
            if byte == mark, try window.peek(offset + 1) != mark { return offset }
            offset += 2
        }
        return nil
    }

    private static let verbs = ByteText.list("insert", "replace")
    private static let value = Array("value".utf8)
    private static let hidingFunctions = WordTable(
        ByteText.words(
            """
            crypt encrypt aes_encrypt des_encrypt pgp_sym_encrypt encryptbypassphrase hash hashbytes digest hmac md5 sha sha1
            sha2 sha224 sha256 sha384 sha512 password old_password pwdencrypt lower upper trim concat cast convert to_base64
            """
        )
    )
    private static var verbEnds: ByteSet { .whitespace }
    private static var plural: ByteSet { ByteSet(ascii: "sS") }
    private static var tableWords: ByteSet {
        ByteSet.wordCharacters.union(.whitespace).union(ByteSet(0x80...0xFF)).union(ByteSet(ascii: ".$-@#"))
    }
    /// What stands in the names that a mark begins.
    private static let quotedNames: [UInt8: ByteSet] = [
        UInt8(ascii: "`"): ByteSet(ascii: "`\n").inverted,
        UInt8(ascii: "\""): ByteSet(ascii: "\"\n").inverted,
        UInt8(ascii: "["): ByteSet(ascii: "]\n").inverted,
    ]
    private static var columnList: ByteSet { ByteSet(ascii: "();'\\").inverted }
    private static var columnPadding: ByteSet { ByteSet(ascii: " \t\r\n`\"[]") }
    private static var comma: ByteSet { ByteSet(ascii: ",") }
    private static var marks: ByteSet { ByteSet(ascii: "'\"") }
    private static var prefixes: ByteSet { ByteSet(ascii: "NEnebB") }
    private static var commentStarts: ByteSet { ByteSet(ascii: "-/") }
    private static let lineComment = Array("--".utf8)
    private static let commentStart = Array("/*".utf8)
    private static let commentEnd = Array("*/".utf8)
    private static var lineText: ByteSet { ByteSet(ascii: "\n").inverted }
}
