// What a text in quotes is that begins with a command.

extension CommandReading {
    /// What a text in quotes is, by what stands before it.
    enum Role: Hashable, Sendable {
        case run
        case named
        case unknown
        /// The first value in a bracket without a name.
        case unknownInBracket
    }

    /// What the text is that begins with `quote`.
    func role(of quote: CommandQuote, in text: borrowing ByteWindow) -> Role {
        let end = gapStart(before: quote.start, in: text)
        guard end > limit else { return .unknown }
        let last = end - 1
        switch text[last] {
        case UInt8(ascii: "("): return role(inCallAt: last, in: text)
        case UInt8(ascii: "["), UInt8(ascii: "{"): return role(inListAt: last, in: text)
        case UInt8(ascii: ","): return role(behindCommaAt: last, in: text)
        // In back-ticks it is as well the end of a sentence.
        case UInt8(ascii: ":") where quote.mark != UInt8(ascii: "`"):
            return role(givenTo: target(before: last, in: text), in: text)
        case UInt8(ascii: "="): return role(behindEqualsAt: last, in: text)
        case UInt8(ascii: ">") where text.byte(before: last) == UInt8(ascii: "="):
            return role(givenTo: target(before: last - 1, in: text), in: text)
        case UInt8(ascii: "~"): return text.byte(before: last) == UInt8(ascii: "=") ? .named : .unknown
        case UInt8(ascii: "?"): return .run
        // `*"rm -rf x"*)` in a `case` of the shell.
        case UInt8(ascii: "*") where end == quote.start: return .named
        case UInt8(ascii: "-"), UInt8(ascii: "*"): return isForbiddenItem(quote.start, in: text) ? .named : .unknown
        // A union of types in TypeScript, a pattern for `grep`; in back-ticks it is run.
        case UInt8(ascii: "|") where quote.mark != UInt8(ascii: "`"): return .named
        default:
            let word = text.runStart(of: .wordCharacters, before: end, limit: limit)
            return Self.questions.contains(lowerCasing: word..<end, in: text) ? .named : .unknown
        }
    }

    /// What the first value is in the bracket at `open`.
    private func role(inCallAt open: Int, in text: borrowing ByteWindow) -> Role {
        let path = path(before: open, in: text)
        guard !path.isEmpty else { return .unknownInBracket }
        // `t.Run("…")` names a test of Go.
        if text.hasPrefix(Self.goTest, at: path.lowerBound), path.count == Self.goTest.count { return .named }
        let name = text.runStart(of: Self.memberCharacters, before: open, limit: path.lowerBound)
        switch CommandName(name..<open, in: text) {
        case .refuses, .asks: return .named
        case .mayTell: return namesAround(open, in: text).contains(.runs) ? .run : .named
        case .runs, .holds: return .run
        case .unknown:
            let isTold =
                CommandName(path.lowerBound..<name, in: text).tells
                || namesAround(open, in: text).contains(where: \.tells)
            return isTold ? .named : .unknown
        }
    }

    /// What an element is of the list or map that opens at `open`.
    private func role(inListAt open: Int, in text: borrowing ByteWindow) -> Role {
        let end = gapStart(before: open, in: text)
        guard end > limit else { return .named }
        let owner =
            text[end - 1] == UInt8(ascii: "(") ? path(before: end - 1, in: text) : nameOfList(at: open, in: text)
        switch CommandName(owner, in: text) {
        // In a map it may be a key.
        case .runs, .holds: return text[open] == UInt8(ascii: "{") ? .unknown : .run
        case .refuses, .asks, .mayTell, .unknown: return .named
        }
    }

    /// The name of the list at `open`: what it is given to on its line, or else the word before it (`RUN [`).
    private func nameOfList(at open: Int, in text: borrowing ByteWindow) -> Range<Int> {
        let line = lineStart(before: open, in: text)
        let sign = text.runStart(of: Self.givingSigns.inverted, before: open, limit: line)
        if sign > line {
            let target = target(before: sign - 1, in: text)
            return max(line, target.lowerBound)..<target.upperBound
        }
        let end = text.runStart(of: Self.blanks, before: open, limit: line)
        return text.runStart(of: .wordCharacters, before: end, limit: line)..<end
    }

    /// What a value behind a comma is: an argument, or an element of a list.
    private func role(behindCommaAt comma: Int, in text: borrowing ByteWindow) -> Role {
        let end = gapStart(before: comma, in: text)
        guard end > limit else { return .unknown }
        if isShellOption(before: end, in: text) { return .run }
        guard let open = openBracket(before: comma, in: text) else {
            // A list whose beginning is too far away, or no list.
            return Self.marks.contains(text[end - 1]) ? .named : .unknown
        }
        guard text[open] == UInt8(ascii: "(") else { return role(inListAt: open, in: text) }
        let role = role(inCallAt: open, in: text)
        return role == .unknownInBracket ? .named : role
    }

    /// Whether the element that ends at `end` says that the next is a command: `"-c"`, `"/c"`, `"eval"`.
    private func isShellOption(before end: Int, in text: borrowing ByteWindow) -> Bool {
        guard Self.marks.contains(text[end - 1]) else { return false }
        let wordEnd = text.holds(ByteSet(ascii: "\\"), at: end - 2) ? end - 2 : end - 1
        let word = text.runStart(of: Self.optionCharacters, before: wordEnd, limit: limit)..<wordEnd
        guard !word.isEmpty else { return false }
        if text.endsCaseless(word, with: Self.evaluation) { return true }
        guard ByteSet(ascii: "-/").contains(text[word.lowerBound]) else { return false }
        return text[wordEnd - 1].asciiLowercased == UInt8(ascii: "c")
            || text.endsCaseless(word, with: Self.commandOption)
    }

    /// What a value is behind `=`: compared with something, or given to a name.
    private func role(behindEqualsAt equals: Int, in text: borrowing ByteWindow) -> Role {
        guard equals > limit else { return .unknown }
        if ByteSet(ascii: "=!").contains(text[equals - 1]) { return .named }
        return role(givenTo: target(before: equals, in: text), in: text)
    }

    private func role(givenTo target: Range<Int>, in text: borrowing ByteWindow) -> Role {
        switch CommandName(target, in: text) {
        case .refuses, .asks, .mayTell: return .named
        case .runs: return .run
        // `{cmd: "rm -rf x", want: false}` in a test, but not the member of what a tool is called with.
        case .holds: return text.holds(Self.marks, at: target.upperBound) ? .run : .unknown
        case .unknown: return .unknown
        }
    }

    /// What the names say of the calls on the line that the bracket at `open` stands in.
    private func namesAround(_ open: Int, in text: borrowing ByteWindow) -> Set<CommandName> {
        let line = CommandReading(limit: lineStart(before: open, in: text), isBeginning: true)
        var names: Set<CommandName> = []
        let first = text.runEnd(of: Self.blanks, from: line.limit, limit: open)
        let firstEnd = text.runEnd(of: .letters, from: first, limit: open)
        if Self.questions.contains(lowerCasing: first..<firstEnd, in: text) { names.insert(.asks) }
        var offset = open
        while let outer = line.openBracket(before: offset, in: text) {
            if text[outer] == UInt8(ascii: "(") {
                names.insert(CommandName(line.path(before: outer, in: text), in: text))
            }
            offset = outer
        }
        return names
    }

    private static let goTest = Array("t.Run".utf8)
    private static let evaluation = Array("eval".utf8)
    private static let commandOption = Array("command".utf8)
    /// What a text is compared with or asked about stands behind these.
    private static let questions = WordTable(ByteText.words("case when elif assert contains equals matches"))
    private static var givingSigns: ByteSet { ByteSet(ascii: "=:") }
    private static var memberCharacters: ByteSet { ByteSet.wordCharacters.union(ByteSet(ascii: "!?$")) }
    private static var optionCharacters: ByteSet { ByteSet.letters.union(ByteSet(ascii: "-/")) }
}
