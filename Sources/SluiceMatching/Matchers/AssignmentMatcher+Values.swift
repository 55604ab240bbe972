// Where the value that is assigned to a name begins and ends.

extension AssignmentMatcher {
    func outcome(
        of value: FieldGrammar.Value,
        after name: Name,
        in window: borrowing ByteWindow,
        runs: inout RunCache,
        hold: inout Int
    ) throws(AwaitsBytes) -> MatchOutcome {
        if value.link == .blank || value.link == .said, !name.isNoun, !name.isFlag { return .noMatch(.shape) }
        if value.link == .call, !isSetter(name, in: window) { return .noMatch(.shape) }
        if value.link == .cell { return try cell(value, name, in: window, runs: &runs) }
        if let quote = value.quote {
            let form: AssignedValue.Form =
                switch value.link {
                case .argument where isDefinition(name, in: window): .quoted
                case .argument, .comparison, .said, .call: .argument
                case .blank: name.isFlag ? .quoted : .argument
                default: .quoted
                }
            return try quoted(quote, from: value.start, name, form: form, in: window, runs: &runs)
        }
        return try bare(value, name, in: window, runs: &runs, hold: &hold)
    }

    private func quoted(
        _ quote: Quote,
        from start: Int,
        _ name: Name,
        form: AssignedValue.Form,
        in window: borrowing ByteWindow,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> MatchOutcome {
        let limit = start + rules.maximumLength + 1
        if quote.escapes == 0, try window.peek(start) == quote.byte, try window.peek(start + 1) == quote.byte {
            return try tripled(quote, from: start + 2, name, form: form, in: window, runs: &runs)
        }
        let end = try quote.valueEnd(from: start, limit: limit, in: window, runs: &runs, classes: quotedText)
        guard let end else { return .noMatch(.shape) }
        if form == .quoted, let place = try changed(name, to: end + quote.escapes + 1, in: window) { runs.next = place }
        return outcome(name, secret: start..<end, form: form, in: window, runs: &runs)
    }

    /// The only word of a text between three quotation marks, perhaps on a line of its own.
    private func tripled(
        _ quote: Quote,
        from opening: Int,
        _ name: Name,
        form: AssignedValue.Form,
        in window: borrowing ByteWindow,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> MatchOutcome {
        let start = try window.peekRunEnd(of: .whitespace, from: opening, limit: opening + Self.maximumBlanks)
        let limit = start + rules.maximumLength + 1
        let end = try runs.peekEnd(of: environmentClass, from: start, limit: limit, in: window)
        guard end < limit else { return .noMatch(.shape) }
        let closing = try window.peekRunEnd(of: .whitespace, from: end, limit: end + Self.maximumBlanks)
        for offset in closing..<(closing + 3) where try window.peek(offset) != quote.byte { return .noMatch(.shape) }
        return outcome(name, secret: start..<end, form: form, in: window, runs: &runs)
    }

    /// Whether a call of this name sets a secret: `password(…)`, `setPassword(…)`, `withToken(…)`.
    private func isSetter(_ name: Name, in window: borrowing ByteWindow) -> Bool {
        guard name.word.upperBound == name.range.upperBound else { return false }
        return name.word.lowerBound == name.range.lowerBound
            || Self.setters.begins(window.span(name.range.lowerBound..<name.word.lowerBound))
    }

    private func bare(
        _ value: FieldGrammar.Value,
        _ name: Name,
        in window: borrowing ByteWindow,
        runs: inout RunCache,
        hold: inout Int
    ) throws(AwaitsBytes) -> MatchOutcome {
        var start = value.start
        if value.link == .colon, let typed = try annotated(from: start, in: window) {
            return try quoted(typed.quote, from: typed.end, name, form: .quoted, in: window, runs: &runs)
        }
        if try window.peeks(Self.referenceStart, at: start) {
            guard value.link == .equals || value.link == .colon, let inner = try wrapped(at: start, in: window) else {
                let before = window.byte(before: name.range.lowerBound)
                guard isEnvironment(value, name: name.range, before: before, in: window) else {
                    return .noMatch(.placeholder)
                }
                return try randomLine(from: start, name, in: window, runs: &runs)
            }
            hold = inner.start
            if let quote = inner.quote {
                return try quoted(quote, from: inner.start, name, form: .quoted, in: window, runs: &runs)
            }
            start = inner.start
            let end = try window.peekRunEnd(of: Self.entityText, from: start, limit: start + rules.maximumLength)
            return outcome(name, secret: start..<end, form: .quoted, in: window, runs: &runs)
        }
        let limit = start + rules.maximumLength + 1
        var end = try runs.peekEnd(of: bareClass, from: start, limit: limit, in: window)
        guard end < limit else { return .noMatch(.length(found: end - start)) }
        guard end > start else { return .noMatch(.length(found: 0)) }
        let next = try window.peek(end)
        if name.kind == .password, end - start == 4, next == 0x20, value.link == .equals || value.link == .colon {
            let groupsEnd = try window.peekRunEnd(of: Self.groups, from: end, limit: start + Self.groupsLimit)
            if groupsEnd == start + AssignedValue.appPasswordLength {
                return outcome(name, secret: start..<groupsEnd, form: .line, in: window, runs: &runs)
            }
        }
        if value.link == .said || value.link == .blank {
            return try spoken(value, name, to: end, next: next, in: window, runs: &runs)
        }
        let before = window.byte(before: name.range.lowerBound)
        let isEnvironment = isEnvironment(value, name: name.range, before: before, in: window)
        if value.link == .equals || value.link == .colon {
            if let text = try constructed(start..<end, next: next, in: window) {
                hold = text.end
                return try quoted(text.quote, from: text.end, name, form: .quoted, in: window, runs: &runs)
            }
            if name.kind == .password, let next, Self.signs.contains(next),
                let literalEnd = try literalEnd(
                    from: start,
                    head: end,
                    name: name.range,
                    isEnvironment: isEnvironment,
                    in: window,
                    runs: &runs
                )
            {
                let form: AssignedValue.Form = isEnvironment ? .environment : .line
                let result = outcome(name, secret: start..<literalEnd, form: form, in: window, runs: &runs)
                if case .match = result { return result }
            }
        }
        if value.link == .equals || value.link == .colon, let next, Self.brackets.contains(next),
            let tornEnd = try tornEnd(of: start..<end, in: window, runs: &runs)
        {
            return outcome(name, secret: start..<tornEnd, form: .environment, in: window, runs: &runs)
        }
        if isEnvironment, let next, Self.brackets.contains(next) {
            let result = try randomLine(from: start, name, in: window, runs: &runs)
            if case .match = result { return result }
        }
        if next == UInt8(ascii: "[")
            || next == UInt8(ascii: "(") && SecretShape.isIdentifier(window.span(start..<end))
        {
            return try fallback(after: end, of: start, name, in: window, runs: &runs, hold: &hold)
        }
        var form = AssignedValue.Form.bare
        var isQuery = false
        var name = name
        if before == UInt8(ascii: "?") || before == UInt8(ascii: "&") {
            end = window.runEnd(of: Self.queryCharacters, from: start, limit: end)
            isQuery = true
        } else if isEnvironment {
            if next != nil {
                end = try runs.peekEnd(of: environmentClass, from: end, limit: limit, in: window)
                guard end < limit else { return .noMatch(.length(found: end - start)) }
                while end > start, Self.trailing.contains(window[end - 1]) { end -= 1 }
            }
            form = .environment
        }
        if name.kind == .bareKey, value.link == .equals, isInLine(name, before: before, in: window) {
            name.kind = .loggedKey
        }
        let after = try window.peekRunEnd(of: Self.blanks, from: end, limit: end + 8)
        let endsLine = try window.peek(after).map { Self.lineEnds.contains($0) } ?? true
        if form == .environment {
            if !endsLine { form = .bare }
        } else if isQuery || endsLine, value.isTight || value.link == .colon || value.link == .pair {
            form = .line
        }
        let result = outcome(name, secret: start..<end, form: form, in: window, runs: &runs)
        if case .match = result { return result }
        // `process.env.KEY || "default"`
        guard try window.peeks(.whitespace, at: end), SecretShape.isIdentifier(window.span(start..<end)) else {
            return result
        }
        return try fallback(after: end, of: start, name, in: window, runs: &runs, hold: &hold)
    }

    /// The value of a sentence or of a flag, without the marks that end a sentence.
    private func spoken(
        _ value: FieldGrammar.Value,
        _ name: Name,
        to valueEnd: Int,
        next: UInt8?,
        in window: borrowing ByteWindow,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> MatchOutcome {
        // A comma that follows one word after another is that of source code.
        if let next, !Self.wordEnds.contains(next) || next == UInt8(ascii: ",") && value.link == .blank {
            return .noMatch(.shape)
        }
        var end = valueEnd
        if !name.isFlag {
            while end > value.start, Self.sentenceMarks.contains(window[end - 1]) { end -= 1 }
        }
        let form: AssignedValue.Form = name.isFlag ? .flag : value.link == .said ? .said : .apart
        let result = outcome(name, secret: value.start..<end, form: form, in: window, runs: &runs)
        guard case .match = result, form != .apart, name.kind == .password, let next, Self.signs.contains(next) else {
            return result
        }
        let limit = value.start + rules.maximumLength + 1
        end = try runs.peekEnd(of: darkClass, from: valueEnd, limit: limit, in: window)
        while end > valueEnd, Self.sentenceMarks.contains(window[end - 1]) { end -= 1 }
        let head = valueEnd - value.start
        guard end < limit, let length = BareLiteral.length(of: window.span(value.start..<end), head: head) else {
            return result
        }
        let longer = outcome(
            name,
            secret: value.start..<(value.start + length),
            form: form,
            in: window,
            runs: &runs
        )
        if case .match = longer { return longer }
        return result
    }

    /// A text in parentheses, or between the entities of quotation marks.
    private func wrapped(
        at start: Int,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> (start: Int, quote: Quote?)? {
        if try window.peek(start) == UInt8(ascii: "&") {
            for entity in Self.quoteEntities where try window.peeks(entity, at: start) {
                return (start + entity.count, nil)
            }
            return nil
        }
        var text = start + 1
        if try window.peeks(Self.byteSlice, at: start) {
            text = start + Self.byteSlice.count
        } else if try window.peek(start) != UInt8(ascii: "(") {
            return nil
        }
        guard let opening = try FieldGrammar.openingQuote(at: text, in: window) else { return nil }
        return (opening.end, opening.quote)
    }

    /// The text that a call does nothing but wrap: `String::from("…")`, `new SecureString("…")`. `head` ends before
    /// the first bracket or blank.
    private func constructed(
        _ head: Range<Int>,
        next: UInt8?,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> (quote: Quote, end: Int)? {
        var callee = head
        if next == UInt8(ascii: " "), head.count == 3, try window.peeks(Self.new, at: head.lowerBound) {
            let start = head.upperBound + 1
            let end = try window.peekRunEnd(of: Self.elementName, from: start, limit: start + 40)
            callee = start..<end
        }
        guard !callee.isEmpty, try window.peeks(Self.constructorStarts, at: callee.upperBound) else { return nil }
        let last = window.runStart(of: .wordCharacters, before: callee.upperBound, limit: callee.lowerBound)
        guard Self.wrappers.contains(lowerCasing: last..<callee.upperBound, in: window) else { return nil }
        let open = callee.upperBound + 1
        let start = try window.peekRunEnd(of: .whitespace, from: open, limit: open + Self.maximumBlanks)
        return try FieldGrammar.openingQuote(at: start, in: window)
    }

    /// The text that stands in for a variable that is not set: `getenv("KEY", "…")`, `process.env.KEY || "…"`.
    private func fallback(
        after end: Int,
        of start: Int,
        _ name: Name,
        in window: borrowing ByteWindow,
        runs: inout RunCache,
        hold: inout Int
    ) throws(AwaitsBytes) -> MatchOutcome {
        var offset = end
        if try window.peeks(Self.callStarts, at: offset) {
            guard try window.peeks(Quote.marks, at: offset + 1), namesEnvironment(start..<end, in: window) else {
                return .noMatch(.shape)
            }
            let key = try window.peekRunEnd(of: Self.elementName, from: offset + 2, limit: offset + 66)
            guard try window.peeks(Quote.marks, at: key) else { return .noMatch(.shape) }
            offset = key + 1
            if try window.peek(offset) == UInt8(ascii: ",") {
                return try text(after: offset + 1, name, in: window, runs: &runs, hold: &hold)
            }
            guard try window.peeks(Self.callEnds, at: offset) else { return .noMatch(.shape) }
            offset += 1
        }
        offset = try window.peekRunEnd(of: .whitespace, from: offset, limit: offset + Self.maximumBlanks)
        for alternative in Self.alternatives where try window.peeks(alternative, at: offset) {
            return try text(after: offset + alternative.count, name, in: window, runs: &runs, hold: &hold)
        }
        return .noMatch(.shape)
    }

    private func text(
        after offset: Int,
        _ name: Name,
        in window: borrowing ByteWindow,
        runs: inout RunCache,
        hold: inout Int
    ) throws(AwaitsBytes) -> MatchOutcome {
        let start = try window.peekRunEnd(of: .whitespace, from: offset, limit: offset + Self.maximumBlanks)
        guard let opening = try FieldGrammar.openingQuote(at: start, in: window) else { return .noMatch(.shape) }
        hold = opening.end
        return try quoted(opening.quote, from: opening.end, name, form: .quoted, in: window, runs: &runs)
    }

    /// Whether a call reads a variable of the environment.
    private func namesEnvironment(_ call: Range<Int>, in window: borrowing ByteWindow) -> Bool {
        Self.environmentWords.found(in: window.span(call), decisive: .environment).contains(.environment)
    }

    /// The end of a value that goes on with brackets up to the end of its line, where these do not nest: no expression
    /// has such. The signs that end a list's line or close a text are no part of it.
    private func tornEnd(
        of value: Range<Int>,
        in window: borrowing ByteWindow,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> Int? {
        let limit = value.lowerBound + Self.maximumTorn
        var end = try runs.peekEnd(of: environmentClass, from: value.upperBound, limit: limit, in: window)
        guard end < limit else { return nil }
        let after = try window.peekRunEnd(of: Self.tornEnds, from: end, limit: end + 4)
        guard try window.peek(after).map({ Self.lineEnds.contains($0) }) ?? true else { return nil }
        while end > value.upperBound, Self.trailing.contains(window[end - 1]) { end -= 1 }
        return BracketNesting.isTorn(window.span(value.lowerBound..<end)) ? end : nil
    }

    /// A value with brackets that takes the rest of its line in an environment file and is too random for an expression,
    /// as generators of keys make them.
    private func randomLine(
        from start: Int,
        _ name: Name,
        in window: borrowing ByteWindow,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> MatchOutcome {
        let limit = start + Self.maximumTorn
        let end = try runs.peekEnd(of: environmentClass, from: start, limit: limit, in: window)
        guard end < limit, end - start >= AssignedValue.fewestRandom,
            try window.peek(end).map({ Self.lineFeeds.contains($0) }) ?? true,
            BigramSurprise.bitsPerPair(of: window.span(start..<end)) >= AssignedValue.sureSurprise
        else { return .noMatch(.placeholder) }
        return outcome(name, secret: start..<end, form: .environment, in: window, runs: &runs)
    }

    /// The text that follows a type: the `"x"` of `password: String = "x"`.
    private func annotated(
        from start: Int,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> (quote: Quote, end: Int)? {
        let limit = start + Self.maximumAnnotation
        let end = try window.peekRunEnd(of: Self.typeCharacters, from: start, limit: limit)
        guard end > start, end < limit, try window.peek(end) == UInt8(ascii: "=") else { return nil }
        let valueStart = try window.peekRunEnd(of: Self.blanks, from: end + 1, limit: end + 5)
        return try FieldGrammar.openingQuote(at: valueStart, in: window)
    }

    /// Whether a call defines the name: `define('DB_PASSWORD', '…')`.
    private func isDefinition(_ name: Name, in window: borrowing ByteWindow) -> Bool {
        let quote = name.range.lowerBound - 1
        let bracket = window.runStart(of: Self.blanks, before: quote, limit: quote - Self.maximumBlanks)
        return window.hasPrefix(Self.define, at: bracket - Self.define.count)
    }

    private static let define = Array("define(".utf8)
    private static var groups: ByteSet { ByteSet.lowerCase.union(ByteSet(ascii: " ")) }
    private static let groupsLimit = AssignedValue.appPasswordLength + 1
    private static let maximumTorn = 72
    private static let new = Array("new ".utf8)
    private static let byteSlice = Array("[]byte(".utf8)
    private static let setters = WordTable(ByteText.words("set Set with With"))
    /// Functions and types that hold the text that they are given.
    private static let wrappers = WordTable(
        ByteText.words(
            """
            from new some just of string str text wstring u8string string_view bytes bytearray secretstr secretstring
            securestring secret protectedstring qstring qstringliteral qlatin1string qbytearray nsstring _t l
            """
        )
    )
    private static var constructorStarts: ByteSet { ByteSet(ascii: "({") }
    private static var signs: ByteSet { ByteSet(ascii: "\"'`,;<>()[]{}\\") }
    private static let quoteEntities = ByteText.list("&quot;", "&#34;", "&#39;", "&apos;")
    private static let alternatives = ByteText.list("||", "??", "?:", "or ", "//")
    private static let environmentWords = WordTable(
        meanings: ByteText.words("env config propert option secret").map { ($0, .environment) }
    )
    static var lineEnds: ByteSet { ByteSet(ascii: "\r\n\\#") }
    private static var wordEnds: ByteSet { ByteSet(ascii: " \t\r\n\"'`\\;,)<|&") }
    /// An exclamation mark rather belongs to a password.
    private static var sentenceMarks: ByteSet { ByteSet(ascii: ".?:") }
    private static var trailing: ByteSet { ByteSet(ascii: ";,") }
    private static var tornEnds: ByteSet { ByteSet(ascii: "\"'`,; \t") }
    private static var brackets: ByteSet { ByteSet(ascii: "()[]{}<>") }
    private static var callStarts: ByteSet { ByteSet(ascii: "([") }
    private static var callEnds: ByteSet { ByteSet(ascii: ")]") }
    private static var referenceStart: ByteSet { ByteSet(ascii: "{[(<*&") }
    private static var entityText: ByteSet { ByteSet(0x21...0x7E).intersection(ByteSet(ascii: "&<>\"'").inverted) }
    private static var queryCharacters: ByteSet { bareCharacters.intersection(ByteSet(ascii: "&#").inverted) }
    private static var typeCharacters: ByteSet { ByteSet.alphanumerics.union(ByteSet(ascii: "_&*?[]<>| :'")) }
}

extension WordTable.Meaning {
    fileprivate static let environment = WordTable.Meaning(rawValue: 1)
}
