// Where a word begins.

extension ByteWindow {
    /// Whether what precedes `offset` does not continue it: the start of the stream, a byte outside `set`, or the
    /// letter of an escape (`\n`, `\r`, `\t`), as tokens stand after in recorded JSON. Reads two bytes back.
    package func isBoundary(before offset: Int, against set: ByteSet) -> Bool {
        guard let previous = byte(at: offset - 1), set.contains(previous) else { return true }
        return Self.escapeLetters.contains(previous) && byte(at: offset - 2) == UInt8(ascii: "\\")
    }

    /// The letters of escapes that stand for white space.
    package static var escapeLetters: ByteSet { ByteSet(ascii: "nrt") }
}
