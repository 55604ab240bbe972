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
        guard link == .equals || link == .colon, name.kind != .bareKey, let first = try window.peek(start),
            Self.containerStarts.contains(first),
            AssignedName.standing(name.range, word: name.word, in: window) == .secret
        else { return nil }
        switch first {
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
            guard link == .colon, isPlural(name, in: window) else { return nil }
            // No value begins before the next line.
            hold = .max
            let lines = try lines(behind: start, below: name, in: window)
            hold = start
            return lines
        case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "("):
            // An object called `token` tells about one, and a list behind `password` what it must be like.
            let isList = first == UInt8(ascii: "[") && name.kind != .password
            guard isList || isPlural(name, in: window) else { return nil }
            let opening = try window.peeks(Self.slice, at: start) ? start + Self.slice.count - 1 : start
            return brackets(at: opening, kind: name.kind, in: window)
        default:
            guard isPlural(name, in: window) else { return nil }
            for maker in Self.makers where try window.peeks(maker, at: start) {
                return brackets(at: start + maker.count - 1, kind: name.kind, in: window)
            }
            return nil
        }
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
        let start = name.range.upperBound + 1
        let opening = try window.peekRunEnd(of: Self.blanks, from: start, limit: start + Self.maximumBlanks)
        guard opening > start, try window.peek(opening) == UInt8(ascii: "{") else { return nil }
        return ContainerPlace(position: opening + 1, layout: .block(of: name.kind))
    }

    private func brackets(
        at opening: Int,
        kind: AssignedValue.Kind,
        in window: borrowing ByteWindow
    ) -> ContainerPlace {
        let closer =
            switch window[opening] {
            case UInt8(ascii: "["): UInt8(ascii: "]")
            case UInt8(ascii: "{"): UInt8(ascii: "}")
            default: UInt8(ascii: ")")
            }
        return ContainerPlace(position: opening + 1, layout: .brackets(closer: closer, of: kind))
    }

    /// The lines below a name, from the one that begins behind `end` on or behind an empty one: of a list, or indented
    /// deeper than the name.
    private func lines(
        behind end: Int,
        below name: Name,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> ContainerPlace? {
        let lineEnd = try window.peekRunEnd(of: Self.carriageReturn, from: end, limit: end + 1)
        guard try window.peek(lineEnd) == UInt8(ascii: "\n") else { return nil }
        let start = lineEnd + 1
        let isApart = try window.peek(start) == UInt8(ascii: "\n")
        let line = isApart ? start + 1 : start
        let first = try window.peekRunEnd(of: Self.space, from: line, limit: line + Self.maximumIndentation)
        let isList = try isItem(at: first, in: window)
        let indentation = first - line
        let column = column(of: name, in: window)
        guard indentation < Self.maximumIndentation, isList ? indentation >= column : indentation > column else {
            return nil
        }
        return ContainerPlace(
            position: line,
            layout: .lines(indentation: indentation, isList: isList, of: name.kind)
        )
    }

    /// How far a name is indented that stands first in its line; 0 for others, such as those of sentences.
    private func column(of name: Name, in window: borrowing ByteWindow) -> Int {
        let start = name.range.lowerBound
        let lead = window.runStart(of: Self.leads, before: start, limit: start - Self.maximumIndentation)
        guard window.byte(before: lead).map({ $0 == UInt8(ascii: "\n") }) ?? true else { return 0 }
        let isQuoted = window.byte(before: start).map(Quote.marks.contains) ?? false
        return start - lead - (isQuoted ? 1 : 0)
    }

    /// Whether an item of a list begins at `offset`: `- `, `* `.
    private func isItem(at offset: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Bool {
        guard try window.peeks(Self.bullets, at: offset) else { return false }
        return try window.peeks(Self.space, at: offset + 1)
    }

    /// What stands at one place of a container.
    private struct Element {
        var key: Range<Int>?
        var value: Text?
        /// Where to go on, unless the text ends.
        var end: Int?
    }

    /// A text in quotation marks or without.
    private struct Text {
        var range: Range<Int>
        var isQuoted: Bool
        /// Behind the closing mark.
        var end: Int
    }

    /// What the next value of a container is. Sets `runs.next` to where the one behind it is looked for.
    func follow(
        _ place: ContainerPlace,
        in window: borrowing ByteWindow,
        hold: inout Int,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> MatchOutcome {
        let element: Element?
        let kind: AssignedValue.Kind
        var isBlock = false
        switch place.layout {
        case .brackets(let closer, let promised):
            element = try self.element(from: place.position, before: closer, in: window, hold: &hold, runs: &runs)
            kind = promised
        case .block(let promised):
            let closer = UInt8(ascii: "}")
            element = try self.element(from: place.position, before: closer, in: window, hold: &hold, runs: &runs)
            (kind, isBlock) = (promised, true)
        case .lines(let indentation, let isList, let promised):
            element = try line(
                from: place.position,
                indentation,
                isList: isList,
                in: window,
                hold: &hold,
                runs: &runs
            )
            kind = promised
        case .rows:
            return .noMatch(.shape)
        }
        guard let element else { return .noMatch(.shape) }
        runs.next = element.end.map(place.moved)
        guard let value = element.value else { return .noMatch(.shape) }
        guard isBlock ? isDefault(element, in: window) : mayBeSecret(value, element.key, kind, in: window) else {
            return .noMatch(.leftBoundary)
        }
        let name = Name(
            range: value.range.lowerBound..<value.range.lowerBound,
            word: value.range.lowerBound..<value.range.lowerBound,
            kind: kind,
            isFlag: false,
            isNoun: false
        )
        let form: AssignedValue.Form = !value.isQuoted ? .bare : isBlock ? .quoted : .argument
        return outcome(name, secret: value.range, form: form, in: window, runs: &runs)
    }

    /// Whether this is the default of a variable, and so its value.
    private func isDefault(_ element: Element, in window: borrowing ByteWindow) -> Bool {
        guard let key = element.key else { return false }
        return key.count == Self.defaultKey.count && window.hasPrefix(Self.defaultKey, at: key.lowerBound)
    }

    /// Whether a value that has no name of its own, or one that says little, may be what the name of all promises: it must
    /// look random.
    private func mayBeSecret(
        _ value: Text,
        _ key: Range<Int>?,
        _ kind: AssignedValue.Kind,
        in window: borrowing ByteWindow
    ) -> Bool {
        if let key, AssignedName.isHarmless(key, in: window) { return false }
        let text = window.span(value.range)
        guard kind == .password else { return GeneratedKey.isOne(text) }
        return !GeneratedKey.isPublic(text) && BigramSurprise.bitsPerPair(of: text) >= RandomLooking.threshold
    }

    /// The element of a list or map in brackets that stands next, or nil where none does.
    private func element(
        from position: Int,
        before closer: UInt8,
        in window: borrowing ByteWindow,
        hold: inout Int,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> Element? {
        guard let start = try separatorsEnd(from: position, in: window) else { return nil }
        hold = start
        let isMap = closer == UInt8(ascii: "}")
        guard var value = try text(at: start, keyEnds: isMap ? Self.linkStarts : ByteSet(), in: window, runs: &runs)
        else {
            return nil
        }
        var key: Range<Int>?
        // Without quotation marks, an equals sign in a list may be the end of a value.
        if value.isQuoted || isMap, let linkEnd = try linkEnd(after: value.end, in: window) {
            hold = .max
            let valueStart = try window.peekRunEnd(of: .whitespace, from: linkEnd, limit: linkEnd + Self.maximumBlanks)
            hold = valueStart
            guard let text = try text(at: valueStart, keyEnds: ByteSet(), in: window, runs: &runs) else { return nil }
            (key, value) = (value.range, text)
        }
        guard value.isQuoted || closer == UInt8(ascii: "]") else {
            // A variable, unless it is a word of a sentence.
            return isMap ? Element(value: nil, end: value.end) : nil
        }
        // A call, and no value.
        if !value.isQuoted, try window.peeks(Self.openers, at: value.end) { return nil }
        return Element(key: key, value: value, end: value.end)
    }

    /// The end of the blanks, commas and comments from `position` on, or nil where there are too many.
    private func separatorsEnd(from position: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Int? {
        let limit = position + Self.maximumSeparators
        var offset = position
        while offset < limit {
            offset = try window.peekRunEnd(of: Self.separators, from: offset, limit: limit)
            if try window.peek(offset) != UInt8(ascii: "#"), try !window.peeks(Self.slashes, at: offset) {
                return offset
            }
            offset = try window.peekRunEnd(of: Self.lineText, from: offset, limit: limit)
        }
        return nil
    }

    /// The text at `start` in quotation marks, or up to a blank or bracket; up to one of `keyEnds` if it can be a key.
    private func text(
        at start: Int,
        keyEnds: ByteSet,
        in window: borrowing ByteWindow,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> Text? {
        if let (quote, opened) = try Quote.read(at: start, in: window) {
            let limit = opened + rules.maximumLength + 1
            let end = try quote.valueEnd(from: opened, limit: limit, in: window, runs: &runs, classes: quotedText)
            return end.map { Text(range: opened..<$0, isQuoted: true, end: $0 + quote.escapes + 1) }
        }
        let limit = start + rules.maximumLength + 1
        var end = try runs.peekEnd(of: bareClass, from: start, limit: limit, in: window)
        guard end < limit else { return nil }
        let key = window.runEnd(of: Self.elementKey, from: start, limit: end)
        if key < end, keyEnds.contains(window[key]) { end = key }
        return end > start ? Text(range: start..<end, isQuoted: false, end: end) : nil
    }

    /// The end of what leads from a key to its value: `:`, `=`, `=>`.
    private func linkEnd(after key: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Int? {
        let offset = try window.peekRunEnd(of: Self.blanks, from: key, limit: key + Self.maximumBlanks)
        guard let sign = try window.peek(offset), Self.linkStarts.contains(sign) else { return nil }
        let next = try window.peek(offset + 1)
        if sign == UInt8(ascii: "="), next == UInt8(ascii: ">") { return offset + 2 }
        return next == sign ? nil : offset + 1
    }

    /// The line of a list or map in YAML that begins at `position`, or nil where another begins.
    private func line(
        from position: Int,
        _ indentation: Int,
        isList: Bool,
        in window: borrowing ByteWindow,
        hold: inout Int,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> Element? {
        var start = try window.peekRunEnd(of: Self.space, from: position, limit: position + indentation + 1)
        guard start == position + indentation else { return nil }
        if isList {
            guard try isItem(at: start, in: window) else { return nil }
            start += 2
        }
        hold = start
        guard var value = try text(at: start, keyEnds: Self.colon, in: window, runs: &runs) else { return nil }
        var key: Range<Int>?
        if let linkEnd = try linkEnd(after: value.end, in: window) {
            hold = .max
            let valueStart = try window.peekRunEnd(of: Self.blanks, from: linkEnd, limit: linkEnd + Self.maximumBlanks)
            hold = valueStart
            guard valueStart > linkEnd, let text = try text(at: valueStart, keyEnds: ByteSet(), in: window, runs: &runs)
            else { return nil }
            (key, value) = (value.range, text)
        } else if !isList {
            return nil
        }
        let limit = value.end + Self.maximumSeparators
        let rest = try window.peekRunEnd(of: Self.blanks, from: value.end, limit: limit)
        let end = try window.peekRunEnd(of: Self.lineText, from: rest, limit: limit)
        guard end < limit else { return nil }
        var isWhole = end == rest
        if !isWhole { isWhole = try window.peeks(Self.lineEndsOrComment, at: rest) }
        return Element(key: key, value: isWhole ? value : nil, end: try window.peek(end) == nil ? nil : end + 1)
    }

    /// How long the only word is that is a plural itself.
    private static let credentials = "credentials".utf8.count
    private static let maximumSeparators = 256
    private static let maximumIndentation = 64
    private static let defaultKey = Array("default".utf8)
    private static let slice = Array("[]string{".utf8)
    private static let slashes = Array("//".utf8)
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
        "array("
    )
    private static var containerStarts: ByteSet { ByteSet(ascii: "\r\n[{(LSAlsnfa") }
    private static var colon: ByteSet { ByteSet(ascii: ":") }
    private static var carriageReturn: ByteSet { ByteSet(ascii: "\r") }
    private static var bullets: ByteSet { ByteSet(ascii: "-*") }
    private static var space: ByteSet { ByteSet(ascii: " ") }
    private static var leads: ByteSet { ByteSet(ascii: " -\"'") }
    private static var separators: ByteSet { ByteSet.whitespace.union(ByteSet(ascii: ",;")) }
    private static var lineText: ByteSet { ByteSet(ascii: "\n").inverted }
    private static var lineEndsOrComment: ByteSet { ByteSet(ascii: "\r#") }
    private static var openers: ByteSet { ByteSet(ascii: "([{<") }
    private static var linkStarts: ByteSet { ByteSet(ascii: ":=") }
    private static var elementKey: ByteSet { ByteSet.wordCharacters.union(ByteSet(ascii: "-.$/")) }
}
