// Reads everything that begins with a parenthesis.

extension PatternParser {
    /// Reads a group at its opening parenthesis; no node for an option setting.
    mutating func parseGroup() throws(PatternSyntaxError) -> [PatternNode] {
        let start = position
        position += 1
        if peek() == UInt8(ascii: "*") { return [try parseVerb(at: start)] }
        guard skip("?") else {
            if flags.plainGroupsDoNotCapture { return [.group(.plain, try parseBody(at: start))] }
            return [try parseCapture(name: nil, at: start)]
        }
        if skip(":") { return [.group(.plain, try parseBody(at: start))] }
        if skip(">") { return [.group(.atomic, try parseBody(at: start))] }
        if skip("|") { return [.group(.plain, try parseBody(at: start, resetsGroupNumbers: true))] }
        if skip("=") || skip("*") { return [try parseLook(.ahead, isNegative: false, at: start)] }
        if skip("!") { return [try parseLook(.ahead, isNegative: true, at: start)] }
        if skip("<=") || skip("<*") { return [try parseLook(.behind, isNegative: false, at: start)] }
        if skip("<!") { return [try parseLook(.behind, isNegative: true, at: start)] }
        if skip("P<") || skip("<") {
            return [try parseCapture(name: try parseName(endingWith: UInt8(ascii: ">")), at: start)]
        }
        if skip("'") { return [try parseCapture(name: try parseName(endingWith: UInt8(ascii: "'")), at: start)] }
        if skip("P=") {
            _ = try parseName(endingWith: UInt8(ascii: ")"))
            return [.construct(.backReference, offset: start)]
        }
        if skip("P>") || skip("&") {
            _ = try parseName(endingWith: UInt8(ascii: ")"))
            return [.construct(.recursion, offset: start)]
        }
        if skip("(") { return [try parseConditional(at: start)] }
        if skip("C") { return [try parseCallout(at: start)] }
        if isAtRecursion() {
            while let byte = peek(), byte != UInt8(ascii: ")") { position += 1 }
            try close(at: start)
            return [.construct(.recursion, offset: start)]
        }
        return try parseOptions(at: start)
    }

    /// The body and the closing parenthesis. Options that are set inside end with the group.
    private mutating func parseBody(
        at start: Int,
        resetsGroupNumbers: Bool = false
    ) throws(PatternSyntaxError) -> PatternNode {
        let outer = flags
        let node = try parseAlternatives(resetsGroupNumbers: resetsGroupNumbers)
        try close(at: start)
        flags = outer
        return node
    }

    private mutating func close(at start: Int) throws(PatternSyntaxError) {
        guard skip(")") else { throw error("a group without its closing parenthesis", at: start) }
    }

    private mutating func parseCapture(name: String?, at start: Int) throws(PatternSyntaxError) -> PatternNode {
        groupCount += 1
        let number = groupCount
        return .group(.capture(number: number, name: name), try parseBody(at: start))
    }

    private mutating func parseLook(
        _ direction: PatternNode.Look.Direction,
        isNegative: Bool,
        at start: Int
    ) throws(PatternSyntaxError) -> PatternNode {
        let look = PatternNode.Look(direction: direction, isNegative: isNegative, offset: start)
        return .look(look, try parseBody(at: start))
    }

    /// A group's name and the byte that ends it.
    private mutating func parseName(endingWith end: UInt8) throws(PatternSyntaxError) -> String {
        let start = position
        while let byte = peek(), ByteSet.wordCharacters.contains(byte) || byte >= 0x80 { position += 1 }
        guard position > start, peek() == end else { throw error("a group name is missing or not closed", at: start) }
        position += 1
        return String(decoding: bytes[start..<(position - 1)], as: UTF8.self)
    }

    private func isAtRecursion() -> Bool {
        guard let byte = peek() else { return false }
        if byte == UInt8(ascii: "R") || ByteSet.digits.contains(byte) { return true }
        guard byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-"), let next = peek(1) else { return false }
        return ByteSet.digits.contains(next)
    }

    /// `(?i)`, `(?i:…)`, `(?^)`, after the question mark. A setting holds until the group around it ends, in later
    /// alternatives too.
    private mutating func parseOptions(at start: Int) throws(PatternSyntaxError) -> [PatternNode] {
        let outer = flags
        var value = true
        if skip("^") {
            flags = Flags()
        }
        while let byte = peek(), byte != UInt8(ascii: ")"), byte != UInt8(ascii: ":") {
            position += 1
            switch byte {
            case UInt8(ascii: "-"): value = false
            case UInt8(ascii: "i"): flags.ignoresCase = value
            case UInt8(ascii: "m"): flags.isMultiline = value
            case UInt8(ascii: "n"): flags.plainGroupsDoNotCapture = value
            case UInt8(ascii: "s"): flags.dotMatchesNewline = value
            case UInt8(ascii: "x"):
                flags.isExtended = value
                flags.isExtendedInClasses = value && skip("x")
                if !value { _ = skip("x") }
            // Duplicate names and laziness by default; neither changes which texts can match.
            case UInt8(ascii: "J"), UInt8(ascii: "U"): break
            // Restrictions to ASCII: what can match becomes less, which the tree may leave out.
            case UInt8(ascii: "a"):
                for letter in "DSWPT".utf8 where peek() == letter {
                    position += 1
                    break
                }
            case UInt8(ascii: "r"): break
            default: throw error("what follows (? is not known", at: start)
            }
        }
        if skip(")") { return [] }
        guard skip(":") else { throw error("options without their closing parenthesis", at: start) }
        let node = try parseAlternatives(resetsGroupNumbers: false)
        try close(at: start)
        flags = outer
        return [.group(.plain, node)]
    }

    /// `(*VERB)`, `(*VERB:name)`, and the spelt-out forms of looks and atomic groups, at the asterisk.
    private mutating func parseVerb(at start: Int) throws(PatternSyntaxError) -> PatternNode {
        position += 1
        let nameStart = position
        while let byte = peek(), ByteSet.wordCharacters.contains(byte) { position += 1 }
        let name = String(decoding: bytes[nameStart..<position], as: UTF8.self)
        if let first = name.utf8.first, ByteSet.lowerCase.contains(first), skip(":") {
            switch name {
            case "pla", "positive_lookahead", "napla", "non_atomic_positive_lookahead":
                return try parseLook(.ahead, isNegative: false, at: start)
            case "nla", "negative_lookahead": return try parseLook(.ahead, isNegative: true, at: start)
            case "plb", "positive_lookbehind", "naplb", "non_atomic_positive_lookbehind":
                return try parseLook(.behind, isNegative: false, at: start)
            case "nlb", "negative_lookbehind": return try parseLook(.behind, isNegative: true, at: start)
            case "atomic": return .group(.atomic, try parseBody(at: start))
            // A script run only refuses some of what its body matches.
            case "sr", "script_run", "asr", "atomic_script_run":
                return .sequence([.construct(.verb, offset: start), .group(.plain, try parseBody(at: start))])
            default: throw error("a verb that PCRE2 does not know", at: start)
            }
        }
        while let byte = peek(), byte != UInt8(ascii: ")") { position += 1 }
        try close(at: start)
        return .construct(.verb, offset: start)
    }

    /// `(?C)`, `(?C1)`, `(?C"text")`, after the `C`. A closing mark inside the text is doubled.
    private mutating func parseCallout(at start: Int) throws(PatternSyntaxError) -> PatternNode {
        if let open = peek(), ByteSet("`'\"^%#${").contains(open) {
            let mark = open == UInt8(ascii: "{") ? UInt8(ascii: "}") : open
            position += 1
            while let byte = peek() {
                position += 1
                guard byte == mark else { continue }
                if peek() == mark { position += 1 } else { break }
            }
        } else {
            while let byte = peek(), ByteSet.digits.contains(byte) { position += 1 }
        }
        try close(at: start)
        return .construct(.callout, offset: start)
    }

    /// `(?(condition)yes|no)`, after the second parenthesis. Which branch is taken is not modelled.
    private mutating func parseConditional(at start: Int) throws(PatternSyntaxError) -> PatternNode {
        let marker = PatternNode.construct(.conditional, offset: start)
        var condition: [PatternNode] = []
        var isDefinition = false
        if peek() == UInt8(ascii: "?") || peek() == UInt8(ascii: "*") {
            position -= 1
            condition = try parseGroup()
        } else {
            isDefinition = skip("DEFINE)")
            if !isDefinition {
                while let byte = peek(), byte != UInt8(ascii: ")") { position += 1 }
                try close(at: start)
            }
        }
        let outer = flags
        let body = try parseAlternatives(resetsGroupNumbers: false)
        try close(at: start)
        flags = outer
        if isDefinition {
            return .sequence([marker, .repetition(.group(.plain, body), minimum: 0, maximum: 0, mode: .greedy)])
        }
        var branches = [body]
        if case .alternation(let nodes) = body { branches = nodes }
        guard branches.count <= 2 else { throw error("a conditional group with more than two branches", at: start) }
        let yes = PatternNode.sequence(condition + [branches[0]])
        let no = branches.count == 2 ? branches[1] : PatternNode.empty
        return .sequence([marker, .alternation([yes, no])])
    }
}
