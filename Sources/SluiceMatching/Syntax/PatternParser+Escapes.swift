// Reads what follows a backslash outside a class.

extension PatternParser {
    /// Reads an escape at a backslash; several nodes for quoted text.
    mutating func parseEscape() throws(PatternSyntaxError) -> [PatternNode] {
        let start = position
        guard let letter = peek(1) else { throw error("a backslash at the end", at: start) }
        if skip("\\Q") { return try parseQuoted() }
        if let contents = ClassContents(type: letter) {
            position += 2
            return [characters.node(of: contents, isNegated: false, ignoresCase: false)]
        }
        if let assertion = Self.assertion(letter) {
            position += 2
            return [.assertion(assertion, offset: start)]
        }
        switch letter {
        case UInt8(ascii: "K"):
            position += 2
            return [.construct(.keepOut, offset: start)]
        case UInt8(ascii: "C"):
            position += 2
            return [.construct(.singleByte, offset: start)]
        case UInt8(ascii: "N"):
            if peek(2) == UInt8(ascii: "{"), peek(3) == UInt8(ascii: "U") { break }
            position += 2
            return [anyCharacter(exceptNewline: true)]
        case UInt8(ascii: "R"):
            position += 2
            return [lineBreak]
        case UInt8(ascii: "X"):
            position += 2
            let scalar = PatternNode.character(
                first: .all,
                width: 1...(characters.isUnicode ? 4 : 1),
                isExact: false
            )
            return [.repetition(scalar, minimum: 1, maximum: nil, mode: .possessive)]
        case UInt8(ascii: "p"), UInt8(ascii: "P"):
            return [characters.node(of: try parseProperty(), isNegated: false, ignoresCase: false)]
        case UInt8(ascii: "k"):
            position += 2
            try skipName(at: start)
            return [.construct(.backReference, offset: start)]
        case UInt8(ascii: "g"):
            return [try parseG()]
        case UInt8(ascii: "1")...UInt8(ascii: "9"):
            if let node = parseNumberedReference() { return [node] }
        default: break
        }
        return [try literal(try parseEscapedCharacter(isInClass: false), at: start)]
    }

    private static func assertion(_ letter: UInt8) -> PatternNode.Assertion? {
        switch letter {
        case UInt8(ascii: "A"): .absoluteStart
        case UInt8(ascii: "G"): .searchStart
        case UInt8(ascii: "z"): .absoluteEnd
        case UInt8(ascii: "Z"): .absoluteEndOrNewline
        case UInt8(ascii: "b"): .wordBoundary
        case UInt8(ascii: "B"): .notWordBoundary
        default: nil
        }
    }

    /// `\R`: CR LF as a whole, or one character that ends a line.
    private var lineBreak: PatternNode {
        let single = ByteSet(0x0A...0x0D)
        let pair = PatternCharacters.exactly([0x0D, 0x0A])
        guard characters.isUnicode else {
            return .group(.atomic, .alternation([pair, .bytes(single.union(ByteSet(0x85...0x85)))]))
        }
        let others = [[0xC2, 0x85], [0xE2, 0x80, 0xA8], [0xE2, 0x80, 0xA9]].map(PatternCharacters.exactly)
        return .group(.atomic, .alternation([pair, .bytes(single)] + others))
    }

    /// The text up to `\E` or the end, character by character.
    private mutating func parseQuoted() throws(PatternSyntaxError) -> [PatternNode] {
        var nodes: [PatternNode] = []
        while peek() != nil, !skip("\\E") {
            let start = position
            nodes.append(try literal(try nextCharacter(), at: start))
        }
        return nodes
    }

    /// `\1`, or nil where the digits are an octal number: more than one digit, not beginning with 8 or 9, and not the
    /// number of an earlier group (pcre2pattern, "Non-printing characters").
    private mutating func parseNumberedReference() -> PatternNode? {
        let start = position
        var index = position + 1
        var number = 0
        while index < bytes.count, ByteSet.digits.contains(bytes[index]) {
            number = min(number * 10 + Int(bytes[index] - UInt8(ascii: "0")), 1 << 20)
            index += 1
        }
        guard number < 10 || bytes[position + 1] >= UInt8(ascii: "8") || number <= groupCount else { return nil }
        position = index
        return .construct(.backReference, offset: start)
    }

    /// `\g{1}`, `\g1`, `\g{-1}`, `\g{name}`: a back-reference; `\g<name>`, `\g'name'`: a subroutine call.
    private mutating func parseG() throws(PatternSyntaxError) -> PatternNode {
        let start = position
        position += 2
        switch peek() {
        case UInt8(ascii: "<"), UInt8(ascii: "'"):
            try skipName(at: start)
            return .construct(.recursion, offset: start)
        case UInt8(ascii: "{"):
            try skipName(at: start)
        default:
            if !skip("+") { _ = skip("-") }
            guard let digit = peek(), ByteSet.digits.contains(digit) else {
                throw error("\\g without a group", at: start)
            }
            while let digit = peek(), ByteSet.digits.contains(digit) { position += 1 }
        }
        return .construct(.backReference, offset: start)
    }

    /// A name or number between `<>`, `''` or `{}`.
    private mutating func skipName(at start: Int) throws(PatternSyntaxError) {
        let close: UInt8
        switch peek() {
        case UInt8(ascii: "<"): close = UInt8(ascii: ">")
        case UInt8(ascii: "'"): close = UInt8(ascii: "'")
        case UInt8(ascii: "{"): close = UInt8(ascii: "}")
        default: throw error("a group name is missing", at: start)
        }
        position += 1
        while let byte = peek(), byte != close { position += 1 }
        guard peek() != nil else { throw error("a group name without its end", at: start) }
        position += 1
    }

    /// `\p{…}`, `\P{…}`, `\pL` at the backslash. The extent of a property is not modelled.
    mutating func parseProperty() throws(PatternSyntaxError) -> ClassContents {
        let start = position
        position += 2
        if peek() == UInt8(ascii: "{") {
            while let byte = peek(), byte != UInt8(ascii: "}") { position += 1 }
        }
        guard peek() != nil else { throw error("a property without its name", at: start) }
        position += 1
        var contents = ClassContents()
        contents.isApproximate = true
        return contents
    }

    /// An escape that stands for one character: `\n`, `\x41`, `\.` and so on, at the backslash.
    mutating func parseEscapedCharacter(isInClass: Bool) throws(PatternSyntaxError) -> UInt32 {
        let start = position
        position += 1
        guard let letter = peek() else { throw error("a backslash at the end", at: start) }
        switch letter {
        case UInt8(ascii: "a"): return taking(0x07)
        case UInt8(ascii: "b") where isInClass: return taking(0x08)
        case UInt8(ascii: "e"): return taking(0x1B)
        case UInt8(ascii: "f"): return taking(0x0C)
        case UInt8(ascii: "n"): return taking(0x0A)
        case UInt8(ascii: "r"): return taking(0x0D)
        case UInt8(ascii: "t"): return taking(0x09)
        case UInt8(ascii: "0")...UInt8(ascii: "7"):
            return takeDigits(base: 8, atMost: 3)
        case UInt8(ascii: "o"):
            position += 1
            return try takeBracedNumber(base: 8, at: start)
        case UInt8(ascii: "x"):
            position += 1
            return peek() == UInt8(ascii: "{")
                ? try takeBracedNumber(base: 16, at: start) : takeDigits(base: 16, atMost: 2)
        case UInt8(ascii: "N"):
            position += 1
            guard skip("{U+"), characters.isUnicode else { throw error("\\N is not a character here", at: start) }
            position -= 1
            return try takeBracedNumber(base: 16, at: start)
        case UInt8(ascii: "c"):
            guard let control = peek(1), control >= 0x20, control < 0x7F else {
                throw error("\\c needs a printable character", at: start)
            }
            position += 2
            let upper = ByteSet.lowerCase.contains(control) ? control - 32 : control
            return UInt32(upper ^ 0x40)
        default:
            if ByteSet.letters.contains(letter) || (ByteSet.digits.contains(letter) && !isInClass) {
                throw error("an escape that PCRE2 does not know", at: start)
            }
            return try nextCharacter()
        }
    }

    private mutating func taking(_ value: UInt32) -> UInt32 {
        position += 1
        return value
    }

    private mutating func takeDigits(base: UInt32, atMost limit: Int) -> UInt32 {
        var value: UInt32 = 0
        var count = 0
        while count < limit, let byte = peek(), let digit = Self.digit(byte), digit < base {
            value = value * base + digit
            position += 1
            count += 1
        }
        return value
    }

    /// `{…}`; the byte at the position is taken for the opening brace that it must be.
    private mutating func takeBracedNumber(base: UInt32, at start: Int) throws(PatternSyntaxError) -> UInt32 {
        guard peek() == UInt8(ascii: "{") || peek() == UInt8(ascii: "+") else {
            throw error("a number in braces is missing", at: start)
        }
        position += 1
        var value: UInt32 = 0
        var count = 0
        while let byte = peek(), let digit = Self.digit(byte), digit < base {
            value = min(value * base + digit, 0x11_0000)
            position += 1
            count += 1
        }
        guard count > 0, skip("}") else { throw error("a number in braces is missing", at: start) }
        return value
    }

    private static func digit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a")) + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A")) + 10
        default: nil
        }
    }
}
