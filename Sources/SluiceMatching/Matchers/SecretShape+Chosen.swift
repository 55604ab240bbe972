// Values as people choose them.

extension SecretShape {
    /// Whether the text is an identifier that speaks of secrets, such as `password2` or `userToken1`.
    package static func namesItself(_ text: Span<UInt8>) -> Bool {
        isIdentifier(text) && isWordy(text) && !speakingWords.found(in: text, decisive: .speaking).isEmpty
    }

    /// Whether the text is made as people make passwords: words with a capital, at most two of `-` and `_` between
    /// them, two to six digits behind them, and perhaps a sign at the end, as in `Harbor-dragon1139#`. Names of fields,
    /// which speak of secrets, are not.
    package static func isChosen(_ text: Span<UInt8>) -> Bool {
        var end = text.count
        if end > 0, chosenEnds.contains(text[end - 1]) { end -= 1 }
        var wordsEnd = end
        while wordsEnd > 0, ByteSet.digits.contains(text[wordsEnd - 1]) { wordsEnd -= 1 }
        guard (2...6).contains(end - wordsEnd), wordsEnd >= 5 else { return false }
        let words = text.extracting(0..<wordsEnd)
        guard ByteSet.upperCase.contains(words[0]), ByteSet.lowerCase.contains(words[1]) else { return false }
        var joints = 0
        for index in words.indices where !ByteSet.letters.contains(words[index]) {
            guard chosenJoints.contains(words[index]) else { return false }
            joints += 1
        }
        return joints <= 2 && speakingWords.found(in: text, decisive: .speaking).isEmpty
    }

    /// Whether the text is one word, or some with `_` between them, and two to six digits: `sonnenblume88`.
    static func isWordWithNumber(_ text: Span<UInt8>) -> Bool {
        var wordsEnd = text.count
        while wordsEnd > 0, ByteSet.digits.contains(text[wordsEnd - 1]) { wordsEnd -= 1 }
        guard (2...6).contains(text.count - wordsEnd), text.count >= 10, wordsEnd >= 6,
            ByteSet.letters.contains(text[0])
        else { return false }
        for index in 1..<wordsEnd where !lowerWords.contains(text[index]) { return false }
        return speakingWords.found(in: text, decisive: .speaking).isEmpty
    }

    /// Whether the text is one to three parts with `.`, `-` or `_` between them, of which the last ends with two to six
    /// digits, or is short and has two: `Pflaume.61`, `harbor_light2027`, `kolibri-7x2`.
    static func endsWithNumber(_ text: Span<UInt8>) -> Bool {
        var (joints, lastPart) = (0, 0)
        for index in text.indices where !ByteSet.alphanumerics.contains(text[index]) {
            guard numberJoints.contains(text[index]) else { return false }
            joints += 1
            lastPart = index + 1
        }
        guard joints <= 2, !text.isEmpty, ByteSet.letters.contains(text[0]) else { return false }
        var (digits, atEnd) = (0, 0)
        for index in lastPart..<text.count {
            let isDigit = ByteSet.digits.contains(text[index])
            digits += isDigit ? 1 : 0
            atEnd = isDigit ? atEnd + 1 : 0
        }
        guard (2...6).contains(atEnd) || digits >= 2 && text.count - lastPart <= 5 else { return false }
        return speakingWords.found(in: text, decisive: .speaking).isEmpty
    }

    private static var lowerWords: ByteSet { ByteSet.lowerCase.union(ByteSet(ascii: "_")) }
    private static var numberJoints: ByteSet { ByteSet(ascii: ".-_") }
    private static var chosenEnds: ByteSet { ByteSet(ascii: "!#$?*@%&+.") }
    private static var chosenJoints: ByteSet { ByteSet(ascii: "-_") }

    private static let speakingWords = WordTable(
        meanings: ByteText.words(
            """
            pass pwd secret token user key hash input value env param arg field string
            """
        ).map { ($0, .speaking) }
    )
}

extension WordTable.Meaning {
    fileprivate static let speaking = WordTable.Meaning(rawValue: 1)
}
