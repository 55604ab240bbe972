// E-mail addresses that stand for one.

/// E-mail addresses that people write in place of one: `your-email@gmail.com`, `admin@yourdomain.com`.
enum EmailPlaceholder {
    /// Whether the part before the `@` or a label of the domain behind it stands for another.
    static func isOne(_ local: Range<Int>, at domain: Range<Int>, in window: borrowing ByteWindow) -> Bool {
        if isYours(local, among: people, in: window) || locals.contains(lowerCasing: local, in: window) { return true }
        var start = domain.lowerBound
        while start < domain.upperBound {
            let end = window.runEnd(of: label, from: start, limit: domain.upperBound)
            if isYours(start..<end, among: places, in: window) { return true }
            start = end + 1
        }
        return false
    }

    /// Whether a name is `your` and a word for what the reader has, perhaps with a number.
    private static func isYours(_ name: Range<Int>, among words: borrowing WordTable, in window: borrowing ByteWindow)
        -> Bool
    {
        guard name.count > your.count,
            window.endsCaseless(name.lowerBound..<name.lowerBound + your.count, with: your)
        else { return false }
        var start = name.lowerBound + your.count
        if joints.contains(window[start]) { start += 1 }
        let end = window.runStart(of: .digits, before: name.upperBound, limit: start)
        return words.contains(lowerCasing: start..<end, in: window)
    }

    private static let your = Array("your".utf8)
    private static let people = WordTable(
        ByteText.words("mail email gmail name username user address account login id")
    )
    private static let places = WordTable(
        ByteText.words("domain company site website organization organisation org business app server host mail")
    )
    private static let locals = WordTable(ByteText.words("username someone somebody anonymous"))
    private static var joints: ByteSet { ByteSet(ascii: "-_.") }
    private static var label: ByteSet { ByteSet.alphanumerics.union(ByteSet(ascii: "-")) }
}
