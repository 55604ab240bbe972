// The columns that a statement of PostgreSQL copies.

/// `COPY table (column, …) FROM stdin;`, as dumps of PostgreSQL have it above the rows of a table.
enum CopyStatement {
    /// Where the names of the columns stand, if `line` is such a statement.
    static func columns(in line: borrowing ByteWindow) -> Range<Int>? {
        // The line is complete, so that no byte is waited for.
        guard (try? line.peeks(lowerCased: verb, at: line.lowerBound)) == true else { return nil }
        let start = line.runEnd(of: parentheses.inverted, from: line.lowerBound)
        let end = line.runEnd(of: parentheses.inverted, from: start + 1)
        guard line.byte(at: start) == UInt8(ascii: "("), line.byte(at: end) == UInt8(ascii: ")"),
            (try? line.peeks(lowerCased: source, at: end + 1)) == true
        else { return nil }
        // With options, rows may be written in another way.
        let rest = end + 1 + source.count
        guard line.runEnd(of: statementEnd, from: rest) == line.upperBound else { return nil }
        return start + 1..<end
    }

    private static let verb = Array("copy ".utf8)
    private static let source = Array(" from stdin".utf8)
    private static var statementEnd: ByteSet { ByteSet(ascii: "; \r") }
    private static var parentheses: ByteSet { ByteSet(ascii: "()") }
}
