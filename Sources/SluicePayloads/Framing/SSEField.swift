// The fields of a server-sent event.

/// The field that a line of an event stream sets: WHATWG HTML §9.2.6, "interpreting an event stream".
enum SSEField: Sendable {
    case data, event, id, retry, comment, unknown

    /// Reads one line without its end. The value begins after the colon and one space, if there is one; a line without
    /// a colon is a name, and its value is empty and lies at the line's end.
    static func read(_ line: Range<Int>, of bytes: [UInt8]) -> (field: SSEField, value: Range<Int>) {
        if isData(line, of: bytes) {
            let start = line.lowerBound + 5
            let hasSpace = start < line.upperBound && bytes[start] == UInt8(ascii: " ")
            return (.data, (hasSpace ? start + 1 : start)..<line.upperBound)
        }
        // The longest name that means something has five letters.
        let limit = min(line.upperBound, line.lowerBound + 6)
        var colon = line.lowerBound
        while colon < limit, bytes[colon] != UInt8(ascii: ":") { colon += 1 }
        if colon == limit, limit < line.upperBound { return (.unknown, line) }
        let field = named(bytes[line.lowerBound..<colon], hasColon: colon < limit)
        guard colon < limit else { return (field, line.upperBound..<line.upperBound) }
        var start = colon + 1
        if start < line.upperBound, bytes[start] == UInt8(ascii: " ") { start += 1 }
        return (field, start..<line.upperBound)
    }

    /// Whether the line begins with `data:`, as most do.
    @inline(__always)
    private static func isData(_ line: Range<Int>, of bytes: [UInt8]) -> Bool {
        let start = line.lowerBound
        return line.count >= 5 && bytes[start] == UInt8(ascii: "d") && bytes[start + 1] == UInt8(ascii: "a")
            && bytes[start + 2] == UInt8(ascii: "t") && bytes[start + 3] == UInt8(ascii: "a")
            && bytes[start + 4] == UInt8(ascii: ":")
    }

    /// The field with this name; names are case-sensitive, and no name before a colon makes a comment.
    static func named(_ name: ArraySlice<UInt8>, hasColon: Bool) -> SSEField {
        if name.isEmpty { return hasColon ? .comment : .unknown }
        if name.elementsEqual("data".utf8) { return .data }
        if name.elementsEqual("event".utf8) { return .event }
        if name.elementsEqual("id".utf8) { return .id }
        return name.elementsEqual("retry".utf8) ? .retry : .unknown
    }
}
