// Quotation marks around values, also escaped ones as in JSON inside JSON.

/// A quotation mark with the backslashes before it: none in plain source, one in JSON inside a string, three inside
/// that again.
package struct Quote: Hashable, Sendable {
    /// `"`, `'` or a backtick.
    package let byte: UInt8
    /// How many backslashes stand before it.
    package let escapes: Int

    /// The marks that can enclose a value.
    package static var marks: ByteSet { ByteSet(ascii: "\"'`") }

    /// The quotation mark that begins at `offset`, with the offset after it.
    package static func read(
        at offset: Int,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> (quote: Quote, end: Int)? {
        guard let first = try window.peek(offset) else { return nil }
        if marks.contains(first) { return (Quote(byte: first, escapes: 0), offset + 1) }
        guard first == UInt8(ascii: "\\") else { return nil }
        let end = try window.peekRunEnd(of: backslash, from: offset, limit: offset + 8)
        guard let byte = try window.peek(end), marks.contains(byte) else { return nil }
        return (Quote(byte: byte, escapes: end - offset), end + 1)
    }

    /// The quotation mark that ends right before `offset`.
    package static func preceding(_ offset: Int, in window: borrowing ByteWindow) -> Quote? {
        guard let byte = window.byte(before: offset), marks.contains(byte) else { return nil }
        let start = window.runStart(of: backslash, before: offset - 1, limit: offset - 9)
        return Quote(byte: byte, escapes: offset - 1 - start)
    }

    /// Where the value that began at `offset` ends: at the same mark on the same level of escaping, its backslashes not
    /// counted. Nil where a line ends or `limit` is reached first.
    package func valueEnd(
        from offset: Int,
        limit: Int,
        in window: borrowing ByteWindow,
        runs: inout RunCache,
        classes: QuotedText
    ) throws(AwaitsBytes) -> Int? {
        let plain = classes.plain(inside: byte)
        var position = offset
        while position < limit {
            position = try runs.peekEnd(of: plain, from: position, limit: limit, in: window)
            guard position < limit, let found = try window.peek(position) else { return nil }
            if found == byte { return escapes == 0 ? position : nil }
            guard found == UInt8(ascii: "\\") else { return nil }
            let end = try window.peekRunEnd(of: Self.backslash, from: position, limit: position + 16)
            let count = end - position
            if try window.peek(end) == byte, count <= escapes || (count - escapes) % (2 * (escapes + 1)) == 0 {
                // The backslashes of an escaped mark belong to it, those of escaped backslashes to the value.
                return end - escapes >= position ? end - escapes : position
            }
            position = end + (count % 2 == 1 ? 1 : 0)
        }
        return nil
    }

    private static var backslash: ByteSet { ByteSet(ascii: "\\") }
}

/// The runs of bytes that mean nothing inside of quotation marks: all but the mark, backslashes and line ends.
package struct QuotedText: Hashable, Sendable {
    private let double: RunClass
    private let single: RunClass
    private let back: RunClass

    /// Takes the classes from a table.
    package init(_ runClasses: inout RunClassTable) {
        double = runClasses.runClass(for: ByteSet("\"\\\r\n").inverted)
        single = runClasses.runClass(for: ByteSet("'\\\r\n").inverted)
        back = runClasses.runClass(for: ByteSet("`\\\r\n").inverted)
    }

    fileprivate func plain(inside mark: UInt8) -> RunClass {
        switch mark {
        case UInt8(ascii: "\""): double
        case UInt8(ascii: "'"): single
        default: back
        }
    }
}
