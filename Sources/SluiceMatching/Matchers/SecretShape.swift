// How random a short text looks: entropy, and whether it reads like words.

/// How random a short text looks.
package enum SecretShape {
    /// The Shannon entropy in bits per byte.
    package static func entropy(_ text: Span<UInt8>) -> Double { ShannonEntropy.bitsPerCharacter(of: text) }

    /// Whether there are both letters and digits.
    package static func mixesLettersAndDigits(_ text: Span<UInt8>) -> Bool {
        var hasLetter = false
        var hasDigit = false
        for index in text.indices {
            let byte = text[index]
            let lower = byte | 0x20
            if lower >= UInt8(ascii: "a"), lower <= UInt8(ascii: "z") { hasLetter = true }
            if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { hasDigit = true }
            if hasLetter, hasDigit { return true }
        }
        return false
    }

    /// Whether the text reads like words joined together: at least 65 of 100 of its letters and digits are in
    /// pronounceable runs of one word (camel case splits words unless it is ignored), the rest being short numbers.
    package static func isWordy(_ text: Span<UInt8>, ignoresCase: Bool = false) -> Bool {
        var counted = 0
        var readable = 0
        var index = 0
        while index < text.count {
            let start = index
            if ByteSet.letters.contains(text[index]) {
                index = ignoresCase ? runEnd(of: .letters, in: text, from: index) : wordEnd(text, from: index)
                counted += index - start
                if isPronounceable(text, start..<index) { readable += index - start }
            } else if ByteSet.digits.contains(text[index]) {
                index = runEnd(of: .digits, in: text, from: index)
                counted += index - start
            } else {
                index += 1
            }
        }
        return counted > 0 && readable * 100 >= counted * 65
    }

    private static func runEnd(of set: ByteSet, in text: Span<UInt8>, from start: Int) -> Int {
        var index = start
        while index < text.count, set.contains(text[index]) { index += 1 }
        return index
    }

    /// The end of a word: an upper-case run (an acronym), or an optional capital and lower-case letters.
    private static func wordEnd(_ text: Span<UInt8>, from start: Int) -> Int {
        let capitalsEnd = runEnd(of: .upperCase, in: text, from: start)
        if capitalsEnd - start >= 2 {
            let isFollowed = capitalsEnd < text.count && ByteSet.lowerCase.contains(text[capitalsEnd])
            return isFollowed ? capitalsEnd - 1 : capitalsEnd
        }
        return runEnd(of: .lowerCase, in: text, from: capitalsEnd)
    }

    /// Whether a run of letters could be a word: at least three letters, a vowel, no more than four consonants in a
    /// row and no vowel run longer than three.
    private static func isPronounceable(_ text: Span<UInt8>, _ word: Range<Int>) -> Bool {
        guard word.count >= 3 else { return false }
        var vowelRun = 0
        var consonantRun = 0
        var hasVowel = false
        for index in word {
            if isVowel(text[index]) {
                hasVowel = true
                vowelRun += 1
                consonantRun = 0
            } else {
                consonantRun += 1
                vowelRun = 0
            }
            if vowelRun > 3 || consonantRun > 4 { return false }
        }
        return hasVowel
    }

    private static func isVowel(_ letter: UInt8) -> Bool {
        switch letter | 0x20 {
        case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "u"),
            UInt8(ascii: "y"):
            true
        default: false
        }
    }
}

extension SecretShape {
    private static var identifierStart: ByteSet { ByteSet.letters.union(ByteSet(ascii: "_")) }

    /// Whether an unquoted value names a variable or a member, such as `settings.password2` or `userToken`: identifiers
    /// joined by dots, `->` or `::`, of words.
    package static func isReference(_ text: Span<UInt8>) -> Bool {
        guard !text.isEmpty, identifierStart.contains(text[0]) else { return false }
        return text.isMade(of: path) && isWordy(text)
    }

    private static var path: ByteSet { ByteSet.wordCharacters.union(ByteSet(ascii: ".:>?!&-")) }
}
