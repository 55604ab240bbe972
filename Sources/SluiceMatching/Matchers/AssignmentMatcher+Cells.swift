// Values in tables whose rows name them.

extension AssignmentMatcher {
    /// The value beside a name in a row of a table, as in Markdown and in what clients of databases print of one record:
    /// `| Password | … |`. The name must begin the row, and nothing else stand in the cell of the value.
    ///
    /// Many things are told about secrets in such rows, so that keys must be random from end to end, and passwords have a
    /// sign that words have not, or look random.
    func cell(
        _ value: FieldGrammar.Value,
        _ name: Name,
        in window: borrowing ByteWindow,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> MatchOutcome {
        guard name.isNoun, beginsRow(name.range.lowerBound, in: window) else { return .noMatch(.leftBoundary) }
        let limit = value.start + rules.maximumLength + 1
        var end: Int
        var after: Int
        if let quote = value.quote {
            let closing = try quote.valueEnd(
                from: value.start,
                limit: limit,
                in: window,
                runs: &runs,
                classes: quotedText
            )
            guard let closing else { return .noMatch(.shape) }
            (end, after) = (closing, closing + quote.escapes + 1)
        } else {
            end = try runs.peekEnd(of: darkClass, from: value.start, limit: limit, in: window)
            guard end < limit else { return .noMatch(.length(found: end - value.start)) }
            after = end
        }
        after = try window.peekRunEnd(of: Self.blanks, from: after, limit: after + Self.maximumPadding)
        guard try window.peek(after).map({ Self.cellEnds.contains($0) }) ?? true else { return .noMatch(.shape) }
        let secret = value.start..<end
        let text = window.span(secret)
        guard name.kind == .password ? isUnlikeWordsAndCode(text) : GeneratedKey.isOne(text) else {
            return .noMatch(.shape)
        }
        return outcome(name, secret: secret, form: .argument, in: window, runs: &runs)
    }

    /// Whether nothing but words stands before `start` in the first cell of its line.
    private func beginsRow(_ start: Int, in window: borrowing ByteWindow) -> Bool {
        let limit = start - Self.longestLead
        let cell = window.runStart(of: Self.leadingWords, before: start, limit: limit)
        let hasBar = window.byte(before: cell) == UInt8(ascii: "|")
        let line = hasBar ? window.runStart(of: Self.blanks, before: cell - 1, limit: limit) : cell
        // A line also begins where a string of a document does.
        return window.byte(before: line).map { Self.lineStarts.contains($0) } ?? true
    }

    private func isUnlikeWordsAndCode(_ text: Span<UInt8>) -> Bool {
        if text.touches(Self.codeSigns.intersection(ByteSet(ascii: "@&").inverted)) { return false }
        if let first = text.isEmpty ? nil : text[0], Self.notationStarts.contains(first) { return false }
        return text.touches(AssignedValue.unusualSymbols)
            || BigramSurprise.bitsPerPair(of: text) >= RandomLooking.threshold
    }

    /// What options and patterns begin with.
    private static var notationStarts: ByteSet { ByteSet(ascii: "-^") }
    private static let maximumPadding = 128
    private static let longestLead = 48
    private static var leadingWords: ByteSet { ByteSet.wordCharacters.union(ByteSet(ascii: " -.`*")) }
    private static var lineStarts: ByteSet { ByteSet(ascii: "\n\"") }
    private static var cellEnds: ByteSet { ByteSet(ascii: "|\r\n") }
}
