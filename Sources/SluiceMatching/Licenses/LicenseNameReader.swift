// Reads the words of a licence's name in running text.

/// Reads the words of a licence's name in running text, through line breaks and comment marks.
struct LicenseNameReader {
    /// Where the words read so far end.
    private(set) var offset: Int
    private let limit: Int

    init(offset: Int, limit: Int) {
        self.offset = offset
        self.limit = limit
    }

    /// The next word, within a few marks and blanks; nil where the text goes another way.
    mutating func word(in window: borrowing ByteWindow) throws(AwaitsBytes) -> (start: Int, bytes: [UInt8])? {
        var start = offset
        var gap = 0
        while let byte = try window.peek(start), !ByteSet.alphanumerics.contains(byte) {
            start += 1
            gap += 1
            // The letter of an escaped line break begins no word.
            if byte == UInt8(ascii: "\\"), let letter = try window.peek(start), "nrt".utf8.contains(letter) {
                start += 1
            }
            if gap > Self.widestGap || start >= limit { return nil }
        }
        let end = try window.peekRunEnd(of: Self.wordBytes, from: start, limit: min(limit, start + Self.longestWord))
        guard end > start, end < limit else { return nil }
        let bytes = window.copy(start..<end)
        // A full stop behind a word ends a sentence.
        let isLater = bytes.last == UInt8(ascii: "+") && bytes.count > 1
        offset = isLater ? end - 1 : end
        if bytes == [UInt8(ascii: "+")] { offset = end }
        return (start, isLater ? Array(bytes.dropLast()) : bytes)
    }

    private static let wordBytes = ByteSet.alphanumerics.union(ByteSet(ascii: ".+"))
    private static let widestGap = 24
    private static let longestWord = 32

    /// The number behind the word `version` or `v` in the next words.
    mutating func laterVersion(in window: borrowing ByteWindow) throws(AwaitsBytes) -> [UInt8]? {
        var ahead = self
        var isNext = false
        for _ in 0..<14 {
            guard let word = try ahead.word(in: window) else { return nil }
            var text = word.bytes.map(\.asciiLowercased)
            while text.last == UInt8(ascii: ".") { text.removeLast() }
            if text.first.map(ByteSet.digits.contains) == true {
                guard isNext else { return nil }
                self = ahead
                return text
            }
            if text.count > 1, text[0] == UInt8(ascii: "v"), ByteSet.digits.contains(text[1]) {
                self = ahead
                return Array(text.dropFirst())
            }
            isNext = text == Array("version".utf8)
        }
        return nil
    }

    /// Whether the next words allow a later version: `+`, `or later`, `or (at your option) any later version`.
    mutating func saysOrLater(in window: borrowing ByteWindow) throws(AwaitsBytes) -> Bool {
        if try window.peek(offset) == UInt8(ascii: "+") {
            offset += 1
            return true
        }
        var ahead = self
        var saysOr = false
        for _ in 0..<10 {
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
