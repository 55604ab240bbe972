// Where somebody logs in.

/// What looks like an e-mail address and is an account on a host: `ssh -i key.pem deploy@web01.acme.dev`.
enum LoginTarget {
    /// How many bytes before the account are read.
    static let reach = 96

    /// Whether a command that logs in stands before `start` where a command can begin, with nothing but its options and
    /// their values between, or `SSH into`.
    static func begins(at start: Int, in window: borrowing ByteWindow) -> Bool {
        let limit = start - reach
        var end = window.holds(quotes, at: start - 1) ? start - 1 : start
        var hasValue = false
        while true {
            let wordEnd = window.runStart(of: blanks, before: end, limit: limit)
            guard wordEnd < end else { return false }
            let word = window.runStart(of: wordCharacters, before: wordEnd, limit: limit)
            guard word < wordEnd, word > limit else { return false }
            let text = word..<wordEnd
            if !hasValue, commands.contains(lowerCasing: text, in: window) {
                return mayBegin(at: word, limit: limit, in: window)
            }
            if window[word] == UInt8(ascii: "-") {
                hasValue = false
            } else if end >= start - 1, into.contains(lowerCasing: text, in: window) {
                return followsCommand(word, limit: limit, in: window)
            } else {
                // A word that is no option is the value of one.
                guard !hasValue else { return false }
                hasValue = true
            }
            end = word
        }
    }

    /// Whether `word` stands behind a command in a sentence.
    private static func followsCommand(_ word: Int, limit: Int, in window: borrowing ByteWindow) -> Bool {
        let end = window.runStart(of: blanks, before: word, limit: limit)
        let start = window.runStart(of: wordCharacters, before: end, limit: limit)
        return start > limit && commands.contains(lowerCasing: start..<end, in: window)
    }

    /// Whether a command may begin at `offset`: first in its line or text, behind a prompt, another command or `sudo`.
    private static func mayBegin(at offset: Int, limit: Int, in window: borrowing ByteWindow) -> Bool {
        let end = window.runStart(of: blanks, before: offset, limit: limit)
        guard let before = window.byte(before: end) else { return true }
        if commandStarts.contains(before) { return true }
        let word = window.runStart(of: wordCharacters, before: end, limit: limit)
        return end < offset && sudo.contains(lowerCasing: word..<end, in: window)
    }

    private static let commands = WordTable(ByteText.words("ssh sftp mosh autossh sshfs ssh-copy-id"))
    private static let into = WordTable(ByteText.words("into"))
    private static let sudo = WordTable(ByteText.words("sudo"))
    private static var blanks: ByteSet { ByteSet(ascii: " ") }
    private static var quotes: ByteSet { ByteSet(ascii: "\"'`") }
    private static var commandStarts: ByteSet { ByteSet(ascii: "\r\n\"'`$#>|&;({").union(ByteSet(0x80...0xFF)) }
    private static var wordCharacters: ByteSet { ByteSet.alphanumerics.union(ByteSet(ascii: "-_./~=@%+,")) }
}
