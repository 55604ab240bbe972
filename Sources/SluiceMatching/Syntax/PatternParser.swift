// Reads alternatives, items and quantifiers of a pattern.

/// A recursive-descent parser over a pattern's bytes.
struct PatternParser {
    let bytes: [UInt8]
    let characters: PatternCharacters
    var position = 0
    var flags: Flags
    /// The highest capture number given out so far.
    var groupCount = 0
    var depth = 0

    /// What `(?imnsx)` switches.
    struct Flags {
        var ignoresCase = false
        var isMultiline = false
        var dotMatchesNewline = false
        var isExtended = false
        /// `(?xx)`: spaces and tabs inside classes are ignored too.
        var isExtendedInClasses = false
        var plainGroupsDoNotCapture = false
    }

    init(bytes: [UInt8], ignoresCase: Bool, isUnicode: Bool) {
        self.bytes = bytes
        characters = PatternCharacters(isUnicode: isUnicode)
        flags = Flags(ignoresCase: ignoresCase)
    }

    mutating func parse() throws(PatternSyntaxError) -> PatternNode {
        let node = try parseAlternatives(resetsGroupNumbers: false)
        if position < bytes.count { throw error("a closing parenthesis without an opening one", at: position) }
        return node
    }

    /// Reads up to the closing parenthesis of the group, or the end, and consumes neither.
    mutating func parseAlternatives(resetsGroupNumbers: Bool) throws(PatternSyntaxError) -> PatternNode {
        let firstNumber = groupCount
        var highestNumber = groupCount
        var alternatives: [PatternNode] = []
        var items: [PatternNode] = []
        scan: while true {
            try skipIgnored()
            guard let byte = peek() else { break }
            switch byte {
            case UInt8(ascii: ")"):
                break scan
            case UInt8(ascii: "|"):
                position += 1
                alternatives.append(Self.joined(items))
                items = []
                if resetsGroupNumbers {
                    highestNumber = max(highestNumber, groupCount)
                    groupCount = firstNumber
                }
            default:
                try parseItem(into: &items)
            }
        }
        groupCount = max(highestNumber, groupCount)
        if alternatives.isEmpty { return Self.joined(items) }
        alternatives.append(Self.joined(items))
        return .alternation(alternatives)
    }

    /// Reads one item with its quantifiers and appends its nodes: several for quoted text, none for an option setting.
    private mutating func parseItem(into items: inout [PatternNode]) throws(PatternSyntaxError) {
        let nodes = try parseAtom()
        items.append(contentsOf: nodes)
        try skipIgnored()
        let place = position
        guard let quantifier = try parseQuantifier() else { return }
        guard !nodes.isEmpty, let last = items.popLast() else {
            throw error("a quantifier with nothing before it", at: place)
        }
        items.append(
            .repetition(last, minimum: quantifier.minimum, maximum: quantifier.maximum, mode: quantifier.mode)
        )
        // A second quantifier is then one with nothing before it, as PCRE2 sees it.
    }

    private mutating func parseAtom() throws(PatternSyntaxError) -> [PatternNode] {
        guard let byte = peek() else { return [] }
        let start = position
        switch byte {
        case UInt8(ascii: "\\"):
            return try parseEscape()
        case UInt8(ascii: "["):
            return [try parseClass()]
        case UInt8(ascii: "("):
            guard depth < PatternSyntax.maximumDepth else {
                throw error("groups are nested more than \(PatternSyntax.maximumDepth) deep", at: start)
            }
            depth += 1
            defer { depth -= 1 }
            return try parseGroup()
        case UInt8(ascii: "."):
            position += 1
            return [anyCharacter(exceptNewline: !flags.dotMatchesNewline)]
        case UInt8(ascii: "^"):
            position += 1
            return [.assertion(flags.isMultiline ? .lineStart : .textStart, offset: start)]
        case UInt8(ascii: "$"):
            position += 1
            return [.assertion(flags.isMultiline ? .lineEnd : .textEnd, offset: start)]
        case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"):
            throw error("a quantifier with nothing before it", at: start)
        case UInt8(ascii: "{"):
            if try parseQuantifier() != nil { throw error("a quantifier with nothing before it", at: start) }
            position += 1
            return [try literal(UInt32(byte), at: start)]
        default:
            return [try literal(try nextCharacter(), at: start)]
        }
    }

    /// `.`, `\N`.
    func anyCharacter(exceptNewline: Bool) -> PatternNode {
        var newline = ClassContents()
        if exceptNewline { newline.set.insert(UInt8(ascii: "\n")) }
        return characters.node(of: newline, isNegated: true, ignoresCase: false)
    }

    func literal(_ value: UInt32, at offset: Int) throws(PatternSyntaxError) -> PatternNode {
        guard let node = characters.literal(value, ignoresCase: flags.ignoresCase) else {
            throw error(
                characters.isUnicode
                    ? "not a Unicode character" : "a character above \\xff in a pattern that is matched as bytes",
                at: offset
            )
        }
        return node
    }

    // PCRE2 merges adjacent items in the same manner: a sequence of one is that one.
    static func joined(_ items: [PatternNode]) -> PatternNode {
        items.count == 1 ? items[0] : .sequence(items)
    }
}

extension PatternParser {
    func peek(_ distance: Int = 0) -> UInt8? {
        position + distance < bytes.count ? bytes[position + distance] : nil
    }

    /// Consumes `text` if it comes next.
    mutating func skip(_ text: String) -> Bool {
        var index = position
        for byte in text.utf8 {
            guard index < bytes.count, bytes[index] == byte else { return false }
            index += 1
        }
        position = index
        return true
    }

    func error(_ reason: String, at offset: Int) -> PatternSyntaxError {
        PatternSyntaxError(offset: min(offset, bytes.count), reason: reason)
    }

    /// Consumes the next character as itself: a byte, or in Unicode mode a code point.
    mutating func nextCharacter() throws(PatternSyntaxError) -> UInt32 {
        guard let byte = peek() else { throw error("the pattern ends too early", at: position) }
        guard characters.isUnicode, byte >= 0x80 else {
            position += 1
            return UInt32(byte)
        }
        let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
        guard
            position + length <= bytes.count,
            let text = String(validating: bytes[position..<position + length], as: UTF8.self),
            let scalar = text.unicodeScalars.first,
            text.unicodeScalars.count == 1
        else { throw error("not valid UTF-8", at: position) }
        position += length
        return scalar.value
    }

    /// Skips what has no meaning between an item and its quantifier: comments, `\E`, `\Q\E`, and spaces in extended
    /// mode.
    mutating func skipIgnored() throws(PatternSyntaxError) {
        while let byte = peek() {
            if flags.isExtended, ByteSet.whitespace.contains(byte) {
                position += 1
            } else if flags.isExtended, byte == UInt8(ascii: "#") {
                while let next = peek(), next != UInt8(ascii: "\n") { position += 1 }
            } else if skip("\\E") || skip("\\Q\\E") {
                continue
            } else if byte == UInt8(ascii: "("), peek(1) == UInt8(ascii: "?"), peek(2) == UInt8(ascii: "#") {
                let start = position
                while let next = peek(), next != UInt8(ascii: ")") { position += 1 }
                guard peek() != nil else { throw error("a comment without its closing parenthesis", at: start) }
                position += 1
            } else {
                return
            }
        }
    }
}
