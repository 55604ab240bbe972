// What stands between a name and its value in configuration, source code and recorded requests.

/// Reads from the end of a name to the beginning of its value.
package enum FieldGrammar {
    /// Where a value begins.
    package struct Value: Hashable, Sendable {
        /// Its first byte, after the opening quotation mark if there is one.
        package var start: Int
        /// The opening quotation mark.
        package var quote: Quote?
        /// Whether `=` or `:` stands right after the name and right before the value, as in environment files.
        package var isTight: Bool
        /// Whether only quotation marks and a comma separate name and value, as in a call.
        package var isArgument: Bool
        /// Whether the operator was a colon.
        package var isColon: Bool
    }

    /// What the name belongs to.
    package enum Style: Hashable, Sendable {
        /// A header: `:` and `=`, a comma between quoted texts, a list's bracket before the value.
        case header
        /// An assignment: `=`, `:`, `:=`, `=>`, a comma between quoted texts.
        case assignment
    }

    /// The beginning of the value whose name ends at `nameEnd`, or nil where no operator follows. Sets `hold` to the
    /// first byte that could be of the value as soon as it is known.
    package static func value(
        after nameEnd: Int,
        style: Style,
        maximumBlanks: Int,
        in window: borrowing ByteWindow,
        hold: inout Int
    ) throws(AwaitsBytes) -> Value? {
        var offset = nameEnd
        guard let follower = try window.peek(offset), followers.contains(follower) else { return nil }
        let closing = try Quote.read(at: offset, in: window)
        if let closing { offset = closing.end }
        if try window.peek(offset) == UInt8(ascii: "]") { offset += 1 }
        let afterName = offset
        offset = try window.peekRunEnd(of: blanks, from: offset, limit: offset + maximumBlanks)
        guard let first = try window.peek(offset) else { return nil }
        var isArgument = false
        switch first {
        case UInt8(ascii: "v") where closing != nil && offset > afterName:
            // `<add key="Password" value="…"/>`
            guard try window.peeks(valueAttribute, at: offset) else { return nil }
            offset += valueAttribute.count
        case UInt8(ascii: ":"):
            offset += 1
            if try window.peek(offset) == UInt8(ascii: "=") { offset += 1 }
        case UInt8(ascii: "="):
            offset += 1
            if try window.peek(offset) == UInt8(ascii: ">") { offset += 1 }
        case UInt8(ascii: ",") where closing != nil:
            offset += 1
            isArgument = true
        default:
            return nil
        }
        // `==`, `::`, `=~` compare or name a scope.
        if try window.peeks(operators, at: offset) { return nil }
        let afterOperator = offset
        offset = try window.peekRunEnd(of: blanks, from: offset, limit: offset + maximumBlanks)
        hold = offset
        let isTight = offset == afterOperator && afterOperator == afterName + 1
        if style == .header, try window.peek(offset) == UInt8(ascii: "[") {
            if try !window.peeks(redactedMark, at: offset + 1) { offset += 1 }
        }
        let opening = try openingQuote(at: offset, in: window)
        if isArgument, opening == nil { return nil }
        return Value(
            start: opening?.end ?? offset,
            quote: opening?.quote,
            isTight: isTight,
            isArgument: isArgument,
            isColon: first == UInt8(ascii: ":")
        )
    }

    /// A quotation mark, or one after a letter as in `f"…"`.
    package static func openingQuote(
        at offset: Int,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> (quote: Quote, end: Int)? {
        if try window.peeks(stringPrefixes, at: offset), try window.peeks(Quote.marks, at: offset + 1) {
            return try Quote.read(at: offset + 1, in: window)
        }
        return try Quote.read(at: offset, in: window)
    }

    /// What may follow a name: one look at it refuses most names in prose.
    package static var followers: ByteSet { ByteSet(ascii: "\"'`\\] \t:=") }

    private static let valueAttribute = Array("value=".utf8)
    private static var blanks: ByteSet { ByteSet(ascii: " \t") }
    private static var operators: ByteSet { ByteSet(ascii: ":=~>") }
    private static var redactedMark: ByteSet { ByteSet(ascii: "R") }
    private static var stringPrefixes: ByteSet { ByteSet(ascii: "fFbBrRuUL@$") }
}
