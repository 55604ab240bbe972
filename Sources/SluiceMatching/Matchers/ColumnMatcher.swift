// Values in columns of tables that are called secrets.

import SluiceModel

/// Finds values in columns of tables whose header says that they are secret, in every row: of tables separated by
/// commas, semicolons or tabs, and of those with bars as in Markdown and in what clients of databases print.
///
/// What a value must be like depends on the name of its column (`AssignedValue`), as where it is assigned to that name.
package struct ColumnMatcher: NamedMatcher, ReadingMatcher {
    package static let name = "column"
    package static let summary = "Values in columns of tables that are called password, secret, token, API key."
    package static let optionNames = AssignedValue.Rules.optionNames

    package let anchors: [Anchor] = []
    package let asksAboutSecretCells = true
    package let reachBefore = TableReading.reach + 2
    package let reachAfter: Int

    private let rules: AssignedValue.Rules

    /// How many blanks and quotation marks may stand behind a value.
    private static let maximumPadding = 128

    package init(options: [String: [String]], runClasses: inout RunClassTable) throws(MatcherOptionError) {
        rules = try AssignedValue.Rules(options: options)
        reachAfter = rules.maximumLength + Self.maximumPadding
    }

    package func decide(
        at position: Int,
        in window: borrowing ByteWindow,
        hold: inout Int,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> MatchOutcome {
        guard let cell = runs.tables.secretCell(at: position, in: window) else { return .noMatch(.shape) }
        hold = position
        let end = try cellEnd(cell, from: position, in: window)
        let value = position..<window.runStart(of: cell.separator.padding, before: end, limit: position)
        guard value.count >= rules.minimumLength, value.count <= rules.maximumLength else {
            return .noMatch(.length(found: value.count))
        }
        let text = window.span(value)
        guard cell.column.kind == .password || GeneratedKey.isOne(text),
            let judgement = rules.judge(text, as: cell.column.kind, form: .line)
        else { return .noMatch(.shape) }
        if judgement.verdict == .placeholder { return .noMatch(.placeholder) }
        return .match(RawMatch(match: value, isSample: judgement.verdict == .sample, doubt: judgement.doubt))
    }

    /// Where the cell ends whose value begins at `position`, or where it is too long.
    private func cellEnd(
        _ cell: SecretCell,
        from position: Int,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> Int {
        var (offset, isQuoted) = (position, cell.isQuoted)
        while offset < position + reachAfter, let byte = try window.peek(offset), byte != UInt8(ascii: "\n") {
            if byte == UInt8(ascii: "\"") {
                isQuoted.toggle()
            } else if byte == cell.separator.byte, !isQuoted {
                break
            }
            offset += 1
        }
        return offset
    }
}
