// The body of a PEM block: lines of base64 and what may stand between them.

/// Walks over the body of a PEM block.
///
/// The walk goes from line end to line end. All that it knows is where it stands, so that it can be taken up at any
/// line end with the same result, however the text arrives.
package enum ArmouredBody {
    /// Base64 with its padding.
    package static var characters: ByteSet { ByteSet.base64.union(ByteSet(ascii: "=")) }
    /// Runs that are shorter must be the last of the body. Lines have 64 characters or more, words have fewer than
    /// this.
    package static let shortestLine = 20
    /// How many bytes a block may have in all, 16 MiB. A key has a few thousand, a PGP key ring with photographs some
    /// hundred thousand, and what belongs to a key must not pass. As no byte of it is held, the bound costs no memory;
    /// it is there so that text without an end is not taken for a key without an end.
    package static let maximumLength = 16 << 20

    private static let maximumSeparators = 256
    /// How much of a body without line breaks is taken at a time.
    private static let longestPiece = 256
    private static let endMarker = Array("-----END ".utf8)
    private static let dashes = Array("-----".utf8)
    private static var labelCharacters: ByteSet { ByteSet.upperCase.union(.digits).union(ByteSet(ascii: " ")) }
    private static var plainSeparators: ByteSet { ByteSet.whitespace.union(Quote.marks).union(ByteSet(ascii: ",>")) }
    private static var escaped: ByteSet { ByteSet(ascii: "nrt\"'`\r\n") }
    /// A text that is quoted in a quoted text doubles its backslashes each time.
    private static let maximumBackslashes = 8

    /// The end of line breaks, indentation, quotation marks, concatenation signs and escapes of these.
    package static func separatorsEnd(
        from start: Int,
        limit: Int,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> Int {
        var offset = start
        while offset < limit, let byte = try window.peek(offset) {
            if plainSeparators.contains(byte) {
                offset += 1
            } else if byte == UInt8(ascii: "\\"), let end = try escapeEnd(at: offset, in: window) {
                offset = end
            } else if byte == UInt8(ascii: "+"), offset > start, try !window.peeks(characters, at: offset + 1),
                window[offset - 1] == UInt8(ascii: " ") || Quote.marks.contains(window[offset - 1])
            {
                offset += 1
            } else if byte == UInt8(ascii: "-"), offset > start, window[offset - 1] == UInt8(ascii: "\n"),
                try startsRemovedLine(at: offset, in: window)
            {
                offset += 1
            } else {
                break
            }
        }
        return min(offset, limit)
    }

    /// The end of the escape whose backslashes begin at `offset`, or nil where a lone backslash escapes nothing of a
    /// body.
    private static func escapeEnd(at offset: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Int? {
        let end = try window.peekRunEnd(of: ByteSet(ascii: "\\"), from: offset, limit: offset + maximumBackslashes)
        if try window.peeks(escaped, at: end) { return end + 1 }
        return end - offset > 1 ? end : nil
    }

    /// Whether a lone `-`, as a diff writes it, stands before a line of the body or the end line.
    private static func startsRemovedLine(at offset: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Bool {
        guard try !window.peeks(characters, at: offset + 1) else { return true }
        for index in 1...dashes.count where try window.peek(offset + index) != UInt8(ascii: "-") { return false }
        return try window.peek(offset + dashes.count + 1) == UInt8(ascii: "E")
    }

    /// Continues a block that began at `begin` from the line end `offset`.
    package static func extend(from offset: Int, begin: Int, in window: borrowing ByteWindow) -> Extension {
        var settled = offset
        do throws(AwaitsBytes) {
            while true {
                guard let next = try step(from: settled, begin: begin, in: window) else { return .closed(at: settled) }
                settled = next.end
                if next.isLast { return .closed(at: settled) }
            }
        } catch {
            return .open(to: settled)
        }
    }

    private struct Step {
        var end: Int
        var isLast: Bool
    }

    /// The next line end after `offset`, or nil where the body does not go on.
    private static func step(
        from offset: Int,
        begin: Int,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> Step? {
        let start = try separatorsEnd(from: offset, limit: offset + maximumSeparators, in: window)
        guard let byte = try window.peek(start) else { return nil }
        if byte == UInt8(ascii: "-") {
            guard let end = try endLineEnd(at: start, in: window), end - begin <= maximumLength else { return nil }
            return Step(end: end, isLast: true)
        }
        let end = try window.peekRunEnd(of: characters, from: start, limit: start + longestPiece)
        guard end > start, end - begin <= maximumLength else { return nil }
        // A short run is the rest of a line that was taken in part, or the last line.
        let isShort = end - start < shortestLine && start > offset
        guard isShort else { return Step(end: end, isLast: false) }
        return Step(end: end, isLast: try goesOn(after: end, in: window))
    }

    /// Whether more text follows a short line than the checksum of a PGP block or the end line.
    private static func goesOn(after end: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Bool {
        let next = try separatorsEnd(from: end, limit: end + maximumSeparators, in: window)
        guard let byte = try window.peek(next) else { return true }
        return byte != UInt8(ascii: "-") && byte != UInt8(ascii: "=")
    }

    /// The end of `-----END … KEY-----`.
    private static func endLineEnd(at offset: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Int? {
        guard try window.peeks(endMarker, at: offset) else { return nil }
        let labelStart = offset + endMarker.count
        let labelEnd = try window.peekRunEnd(of: labelCharacters, from: labelStart, limit: labelStart + 48)
        guard try window.peeks(dashes, at: labelEnd) else { return nil }
        return labelEnd + dashes.count
    }
}
