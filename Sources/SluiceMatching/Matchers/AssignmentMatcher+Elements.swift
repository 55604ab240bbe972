// The values of lists and maps, one after the other.

extension AssignmentMatcher {
    /// What stands at one place of a container.
    private struct Element {
        var key: Range<Int>?
        var value: Text?
        /// Where to go on, unless the text ends.
        var end: Int?
        /// What is open there, in brackets.
        var open: OpenBrackets?
    }

    /// A text in quotation marks or without.
    struct Text {
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
        switch place.layout {
        case .brackets(let open, let promised):
            element = try nextElement(from: place.position, in: open, in: window, hold: &hold, runs: &runs)
            kind = promised
        case .block(let promised, let indentation, let lineCount):
            return try followBlock(
                from: place.position,
                indentation,
                lineCount,
                of: promised,
                in: window,
                hold: &hold,
                runs: &runs
            )
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
        case .section(let promised):
            element = try setting(from: place.position, in: window, hold: &hold, runs: &runs)
            kind = promised
        case .next(let promised, let form):
            return try next(from: place.position, of: promised, form, in: window, hold: &hold, runs: &runs)
        case .below(let promised):
            return try below(place.position, of: promised, in: window, hold: &hold, runs: &runs)
        case .manifest, .rows:
            return .noMatch(.shape)
        }
        guard let element else { return .noMatch(.shape) }
        let layout = element.open.map { ContainerPlace.Layout.brackets($0, of: kind) } ?? place.layout
        runs.next = element.end.map { ContainerPlace(position: $0, layout: layout) }
        guard let value = element.value else { return .noMatch(.shape) }
        guard mayBeSecret(value, element.key, kind, in: window) else { return .noMatch(.leftBoundary) }
        return outcome(of: value, kind, form: value.isQuoted ? .argument : .bare, in: window, runs: &runs)
    }

    func outcome(
        of value: Text,
        _ kind: AssignedValue.Kind,
        form: AssignedValue.Form,
        in window: borrowing ByteWindow,
        runs: inout RunCache
    ) -> MatchOutcome {
        let name = Name(
            range: value.range.lowerBound..<value.range.lowerBound,
            word: value.range.lowerBound..<value.range.lowerBound,
            kind: kind,
            isFlag: false,
            isNoun: false
        )
        return outcome(name, secret: value.range, form: form, in: window, runs: &runs)
    }

    /// What the next line of a block says: the default of a variable is its value, and may be a list. A line that ends the
    /// block, or begins another, ends the search.
    private func followBlock(
        from position: Int,
        _ indentation: Int,
        _ lineCount: Int,
        of kind: AssignedValue.Kind,
        in window: borrowing ByteWindow,
        hold: inout Int,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> MatchOutcome {
        hold = .max
        let limit = position + Self.maximumBlockLine
        let start = try window.peekRunEnd(of: Self.blanks, from: position, limit: limit)
        if try window.peeks(Self.defaultKey, at: start),
            let linkEnd = try linkEnd(after: start + Self.defaultKey.count, in: window)
        {
            let value = try window.peekRunEnd(of: Self.blanks, from: linkEnd, limit: linkEnd + Self.maximumBlanks)
            if try window.peeks(Self.openingBrackets, at: value) {
                if kind != .password { runs.next = brackets(at: value, kind: kind, in: window) }
                return .noMatch(.shape)
            }
            hold = value
            guard let text = try text(at: value, keyEnds: ByteSet(), in: window, runs: &runs) else {
                return .noMatch(.shape)
            }
            return outcome(of: text, kind, form: text.isQuoted ? .quoted : .bare, in: window, runs: &runs)
        }
        if try window.peeks(Self.closingBrace, at: start), lineCount == 0 || start - position <= indentation {
            return .noMatch(.shape)
        }
        if try window.peeks(Self.variable, at: start) { return .noMatch(.shape) }
        let end = try window.peekRunEnd(of: Self.lineText, from: start, limit: limit)
        guard end < limit, try window.peek(end) != nil, lineCount < Self.maximumBlockLines else {
            return .noMatch(.shape)
        }
        runs.next = ContainerPlace(
            position: end + 1,
            layout: .block(of: kind, indentation: indentation, lineCount: lineCount + 1)
        )
        return .noMatch(.shape)
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

    /// The next element in brackets that is long enough for a secret, or the last of a stretch that has none: each
    /// question costs more than passing them over.
    private func nextElement(
        from position: Int,
        in open: OpenBrackets,
        in window: borrowing ByteWindow,
        hold: inout Int,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> Element? {
        var (start, open) = (position, open)
        while true {
            guard var element = try element(from: start, in: open, in: window, hold: &hold, runs: &runs) else {
                return nil
            }
            open = element.open ?? open
            element.open = open
            guard let end = element.end, end - position < Self.longestStretch,
                (element.value?.range.count ?? 0) < rules.minimumLength
            else { return element }
            // What follows may be another string of a document, which is asked about by itself.
            guard try window.peek(end) != nil else { return element }
            start = end
        }
    }

    /// The element of a list or map in brackets that stands next, or nil where none does.
    private func element(
        from position: Int,
        in open: OpenBrackets,
        in window: borrowing ByteWindow,
        hold: inout Int,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> Element? {
        guard let start = try separatorsEnd(from: position, in: window) else { return nil }
        hold = start
        if try window.peek(start) == open.closer {
            return open.outside.map { Element(end: start + 1, open: $0) }
        }
        let isMap = open.closer == UInt8(ascii: "}")
        if !isMap, let inner = try container(at: start, in: open, in: window) { return inner }
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
            if let inner = try container(at: valueStart, in: open, in: window) { return inner }
            guard let text = try text(at: valueStart, keyEnds: ByteSet(), in: window, runs: &runs) else { return nil }
            (key, value) = (value.range, text)
        }
        if !value.isQuoted, open.closer != UInt8(ascii: "]") {
            // A variable, unless it is a word of a sentence; words alone are a list of a shell.
            guard !isMap, try window.peeks(Self.wordEnds, at: value.end) else {
                return isMap ? Element(value: nil, end: value.end) : nil
            }
        }
        // A call, and no value.
        if !value.isQuoted, try window.peeks(Self.openers, at: value.end) { return nil }
        return Element(key: key, value: value, end: value.end)
    }

    /// The beginning of a list or map inside of another, or nil where none begins at `start`.
    private func container(
        at start: Int,
        in open: OpenBrackets,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> Element? {
        guard let bracket = try window.peek(start), bracket == UInt8(ascii: "{") || bracket == UInt8(ascii: "[") else {
            return nil
        }
        return open.inside(bracket).map { Element(end: start + 1, open: $0) }
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
    func text(
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

    /// What the next line of a section sets, or nil where it sets nothing.
    private func setting(
        from position: Int,
        in window: borrowing ByteWindow,
        hold: inout Int,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> Element? {
        guard let start = try speakingLine(from: position, in: window) else { return nil }
        hold = .max
        guard let key = try text(at: start, keyEnds: Self.linkStarts, in: window, runs: &runs),
            let linkEnd = try linkEnd(after: key.end, in: window)
        else { return nil }
        let valueStart = try window.peekRunEnd(of: Self.blanks, from: linkEnd, limit: linkEnd + Self.maximumBlanks)
        hold = valueStart
        guard let value = try text(at: valueStart, keyEnds: ByteSet(), in: window, runs: &runs) else { return nil }
        return try lastElement(key.range, value, in: window)
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
        guard let line = try speakingLine(from: position, in: window) else { return nil }
        var start = try window.peekRunEnd(of: Self.space, from: line, limit: line + indentation + 3)
        // An item may be a map, whose keys stand below each other.
        let isItemsKey = isList && start == line + indentation + 2
        guard isItemsKey || start == line + indentation else { return nil }
        if isList, !isItemsKey {
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
        } else if !isList || isItemsKey {
            return nil
        }
        return try lastElement(key, value, in: window)
    }

    /// The element that a line ends with; without its value where something follows this in the line.
    private func lastElement(
        _ key: Range<Int>?,
        _ value: Text,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> Element? {
        let limit = value.end + Self.maximumSeparators
        let rest = try window.peekRunEnd(of: Self.blanks, from: value.end, limit: limit)
        let end = try window.peekRunEnd(of: Self.lineText, from: rest, limit: limit)
        guard end < limit else { return nil }
        let isLast = try window.peek(end) == nil
        var isWhole = end == rest
        if !isWhole { isWhole = try window.peeks(Self.lineEndsOrComment, at: rest) }
        // The mark that ends a string of a document.
        if !isWhole, isLast, end == rest + 1 { isWhole = window[rest] == UInt8(ascii: "\"") }
        return Element(key: key, value: isWhole ? value : nil, end: isLast ? nil : end + 1)
    }

    private static let longestStretch = 64
    private static let maximumBlockLine = 768
    private static let maximumBlockLines = 64
    private static var closingBrace: ByteSet { ByteSet(ascii: "}") }
    private static let defaultKey = Array("default".utf8)
    private static let slashes = Array("//".utf8)
    private static var colon: ByteSet { ByteSet(ascii: ":") }
    private static var wordEnds: ByteSet { ByteSet(ascii: " \t\r\n)") }
    private static var separators: ByteSet { ByteSet.whitespace.union(ByteSet(ascii: ",;")) }
    private static var lineEndsOrComment: ByteSet { ByteSet(ascii: "\r#") }
    private static var openers: ByteSet { ByteSet(ascii: "([{<") }
    private static var linkStarts: ByteSet { ByteSet(ascii: ":=") }
    private static var elementKey: ByteSet { ByteSet.wordCharacters.union(ByteSet(ascii: "-.$/")) }
}
