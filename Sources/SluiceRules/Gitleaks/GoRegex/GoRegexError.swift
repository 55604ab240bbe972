// What is wrong with a Go regular expression.

/// What is wrong with a Go regular expression.
package struct GoRegexError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Where in the expression, in bytes from its start.
    package let offset: Int
    package let reason: String

    package var description: String { "at byte \(offset): \(reason)" }
}
