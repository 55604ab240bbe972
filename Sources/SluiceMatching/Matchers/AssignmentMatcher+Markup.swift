// Values in markup.

extension AssignmentMatcher {
    /// Where a value begins in markup: `<password>…</password>`, `<Pass encoding="base64">…`,
    /// `<string name="api_key">…`, `<key>password</key><string>…`, `<Password><Value>…`. Nil where none does.
    func markupValue(
        after nameEnd: Int,
        word: Int,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> Int? {
        guard let follower = try window.peek(nameEnd), Self.markupFollowers.contains(follower) else { return nil }
        var offset = nameEnd
        switch follower {
        case UInt8(ascii: "<"):
            guard try window.peek(nameEnd + 1) == UInt8(ascii: "/"),
                let tag = try tagEnd(from: nameEnd + 2, limit: nameEnd + 26, in: window)
            else { return nil }
            let next = try window.peekRunEnd(of: .whitespace, from: tag, limit: tag + Self.maximumBlanks)
            guard try window.peek(next) == UInt8(ascii: "<"),
                let opening = try tagEnd(from: next + 1, limit: next + 26, in: window)
            else { return nil }
            offset = opening
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            guard try window.peek(nameEnd + 1) == UInt8(ascii: ">") else { return nil }
            offset = nameEnd + 2
        default:
            let limit = word - Self.maximumPrefix
            let nameStart = window.runStart(of: Self.elementName, before: word, limit: limit)
            guard window.byte(before: nameStart) == UInt8(ascii: "<") else { return nil }
            let tag = try window.peekRunEnd(of: Self.attributes, from: nameEnd, limit: nameEnd + 80)
            guard try window.peek(tag) == UInt8(ascii: ">") else { return nil }
            offset = tag + 1
        }
        offset = try window.peekRunEnd(of: .whitespace, from: offset, limit: offset + Self.maximumBlanks)
        if try window.peek(offset) == UInt8(ascii: "<"), follower == UInt8(ascii: ">"),
            let inner = try tagEnd(from: offset + 1, limit: offset + 18, in: window)
        {
            offset = inner
        }
        return offset
    }

    /// The end of a tag without attributes whose name begins at `offset`.
    private func tagEnd(from offset: Int, limit: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Int? {
        let end = try window.peekRunEnd(of: .letters, from: offset, limit: limit)
        guard end > offset, try window.peek(end) == UInt8(ascii: ">") else { return nil }
        return end + 1
    }

    /// The text of an element, without the blanks around it.
    func element(
        _ name: Name,
        from start: Int,
        in window: borrowing ByteWindow,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> MatchOutcome {
        let limit = start + rules.maximumLength + 1
        let end = try runs.peekEnd(of: elementClass, from: start, limit: limit, in: window)
        guard end < limit, end > start else { return .noMatch(.shape) }
        let tag = try window.peekRunEnd(of: .whitespace, from: end, limit: end + Self.maximumBlanks)
        guard try window.peek(tag) == UInt8(ascii: "<"), try window.peek(tag + 1) == UInt8(ascii: "/") else {
            return .noMatch(.shape)
        }
        return outcome(name, secret: start..<end, form: .quoted, in: window, runs: &runs)
    }

    private static var markupFollowers: ByteSet { ByteSet(ascii: "<>\"' ") }
    private static var attributes: ByteSet { ByteSet.alphanumerics.union(ByteSet(ascii: " \t=\"'-_:./")) }
}
