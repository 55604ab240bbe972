// Values in lists and maps whose name says that they are secret.

extension AssignmentMatcher {
    /// The list or map of values that begins at `start` behind a name, if one does: `[…]`, `{…}`, `(…)`, a call that does
    /// nothing but make one, or lines below a name in YAML.
    func container(
        at start: Int,
        after name: Name,
        link: FieldGrammar.Link,
        in window: borrowing ByteWindow,
        hold: inout Int
    ) throws(AwaitsBytes) -> ContainerPlace? {
        // An object called `token` tells about one.
        guard link == .equals || link == .colon, name.kind != .bareKey, let first = try window.peek(start),
            isPlural(name, in: window) ? Self.containerStarts.contains(first) : first == UInt8(ascii: "["),
            AssignedName.standing(name.range, word: name.word, in: window) == .secret
        else { return nil }
        if link == .colon, let opening = try typedOpening(at: start, in: window) {
            return brackets(at: opening, of: name, in: window)
        }
        switch first {
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "#"):
            guard link == .colon else { return nil }
            // No value begins before the next line.
            hold = .max
            let lines = try lines(behind: start, below: name, in: window)
            hold = start
            return lines
        case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "("):
            let opening = try window.peeks(Self.slice, at: start) ? start + Self.slice.count - 1 : start
            return brackets(at: opening, of: name, in: window)
        default:
            for maker in Self.makers where try window.peeks(maker, at: start) {
                return brackets(at: start + maker.count - 1, of: name, in: window)
            }
            return nil
        }
    }

    /// The list or map in a bracket behind a name; nil for a list behind `password`, which says what one must be like.
    private func brackets(at opening: Int, of name: Name, in window: borrowing ByteWindow) -> ContainerPlace? {
        guard name.kind != .password || isPlural(name, in: window) else { return nil }
        return brackets(at: opening, kind: name.kind, in: window)
    }

    /// The bracket behind a type and `=`: `tokens: string[] = [`.
    private func typedOpening(at start: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Int? {
        let sign = try window.peekRunEnd(of: Self.listTypes, from: start, limit: start + Self.maximumAnnotation)
        guard sign > start, try window.peek(sign) == UInt8(ascii: "="), isType(start..<sign, in: window) else {
            return nil
        }
        let opening = try window.peekRunEnd(of: Self.blanks, from: sign + 1, limit: sign + 1 + Self.maximumBlanks)
        return try window.peeks(Self.openingBrackets, at: opening) ? opening : nil
    }

    /// Whether a text is one type: commas stand in its brackets alone.
    private func isType(_ range: Range<Int>, in window: borrowing ByteWindow) -> Bool {
        var depth = 0
        for offset in range {
            switch window[offset] {
            case UInt8(ascii: "["), UInt8(ascii: "<"): depth += 1
            case UInt8(ascii: "]"), UInt8(ascii: ">"): depth -= 1
            case UInt8(ascii: ","), UInt8(ascii: ";"): if depth == 0 { return false }
            default: break
            }
        }
        return depth == 0
    }

    /// Whether a name is that of several secrets.
    private func isPlural(_ name: Name, in window: borrowing ByteWindow) -> Bool {
        let last = name.range.upperBound - 1
        guard window[last].asciiLowercased == UInt8(ascii: "s") else { return false }
        return name.word.upperBound <= last || name.word.count == Self.credentials
    }

    /// The block whose label is a name: `variable "db_password" {`.
    func labelledBlock(after name: Name, in window: borrowing ByteWindow) throws(AwaitsBytes) -> ContainerPlace? {
        guard window.byte(before: name.range.lowerBound) == UInt8(ascii: "\""),
            AssignedName.standing(name.range, word: name.word, in: window) != .harmless,
            try window.peek(name.range.upperBound) == UInt8(ascii: "\"")
        else { return nil }
        let quote = name.range.lowerBound - 1
        let wordEnd = window.runStart(of: Self.blanks, before: quote, limit: quote - Self.maximumBlanks)
        let keyword = wordEnd - Self.variable.count
        guard window.hasPrefix(Self.variable, at: keyword) else { return nil }
        let start = name.range.upperBound + 1
        let opening = try window.peekRunEnd(of: Self.blanks, from: start, limit: start + Self.maximumBlanks)
        guard opening > start, try window.peek(opening) == UInt8(ascii: "{") else { return nil }
        let line = window.runStart(of: Self.space, before: keyword, limit: keyword - Self.deepestIndentation)
        return ContainerPlace(
            position: opening + 1,
            layout: .block(of: name.kind, indentation: keyword - line, lineCount: 0)
        )
    }

    func brackets(
        at opening: Int,
        kind: AssignedValue.Kind,
        in window: borrowing ByteWindow
    ) -> ContainerPlace {
        ContainerPlace(
            position: opening + 1,
            layout: .brackets(OpenBrackets(behind: window[opening]), of: kind)
        )
    }

    /// The settings below a heading: `[secrets]`, `[app.api_keys]`.
    func section(under name: Name, in window: borrowing ByteWindow) throws(AwaitsBytes) -> ContainerPlace? {
        guard isPlural(name, in: window), try window.peek(name.range.upperBound) == UInt8(ascii: "]") else {
            return nil
        }
        let limit = name.range.lowerBound - Self.longestHeading
        let path = window.runStart(of: Self.elementName, before: name.range.lowerBound, limit: limit)
        guard window.byte(before: path) == UInt8(ascii: "["), startsLine(path - 1, in: window) else { return nil }
        let start = name.range.upperBound + 1
        let end = try window.peekRunEnd(of: Self.lineBlanks, from: start, limit: start + Self.maximumBlanks)
        guard try window.peek(end) == UInt8(ascii: "\n") else { return nil }
        return ContainerPlace(position: end + 1, layout: .section(of: name.kind))
    }

    /// The lines below a name, from the one that begins behind `end` on or behind an empty one: of a list, or indented
    /// deeper than the name.
    private func lines(
        behind end: Int,
        below name: Name,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> ContainerPlace? {
        let limit = end + Self.maximumSeparators
        var lineEnd = try window.peekRunEnd(of: Self.lineBlanks, from: end, limit: limit)
        if try window.peek(lineEnd) == UInt8(ascii: "#") {
            lineEnd = try window.peekRunEnd(of: Self.lineText, from: lineEnd, limit: limit)
        }
        guard try window.peek(lineEnd) == UInt8(ascii: "\n"),
            let line = try speakingLine(from: lineEnd + 1, in: window)
        else { return nil }
        let first = try window.peekRunEnd(of: Self.space, from: line, limit: line + Self.deepestIndentation)
        let isList = try isItem(at: first, in: window)
        let indentation = first - line
        let column = column(of: name, in: window)
        guard indentation < Self.deepestIndentation, isList ? indentation >= column : indentation > column else {
            return nil
        }
        return ContainerPlace(
            position: line,
            layout: .lines(indentation: indentation, isList: isList, of: name.kind)
        )
    }

    /// The first line from the one at `start` on that is neither empty nor a comment; nil where it is too far away.
    func speakingLine(from start: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Int? {
        let limit = start + Self.maximumSeparators
        var line = start
        while true {
            var offset = try window.peekRunEnd(of: Self.lineBlanks, from: line, limit: limit)
            let isComment = try window.peek(offset) == UInt8(ascii: "#")
            if isComment { offset = try window.peekRunEnd(of: Self.lineText, from: offset, limit: limit) }
            guard offset < limit else { return nil }
            guard try window.peek(offset) == UInt8(ascii: "\n") else { return isComment ? nil : line }
            line = offset + 1
        }
    }

    /// How far a name is indented that stands first in its line; 0 for others, such as those of sentences.
    private func column(of name: Name, in window: borrowing ByteWindow) -> Int {
        let start = name.range.lowerBound
        let lead = window.runStart(of: Self.leads, before: start, limit: start - Self.deepestIndentation)
        guard window.byte(before: lead).map({ $0 == UInt8(ascii: "\n") }) ?? true else { return 0 }
        let isQuoted = window.byte(before: start).map(Quote.marks.contains) ?? false
        return start - lead - (isQuoted ? 1 : 0)
    }

    /// Whether an item of a list begins at `offset`: `- `, `* `.
    func isItem(at offset: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Bool {
        guard try window.peeks(Self.bullets, at: offset) else { return false }
        return try window.peeks(Self.space, at: offset + 1)
    }

    /// How long the only word is that is a plural itself.
    private static let credentials = "credentials".utf8.count
    static let maximumSeparators = 256
    private static let longestHeading = 48
    private static let deepestIndentation = 64
    static let variable = Array("variable".utf8)
    private static let slice = Array("[]string{".utf8)
    /// Calls that make a list or set of what they are given.
    private static let makers = ByteText.list(
        "List.of(",
        "Set.of(",
        "Arrays.asList(",
        "listOf(",
        "setOf(",
        "new Set([",
        "set([",
        "frozenset([",
        "array(",
        "map[string]string{",
        "vec![",
        "&[",
        "new[] {",
        "new string[] {",
        "new String[] {",
        "new String[]{",
        "new List<string> {",
        "new List<string>{",
        "List(",
        "Set("
    )
    private static var containerStarts: ByteSet { ByteSet(ascii: "\r\n#[{(&").union(.letters) }
    private static var bullets: ByteSet { ByteSet(ascii: "-*") }
    static var openingBrackets: ByteSet { ByteSet(ascii: "[{(") }
    private static var listTypes: ByteSet { ByteSet.wordCharacters.union(ByteSet(ascii: "[]<>&,;:? .'")) }
    static var lineBlanks: ByteSet { ByteSet(ascii: " \t\r") }
    static var space: ByteSet { ByteSet(ascii: " ") }
    private static var leads: ByteSet { ByteSet(ascii: " -\"'") }
    static var lineText: ByteSet { ByteSet(ascii: "\n").inverted }
}
