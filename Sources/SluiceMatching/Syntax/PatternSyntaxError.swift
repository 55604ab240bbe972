// What a pattern's parser cannot read.

/// A place in a pattern that the parser cannot read, and why.
package struct PatternSyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The byte of the pattern's UTF-8 form, from 0.
    package let offset: Int
    /// What is wrong, and where possible what to write instead.
    package let reason: String

    /// Names a place and what is wrong there.
    package init(offset: Int, reason: String) {
        self.offset = offset
        self.reason = reason
    }

    package var description: String { "at byte \(offset): \(reason)" }
}
