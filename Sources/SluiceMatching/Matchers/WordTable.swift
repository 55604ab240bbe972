// Looks up short words without copying or hashing them.

/// Short words by their first byte.
package struct WordTable: Sendable {
    private let words: [[[UInt8]]]

    /// A table of `all`, of which none is empty, in lower case.
    package init(_ all: [[UInt8]]) {
        var words: [[[UInt8]]] = Array(repeating: [], count: 256)
        for word in all where !word.isEmpty { words[Int(word[0])].append(word) }
        self.words = words
    }

    /// Whether the bytes in `range`, which is not empty, are one of the words.
    package func contains(_ text: [UInt8], _ range: Range<Int>) -> Bool {
        for word in words[Int(text[range.lowerBound])] where word.count == range.count {
            if ByteText.stands(word, in: text, at: range.lowerBound) { return true }
        }
        return false
    }

    /// Whether the bytes in `range`, which is not empty, are one of the words in any case of its letters.
    package func contains(lowerCasing range: Range<Int>, in window: borrowing ByteWindow) -> Bool {
        for word in words[Int(window[range.lowerBound].asciiLowercased)] where word.count == range.count {
            if window.endsCaseless(range, with: word) { return true }
        }
        return false
    }

    /// Whether one of the words ends at `end`, in any case of its letters and no further back than `limit`, and `isWhole`
    /// accepts where it starts.
    package func standsLast(
        before end: Int,
        limit: Int,
        in window: borrowing ByteWindow,
        isWhole: (Int, borrowing ByteWindow) -> Bool
    ) -> Bool {
        guard end > limit else { return false }
        for word in words[Int(window[end - 1].asciiLowercased)] where word.count <= end - limit {
            if window.endsCaseless(limit..<end, with: word), isWhole(end - word.count, window) { return true }
        }
        return false
    }

    /// A table whose words are looked up by their last byte, for `standsLast`.
    package init(byLast all: [[UInt8]]) {
        var words: [[[UInt8]]] = Array(repeating: [], count: 256)
        for word in all { if let last = word.last { words[Int(last)].append(word) } }
        self.words = words
    }
}

extension ByteText {
    /// Whether `needle` stands at `start`.
    package static func stands(_ needle: [UInt8], in text: [UInt8], at start: Int) -> Bool {
        guard start + needle.count <= text.count else { return false }
        for index in needle.indices where text[start + index] != needle[index] { return false }
        return true
    }
}
