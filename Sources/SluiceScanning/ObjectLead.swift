// How a finding stands in its line.

import SluiceMatching
import SluiceModel

/// How a finding stands in its line: what has to be known of it to tell what is in the same object.
struct ObjectLead: Sendable, Hashable {
    /// How far before a finding the beginning of its line is looked for, in bytes.
    static let reach = 128

    /// A quotation mark as it is written.
    struct Quote: Sendable, Hashable {
        let mark: UInt8
        let backslashes: Int
    }

    /// Where the first word of a line begins.
    struct Line {
        let start: Int
        let column: Int
    }

    /// Longer values are not looked through for quotation marks.
    private static let longestQuoted = 1_024
    private static let mostBackslashes = 8

    /// The column in which the first word of the line begins, behind the marks of list items; nil where the line is
    /// long.
    let column: Int?
    /// The mark right before the finding, which has none of its like: the finding is in the string that it opens.
    let quote: Quote?

    /// How `secret` stands in its line.
    ///
    /// - Parameter limit: where the text begins that it is in.
    init(of secret: ByteRange, in text: borrowing ByteWindow, limit: Int) {
        let lowest = max(limit, text.lowerBound, secret.lowerBound - Self.reach)
        quote = Self.quote(before: secret, in: text, limit: lowest)
        let line = text.runStart(of: ByteSet(ascii: "\n").inverted, before: secret.lowerBound, limit: lowest)
        let isBeginning = line == limit || text.byte(at: line - 1) == UInt8(ascii: "\n")
        column = isBeginning ? Line(from: line, limit: secret.lowerBound, hasItems: true, in: text).column : nil
    }

    /// Whether the finding's item or table ends before a line that begins in `column` with `byte`.
    func ends(before byte: UInt8, in column: Int) -> Bool {
        guard let own = self.column, column >= own, !ByteSet(ascii: "\r\n").contains(byte) else { return true }
        return column == own && ByteSet(ascii: "-[").contains(byte)
    }

    private static func quote(before secret: ByteRange, in text: borrowing ByteWindow, limit: Int) -> Quote? {
        let place = secret.lowerBound - 1
        guard place >= limit, secret.count <= longestQuoted, secret.upperBound <= text.upperBound else { return nil }
        let mark = text[place]
        guard ByteSet(ascii: "\"'`").contains(mark), !secret.contains(where: { text[$0] == mark }) else { return nil }
        let first = text.runStart(of: ByteSet(ascii: "\\"), before: place, limit: max(limit, place - mostBackslashes))
        return Quote(mark: mark, backslashes: place - first)
    }
}

extension ObjectLead.Line {
    /// Reads where the first word of the line that begins at `line` begins.
    ///
    /// - Parameter hasItems: whether the marks of list items are passed over.
    init(from line: Int, limit: Int, hasItems: Bool, in text: borrowing ByteWindow) {
        let blanks = ByteSet(ascii: " \t")
        // The sign of a line that a change adds takes the place of a blank.
        let isAdded = line < limit && text.holds(ByteSet(ascii: "+"), at: line)
        var start = text.runEnd(of: blanks, from: line + (isAdded ? 1 : 0), limit: limit)
        while hasItems, start + 1 < limit, text.holds(ByteSet(ascii: "-"), at: start),
            text.holds(blanks, at: start + 1)
        {
            start = text.runEnd(of: blanks, from: start + 1, limit: limit)
        }
        self.init(start: start, column: start - line)
    }
}
