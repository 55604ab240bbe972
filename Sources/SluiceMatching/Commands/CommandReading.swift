// Reads what stands before a command.

/// Reads what stands before a command, back to `limit`.
struct CommandReading {
    let limit: Int
    /// Whether the text begins at `limit`.
    let isBeginning: Bool

    /// Where the command begins of which a part is at `position`: at `sudo`, `env A=b` and the like.
    func commandStart(_ position: Int, in text: borrowing ByteWindow) -> Int {
        var (start, offset) = (position, position)
        for _ in 0..<Self.mostLaunchers {
            let end = text.runStart(of: Self.blanks, before: offset, limit: limit)
            let word = text.runStart(of: Self.words, before: end, limit: limit)
            guard word < end, end < offset else { return start }
            offset = word
            if Self.launchers.contains(lowerCasing: word..<end, in: text) { start = word }
        }
        return start
    }

    /// Whether the command is the pattern of a permission: `"Bash(rm -rf /)"`.
    func isPermission(_ start: Int, in text: borrowing ByteWindow) -> Bool {
        guard text.byte(before: start) == UInt8(ascii: "(") else { return false }
        let name = text.runStart(of: .wordCharacters, before: start - 1, limit: limit)
        return name < start - 1 && text.holds(Self.marks, at: name - 1)
    }

    /// Whether the command is a cell in the row of a Markdown table.
    func isCell(_ start: Int, in text: borrowing ByteWindow) -> Bool {
        let cell = text.runStart(of: Self.blanks.union(Self.marks), before: start, limit: limit)
        guard cell > limit, text[cell - 1] == Self.bar else { return false }
        let line = lineStart(before: cell, in: text)
        guard isWhole(line) else { return false }
        guard text[text.runEnd(of: Self.indentation, from: line, limit: cell - 1)] == Self.bar else { return false }
        // A bar at the beginning of a line may also go on with the command of the line before.
        let last = text.runStart(of: Self.lineEnds, before: line, limit: limit)
        return text.byte(before: last) != UInt8(ascii: "\\")
    }

    /// Whether the command is an item below a line that says what is forbidden: `deny:`.
    func isForbiddenItem(_ start: Int, in text: borrowing ByteWindow) -> Bool {
        let bullet = text.runStart(of: Self.blanks, before: start, limit: limit) - 1
        guard bullet >= limit, bullet + 1 < start, Self.bullets.contains(text[bullet]) else { return false }
        var line = lineStart(before: bullet, in: text)
        let indent = bullet - line
        guard text.runEnd(of: Self.indentation, from: line, limit: bullet) == bullet else { return false }
        while line > limit {
            let end = gapStart(before: line, in: text)
            line = lineStart(before: end, in: text)
            guard isWhole(line) else { return false }
            let first = text.runEnd(of: Self.indentation, from: line, limit: end)
            // Items before this one with what belongs to them, and comments.
            if first - line > indent || text.holds(Self.bullets.union(ByteSet(ascii: "#")), at: first) { continue }
            return text.byte(before: end) == UInt8(ascii: ":") && CommandName(line..<end, in: text) == .refuses
        }
        return false
    }

    /// The quote that opens right before `start`.
    func quote(before start: Int, in text: borrowing ByteWindow) -> CommandQuote? {
        guard start > limit, Self.marks.contains(text[start - 1]) else { return nil }
        let mark = text[start - 1]
        // Three in a row are one.
        var first = text.runStart(of: ByteSet(mark...mark), before: start, limit: max(limit, start - 3))
        let isEscaped = first > limit && text[first - 1] == UInt8(ascii: "\\")
        if isEscaped { first -= 1 }
        let prefix = text.runStart(of: Self.textPrefixes, before: first, limit: max(limit, first - 2))
        if !text.holds(.wordCharacters, at: prefix - 1) { first = prefix }
        return CommandQuote(start: first, mark: mark, isEscaped: isEscaped)
    }

    // MARK: - Steps back

    /// Where the line begins that `offset` stands in or ends; `limit` where that is farther.
    func lineStart(before offset: Int, in text: borrowing ByteWindow) -> Int {
        text.runStart(of: Self.lineEnds.inverted, before: offset, limit: limit)
    }

    /// Whether a line begins at `line`, and not merely what can be read of it.
    private func isWhole(_ line: Int) -> Bool { line > limit || isBeginning }

    /// Where the white space begins that ends at `offset`, with the signs of lines that a diff adds.
    func gapStart(before offset: Int, in text: borrowing ByteWindow) -> Int {
        var start = text.runStart(of: .whitespace, before: offset, limit: limit)
        while start > limit, text[start - 1] == UInt8(ascii: "+"), text.holds(Self.lineEnds, at: start - 2) {
            start = text.runStart(of: .whitespace, before: start - 1, limit: limit)
        }
        return start
    }

    /// The name, with what it is a member of, that the bracket at `open` follows: `os.system(`, `assert!(`.
    func path(before open: Int, in text: borrowing ByteWindow) -> Range<Int> {
        text.runStart(of: Self.pathCharacters, before: open, limit: limit)..<open
    }

    /// What is given a value behind the sign at `offset`, with its type where that is `=`: `const commands: string[]`,
    /// `"deny"`. Before a colon it is one word, as whole sentences end with one, too.
    func target(before offset: Int, in text: borrowing ByteWindow) -> Range<Int> {
        if text[offset] == UInt8(ascii: ":") {
            let end = text.runStart(of: Self.blanks.union(Self.marks), before: offset, limit: limit)
            return text.runStart(of: Self.words, before: end, limit: limit)..<end
        }
        return text.runStart(of: Self.targetEnds.inverted, before: offset, limit: limit)..<offset
    }

    /// The bracket that is open before `offset`.
    func openBracket(before offset: Int, in text: borrowing ByteWindow) -> Int? {
        var (depth, index) = (0, offset)
        while index > limit {
            index -= 1
            switch text[index] {
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth += 1
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
                if depth == 0 { return index }
                depth -= 1
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                let others = Self.lineEnds.union(ByteSet(text[index]...text[index])).inverted
                let start = text.runStart(of: others, before: index, limit: limit)
                if start > limit, text[start - 1] == text[index] { index = start - 1 }
            default: break
            }
        }
        return nil
    }

    private static let mostLaunchers = 4
    private static let launchers = WordTable(
        ByteText.words("sudo doas env nohup nice time timeout exec command busybox stdbuf setsid dd")
    )
    private static var bar: UInt8 { UInt8(ascii: "|") }
    static var blanks: ByteSet { ByteSet(ascii: " \t") }
    static var lineEnds: ByteSet { ByteSet(ascii: "\r\n") }
    /// With the signs of added lines and of quotations.
    private static var indentation: ByteSet { ByteSet(ascii: " \t+>") }
    static var marks: ByteSet { ByteSet(ascii: "\"'`") }
    private static var bullets: ByteSet { ByteSet(ascii: "-*") }
    private static var words: ByteSet { ByteSet.wordCharacters.union(ByteSet(ascii: "./=-")) }
    private static var textPrefixes: ByteSet { ByteSet(ascii: "rRbBfFuU@$") }
    private static var pathCharacters: ByteSet { ByteSet.wordCharacters.union(ByteSet(ascii: ".:!?$@>-")) }
    private static var targetEnds: ByteSet { ByteSet(ascii: ",;({}\r\n") }
}
