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
        let limit = position + reachAfter
        let end = cell.separator.cellEnd(from: position, isQuoted: cell.isQuoted, limit: limit, in: window)
        // What ends the cell has come.
        if end < limit { _ = try window.peek(end) }
        let value = position..<window.runStart(of: cell.separator.padding, before: end, limit: position)
        return rules.outcome(ofCell: value, as: cell.column.kind, form: .line, in: window)
    }
}
