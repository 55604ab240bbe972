// How the line begins that an assignment stands in.

extension AssignmentMatcher {
    /// Whether this is `NAME=value` at the beginning of a line, where the value goes on to the next blank.
    func isEnvironment(
        _ value: FieldGrammar.Value,
        name: Range<Int>,
        before: UInt8?,
        in window: borrowing ByteWindow
    ) -> Bool {
        guard value.isTight, value.link == .equals else { return false }
        guard let before else { return name.lowerBound == 0 }
        if before == UInt8(ascii: "\n") { return true }
        return Self.blanks.contains(before)
            && (isExported(name.lowerBound, in: window) || isIndented(name, in: window))
    }

    /// Whether a name without small letters, as variables of the environment have, stands first in an indented line.
    private func isIndented(_ name: Range<Int>, in window: borrowing ByteWindow) -> Bool {
        startsLine(name.lowerBound, in: window) && !window.span(name).touches(.lowerCase)
    }

    /// Whether nothing but an indentation stands before `start` in its line.
    func startsLine(_ start: Int, in window: borrowing ByteWindow) -> Bool {
        let limit = start - Self.maximumIndentation
        let indentation = window.runStart(of: Self.blanks, before: start, limit: limit)
        return indentation == 0 || window.byte(before: indentation) == UInt8(ascii: "\n")
    }

    /// Whether a name stands behind a blank in the middle of a line, where no command sets a variable.
    func isInLine(_ name: Name, before: UInt8?, in window: borrowing ByteWindow) -> Bool {
        guard let before, Self.blanks.contains(before), !name.isFlag else { return false }
        return !startsLine(name.range.lowerBound, in: window) && !isExported(name.range.lowerBound, in: window)
    }

    /// Whether a name, with the path that it ends, begins its line behind nothing but an indentation, the mark of a list
    /// or that of a change.
    private func leadsLine(_ start: Int, in window: borrowing ByteWindow) -> Bool {
        let path = window.runStart(of: Self.elementName, before: start, limit: start - Self.maximumPath)
        let lead = window.runStart(of: Self.leads, before: path, limit: path - Self.maximumIndentation)
        return lead == 0 || window.byte(before: lead) == UInt8(ascii: "\n")
    }

    /// The end of a bare password that goes on behind a quotation mark, a bracket or a comma, where it begins at `start`
    /// and the first of these signs stands at `head`: up to the end of the line or, in environment files, to the next
    /// blank. Nil where that could be an expression of source code.
    func literalEnd(
        from start: Int,
        head: Int,
        name: Range<Int>,
        isEnvironment: Bool,
        in window: borrowing ByteWindow,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> Int? {
        guard isEnvironment || leadsLine(name.lowerBound, in: window) else { return nil }
        let limit = start + rules.maximumLength + 1
        let end = try runs.peekEnd(of: darkClass, from: head, limit: limit, in: window)
        guard end < limit else { return nil }
        if !isEnvironment {
            let after = try window.peekRunEnd(of: Self.blanks, from: end, limit: end + 8)
            guard try window.peek(after).map({ Self.lineEnds.contains($0) }) ?? true else { return nil }
        }
        return BareLiteral.length(of: window.span(start..<end), head: head - start).map { start + $0 }
    }

    private func isExported(_ start: Int, in window: borrowing ByteWindow) -> Bool {
        for command in Self.exports where window.hasPrefix(command, at: start - command.count) { return true }
        return false
    }

    private static let maximumIndentation = 12
    private static let maximumPath = 48
    private static var leads: ByteSet { ByteSet(ascii: " \t-+*>") }
    private static let exports = ByteText.list("export ", "ENV ", "ARG ", "set ", "env ")
}
