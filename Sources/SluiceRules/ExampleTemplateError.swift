// What is wrong with an example template.

/// What is wrong with an example template.
package struct TemplateError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Where, in Unicode code points from 1; nil for an error of expansion.
    package let column: Int?
    /// What is wrong and what to write instead. Holds names of placeholders, no other text of the template.
    package let reason: String

    /// Names what is wrong and where.
    package init(column: Int?, reason: String) {
        self.column = column
        self.reason = reason
    }

    package var description: String {
        column.map { "\(reason) (column \($0) of the template)" } ?? reason
    }
}
