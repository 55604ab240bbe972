// Columns whose name says that their values are secret.

/// A column whose name says that its values are secret.
package struct SecretColumn: Hashable, Sendable {
    /// Its number, from 0 on.
    package let index: Int
    /// What the name promises.
    package let kind: AssignedValue.Kind

    private static let words = SecretWords(SecretWord.usual.sorted { $0.text.count > $1.text.count })
    /// The longest name in bytes.
    private static let longestName = 40

    /// The secret columns that a header names.
    static func all(_ separator: TableSeparator, in header: borrowing ByteWindow) -> [SecretColumn] {
        let isTight = separator == .comma || separator == .semicolon
        // A line of code may end with a comma or semicolon; a header of columns with names does not.
        if isTight, header.byte(before: header.upperBound) == separator.byte { return [] }
        var (result, index, start) = ([SecretColumn](), 0, header.lowerBound)
        while start <= header.upperBound {
            let end = Table.cellEnd(from: start, separator, in: header)
            if let name = Table.name(start..<end, in: header),
                // Code has blanks behind its commas.
                !isTight || header.runEnd(of: blank.inverted, from: start, limit: name.lowerBound) == name.lowerBound,
                let column = column(index, named: name, in: header)
            {
                result.append(column)
            }
            (index, start) = (index + 1, end + 1)
        }
        return result
    }

    private static var blank: ByteSet { ByteSet(ascii: " \t") }

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
        for offset in header.lowerBound..<header.upperBound where stands(fail, at: offset, in: header) { return true }
        return false
    }

    private static func stands(_ word: [UInt8], at offset: Int, in header: borrowing ByteWindow) -> Bool {
        (try? header.peeks(lowerCased: word, at: offset)) == true
    }

    private static let pass = Array("pass".utf8)
    private static let fail = Array("fail".utf8)

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
