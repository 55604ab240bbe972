// Where somebody logs in.

/// What looks like an e-mail address and is an account on a host: `ssh -i key.pem deploy@web01.acme.dev`.
enum LoginTarget {
    /// How many bytes before the account are read.
    static let reach = 96

    /// Whether a command that logs in stands before `start`, with nothing but its options and their values between.
    static func begins(at start: Int, in window: borrowing ByteWindow) -> Bool {
        let limit = start - reach
        var end = start
        while true {
            let wordEnd = window.runStart(of: gaps, before: end, limit: limit)
            guard wordEnd < end else { return false }
            let word = window.runStart(of: wordCharacters, before: wordEnd, limit: limit)
            guard word < wordEnd, word > limit else { return false }
            let text = word..<wordEnd
            if commands.contains(where: { $0.count == text.count && window.endsCaseless(text, with: $0) }) {
                return true
            }
            guard isOption(text, in: window) || joins(text, in: window) else { return false }
            end = word
        }
    }

    /// Whether a word is an option or its value: a number, a path, a setting.
    private static func isOption(_ word: Range<Int>, in window: borrowing ByteWindow) -> Bool {
        if window[word.lowerBound] == UInt8(ascii: "-") { return true }
        let text = window.span(word)
        return text.isMade(of: .digits) || text.touches(optionMarks)
    }

    /// Whether a word joins a command and its target in a sentence: `SSH into deploy@web01.acme.dev`.
    private static func joins(_ word: Range<Int>, in window: borrowing ByteWindow) -> Bool {
        prepositions.contains { $0.count == word.count && window.endsCaseless(word, with: $0) }
    }

    private static let commands = ByteText.list(
        "ssh",
        "scp",
        "sftp",
        "rsync",
        "mosh",
        "autossh",
        "sshfs",
        "ssh-copy-id",
        "sshpass"
    )
    private static let prepositions = ByteText.list("into", "to", "as")
    private static var gaps: ByteSet { ByteSet(ascii: " \t\"'`") }
    private static var wordCharacters: ByteSet { ByteSet.alphanumerics.union(ByteSet(ascii: "-_./~=$:@{}")) }
    private static var optionMarks: ByteSet { ByteSet(ascii: "./~=$") }
}
