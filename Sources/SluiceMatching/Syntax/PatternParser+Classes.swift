// Reads character classes in brackets.

extension PatternParser {
    /// Reads a class at its opening bracket.
    mutating func parseClass() throws(PatternSyntaxError) -> PatternNode {
        let start = position
        // The two names that PCRE2 takes over from BSD for the start and the end of a word.
        if skip("[[:<:]]") { return wordEdge(.ahead, at: start) }
        if skip("[[:>:]]") { return wordEdge(.behind, at: start) }
        position += 1
        skipIgnoredInClass()
        let isNegated = skip("^")
        var contents = ClassContents()
        var isFirst = true
        var isQuoted = false
        while true {
            if !isQuoted {
                skipIgnoredInClass()
                guard let byte = peek() else { throw error("a class without its closing bracket", at: start) }
                if byte == UInt8(ascii: "]"), !isFirst {
                    position += 1
                    break
                }
                isFirst = false
                isQuoted = skip("\\Q")
            }
            if isQuoted {
                isQuoted = try addQuoted(to: &contents)
                continue
            }
            switch try parseClassMember() {
            case .contents(let more): contents.formUnion(more)
            case .character(let first): isQuoted = try addRange(from: first, to: &contents)
            }
        }
        return characters.node(of: contents, isNegated: isNegated, ignoresCase: flags.ignoresCase)
    }

    private enum ClassMember {
        case character(UInt32)
        case contents(ClassContents)
    }

    /// One character, escape or POSIX name.
    private mutating func parseClassMember() throws(PatternSyntaxError) -> ClassMember {
        let start = position
        guard let byte = peek() else { throw error("a class without its closing bracket", at: start) }
        if byte == UInt8(ascii: "["), let contents = try parsePOSIXName() { return .contents(contents) }
        guard byte == UInt8(ascii: "\\") else { return .character(try nextCharacter()) }
        guard let letter = peek(1) else { throw error("a backslash at the end", at: start) }
        if let contents = ClassContents(type: letter) {
            position += 2
            return .contents(contents)
        }
        if letter == UInt8(ascii: "p") || letter == UInt8(ascii: "P") { return .contents(try parseProperty()) }
        return .character(try parseEscapedCharacter(isInClass: true))
    }

    /// Adds `first`, or the range that it begins; whether that left the parser inside quoted text.
    private mutating func addRange(
        from first: UInt32,
        to contents: inout ClassContents
    ) throws(PatternSyntaxError) -> Bool {
        skipIgnoredInClass()
        let hyphen = position
        guard skip("-") else {
            insert(first, into: &contents)
            return false
        }
        skipIgnoredInClass()
        if peek() == UInt8(ascii: "]") {
            // The hyphen is the last character and stands for itself; the caller reads it.
            position = hyphen
            insert(first, into: &contents)
            return false
        }
        if skip("\\Q") {
            try insertRange(first, try nextCharacter(), at: hyphen, into: &contents)
            return true
        }
        switch try parseClassMember() {
        case .character(let last):
            try insertRange(first, last, at: hyphen, into: &contents)
        case .contents(let more):
            insert(first, into: &contents)
            insert(UInt32(UInt8(ascii: "-")), into: &contents)
            contents.formUnion(more)
        }
        return false
    }

    /// Adds the characters up to `\E`, the last of which may begin a range; whether that left the parser inside quoted
    /// text again.
    private mutating func addQuoted(to contents: inout ClassContents) throws(PatternSyntaxError) -> Bool {
        var last: UInt32?
        while peek() != nil, !skip("\\E") {
            if let last { insert(last, into: &contents) }
            last = try nextCharacter()
        }
        guard let last else { return false }
        return try addRange(from: last, to: &contents)
    }

    private func insert(_ value: UInt32, into contents: inout ClassContents) {
        if let byte = UInt8(exactly: value), byte < 0x80 || !characters.isUnicode {
            contents.set.insert(byte)
        } else {
            contents.holdsOther = true
        }
    }

    private func insertRange(
        _ first: UInt32,
        _ last: UInt32,
        at offset: Int,
        into contents: inout ClassContents
    ) throws(PatternSyntaxError) {
        guard first <= last else { throw error("a range out of order", at: offset) }
        let limit: UInt32 = characters.isUnicode ? 0x7F : 0xFF
        if last > limit { contents.holdsOther = true }
        if let low = UInt8(exactly: first), let high = UInt8(exactly: min(last, limit)), low <= high {
            contents.set = contents.set.union(ByteSet(low...high))
        }
    }

    /// `[:alpha:]`, `[:^alpha:]`; nil where the bracket is a plain character.
    private mutating func parsePOSIXName() throws(PatternSyntaxError) -> ClassContents? {
        guard let mark = peek(1), mark == UInt8(ascii: ":") || mark == UInt8(ascii: ".") || mark == UInt8(ascii: "=")
        else { return nil }
        let start = position
        var index = position + 2
        // A backslash or a bracket before the closing mark means that no name was meant.
        while index < bytes.count, bytes[index] != mark {
            if bytes[index] == UInt8(ascii: "]") || bytes[index] == UInt8(ascii: "\\")
                || bytes[index] == UInt8(ascii: "[")
            {
                return nil
            }
            index += 1
        }
        guard index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "]") else { return nil }
        var name = bytes[(position + 2)..<index]
        let isNegated = name.first == UInt8(ascii: "^")
        if isNegated { name.removeFirst() }
        guard
            mark == UInt8(ascii: ":"),
            let contents = ClassContents(posixName: String(decoding: name, as: UTF8.self), isNegated: isNegated)
        else { throw error("a POSIX class that PCRE2 does not know", at: start) }
        position = index + 2
        return contents
    }

    /// `\E` and `\Q\E`, and in doubly extended mode spaces and tabs, mean nothing inside a class.
    private mutating func skipIgnoredInClass() {
        while let byte = peek() {
            if flags.isExtendedInClasses, byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") {
                position += 1
            } else if !skip("\\E"), !skip("\\Q\\E") {
                return
            }
        }
    }

    private func wordEdge(_ direction: PatternNode.Look.Direction, at offset: Int) -> PatternNode {
        let word = characters.node(
            of: ClassContents(type: UInt8(ascii: "w")) ?? ClassContents(),
            isNegated: false,
            ignoresCase: false
        )
        let look = PatternNode.Look(direction: direction, isNegative: false, offset: offset)
        return .sequence([.assertion(.wordBoundary, offset: offset), .look(look, word)])
    }
}
