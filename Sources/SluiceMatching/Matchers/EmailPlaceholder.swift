// E-mail addresses that stand for one.

/// E-mail addresses that people write in place of one: `your-email@gmail.com`, `admin@yourdomain.com`.
enum EmailPlaceholder {
    /// Whether the part before the `@` or the domain behind it stands for another.
    static func isOne(_ local: Range<Int>, at domain: Range<Int>, in window: borrowing ByteWindow) -> Bool {
        isYours(local, in: window) || isYours(domain, in: window)
            || locals.contains { $0.count == local.count && window.endsCaseless(local, with: $0) }
    }

    /// Whether a name begins with `your` and a word for what the reader has.
    private static func isYours(_ name: Range<Int>, in window: borrowing ByteWindow) -> Bool {
        guard begins(name, with: your, in: window) else { return false }
        var start = name.lowerBound + your.count
        if start < name.upperBound, joints.contains(window[start]) { start += 1 }
        let rest = start..<name.upperBound
        return rest.isEmpty || possessions.contains { begins(rest, with: $0, in: window) }
    }

    private static func begins(_ range: Range<Int>, with text: [UInt8], in window: borrowing ByteWindow) -> Bool {
        guard range.count >= text.count else { return false }
        return window.endsCaseless(range.lowerBound..<range.lowerBound + text.count, with: text)
    }

    private static let your = Array("your".utf8)
    private static let possessions = ByteText.words(
        "mail email gmail name user address account login company domain site website organization org business app host"
    )
    private static let locals = ByteText.list("email", "username", "someone", "somebody", "anonymous", "foo")
    private static var joints: ByteSet { ByteSet(ascii: "-_.") }
}
