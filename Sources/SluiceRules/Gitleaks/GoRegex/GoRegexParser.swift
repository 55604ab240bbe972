// Reads a Go regular expression.

/// Reads the syntax that Go's package regexp takes (https://pkg.go.dev/regexp/syntax, with the flags of `Compile`: Perl
/// classes, Unicode groups, one-line mode) into a tree.
package struct GoRegexParser {
    /// Which characters stand for each other where case is ignored.
    package enum Folding: Hashable, Sendable {
        /// As in Go: also the Kelvin sign for k, and the long s for s.
        case unicode
        /// ASCII letters stand for each other alone; other letters as in Go.
        case ascii
    }

    /// The highest count of a repetition, and of nested ones together.
    package static let maximumRepeat = 1000
    /// How deep groups may nest.
    package static let maximumDepth = 250

    package let runes: [UInt32]
    /// The byte offset of each rune.
    private let offsets: [Int]
    package let folding: Folding
    package var position = 0
    package var flags = Flags()
    private var groupCount = 0
    private var depth = 0

    /// What `(?imsU)` switches.
    package struct Flags {
        var ignoresCase = false
        var isMultiline = false
        var dotMatchesNewline = false
        var isSwapped = false
    }

    private init(_ text: String, folding: Folding) {
        runes = text.unicodeScalars.map(\.value)
        var offset = 0
        var offsets: [Int] = []
        for scalar in text.unicodeScalars {
            offsets.append(offset)
            offset += UTF8.width(scalar)
        }
        self.offsets = offsets + [offset]
        self.folding = folding
    }

    /// Reads an expression; the tree, and how many groups capture.
    package static func parse(
        _ text: String,
        folding: Folding
    ) throws(GoRegexError) -> (node: GoRegexNode, groupCount: Int) {
        var parser = GoRegexParser(text, folding: folding)
        let node = try parser.alternatives()
        guard parser.position == parser.runes.count else { throw parser.error("unexpected )", at: parser.position) }
        return (node, parser.groupCount)
    }

    /// Reads up to the closing parenthesis of the group, or the end, and consumes neither.
    private mutating func alternatives() throws(GoRegexError) -> GoRegexNode {
        var all: [GoRegexNode] = []
        var items: [GoRegexNode] = []
        while let rune = peek(), rune != ")" {
            if rune == "|" {
                position += 1
                all.append(Self.joined(items))
                items = []
            } else {
                try item(into: &items)
            }
        }
        if all.isEmpty { return Self.joined(items) }
        all.append(Self.joined(items))
        // Classes side by side, as in `(?:.|\n)`, are one class.
        var union = RuneSet()
        for node in all {
            guard case .runes(let set) = node else { return .alternation(all) }
            union = union.union(set)
        }
        return .runes(union)
    }

    private static func joined(_ items: [GoRegexNode]) -> GoRegexNode {
        items.count == 1 ? items[0] : .sequence(items)
    }

    private mutating func item(into items: inout [GoRegexNode]) throws(GoRegexError) {
        let start = position
        if skip("\\Q") {
            while peek() != nil, !skip("\\E") { items.append(literal(take())) }
        } else if let quantifier = try quantifier() {
            guard let last = items.popLast() else {
                throw error("missing argument to repetition operator: `\(text(from: start))`", at: start)
            }
            let node = GoRegexNode.repetition(
                last,
                minimum: quantifier.minimum,
                maximum: quantifier.maximum,
                isLazy: quantifier.isLazy
            )
            guard node.repeatCount <= Self.maximumRepeat else {
                throw error("invalid repeat count: `\(text(from: start))`", at: start)
            }
            items.append(node)
            let next = position
            if try self.quantifier() != nil {
                throw error("invalid nested repetition operator: `\(text(from: start))`", at: next)
            }
        } else if let atom = try atom() {
            items.append(atom)
        }
    }

    /// Reads one item; nil where it only sets flags.
    private mutating func atom() throws(GoRegexError) -> GoRegexNode? {
        let start = position
        switch peek() {
        case "(": return try group()
        case "[": return .runes(try characterClass())
        case "\\": return try escape()
        case ".":
            position += 1
            return .runes(flags.dotMatchesNewline ? .all : RuneSet(0x0A).inverted)
        case "^":
            position += 1
            return .assertion(flags.isMultiline ? .lineStart : .textStart)
        case "$":
            position += 1
            return .assertion(flags.isMultiline ? .lineEnd : .textEnd)
        case nil: throw error("unexpected end", at: start)
        default: return literal(take())
        }
    }

    package func literal(_ rune: UInt32) -> GoRegexNode {
        let set = RuneSet(rune)
        return .runes(flags.ignoresCase ? folded(set) : set)
    }

    private mutating func group() throws(GoRegexError) -> GoRegexNode? {
        let start = position
        guard depth < Self.maximumDepth else { throw error("expression nests too deeply", at: start) }
        depth += 1
        defer { depth -= 1 }
        let outer = flags
        position += 1
        var number: Int?
        if skip("?P<") || (peek() == "?" && peek(1) == "<" && skip("?<")) {
            try groupName(start: start)
            groupCount += 1
            number = groupCount
        } else if skip("?") {
            // Flags alone hold until the end of the group around them.
            if try flagsAlone(start: start) { return nil }
        } else {
            groupCount += 1
            number = groupCount
        }
        let body = try alternatives()
        guard skip(")") else { throw error("missing closing ): `\(text(from: start))`", at: start) }
        flags = outer
        return number.map { .capture(number: $0, body) } ?? body
    }

    private mutating func groupName(start: Int) throws(GoRegexError) {
        var name = ""
        while let rune = peek(), rune != ">" {
            name.unicodeScalars.append(rune)
            position += 1
        }
        let isWord = name.unicodeScalars.allSatisfy {
            $0 == "_" || ("0"..."9").contains($0) || ("a"..."z").contains($0) || ("A"..."Z").contains($0)
        }
        guard skip(">"), !name.isEmpty, isWord else {
            throw error("invalid named capture: `\(text(from: start))`", at: start)
        }
    }

    /// Reads `i-s)` or `i-s:`; true for the former.
    private mutating func flagsAlone(start: Int) throws(GoRegexError) -> Bool {
        var isOn = true
        var sawFlag = false
        read: while let rune = peek() {
            position += 1
            switch rune {
            case "i": flags.ignoresCase = isOn
            case "m": flags.isMultiline = isOn
            case "s": flags.dotMatchesNewline = isOn
            case "U": flags.isSwapped = isOn
            case "-" where isOn:
                isOn = false
                sawFlag = false
                continue
            case ")" where isOn || sawFlag: return true
            case ":" where isOn || sawFlag: return false
            default: break read
            }
            sawFlag = true
        }
        throw error("invalid or unsupported Perl syntax: `\(text(from: start))`", at: start)
    }

    private mutating func quantifier() throws(GoRegexError) -> (minimum: Int, maximum: Int?, isLazy: Bool)? {
        let start = position
        var bounds: (minimum: Int, maximum: Int?)
        switch peek() {
        case "*":
            position += 1
            bounds = (0, nil)
        case "+":
            position += 1
            bounds = (1, nil)
        case "?":
            position += 1
            bounds = (0, 1)
        case "{":
            guard let counts = counts() else { return nil }
            bounds = counts
        default: return nil
        }
        if bounds.minimum > Self.maximumRepeat || bounds.maximum ?? 0 > Self.maximumRepeat
            || bounds.maximum.map({ $0 < bounds.minimum }) ?? false
        {
            throw error("invalid repeat count: `\(text(from: start))`", at: start)
        }
        let isLazy = skip("?")
        return (bounds.minimum, bounds.maximum, isLazy != flags.isSwapped)
    }

    /// `{n}`, `{n,}`, `{n,m}`; nil, and nothing is consumed, where the brace is a character like others.
    private mutating func counts() -> (minimum: Int, maximum: Int?)? {
        let start = position
        position += 1
        if let minimum = count() {
            if skip("}") { return (minimum, minimum) }
            if skip(",") {
                if skip("}") { return (minimum, nil) }
                if let maximum = count(), skip("}") { return (minimum, maximum) }
            }
        }
        position = start
        return nil
    }

    private mutating func count() -> Int? {
        let start = position
        var value = 0
        while let rune = peek(), ("0"..."9").contains(rune) {
            value = min(value * 10 + Int(rune.value - 48), 100_000_000)
            position += 1
        }
        let length = position - start
        return length == 0 || (length > 1 && runes[start] == 48) ? nil : value
    }
}

extension GoRegexParser {
    package func peek(_ distance: Int = 0) -> Unicode.Scalar? {
        position + distance < runes.count ? Unicode.Scalar(runes[position + distance]) : nil
    }

    /// Consumes the next character, of which there is one.
    package mutating func take() -> UInt32 {
        defer { position += 1 }
        return position < runes.count ? runes[position] : RuneSet.replacement
    }

    /// Consumes `text` if it comes next.
    package mutating func skip(_ text: StaticString) -> Bool {
        let wanted = text.description.unicodeScalars.map(\.value)
        guard position + wanted.count <= runes.count, Array(runes[position..<position + wanted.count]) == wanted else {
            return false
        }
        position += wanted.count
        return true
    }

    package func text(from start: Int) -> String {
        var text = ""
        for rune in runes[start..<max(start, min(position, start + 40))] {
            if let scalar = Unicode.Scalar(rune) { text.unicodeScalars.append(scalar) }
        }
        return text
    }

    package func error(_ reason: String, at place: Int) -> GoRegexError {
        GoRegexError(offset: offset(of: place), reason: reason)
    }

    private func offset(of place: Int) -> Int {
        offsets[min(place, offsets.count - 1)]
    }

    /// The set with all that stands for its members where case is ignored.
    package func folded(_ set: RuneSet) -> RuneSet {
        let ascii = set.intersection(.ascii).asciiFolded
        let other = set.intersection(.other)
        var result = ascii
        if folding == .unicode {
            if ascii.contains(0x6B) { result = result.union(RuneSet(0x212A)) }
            if ascii.contains(0x73) { result = result.union(RuneSet(0x17F)) }
        }
        if other == .other { return result.union(.other).union(RuneSet(ascii: "kKsS")) }
        return other.isEmpty ? result : result.union(UnicodeClass.folded(other))
    }
}
