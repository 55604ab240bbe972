// Values that stand apart from their names.

extension AssignmentMatcher {
    /// Where the value or values are looked for of a name that nothing assigns to.
    func placeApart(from name: Name, in window: borrowing ByteWindow) throws(AwaitsBytes) -> ContainerPlace? {
        if name.isFlag { return try argument(of: name, in: window) }
        if let block = try labelledBlock(after: name, in: window) { return block }
        return try section(under: name, in: window)
    }

    /// The argument of a flag that is an item of a list: `["--token", "…"]`, also where each item is a text of its own.
    private func argument(of name: Name, in window: borrowing ByteWindow) throws(AwaitsBytes) -> ContainerPlace? {
        guard let before = window.byte(before: name.range.lowerBound),
            AssignedName.standing(name.range, word: name.word, in: window) == .secret
        else { return nil }
        var end = name.range.upperBound
        if Quote.marks.contains(before) {
            guard try window.peek(end) == before else { return nil }
            end += 1
        } else if window.byte(before: name.range.lowerBound - 1) != UInt8(ascii: "-") {
            return nil
        }
        return ContainerPlace(position: end, layout: .next(of: name.kind, form: .argument))
    }

    /// The value that a change of Terraform's plan leads to: `~ password = "…" -> "…"`.
    func changed(
        _ name: Name,
        to end: Int,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> ContainerPlace? {
        let start = name.range.lowerBound
        let lead = window.runStart(of: Self.changeLeads, before: start, limit: start - Self.maximumBlanks)
        guard window.byte(before: lead) == UInt8(ascii: "~"), try window.peeks(Self.arrow, at: end) else { return nil }
        return ContainerPlace(position: end + Self.arrow.count, layout: .next(of: name.kind, form: .quoted))
    }

    /// The line below a name that a colon and the end of the line follow.
    func lineBelow(
        _ value: FieldGrammar.Value,
        _ name: Name,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> ContainerPlace? {
        guard value.link == .colon, name.isNoun, try window.peeks(Self.lineFeeds, at: value.start),
            try window.peeks(Self.announcers, at: name.range.upperBound),
            AssignedName.standing(name.range, word: name.word, in: window) == .secret
        else { return nil }
        return ContainerPlace(position: value.start, layout: .below(of: name.kind))
    }

    /// What the value at the next place is.
    func next(
        from position: Int,
        of kind: AssignedValue.Kind,
        _ form: AssignedValue.Form,
        in window: borrowing ByteWindow,
        hold: inout Int,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> MatchOutcome {
        hold = .max
        let limit = position + Self.maximumSeparators
        var start = try window.peekRunEnd(of: Self.itemSeparators, from: position, limit: limit)
        guard start > position, start < limit else { return .noMatch(.shape) }
        let isItem = try isItem(at: start, in: window)
        if isItem { start += 2 }
        hold = start
        guard let value = try text(at: start, keyEnds: ByteSet(), in: window, runs: &runs),
            !value.range.isEmpty, window[value.range.lowerBound] != UInt8(ascii: "-")
        else { return .noMatch(.shape) }
        if value.isQuoted { return outcome(of: value, kind, form: form, in: window, runs: &runs) }
        let after = try window.peekRunEnd(of: Self.blanks, from: value.end, limit: value.end + Self.maximumBlanks)
        guard isItem, try window.peek(after).map({ Self.lineFeeds.contains($0) }) ?? true else {
            return .noMatch(.shape)
        }
        return outcome(of: value, kind, form: .flag, in: window, runs: &runs)
    }

    /// What the value is that stands alone on the line below `lineEnd`, perhaps behind an empty line or the beginning of a
    /// block of code.
    ///
    /// Much stands below a colon, so that keys must be random from end to end, and passwords look random and unlike code.
    /// Digits in base 16 are mostly those of a digest.
    func below(
        _ lineEnd: Int,
        of kind: AssignedValue.Kind,
        in window: borrowing ByteWindow,
        hold: inout Int,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> MatchOutcome {
        hold = .max
        var start = lineEnd
        for _ in 0..<Self.maximumLinesBelow {
            start = try window.peekRunEnd(of: .whitespace, from: start, limit: start + Self.maximumBlanks)
            guard try window.peeks(Self.fence, at: start) else { break }
            let word = start + Self.fence.count
            start = try window.peekRunEnd(of: .letters, from: word, limit: word + Self.maximumBlanks)
            guard try window.peeks(Self.lineFeeds, at: start) else { return .noMatch(.shape) }
        }
        var closer: UInt8?
        if try window.peek(start) == UInt8(ascii: "`") {
            closer = UInt8(ascii: "`")
            start += 1
        }
        hold = start
        let limit = start + rules.maximumLength + 1
        let end = try runs.peekEnd(of: environmentClass, from: start, limit: limit, in: window)
        guard end > start, end < limit else { return .noMatch(.shape) }
        var rest = end
        if let closer {
            guard try window.peek(end) == closer else { return .noMatch(.shape) }
            rest += 1
        }
        let after = try window.peekRunEnd(of: Self.blanks, from: rest, limit: rest + Self.maximumBlanks)
        guard try window.peek(after).map({ Self.stringOrLineEnds.contains($0) }) ?? true else {
            return .noMatch(.shape)
        }
        let text = window.span(start..<end)
        let isLikely =
            kind == .password
            ? BigramSurprise.bitsPerPair(of: text) >= RandomLooking.threshold && !text.touches(Self.codeSigns)
            : GeneratedKey.isOne(text) && !text.isMade(of: .hex)
        guard isLikely else { return .noMatch(.shape) }
        let value = Text(range: start..<end, isQuoted: false, end: end)
        return outcome(of: value, kind, form: kind == .password ? .said : .argument, in: window, runs: &runs)
    }

    private static let maximumLinesBelow = 2
    private static let fence = Array("```".utf8)
    private static let arrow = Array(" ->".utf8)
    /// What may follow a name whose value stands elsewhere.
    static var apartFollowers: ByteSet { ByteSet(ascii: "\"'`]\r\n") }
    private static var announcers: ByteSet { ByteSet(ascii: ":*") }
    private static var changeLeads: ByteSet { ByteSet(ascii: " \"") }
    private static var itemSeparators: ByteSet { ByteSet.whitespace.union(ByteSet(ascii: ",")) }
    static var lineFeeds: ByteSet { ByteSet(ascii: "\r\n") }
    private static var stringOrLineEnds: ByteSet { ByteSet(ascii: "\r\n\"") }
    static var codeSigns: ByteSet { ByteSet(ascii: "()[]{}<>=;,:/|&@") }
}
