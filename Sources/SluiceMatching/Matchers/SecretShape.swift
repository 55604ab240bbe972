// How random a short text looks: entropy, and whether it reads like words.

/// How random a short text looks.
package enum SecretShape {
    /// The Shannon entropy in bits per byte.
    package static func entropy(_ text: [UInt8]) -> Double { ShannonEntropy.bitsPerCharacter(of: text.span) }

    /// Whether there are both letters and digits.
    package static func mixesLettersAndDigits(_ text: [UInt8]) -> Bool {
        var hasLetter = false
        var hasDigit = false
        for byte in text {
            let lower = byte | 0x20
            if lower >= UInt8(ascii: "a"), lower <= UInt8(ascii: "z") { hasLetter = true }
            if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { hasDigit = true }
            if hasLetter, hasDigit { return true }
        }
        return false
    }

    /// Whether the text reads like words joined together: at least 65 of 100 of its letters and digits are in
    /// pronounceable runs of one word (camel case splits words), the rest being short numbers.
    package static func isWordy(_ text: [UInt8]) -> Bool {
        var counted = 0
        var readable = 0
        var index = 0
        while index < text.count {
            let start = index
            if ByteSet.letters.contains(text[index]) {
                index = wordEnd(text, from: index)
                counted += index - start
                if isPronounceable(text[start..<index]) { readable += index - start }
            } else if ByteSet.digits.contains(text[index]) {
                while index < text.count, ByteSet.digits.contains(text[index]) { index += 1 }
                counted += index - start
            } else {
                index += 1
            }
        }
        return counted > 0 && readable * 100 >= counted * 65
    }

    /// The end of a word: an upper-case run (an acronym), or an optional capital and lower-case letters.
    private static func wordEnd(_ text: [UInt8], from start: Int) -> Int {
        var index = start
        while index < text.count, ByteSet.upperCase.contains(text[index]) { index += 1 }
        let capitals = index - start
        if capitals >= 2 {
            guard index < text.count, ByteSet.lowerCase.contains(text[index]) else { return index }
            return index - 1
        }
        while index < text.count, ByteSet.lowerCase.contains(text[index]) { index += 1 }
        return index
    }

    /// Whether a run of letters could be a word: at least three letters, a vowel, no more than four consonants in a
    /// row and no vowel run longer than three.
    private static func isPronounceable(_ word: ArraySlice<UInt8>) -> Bool {
        guard word.count >= 3 else { return false }
        var vowelRun = 0
        var consonantRun = 0
        var hasVowel = false
        for byte in word {
            if vowels.contains(byte) {
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

    private static let vowels = ByteSet("aeiouyAEIOUY")
}

extension SecretShape {
    private static let identifierStart = ByteSet.letters.union(ByteSet("_"))

    /// Whether an unquoted value names a variable or a member, such as `settings.password2` or `userToken`: identifiers
    /// joined by dots, `->` or `::`, of words.
    package static func isReference(_ text: [UInt8]) -> Bool {
        guard let first = text.first, identifierStart.contains(first) else { return false }
        guard text.allSatisfy(path.contains) else { return false }
        return isWordy(text)
    }

    private static let path = ByteSet.wordCharacters.union(ByteSet(".:>?!&-"))
}
