// A rule's context words, and where they stand.

import SluiceMatching

/// Words that are looked for as words: no ASCII letter precedes one that begins with a letter, and none follows one of up
/// to three bytes, but for a capital after a small letter. In any case of their letters.
struct ContextWords: Sendable {
    /// All words, in lower case, in the order of their first bytes.
    let words: [[UInt8]]
    /// For each byte, and one beyond the last, where its words start.
    private let bounds: [Int]
    /// The bytes that no word begins with.
    let others: ByteSet
    /// The bytes of the longest word.
    let longest: Int

    /// Words of up to this many bytes may not go on in letters.
    static let shortWord = 3

    init(_ texts: [String]) {
        var all: Set<[UInt8]> = []
        for text in texts {
            // Case is folded for ASCII alone while searching; what else a word may look like is written out.
            for spelling in [text, text.lowercased(), text.uppercased(), Self.capitalised(text)] {
                all.insert(spelling.utf8.map(\.asciiLowercased))
            }
        }
        words = all.filter { !$0.isEmpty }.sorted { $0.lexicographicallyPrecedes($1) }
        var firstBytes = ByteSet()
        for word in words { firstBytes.insert(word[0]) }
        others = firstBytes.caseFolded.inverted
        longest = words.map(\.count).max() ?? 0
        var bounds = Array(repeating: 0, count: 257)
        for word in words { bounds[Int(word[0]) + 1] += 1 }
        for index in 1...256 { bounds[index] += bounds[index - 1] }
        self.bounds = bounds
    }

    private static func capitalised(_ text: String) -> String {
        text.prefix(1).uppercased() + text.dropFirst()
    }

    var isEmpty: Bool { words.isEmpty }

    /// The start of the last word that begins in `from..<start` and ends by `end`.
    func last(from: Int, before start: Int, endingBy end: Int, in text: borrowing ByteWindow) -> Int? {
        var position = text.runStart(of: others, before: start, limit: from) - 1
        while position >= from {
            if stands(at: position, before: end, in: text) { return position }
            position = text.runStart(of: others, before: position, limit: from) - 1
        }
        return nil
    }

    /// Whether a word lies in `range`. What stands around the range is read for whole words.
    func occurs(in range: Range<Int>, _ text: borrowing ByteWindow) -> Bool {
        last(from: range.lowerBound, before: range.upperBound, endingBy: range.upperBound, in: text) != nil
    }

    private func stands(at position: Int, before offset: Int, in text: borrowing ByteWindow) -> Bool {
        let first = text[position].asciiLowercased
        for index in bounds[Int(first)]..<bounds[Int(first) + 1] {
            let count = words[index].count
            let end = position + count
            guard end <= offset else { continue }
            var matched = 1
            while matched < count, text[position + matched].asciiLowercased == words[index][matched] { matched += 1 }
            guard matched == count else { continue }
            guard ByteSet.letters.contains(first) else { return true }
            guard text.isBoundary(before: position, against: .letters) else { continue }
            if count <= Self.shortWord, Self.continues(at: end, in: text) { continue }
            return true
        }
        return false
    }

    /// Whether the letter at `end` belongs to the word before it; a capital after a small letter starts a new one.
    static func continues(at end: Int, in text: borrowing ByteWindow) -> Bool {
        guard text.holds(.letters, at: end) else { return false }
        return !(text.holds(.lowerCase, at: end - 1) && text.holds(.upperCase, at: end))
    }

    /// What is remembered between the candidates of one stream, so that a flood of them is searched once.
    struct Memory: Sendable {
        private(set) var searchedFrom = 0
        private(set) var searchedTo = 0
        private(set) var lastWord = -1
        /// The last byte before `searchedTo` that a word may begin with.
        private(set) var lastInitial = -1

        /// Where the last of `words` begins that lies in the `window` bytes before `offset`, if there is one.
        mutating func last(
            of words: borrowing ContextWords,
            before offset: Int,
            window: Int,
            in text: borrowing ByteWindow
        ) -> Int? {
            let lowest = max(text.lowerBound, offset - window)
            if offset < searchedTo || lowest < searchedFrom {
                return words.last(from: lowest, before: offset, endingBy: offset, in: text)
            }
            // Words that straddle the end of the last search are looked for again.
            let straddling = searchedTo - words.longest + 1
            let from = max(lowest, lastInitial >= straddling ? straddling : searchedTo)
            if searchedTo <= lowest { searchedFrom = lowest }
            let initial = text.runStart(of: words.others, before: offset, limit: from) - 1
            if initial >= from {
                lastInitial = initial
                if let found = words.last(from: from, before: initial + 1, endingBy: offset, in: text) {
                    lastWord = found
                }
            }
            searchedTo = offset
            return lastWord >= lowest ? lastWord : nil
        }
    }
}
