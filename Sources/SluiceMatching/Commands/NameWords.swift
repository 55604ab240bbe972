// The words that a name is made of.

/// The words that a name is made of: `isBlockedCommand`, `BLOCKED_COMMANDS`, `blocked-commands`.
enum NameWords {
    /// Gives each word of the name in `range` to `body`.
    static func forEach(
        in range: Range<Int>,
        _ text: borrowing ByteWindow,
        _ body: (Range<Int>, borrowing ByteWindow) -> Void
    ) {
        var start = range.lowerBound
        while start < range.upperBound {
            guard ByteSet.letters.contains(text[start]) else {
                start += 1
                continue
            }
            var end = start + 1
            while end < range.upperBound, !begins(at: end, before: range.upperBound, in: text) { end += 1 }
            body(start..<end, text)
            start = end
        }
    }

    /// Whether no letter goes on with the word before `offset`: the byte is none, or begins a word as the capitals of
    /// `isRoot` and `XCTAssert` do.
    private static func begins(at offset: Int, before end: Int, in text: borrowing ByteWindow) -> Bool {
        let byte = text[offset]
        guard ByteSet.letters.contains(byte) else { return true }
        guard ByteSet.upperCase.contains(byte) else { return false }
        return !ByteSet.upperCase.contains(text[offset - 1])
            || (offset + 1 < end && ByteSet.lowerCase.contains(text[offset + 1]))
    }
}
