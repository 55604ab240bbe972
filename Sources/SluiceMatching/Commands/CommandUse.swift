// Tells a command that is run from one that is only named.

/// Tells a command that is run from one that is only named: in a list of what is forbidden, a test, a permission or the
/// row of a table.
///
/// It goes by the bytes around the command alone; what a program does with a text elsewhere is not known. Where they say
/// nothing, the command counts as run.
enum CommandUse {
    /// How many bytes before a command are read.
    static let reachBefore = 256
    /// How many bytes behind a command are read.
    static let reachAfter = farthestQuote + longestGap + longestVerdict + 2

    /// How far behind a command the quote is looked for that closes its text, and what follows that.
    private static let farthestQuote = 64

    /// What the bytes before a command say.
    enum Standing: Hashable, Sendable {
        case isRun
        case isNamed
        /// It is the first of a text in quotes, and it depends on what stands behind them.
        case isQuoted(CommandQuote)
    }

    /// What the bytes before the command at `position` say.
    static func standing(of position: Int, in text: borrowing ByteWindow) -> Standing {
        let farthest = position - reachBefore
        let reading = CommandReading(
            limit: max(text.lowerBound, farthest),
            // A matcher is shown no less of a text than its reach.
            isBeginning: text.lowerBound > farthest
        )
        let start = reading.commandStart(position, in: text)
        guard start > reading.limit else { return .isRun }
        if reading.isPermission(start, in: text) || reading.isCell(start, in: text) { return .isNamed }
        guard let quote = reading.quote(before: start, in: text) else {
            return reading.isForbiddenItem(start, in: text) ? .isNamed : .isRun
        }
        switch reading.role(of: quote, in: text) {
        case .run: return .isRun
        case .named: return .isNamed
        case .unknown: return .isQuoted(quote)
        case .unknownInBracket:
            var quote = quote
            quote.isInBracket = true
            return .isQuoted(quote)
        }
    }

    /// Whether what stands behind a command in quotes, which ends at `end`, says that it is only named: `rm -rf x` in
    /// `{"rm -rf x": "deny"}`, `"rm -rf x" in forbidden`, `("rm -rf x", "mkfs")` and `{cmd: "rm -rf x", want: false}`.
    static func isNamed(
        by quote: CommandQuote,
        behind end: Int,
        in text: borrowing ByteWindow
    ) throws(AwaitsBytes) -> Bool {
        let limit = end + farthestQuote
        var offset = end
        while true {
            guard offset < limit, let byte = try text.peek(offset), byte != UInt8(ascii: "\n") else { return false }
            if byte == quote.mark, (text[offset - 1] == UInt8(ascii: "\\")) == quote.isEscaped { break }
            offset += 1
        }
        let isApart = try text.peeks(blanks, at: offset + 1)
        offset = try text.peekRunEnd(of: blanks, from: offset + 1, limit: limit)
        guard offset < limit, let byte = try text.peek(offset) else { return false }
        switch byte {
        case UInt8(ascii: ","):
            if quote.isInBracket { return true }
            return try isVerdict(at: offset + 1, in: text)
        // The test of a shell, `[ "$1" = "rm -rf x" ]`.
        case UInt8(ascii: "]"): return isApart
        case UInt8(ascii: ":"): return try text.peek(offset + 1) != UInt8(ascii: ":")
        default: break
        }
        for sign in signs where try text.peeks(sign, at: offset) { return true }
        return false
    }

    /// Whether the next value behind a command is what is to be said of it: `want: false`, `true}`.
    private static func isVerdict(at offset: Int, in text: borrowing ByteWindow) throws(AwaitsBytes) -> Bool {
        var start = try text.peekRunEnd(of: blanks, from: offset, limit: offset + longestGap)
        if try text.peeks(CommandReading.marks, at: start) { start += 1 }
        let end = try text.peekRunEnd(of: .wordCharacters, from: start, limit: start + longestVerdict)
        guard end > start else { return false }
        switch CommandName(start..<end, in: text) {
        case .refuses, .asks: return try text.peeks(ByteSet(ascii: "\"':= "), at: end)
        default:
            guard verdicts.contains(lowerCasing: start..<end, in: text) else { return false }
            return try text.peeks(closers, at: end)
        }
    }

    private static let longestGap = 4
    private static let longestVerdict = 24
    private static var blanks: ByteSet { CommandReading.blanks }
    private static var closers: ByteSet { ByteSet(ascii: " })]") }
    private static let verdicts = WordTable(ByteText.words("true false nil null none error"))
    /// What compares a text with something, makes it the key of something or is the number of an attack's technique.
    private static let signs = ByteText.list("==", "!=", "=~", "=>", "->", "in ", "not in ", "(T1")
}

/// The quote that a command follows.
struct CommandQuote: Hashable, Sendable {
    /// Where it stands, with what makes a raw or formatted text of it.
    let start: Int
    /// Which it is; a back-tick counts as one.
    let mark: UInt8
    /// Whether there is a backslash before it, as in a text that is quoted itself.
    let isEscaped: Bool
    /// Whether a bracket without a name stands before it, so that a comma behind it makes it one of several values.
    var isInBracket = false
}
