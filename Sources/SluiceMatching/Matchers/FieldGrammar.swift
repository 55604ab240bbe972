// What stands between a name and its value in configuration, source code and recorded requests.

/// Reads from the end of a name to the beginning of its value.
package enum FieldGrammar {
    /// What joins a name and its value.
    package enum Link: Hashable, Sendable {
        /// `=`, `:=`, `=>`, `?=`, `.=` and their like.
        case equals
        /// `:`
        case colon
        /// Only a comma and quotation marks, as in a call.
        case argument
        /// `==`, `!=`, `.equals(`, `-eq`
        case comparison
        /// The name is that of a call: `password("…")`.
        case call
        /// The value has a field of its own: `"name": "…", "value": "…"`.
        case pair
        /// A type and `=`: `var token string = "…"`.
        case declaration
        /// The bar between two cells of a table: `| password | … |`.
        case cell
        /// A word of a sentence: `the password is …`.
        case said
        /// Nothing but blanks.
        case blank
    }

    /// Where a value begins.
    package struct Value: Hashable, Sendable {
        /// Its first byte, after the opening quotation mark if there is one.
        package var start: Int
        /// The opening quotation mark.
        package var quote: Quote?
        /// Whether `=` or `:` stands right after the name and right before the value, as in environment files.
        package var isTight: Bool
        /// What joins it to its name.
        package var link: Link
    }

    /// What the name belongs to.
    package enum Style: Hashable, Sendable {
        /// A header: `:` and `=`, a comma between quoted texts, a list's bracket before the value.
        case header
        /// An assignment in any language, a pair of fields, a sentence.
        case assignment
    }

    /// An operator that was read.
    private struct Operator {
        var end: Int
        var link: Link
        /// Whether only a text in quotation marks may follow.
        var needsQuote = false
    }

    /// The beginning of the value whose name ends at `nameEnd`, or nil where nothing joins them. Sets `hold` to the
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
        if try window.peeks(closers, at: offset) { offset += 1 }
        var (isIndexed, isEmphasized) = (false, false)
        if style == .assignment, closing == nil {
            if follower == UInt8(ascii: "[") {
                // `char token[] = "…"`
                let index = try window.peekRunEnd(of: .wordCharacters, from: offset + 1, limit: offset + 25)
                guard try window.peek(index) == UInt8(ascii: "]") else { return nil }
                offset = index + 1
                isIndexed = true
            } else if follower == UInt8(ascii: "*") {
                // `**Password**: …` and `| **Password** | …`
                offset = try window.peekRunEnd(of: emphasis, from: offset, limit: offset + 3)
                isEmphasized = true
            }
        }
        let afterName = offset
        offset = try window.peekRunEnd(of: blanks, from: offset, limit: offset + maximumBlanks)
        guard let first = try window.peek(offset), !isEmphasized || emphasisFollowers.contains(first) else {
            return nil
        }
        let found: Operator?
        switch first {
        case UInt8(ascii: ":"): found = try colons(at: offset, in: window)
        case UInt8(ascii: "="): found = try equals(at: offset, style: style, in: window)
        case UInt8(ascii: ","):
            hold = offset + 1
            found = try afterComma(at: offset, isQuoted: closing != nil, style: style, in: window)
            hold = .max
        case UInt8(ascii: "v") where closing != nil && offset > afterName:
            // `<add key="Password" value="…"/>`
            guard try window.peeks(valueAttribute, at: offset) else { return nil }
            found = Operator(end: offset + valueAttribute.count, link: .pair)
        default:
            guard style == .assignment else { return nil }
            if closing == nil, offset > afterName { hold = offset }
            found = try rare(first, at: offset, isApart: offset > afterName, isQuoted: closing != nil, in: window)
            hold = .max
        }
        guard let found else { return nil }
        if style == .assignment, found.link == .colon {
            offset = try start(afterColon: found.end, maximumBlanks: maximumBlanks, in: window, hold: &hold)
        } else {
            offset = try window.peekRunEnd(of: blanks, from: found.end, limit: found.end + maximumBlanks)
        }
        hold = offset
        let isTight = offset == found.end && found.end == afterName + 1
        if style == .header, try window.peek(offset) == UInt8(ascii: "[") {
            if try !window.peeks(redactedMark, at: offset + 1) { offset += 1 }
        }
        let opening = try openingQuote(at: offset, in: window)
        if found.needsQuote || isIndexed, opening == nil { return nil }
        return Value(start: opening?.end ?? offset, quote: opening?.quote, isTight: isTight, link: found.link)
    }

    /// `:`, `:=`, `::=`, `:::=`; `::` alone names a scope.
    private static func colons(at offset: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Operator? {
        let end = try window.peekRunEnd(of: colon, from: offset, limit: offset + 4)
        if try window.peek(end) == UInt8(ascii: "=") {
            return try window.peeks(comparers, at: end + 1) ? nil : Operator(end: end + 1, link: .colon)
        }
        guard end == offset + 1, try !window.peeks(comparers, at: end) else { return nil }
        return Operator(end: end, link: .colon)
    }

    /// Where a value begins behind a colon: behind the marks that end bold print and behind a tag or an anchor of YAML,
    /// or on the line below the mark of a block. `hold` is the first byte that could be of it.
    private static func start(
        afterColon end: Int,
        maximumBlanks: Int,
        in window: borrowing ByteWindow,
        hold: inout Int
    ) throws(AwaitsBytes) -> Int {
        var offset = end
        if try window.peeks(emphasis, at: end) {
            hold = end
            let marks = try window.peekRunEnd(of: emphasis, from: end, limit: end + 3)
            if try window.peeks(emphasisEnds, at: marks) {
                offset = marks
                hold = .max
            }
        }
        offset = try window.peekRunEnd(of: blanks, from: offset, limit: offset + maximumBlanks)
        hold = offset
        switch try window.peek(offset) {
        case UInt8(ascii: "|"), UInt8(ascii: ">"):
            var line = try window.peekRunEnd(of: blockMarks, from: offset + 1, limit: offset + 3)
            line = try window.peekRunEnd(of: blanks, from: line, limit: line + 4)
            if try window.peek(line) == UInt8(ascii: "\r") { line += 1 }
            guard try window.peek(line) == UInt8(ascii: "\n") else { return offset }
            return try window.peekRunEnd(of: blanks, from: line + 1, limit: line + 1 + maximumBlanks)
        case UInt8(ascii: "!"):
            guard try window.peek(offset + 1) == UInt8(ascii: "!") else { return offset }
            let tag = try window.peekRunEnd(of: .lowerCase, from: offset + 2, limit: offset + 12)
            return try window.peeks(blanks, at: tag)
                ? window.peekRunEnd(of: blanks, from: tag, limit: tag + 4) : offset
        case UInt8(ascii: "&"):
            let anchor = try window.peekRunEnd(of: .wordCharacters, from: offset + 1, limit: offset + 24)
            let next = try window.peekRunEnd(of: blanks, from: anchor, limit: anchor + 4)
            // `&str = "…"` is a type.
            guard next > anchor else { return offset }
            return try window.peeks(equal, at: next) ? offset : next
        default: return offset
        }
    }

    /// `=`, `=>`, and `==` before a text in quotation marks.
    private static func equals(
        at offset: Int,
        style: Style,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> Operator? {
        switch try window.peek(offset + 1) {
        case UInt8(ascii: ">"): return Operator(end: offset + 2, link: .equals)
        case UInt8(ascii: "="):
            guard style == .assignment else { return nil }
            let end = try window.peekRunEnd(of: equal, from: offset, limit: offset + 4)
            return end > offset + 3 ? nil : Operator(end: end, link: .comparison, needsQuote: true)
        case UInt8(ascii: "~"), UInt8(ascii: ":"): return nil
        default: return Operator(end: offset + 1, link: .equals)
        }
    }

    /// `("api_key", "…")`, or a field of its own for the value.
    private static func afterComma(
        at offset: Int,
        isQuoted: Bool,
        style: Style,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> Operator? {
        if isQuoted, let pair = try pair(after: offset + 1, in: window) { return pair }
        guard isQuoted || style == .assignment else { return nil }
        return Operator(end: offset + 1, link: .argument, needsQuote: true)
    }

    /// The operators that few names have behind them.
    private static func rare(
        _ first: UInt8,
        at offset: Int,
        isApart: Bool,
        isQuoted: Bool,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> Operator? {
        if first == UInt8(ascii: ".") {
            for call in comparingCalls where try window.peeks(lowerCased: call, at: offset) {
                return Operator(end: offset + call.count, link: .comparison, needsQuote: true)
            }
        }
        switch first {
        case UInt8(ascii: "!"):
            let end = try window.peekRunEnd(of: equal, from: offset + 1, limit: offset + 4)
            if (2...3).contains(end - offset) { return Operator(end: end, link: .comparison, needsQuote: true) }
            return isApart && !isQuoted ? try words(at: offset, in: window) : nil
        case UInt8(ascii: "("), UInt8(ascii: "{"):
            guard !isQuoted else { return nil }
            if isApart { return first == UInt8(ascii: "{") ? try accessors(at: offset, in: window) : nil }
            let link: Link = first == UInt8(ascii: "(") ? .call : .declaration
            return Operator(end: offset + 1, link: link, needsQuote: true)
        case UInt8(ascii: "-") where isApart:
            for comparison in comparisons where try window.peeks(lowerCased: comparison, at: offset) {
                return Operator(end: offset + comparison.count, link: .comparison, needsQuote: true)
            }
            return isQuoted ? nil : try words(at: offset, in: window)
        case UInt8(ascii: "?"), UInt8(ascii: "."), UInt8(ascii: "+"), UInt8(ascii: "|"):
            // `?=`, `??=`, `?:` of a field that may be missing, `.=`, `+=`, `||=`, and `|| "default"`.
            let end = try window.peekRunEnd(of: doubled, from: offset, limit: offset + 2)
            switch try window.peek(end) {
            case UInt8(ascii: "="): return Operator(end: end + 1, link: .equals)
            case UInt8(ascii: ":") where first == UInt8(ascii: "?"): return Operator(end: end + 1, link: .colon)
            case UInt8(ascii: " ") where first == UInt8(ascii: "|") && end == offset + 1 && isApart:
                return Operator(end: end, link: .cell)
            default: return end == offset + 2 ? Operator(end: end, link: .equals, needsQuote: true) : nil
            }
        case UInt8(ascii: "<"):
            guard isApart, try window.peek(offset + 1) == UInt8(ascii: "-") else { return nil }
            return Operator(end: offset + 2, link: .equals)
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
            return try pair(after: offset, in: window)
        default:
            guard isApart, !isQuoted else { return nil }
            return try words(at: offset, in: window)
        }
    }

    /// What C# writes between a property and its first value: `{ get; set; } =`.
    private static func accessors(at offset: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Operator? {
        let end = try window.peekRunEnd(of: accessorText, from: offset + 1, limit: offset + 49)
        guard try window.peek(end) == UInt8(ascii: "}") else { return nil }
        let sign = try window.peekRunEnd(of: blanks, from: end + 1, limit: end + 9)
        guard try window.peek(sign) == UInt8(ascii: "="), try !window.peeks(comparers, at: sign + 1) else { return nil }
        return Operator(end: sign + 1, link: .declaration, needsQuote: true)
    }

    /// A field that holds the value of the name in the field before: `"value": …`, `ParameterValue: …`, also on the next
    /// line.
    private static func pair(after start: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Operator? {
        var offset = try window.peekRunEnd(of: .whitespace, from: start, limit: start + 40)
        let opening = try Quote.read(at: offset, in: window)
        if let opening { offset = opening.end }
        if try window.peeks(lowerCased: parameter, at: offset) { offset += parameter.count }
        guard try window.peeks(lowerCased: valueName, at: offset) else { return nil }
        offset += valueName.count
        if opening != nil {
            guard let closing = try Quote.read(at: offset, in: window) else { return nil }
            offset = closing.end
        }
        offset = try window.peekRunEnd(of: blanks, from: offset, limit: offset + 8)
        return try window.peeks(assigners, at: offset) ? Operator(end: offset + 1, link: .pair) : nil
    }

    /// A type and `=`, a verb, or the value itself.
    private static func words(at offset: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Operator? {
        let end = try window.peekRunEnd(of: typeCharacters, from: offset, limit: offset + 32)
        guard end > offset, end < offset + 32, try window.peeks(wordEnds, at: end) else {
            return Operator(end: offset, link: .blank)
        }
        if verbs.contains(lowerCasing: offset..<end, in: window) {
            let verbEnd = try continuation(of: end, in: window)
            let next = try window.peekRunEnd(of: blanks, from: verbEnd, limit: verbEnd + 3)
            return Operator(end: try window.peeks(colon, at: next) ? next + 1 : verbEnd, link: .said)
        }
        guard try window.peeks(blanks, at: end) else { return Operator(end: offset, link: .blank) }
        var typeEnd = end
        if end == offset + 2, try window.peeks(lowerCased: typeWord, at: offset) {
            // `Dim password As String = "…"`
            let type = try window.peekRunEnd(of: blanks, from: end, limit: end + 4)
            typeEnd = try window.peekRunEnd(of: typeCharacters, from: type, limit: type + 32)
        }
        let sign = try window.peekRunEnd(of: blanks, from: typeEnd, limit: typeEnd + 8)
        guard try window.peek(sign) == UInt8(ascii: "="), try !window.peeks(comparers, at: sign + 1) else {
            return Operator(end: offset, link: .blank)
        }
        return Operator(end: sign + 1, link: .declaration, needsQuote: true)
    }

    /// The end of the words that go on with a verb: `is set to`, `was changed to`, `is now`.
    private static func continuation(of verbEnd: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Int {
        var end = verbEnd
        for _ in 0..<3 {
            let start = try window.peekRunEnd(of: blanks, from: end, limit: end + 3)
            let next = try window.peekRunEnd(of: .letters, from: start, limit: start + 8)
            guard next > start, continuers.contains(lowerCasing: start..<next, in: window),
                try window.peeks(wordEnds, at: next)
            else { break }
            end = next
        }
        return end
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
    package static var followers: ByteSet { ByteSet(ascii: "\"'`\\]) \t:").union(ByteSet(ascii: "=,?.+|\r\n!([{*")) }

    private static let valueAttribute = Array("value=".utf8)
    /// CloudFormation's templates have it.
    private static let parameter = Array("parameter".utf8)
    private static let valueName = Array("value".utf8)
    /// The verbs of `the password is …` and `set the password to …`.
    private static let comparingCalls = ByteText.list(
        ".equals(",
        ".equalsignorecase(",
        ".contentequals(",
        ".compareto(",
        ".eql?("
    )
    /// The operators of shells that take text.
    private static let comparisons = ByteText.list("-eq ", "-ne ", "-ceq ", "-cne ", "-ieq ", "-ine ")
    private static let typeWord = Array("as".utf8)
    private static let continuers = WordTable(ByteText.words("set reset changed updated now to still"))
    private static let verbs = WordTable(ByteText.words("is was to are ist lautet est es"))
    private static var blanks: ByteSet { ByteSet(ascii: " \t") }
    private static var closers: ByteSet { ByteSet(ascii: "])") }
    private static var colon: ByteSet { ByteSet(ascii: ":") }
    private static var emphasis: ByteSet { ByteSet(ascii: "*_") }
    private static var emphasisFollowers: ByteSet { ByteSet(ascii: ":|") }
    private static var emphasisEnds: ByteSet { ByteSet(ascii: " \t\r\n\"'`") }
    private static var blockMarks: ByteSet { ByteSet(ascii: "+-123456789") }
    private static var wordEnds: ByteSet { ByteSet(ascii: " \t:") }
    private static var accessorText: ByteSet { ByteSet.letters.union(ByteSet(ascii: " ;")) }
    private static var equal: ByteSet { ByteSet(ascii: "=") }
    private static var assigners: ByteSet { ByteSet(ascii: ":=") }
    private static var doubled: ByteSet { ByteSet(ascii: "?.+|") }
    private static var comparers: ByteSet { ByteSet(ascii: ":=~>") }
    private static var typeCharacters: ByteSet { ByteSet.wordCharacters.union(ByteSet(ascii: ".*[]<>&")) }
    private static var redactedMark: ByteSet { ByteSet(ascii: "R") }
    private static var stringPrefixes: ByteSet { ByteSet(ascii: "fFbBrRuUL@$") }
}
