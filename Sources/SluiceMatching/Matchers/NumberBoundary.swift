// What may stand beside a number that is to be taken as a whole.

/// What may stand beside a number that is to be taken as a whole.
package enum NumberBoundary {
    /// What is known of a boundary.
    package enum State: Hashable, Sendable {
        /// The number ends here.
        case holds
        /// The text goes on as part of something longer.
        case fails
        /// More bytes are needed.
        case isOpen
    }

    /// What an anchor of a number has in front. The letters are those of `\n`, `\r` and `\t`, which stand before a
    /// number at the start of a line where text is quoted, as in JSON; `begins` tells them from words.
    package static var outside: ByteSet { ByteSet.alphanumerics.inverted.union(escapeLetters) }

    private static var escapeLetters: ByteSet { ByteSet(ascii: "nrt") }
    private static var joints: ByteSet { ByteSet(ascii: ".-/") }

    /// Whether a number may begin at `position`: not behind a letter, a digit or `_`, and not as a later part of a
    /// decimal number, a date or a dashed number. A comma may precede it, as in a table. Reads two bytes back.
    package static func begins(at position: Int, in window: borrowing ByteWindow) -> Bool {
        guard let previous = window.byte(at: position - 1) else { return true }
        if continuesWord(at: position, in: window) { return false }
        return !(joints.contains(previous) && window.holds(.digits, at: position - 2))
    }

    /// Whether a letter, a digit or `_` stands before `position`, and not as the end of a quoted line break or tab.
    /// Reads two bytes back.
    package static func continuesWord(at position: Int, in window: borrowing ByteWindow) -> Bool {
        guard let previous = window.byte(at: position - 1), ByteSet.wordCharacters.contains(previous) else {
            return false
        }
        return !(escapeLetters.contains(previous) && window.byte(at: position - 2) == UInt8(ascii: "\\"))
    }

    /// Whether a number may end before `end`: not in front of a letter, a digit or `_`, nor of `.`, `-` or `:` with a
    /// digit behind it. Reads two bytes on.
    package static func ends(at end: Int, in window: borrowing ByteWindow) -> State {
        guard let next = window.byte(at: end) else { return window.isComplete ? .holds : .isOpen }
        if ByteSet.wordCharacters.contains(next) { return .fails }
        guard next == UInt8(ascii: ".") || next == UInt8(ascii: "-") || next == UInt8(ascii: ":") else { return .holds }
        guard let following = window.byte(at: end + 1) else { return window.isComplete ? .holds : .isOpen }
        return ByteSet.digits.contains(following) ? .fails : .holds
    }
}

extension ByteWindow {
    /// The answer of a matcher that would read at or after the upper bound: it waits, or gives up at the end.
    package func shortfall(holdFrom: Int) -> MatchOutcome {
        isComplete ? .noMatch(.shape) : .needsMore(holdFrom: holdFrom)
    }

    /// The answer of a matcher that found `match` and asked for the boundary behind it.
    package func outcome(_ boundary: NumberBoundary.State, _ match: RawMatch) -> MatchOutcome {
        switch boundary {
        case .holds: .match(match)
        case .fails: .noMatch(.rightBoundary)
        case .isOpen: .needsMore(holdFrom: match.secret.lowerBound)
        }
    }
}
