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
        let wordsEnd = digitsStart(of: text.extracting(0..<end))
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

    /// Whether the text is letters and two to six digits: `sonnenblume88`, `NordwindKiosk2024`.
    static func isWordWithNumber(_ text: Span<UInt8>) -> Bool {
        let wordsEnd = digitsStart(of: text)
        guard (2...6).contains(text.count - wordsEnd), text.count >= 10, wordsEnd >= 6,
            text.extracting(0..<wordsEnd).isMade(of: .letters)
        else { return false }
        return speakingWords.found(in: text, decisive: .speaking).isEmpty
    }

    /// Whether the text is one to three parts with `.`, `-` or `_` between them, of which the last ends with a number:
    /// `Pflaume.61`, `harbor_light2027`. What has neither a capital letter nor three digits may be the name of anything.
    static func endsWithNumber(_ text: Span<UInt8>) -> Bool {
        var joints = 0
        for index in text.indices where !ByteSet.alphanumerics.contains(text[index]) {
            guard numberJoints.contains(text[index]) else { return false }
            joints += 1
        }
        let digits = text.count - digitsStart(of: text)
        guard joints <= 2, !text.isEmpty, ByteSet.letters.contains(text[0]),
            (text.touches(.upperCase) ? 2...6 : 3...6).contains(digits)
        else { return false }
        return speakingWords.found(in: text, decisive: .speaking).isEmpty
    }

    /// Whether a number stands behind the last dot, as no member is called, of a text that `endsWithNumber`.
    static func endsWithDottedNumber(_ text: Span<UInt8>) -> Bool {
        let start = digitsStart(of: text)
        return start < text.count && start > 0 && text[start - 1] == UInt8(ascii: ".") && endsWithNumber(text)
    }

    /// Where the digits begin that end a text.
    private static func digitsStart(of text: Span<UInt8>) -> Int {
        var start = text.count
        while start > 0, ByteSet.digits.contains(text[start - 1]) { start -= 1 }
        return start
    }

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
