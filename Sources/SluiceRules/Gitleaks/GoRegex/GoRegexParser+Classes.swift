// Reads character classes and escapes of a Go regular expression.

extension GoRegexParser {
    /// Reads an escape outside brackets.
    package mutating func escape() throws(GoRegexError) -> GoRegexNode {
        let start = position
        switch peek(1) {
        case "A":
            position += 2
            return .assertion(.textStart)
        case "z":
            position += 2
            return .assertion(.textEnd)
        case "b":
            position += 2
            return .assertion(.wordBoundary)
        case "B":
            position += 2
            return .assertion(.notWordBoundary)
        case "C": throw error("invalid escape sequence: `\\C`", at: start)
        default:
            if let set = try namedClass() { return .runes(set) }
            return literal(try escapedRune())
        }
    }

    /// `\d`, `\pL`, `\P{Greek}` and the like; nil, and nothing is consumed, for other escapes.
    private mutating func namedClass() throws(GoRegexError) -> RuneSet? {
        let start = position
        guard peek() == "\\", let letter = peek(1) else { return nil }
        if let (set, isNegated) = Self.perlClass(letter) {
            position += 2
            let all = flags.ignoresCase ? folded(set) : set
            return isNegated ? all.inverted : all
        }
        guard letter == "p" || letter == "P" else { return nil }
        position += 2
        var isNegated = letter == "P"
        var name = ""
        if skip("{") {
            while let rune = peek(), rune != "}" {
                name.unicodeScalars.append(rune)
                position += 1
            }
            guard skip("}") else { throw error("invalid character class range: `\(text(from: start))`", at: start) }
        } else if let rune = peek() {
            name.unicodeScalars.append(rune)
            position += 1
        }
        if name.hasPrefix("^") {
            isNegated.toggle()
            name.removeFirst()
        }
        guard let set = UnicodeClass.named(name) else {
            throw error("invalid character class range: `\(text(from: start))`", at: start)
        }
        let all = flags.ignoresCase && name != "Any" ? folded(set) : set
        return isNegated ? all.inverted : all
    }

    /// `\d`, `\s`, `\w` and their opposites. White space is tab, LF, FF, CR and space: not the vertical tab.
    private static func perlClass(_ letter: Unicode.Scalar) -> (RuneSet, isNegated: Bool)? {
        switch letter {
        case "d": (RuneSet(0x30...0x39), false)
        case "D": (RuneSet(0x30...0x39), true)
        case "s": (RuneSet(ascii: "\t\n\u{C}\r "), false)
        case "S": (RuneSet(ascii: "\t\n\u{C}\r "), true)
        case "w": (RuneSet(ranges: [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A]), false)
        case "W": (RuneSet(ranges: [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A]), true)
        default: nil
        }
    }

    /// An escape that stands for one character.
    private mutating func escapedRune() throws(GoRegexError) -> UInt32 {
        let start = position
        position += 1
        guard let letter = peek() else { throw error("trailing backslash at end of expression", at: start) }
        position += 1
        switch letter {
        case "a": return 0x07
        case "f": return 0x0C
        case "n": return 0x0A
        case "r": return 0x0D
        case "t": return 0x09
        case "v": return 0x0B
        case "x":
            if let value = hexadecimal() { return value }
        case "0"..."7":
            // One digit alone, but for zero, would be a back-reference, which Go does not have.
            let isOctal = letter == "0" || peek().map { ("0"..."7").contains($0) } ?? false
            guard isOctal else { break }
            var value = letter.value - 48
            for _ in 0..<2 {
                guard let digit = peek(), ("0"..."7").contains(digit) else { break }
                value = value * 8 + digit.value - 48
                position += 1
            }
            return value
        default:
            let isWord =
                letter.properties.isASCIIHexDigit || ("A"..."Z").contains(letter) || ("a"..."z").contains(letter)
            if letter.isASCII, !isWord, !("0"..."9").contains(letter) { return letter.value }
        }
        throw error("invalid escape sequence: `\(text(from: start))`", at: start)
    }

    /// What follows `\x`: two digits, or any number in braces.
    private mutating func hexadecimal() -> UInt32? {
        func value(_ scalar: Unicode.Scalar) -> UInt32? {
            scalar.isASCII ? Character(scalar).hexDigitValue.map(UInt32.init) : nil
        }
        if skip("{") {
            var result: UInt32 = 0
            var count = 0
            while let digit = peek(), let more = value(digit) {
                result = result * 16 + more
                guard result <= RuneSet.maximum else { return nil }
                count += 1
                position += 1
            }
            return count > 0 && skip("}") ? result : nil
        }
        guard let high = peek().flatMap(value), let low = peek(1).flatMap(value) else { return nil }
        position += 2
        return high * 16 + low
    }

    /// Reads a class at its opening bracket.
    package mutating func characterClass() throws(GoRegexError) -> RuneSet {
        let start = position
        position += 1
        let isNegated = skip("^")
        var set = RuneSet()
        var isFirst = true
        while true {
            guard let rune = peek() else { throw error("missing closing ]: `\(text(from: start))`", at: start) }
            if rune == "]", !isFirst {
                position += 1
                break
            }
            isFirst = false
            if let more = try posixClass() {
                set = set.union(more)
            } else if let more = try namedClass() {
                set = set.union(more)
            } else {
                set = set.union(try range())
            }
        }
        return isNegated ? set.inverted : set
    }

    /// `a` or `a-z`.
    private mutating func range() throws(GoRegexError) -> RuneSet {
        let start = position
        let first = try classRune()
        var last = first
        if peek() == "-", let next = peek(1), next != "]" {
            position += 1
            last = try classRune()
            guard first <= last else {
                throw error("invalid character class range: `\(text(from: start))`", at: start)
            }
        }
        let set = RuneSet(first...last)
        return flags.ignoresCase ? folded(set) : set
    }

    private mutating func classRune() throws(GoRegexError) -> UInt32 {
        guard let rune = peek() else { throw error("missing closing ]", at: position) }
        return rune == "\\" ? try escapedRune() : take()
    }

    /// `[:alpha:]`, `[:^alpha:]`; nil where the bracket is a plain character.
    private mutating func posixClass() throws(GoRegexError) -> RuneSet? {
        let start = position
        guard skip("[:") else { return nil }
        let isNegated = skip("^")
        var name = ""
        while let rune = peek(), rune != ":" {
            name.unicodeScalars.append(rune)
            position += 1
        }
        guard skip(":]") else {
            // Without its end it is a bracket and a colon.
            position = start
            return nil
        }
        guard let set = Self.posixSet(name) else {
            throw error("invalid character class range: `\(text(from: start))`", at: start)
        }
        let all = flags.ignoresCase ? folded(set) : set
        return isNegated ? all.inverted : all
    }

    private static func posixSet(_ name: String) -> RuneSet? {
        switch name {
        case "alnum": RuneSet(ranges: [0x30...0x39, 0x41...0x5A, 0x61...0x7A])
        case "alpha": RuneSet(ranges: [0x41...0x5A, 0x61...0x7A])
        case "ascii": .ascii
        case "blank": RuneSet(ascii: "\t ")
        case "cntrl": RuneSet(ranges: [0...0x1F, 0x7F...0x7F])
        case "digit": RuneSet(0x30...0x39)
        case "graph": RuneSet(0x21...0x7E)
        case "lower": RuneSet(0x61...0x7A)
        case "print": RuneSet(0x20...0x7E)
        case "punct": RuneSet(ranges: [0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E])
        case "space": RuneSet(ranges: [0x09...0x0D, 0x20...0x20])
        case "upper": RuneSet(0x41...0x5A)
        case "word": RuneSet(ranges: [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
        case "xdigit": RuneSet(ranges: [0x30...0x39, 0x41...0x46, 0x61...0x66])
        default: nil
        }
    }
}
