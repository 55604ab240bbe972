// E-mail addresses that stand for one.

/// E-mail addresses that people write in place of one: `your-email@gmail.com`, `admin@yourdomain.com`.
enum EmailPlaceholder {
    /// Whether the part before the `@` or a label of the domain behind it stands for another.
    static func isOne(_ local: Range<Int>, at domain: Range<Int>, in window: borrowing ByteWindow) -> Bool {
        if isYours(local, among: people, in: window) { return true }
        if locals.contains(where: { $0.count == local.count && window.endsCaseless(local, with: $0) }) { return true }
        var start = domain.lowerBound
        while start < domain.upperBound {
            let end = window.runEnd(of: label, from: start, limit: domain.upperBound)
            if isYours(start..<end, among: places, in: window) { return true }
            start = end + 1
        }
        return false
    }

    /// Whether a name is `your` and a word for what the reader has, perhaps with a number.
    private static func isYours(_ name: Range<Int>, among words: [[UInt8]], in window: borrowing ByteWindow) -> Bool {
        guard name.count > your.count,
            window.endsCaseless(name.lowerBound..<name.lowerBound + your.count, with: your)
        else { return false }
        var (start, end) = (name.lowerBound + your.count, name.upperBound)
        if joints.contains(window[start]) { start += 1 }
        while end > start, ByteSet.digits.contains(window[end - 1]) { end -= 1 }
        let rest = start..<end
        return words.contains { $0.count == rest.count && window.endsCaseless(rest, with: $0) }
    }

    private static let your = Array("your".utf8)
    private static let people = ByteText.words("mail email gmail name username user address account login id")
    private static let places = ByteText.words(
        "domain company site website organization organisation org business app server host mail"
    )
    private static let locals = ByteText.list("username", "someone", "somebody", "anonymous")
    private static var joints: ByteSet { ByteSet(ascii: "-_.") }
    private static var label: ByteSet { ByteSet.alphanumerics.union(ByteSet(ascii: "-")) }
}
