// The places at which it is decided whether own code stands before them.

/// The places at which it is decided whether own code stands before them: ends of lines, and where lines are long, or
/// there are none, closing brackets and semicolons. In documents these are places wherever they stand in a string, and
/// nowhere else: a line may be a string of its own, and what stands between strings is not what is told of.
enum CodePlaces {
    /// So many bytes before a bracket or semicolon there is no end of a line.
    static let longLine = 63

    /// The ends of lines.
    static let breaks = ByteSet(ascii: "\n\r")
    /// What decides in long lines.
    static let closers = ByteSet(ascii: ")]};")

    private static let all = breaks.union(closers)

    /// What leads to places.
    static let anchors = [Anchor(elements: [all])]

    /// Whether it is decided at `position`.
    ///
    /// - Parameter strings: where the strings of a document stand, if it is one.
    static func isPlace(_ position: Int, in window: borrowing ByteWindow, _ strings: StringPlaces?) -> Bool {
        let byte = window[position]
        if let strings {
            return all.contains(byte) && strings.hold(position)
                && !isSecond(byte, at: position, in: window)
        }
        if breaks.contains(byte) { return !isSecond(byte, at: position, in: window) }
        guard closers.contains(byte), position - longLine >= window.lowerBound else { return false }
        return window.runStart(of: breaks.inverted, before: position, limit: position - longLine)
            == position - longLine
    }

    /// Whether a byte is the second one of a line's end.
    private static func isSecond(_ byte: UInt8, at position: Int, in window: borrowing ByteWindow) -> Bool {
        byte == UInt8(ascii: "\n") && window.byte(at: position - 1) == UInt8(ascii: "\r")
    }
}
