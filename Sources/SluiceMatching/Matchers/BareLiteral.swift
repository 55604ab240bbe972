// Telling passwords with the signs of source code from source code.

/// Tells a bare password that holds quotation marks, brackets or commas from an expression.
enum BareLiteral {
    /// How many bytes of `text`, which goes on to the next blank, are a password. The first `head` bytes hold none of
    /// the signs. Nil where the text could be an expression, or reads like words.
    static func length(of text: Span<UInt8>, head: Int) -> Int? {
        var end = cut(text, from: head)
        guard isNoExpression(text.extracting(0..<end), from: head, isWhole: end == text.count) else { return nil }
        // What closes something that began before the value.
        while end > head, closers.contains(text[end - 1]) { end -= 1 }
        guard end > head, end >= 8, !patternStarts.contains(text[0]) else { return nil }
        let value = text.extracting(0..<end)
        guard value.touches(.digits), value.touches(.letters), !SecretShape.isWordy(value) else { return nil }
        return end
    }

    /// Where an escape, an element or the next field begins.
    private static func cut(_ text: Span<UInt8>, from head: Int) -> Int {
        for index in head..<text.count {
            switch text[index] {
            case UInt8(ascii: "\\"):
                if index + 1 == text.count || escaped.contains(text[index + 1]) { return index }
            case UInt8(ascii: "<"):
                let rest = text.extracting((index + 1)..<text.count)
                if rest.has(UInt8(ascii: ">")) || !rest.isEmpty && rest[0] == UInt8(ascii: "/") { return index }
            case UInt8(ascii: ","), UInt8(ascii: ";"):
                var next = index + 1
                while next < text.count, ByteSet.wordCharacters.contains(text[next]) { next += 1 }
                if next > index + 1, next < text.count, assigners.contains(text[next]) { return index }
            default: continue
            }
        }
        return text.count
    }

    /// Whether a sign stands where no expression has it: outside of brackets a quotation mark or a comma without blanks
    /// between letters, a letter right behind a closing bracket, or, where nothing was cut off, a bracket that nothing
    /// closes before the last letter.
    private static func isNoExpression(_ value: Span<UInt8>, from head: Int, isWhole: Bool) -> Bool {
        if BracketNesting.isTorn(value) { return true }
        var depth = 0
        var hasBrace = false
        for index in head..<value.count {
            let followed = index + 1 < value.count && ByteSet.alphanumerics.contains(value[index + 1])
            switch value[index] {
            case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "{"):
                depth += 1
                hasBrace = true
            case UInt8(ascii: ")"), UInt8(ascii: "]"):
                depth -= 1
                if followed { return true }
            case UInt8(ascii: "}"):
                depth -= 1
                if followed, !hasBrace { return true }
            case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "\\"), UInt8(ascii: ","),
                UInt8(ascii: ";"), UInt8(ascii: "<"), UInt8(ascii: ">"):
                // Up to two letters before a quotation mark are the prefix of a text.
                if depth <= 0, followed, index > 2, ByteSet.alphanumerics.contains(value[index - 1]) { return true }
            default: continue
            }
        }
        return isWhole && depth != 0 && ByteSet.alphanumerics.contains(value[value.count - 1])
    }

    private static var closers: ByteSet { ByteSet(ascii: "\"'`,;)]}>\\") }
    private static var assigners: ByteSet { ByteSet(ascii: "=:") }
    /// What may follow a backslash in the texts of most languages.
    private static var escaped: ByteSet { ByteSet(ascii: "nrtu\"'`\\") }
    private static var patternStarts: ByteSet { ByteSet(ascii: "/^$") }
}
