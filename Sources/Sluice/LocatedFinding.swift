// A finding with its place in lines and columns.

public import SluiceModel

/// A finding with its place for people: line, column, and the masked text around it.
public struct LocatedFinding: Sendable, Hashable {
    /// The finding itself, with byte offsets.
    public let finding: Finding
    /// The line of the first masked byte, from 1.
    public let line: Int
    /// The column of the first masked byte, in Unicode code points from 1.
    public let column: Int
    /// What the value was, or would be, replaced by.
    public let replacement: String
    /// The filtered text of the same line before the finding (at most 48 bytes), then the replacement.
    public let preview: String
}
