// What is wrong with a pattern.

/// What is wrong with a pattern.
package struct PatternError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Where in the pattern, in bytes from its start.
    package let offset: Int
    /// PCRE2's own words, or ours.
    package let reason: String

    /// Names a place and a reason.
    package init(offset: Int, reason: String) {
        self.offset = offset
        self.reason = reason
    }

    package var description: String { "pattern position \(offset): \(reason)" }
}
