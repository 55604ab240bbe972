// Columns whose name says that their values are secret.

/// A column whose name says that its values are secret.
package struct SecretColumn: Hashable, Sendable {
    /// Its number, from 0 on.
    package let index: Int
    /// What the name promises.
    package let kind: AssignedValue.Kind

    private static let words = SecretWords(SecretWord.usual)
    /// The longest name in bytes.
    private static let longestName = 40

    /// The secret columns that a header names.
    ///
    /// - Parameter isStatement: whether `header` is the list of a statement, which is written as code is.
    package static func all(
        _ separator: TableSeparator,
        isStatement: Bool = false,
        in header: borrowing ByteWindow
    ) -> [SecretColumn] {
        let isCode = separator.isTight && !isStatement
        if isCode, isLineOfCode(header, separator) { return [] }
        var (result, index, start) = ([SecretColumn](), 0, header.lowerBound)
        while start <= header.upperBound {
            let end = separator.cellEnd(from: start, in: header)
            // Code has blanks behind its commas.
            if !isCode || !header.holds(blank, at: start),
                let name = name(start..<end, in: header), let column = column(index, named: name, in: header)
            {
                result.append(column)
            }
            (index, start) = (index + 1, end + 1)
        }
        return result
    }

    /// Whether a line calls something, or ends as a line of code does: with its only comma or semicolon.
    private static func isLineOfCode(_ line: borrowing ByteWindow, _ separator: TableSeparator) -> Bool {
        var separators = 0
        for offset in line.lowerBound..<line.upperBound {
            if line[offset] == separator.byte { separators += 1 }
            if line.holds(openers, at: offset), !line.holds(blank, at: offset - 1) { return true }
        }
        let end = line.runStart(of: carriageReturn, before: line.upperBound)
        return separators == 1 && line.byte(before: end) == separator.byte
    }

    /// The name in a cell, without a note in brackets behind it that says nothing about its values:
    /// `Password [Required]`.
    private static func name(_ cell: Range<Int>, in header: borrowing ByteWindow) -> Range<Int>? {
        guard let text = Table.trimmed(cell, in: header) else { return nil }
        let end = header.runEnd(of: openers.inverted, from: text.lowerBound, limit: text.upperBound)
        guard let name = Table.name(text.lowerBound..<end, in: header),
            header.runEnd(of: nameBytes, from: name.lowerBound, limit: name.upperBound) == name.upperBound
        else { return nil }
        if end == text.upperBound { return name }
        let note = end + 1..<header.runEnd(of: closers.inverted, from: end + 1, limit: text.upperBound)
        guard note.upperBound == text.upperBound - 1, notes.contains(lowerCasing: note, in: header) else { return nil }
        return name
    }

    private static let notes = WordTable(
        ByteText.words("required mandatory optional plain plaintext cleartext text clear initial default temporary")
    )
    private static var nameBytes: ByteSet {
        ByteSet.wordCharacters.union(ByteSet(0x80...0xFF)).union(ByteSet(ascii: " .-/"))
    }
    private static var blank: ByteSet { ByteSet(ascii: " \t") }
    private static var carriageReturn: ByteSet { ByteSet(ascii: "\r") }
    private static var openers: ByteSet { ByteSet(ascii: "([") }
    private static var closers: ByteSet { ByteSet(ascii: ")]") }

    /// The column of a name, if that says that its values are secret. `header` is complete.
    static func column(_ index: Int, named name: Range<Int>, in header: borrowing ByteWindow) -> SecretColumn? {
        guard name.count <= longestName, !isOfTestResults(name, in: header) else { return nil }
        for position in name {
            // The header is complete, so that no byte is waited for.
            guard let word = try? words.word(at: position, in: header),
                position + word.count <= name.upperBound,
                (try? AssignedName.isWhole(position..<position + word.count, isStrict: word.isStrict, in: header))
                    == true,
                !word.endsName || position + word.count == name.upperBound
            else { continue }
            return column(index, named: name, word: word, at: position, in: header)
        }
        return nil
    }

    /// Whether a name is `pass` beside `fail`.
    private static func isOfTestResults(_ name: Range<Int>, in header: borrowing ByteWindow) -> Bool {
        guard name.count == pass.count, stands(pass, at: name.lowerBound, in: header) else { return false }
        for offset in header.lowerBound..<header.upperBound where !header.holds(wordBytes, at: offset - 1) {
            for word in failures where stands(word, at: offset, in: header) {
                if !header.holds(wordBytes, at: offset + word.count) { return true }
            }
        }
        return false
    }

    private static var wordBytes: ByteSet { ByteSet.wordCharacters.union(ByteSet(ascii: "-")) }
    private static let failures = ByteText.list("fail", "fails", "failed", "failing", "failure", "failures")
    private static func stands(_ word: [UInt8], at offset: Int, in header: borrowing ByteWindow) -> Bool {
        (try? header.peeks(lowerCased: word, at: offset)) == true
    }

    private static let pass = Array("pass".utf8)

    /// What the other words of a name say; those of a header stand apart.
    private static func column(
        _ index: Int,
        named name: Range<Int>,
        word: SecretWords.Entry,
        at position: Int,
        in header: borrowing ByteWindow
    ) -> SecretColumn? {
        let joined = name.map { header[$0] == UInt8(ascii: " ") ? UInt8(ascii: "_") : header[$0] }
        let text = ByteWindow(joined.span, lowerBound: 0, isComplete: true)
        let start = position - name.lowerBound
        let range = start..<start + word.count
        var kind = word.kind
        if kind == .key {
            guard AssignedName.keyStanding(0..<joined.count, word: range, in: text) == .strong else { return nil }
            kind = .token
        }
        guard AssignedName.standing(0..<joined.count, word: range, in: text) != .harmless else { return nil }
        return SecretColumn(index: index, kind: kind)
    }
}
