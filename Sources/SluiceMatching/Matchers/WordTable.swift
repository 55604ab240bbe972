// Looks up short words without copying or hashing them.

/// Short words by their first or last byte, in flat arrays.
package struct WordTable: Sendable {
    /// What a word means, for those who tell words apart.
    package struct Meaning: OptionSet, Hashable, Sendable {
        package let rawValue: UInt8

        package init(rawValue: UInt8) {
            self.rawValue = rawValue
        }
    }

    private struct Entry: Sendable {
        /// Where its text starts.
        var text: Int
        var count: Int
        var meaning: Meaning
    }

    private var texts: [UInt8] = []
    private var entries: [Entry] = []
    /// For each byte, and one beyond the last, where its words start.
    private var bounds: [Int] = []
    /// For each pair of bytes, first byte first, a bit that says whether a word begins with it.
    private var beginnings: [UInt64] = Array(repeating: 0, count: 256 * 4)

    private init(_ all: [(text: [UInt8], meaning: Meaning)], key: ([UInt8]) -> UInt8?) {
        var indexesByKey = Array(repeating: [Int](), count: 256)
        for index in all.indices {
            if let byte = key(all[index].text) { indexesByKey[Int(byte)].append(index) }
        }
        for indexes in indexesByKey {
            bounds.append(entries.count)
            for word in indexes.map({ all[$0] }) {
                entries.append(Entry(text: texts.count, count: word.text.count, meaning: word.meaning))
                texts += word.text
                if word.text.count > 1 {
                    let (first, second) = (Int(word.text[0]), Int(word.text[1]))
                    beginnings[first << 2 | second >> 6] |= 1 << UInt64(second & 63)
                }
            }
        }
        bounds.append(entries.count)
    }

    /// A table of `all`, in lower case.
    package init(_ all: [[UInt8]]) {
        self.init(all.map { ($0, []) }) { $0.first }
    }

    /// A table of words of at least two bytes with what they mean, in lower case, for `found`.
    package init(meanings all: [(text: [UInt8], meaning: Meaning)]) {
        self.init(all) { $0.first }
    }

    /// A table whose words are looked up by their last byte, for `standsLast`.
    package init(byLast all: [[UInt8]]) {
        self.init(all.map { ($0, []) }) { $0.last }
    }

    @inline(__always)
    private func begins(with first: Int, _ second: UInt8) -> Bool {
        beginnings[first << 2 | Int(second >> 6)] &>> UInt64(second & 63) & 1 != 0
    }

    /// Whether `text`, in any case of its letters, is one of the words.
    package func contains(lowerCasing text: Span<UInt8>) -> Bool {
        guard !text.isEmpty else { return false }
        let key = Int(text[0].asciiLowercased)
        for index in bounds[key]..<bounds[key + 1] where entries[index].count == text.count {
            if stands(entries[index], in: text, at: 0) { return true }
        }
        return false
    }

    /// Whether the bytes in `range`, in any case of their letters, are one of the words.
    package func contains(lowerCasing range: Range<Int>, in window: borrowing ByteWindow) -> Bool {
        contains(lowerCasing: window.span(range))
    }

    /// The meanings of all words in `text`, in any case of its letters; no more are looked for once `decisive` is
    /// found.
    package func found(in text: Span<UInt8>, decisive: Meaning) -> Meaning {
        var found: Meaning = []
        guard text.count > 1 else { return found }
        var byte = text[0].asciiLowercased
        for index in 0..<(text.count - 1) {
            let next = text[index + 1].asciiLowercased
            let key = Int(byte)
            byte = next
            guard begins(with: key, next) else { continue }
            for entry in bounds[key]..<bounds[key + 1] where !found.contains(entries[entry].meaning) {
                if stands(entries[entry], in: text, at: index) { found.formUnion(entries[entry].meaning) }
            }
            if !found.isDisjoint(with: decisive) { return found }
        }
        return found
    }

    /// Whether one of the words, of at least two bytes each, is in `text` in exactly its case.
    package func occurs(in text: Span<UInt8>) -> Bool {
        guard text.count > 1 else { return false }
        for index in 0..<(text.count - 1) {
            let key = Int(text[index])
            guard begins(with: key, text[index + 1]) else { continue }
            for entry in bounds[key]..<bounds[key + 1] {
                if stands(entries[entry], in: text, at: index, foldsCase: false) { return true }
            }
        }
        return false
    }

    /// Whether `text` begins with one of the words in exactly its case.
    package func begins(_ text: Span<UInt8>) -> Bool {
        guard !text.isEmpty else { return false }
        let key = Int(text[0])
        for index in bounds[key]..<bounds[key + 1] {
            if stands(entries[index], in: text, at: 0, foldsCase: false) { return true }
        }
        return false
    }

    /// Whether one of the words ends at `end`, in any case of its letters and no further back than `limit`, and
    /// `isWhole` accepts where it starts.
    package func standsLast(
        before end: Int,
        limit: Int,
        in window: borrowing ByteWindow,
        isWhole: (Int, borrowing ByteWindow) -> Bool
    ) -> Bool {
        guard end > limit else { return false }
        let key = Int(window[end - 1].asciiLowercased)
        guard bounds[key] < bounds[key + 1] else { return false }
        let text = window.span(limit..<end)
        for index in bounds[key]..<bounds[key + 1] where entries[index].count <= text.count {
            let start = text.count - entries[index].count
            if stands(entries[index], in: text, at: start), isWhole(limit + start, window) { return true }
        }
        return false
    }

    private func stands(_ word: Entry, in text: Span<UInt8>, at start: Int, foldsCase: Bool = true) -> Bool {
        guard start + word.count <= text.count else { return false }
        for index in 0..<word.count {
            let byte = text[start + index]
            if (foldsCase ? byte.asciiLowercased : byte) != texts[word.text + index] { return false }
        }
        return true
    }
}
