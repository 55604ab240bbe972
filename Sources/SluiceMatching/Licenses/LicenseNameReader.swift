// Reads the words of a licence's name in running text.

/// Reads the words of a licence's name in running text, through line breaks and comment marks.
struct LicenseNameReader {
    /// Where the words read so far end.
    private(set) var offset: Int
    /// Whether a sentence ended with the last word.
    private(set) var endsSentence = false
    /// What stands before the last word.
    private(set) var gap = 0..<0
    private let limit: Int

    init(offset: Int, limit: Int) {
        self.offset = offset
        self.limit = limit
    }

    /// The next word, within a few marks and blanks; nil where the text goes another way.
    mutating func word(in window: borrowing ByteWindow) throws(AwaitsBytes) -> (start: Int, bytes: [UInt8])? {
        var start = offset
        var width = 0
        while let byte = try window.peek(start), !ByteSet.alphanumerics.contains(byte) {
            start += 1
            width += 1
            // The letter of an escaped line break begins no word.
            if byte == UInt8(ascii: "\\"), let letter = try window.peek(start), "nrt".utf8.contains(letter) {
                start += 1
            }
            if width > Self.widestGap || start >= limit { return nil }
        }
        let end = try window.peekRunEnd(of: Self.wordBytes, from: start, limit: min(limit, start + Self.longestWord))
        guard end > start, end < limit else { return nil }
        let bytes = window.copy(start..<end)
        gap = offset..<start
        endsSentence = bytes.last == UInt8(ascii: ".") && !Self.isAbbreviation(bytes)
        let isLater = bytes.last == UInt8(ascii: "+") && bytes.count > 1
        offset = isLater ? end - 1 : end
        if bytes == [UInt8(ascii: "+")] { offset = end }
        return (start, isLater ? Array(bytes.dropLast()) : bytes)
    }

    private static func isAbbreviation(_ word: [UInt8]) -> Bool {
        word.count <= 2 || ["ver.", "inc.", "lic."].contains { $0.utf8.elementsEqual(word.map(\.asciiLowercased)) }
    }

    private static let wordBytes = ByteSet.alphanumerics.union(ByteSet(ascii: ".+"))
    private static let widestGap = 24
    private static let longestWord = 32

    /// The number behind the word `version` or `v` in the next words of the sentence.
    mutating func laterVersion(in window: borrowing ByteWindow) throws(AwaitsBytes) -> [UInt8]? {
        var ahead = self
        var isNext = false
        for _ in 0..<14 where !ahead.endsSentence {
            guard let word = try ahead.word(in: window) else { return nil }
            let text = LicenseNameKey.plain(word.bytes)
            if text.first.map(ByteSet.digits.contains) == true {
                guard isNext else { return nil }
                self = ahead
                return text
            }
            if text.count > 1, text[0] == UInt8(ascii: "v"), ByteSet.digits.contains(text[1]) {
                self = ahead
                return Array(text.dropFirst())
            }
            if LicenseConjunction(word: text) != nil { return nil }
            isNext = text == Array("version".utf8)
        }
        return nil
    }

    /// Whether the next words of the sentence allow a later version: `+`, `or later`, `or (at your option) any later
    /// version`.
    mutating func saysOrLater(in window: borrowing ByteWindow) throws(AwaitsBytes) -> Bool {
        if try window.peek(offset) == UInt8(ascii: "+") {
            offset += 1
            return true
        }
        var ahead = self
        var saysOr = false
        for _ in 0..<10 where !ahead.endsSentence {
            guard let word = try ahead.word(in: window) else { return false }
            let text = word.bytes.map(\.asciiLowercased)
            if text == Array("or".utf8) { saysOr = true }
            if saysOr, text.starts(with: Array("later".utf8)) || text.starts(with: Array("newer".utf8)) {
                self = ahead
                return true
            }
        }
        return false
    }
}
