// Where in a program a place lies: in its code, in a comment or in a string.

/// Where in a program a place lies, as rules name it in `applies_to.in`.
public enum CodeRegion: String, Sendable, Hashable, CaseIterable {
    /// Neither in a comment nor in a string.
    case code
    /// In a comment.
    case comment
    /// In a string, a character or a here document.
    case string
}

/// Which lines of a change are meant, as rules name it in `applies_to.lines`.
public enum ChangedLines: String, Sendable, Hashable, CaseIterable {
    /// All lines.
    case any
    /// Lines that are new: added by a diff or by an edit, or in a text that is no change.
    case added
}
