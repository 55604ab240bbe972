// Looks for context words in the bytes before a candidate.

import SluiceMatching
import SluiceModel
import SluiceRules

/// Looks for a rule's context words and keys in a window before a match.
///
/// A word counts if no ASCII letter precedes it and, for words of up to three bytes, none follows that continues it, so
/// that `sin` is not found in `business`.
struct ContextSearch: Sendable {
    private let words: [[UInt8]]
    /// The bytes that no word begins with.
    private let others: ByteSet
    private let longestWord: Int
    private let keys: [[UInt8]]
    let window: Int
    let isRequired: Bool
    let boost: Int

    /// How far before a value its key can begin: quotes, operator and blanks included.
    static let keyReach = 96

    init(_ definition: ContextDefinition) {
        words = definition.words.map { $0.utf8.map(\.asciiLowercased) }.filter { !$0.isEmpty }
        var firstBytes = ByteSet()
        for word in words { if let first = word.first { firstBytes.insert(first) } }
        others = firstBytes.caseFolded.inverted
        longestWord = words.map(\.count).max() ?? 0
        keys = definition.keys.map { Self.normalised(Array($0.utf8)) }
        window = definition.window
        isRequired = definition.isRequired
        boost = definition.boost
    }

    /// How many bytes before a match are read.
    var reach: Int { max(window + 2, keys.isEmpty ? 0 : Self.keyReach) }

    /// What is remembered between the candidates of one stream, so that a flood of them is searched once.
    struct Memory: Sendable {
        fileprivate var searchedFrom = 0
        fileprivate var searchedTo = 0
        fileprivate var lastWord = -1
        /// The last byte before `searchedTo` that a word may begin with.
        fileprivate var lastInitial = -1
    }

    /// Whether a word or key stands before `offset`.
    func isPresent(before offset: Int, in text: borrowing ByteWindow, memory: inout Memory) -> Bool {
        hasWord(before: offset, in: text, memory: &memory) || hasKey(before: offset, in: text)
    }

    private func hasWord(before offset: Int, in text: borrowing ByteWindow, memory: inout Memory) -> Bool {
        guard longestWord > 0 else { return false }
        let lowest = max(text.lowerBound, offset - window)
        if offset < memory.searchedTo || lowest < memory.searchedFrom {
            return lastWord(from: lowest, before: offset, endingBy: offset, in: text) != nil
        }
        // Words that straddle the end of the last search are looked for again.
        let straddling = memory.searchedTo - longestWord + 1
        let from = max(lowest, memory.lastInitial >= straddling ? straddling : memory.searchedTo)
        if memory.searchedTo <= lowest { memory.searchedFrom = lowest }
        let initial = text.runStart(of: others, before: offset, limit: from) - 1
        if initial >= from {
            memory.lastInitial = initial
            if let found = lastWord(from: from, before: initial + 1, endingBy: offset, in: text) {
                memory.lastWord = found
            }
        }
        memory.searchedTo = offset
        return memory.lastWord >= lowest
    }

    /// The start of the last word that begins in `from..<start` and ends by `end`.
    private func lastWord(from: Int, before start: Int, endingBy end: Int, in text: borrowing ByteWindow) -> Int? {
        var position = text.runStart(of: others, before: start, limit: from) - 1
        while position >= from {
            if isWord(at: position, before: end, in: text) { return position }
            position = text.runStart(of: others, before: position, limit: from) - 1
        }
        return nil
    }

    private func isWord(at position: Int, before offset: Int, in text: borrowing ByteWindow) -> Bool {
        for word in words {
            let end = position + word.count
            guard end <= offset else { continue }
            var index = 0
            while index < word.count, text[position + index].asciiLowercased == word[index] { index += 1 }
            guard index == word.count else { continue }
            guard ByteSet.letters.contains(word[0]) else { return true }
            guard text.isBoundary(before: position, against: .letters) else { continue }
            if word.count <= Self.shortWord, continues(at: end, in: text) { continue }
            return true
        }
        return false
    }

    /// Whether the letter at `end` belongs to the word before it; a capital after a small letter starts a new one.
    private func continues(at end: Int, in text: borrowing ByteWindow) -> Bool {
        guard text.holds(.letters, at: end) else { return false }
        return !(text.holds(.lowerCase, at: end - 1) && text.holds(.upperCase, at: end))
    }

    private static let shortWord = 3

    /// Whether `offset` starts the value of a member or assignment whose key is one of the rule's.
    private func hasKey(before offset: Int, in text: borrowing ByteWindow) -> Bool {
        guard !keys.isEmpty else { return false }
        let lowest = max(text.lowerBound, offset - Self.keyReach)
        var end = text.runStart(of: Self.valuePrefix, before: offset, limit: lowest)
        guard end > lowest, Self.operators.contains(text[end - 1]) else { return false }
        end = text.runStart(of: Self.operators.union(Self.valuePrefix), before: end, limit: lowest)
        let start = text.runStart(of: Self.keyBytes, before: end, limit: lowest)
        guard start < end else { return false }
        return keys.contains { Self.isKey($0, at: start..<end, in: text) }
    }

    private static var valuePrefix: ByteSet { ByteSet(ascii: " \t\"'\\`") }
    private static var operators: ByteSet { ByteSet(ascii: ":=") }
    private static var keyBytes: ByteSet { ByteSet.wordCharacters.union(ByteSet(ascii: "-.")) }

    private static func normalised(_ key: [UInt8]) -> [UInt8] {
        key.filter { !isLeftOut($0) }.map(\.asciiLowercased)
    }

    /// Whether the bytes in `range`, normalised, are `key`. Copies nothing, as it is asked of every candidate.
    private static func isKey(_ key: [UInt8], at range: ByteRange, in text: borrowing ByteWindow) -> Bool {
        var matched = 0
        for offset in range {
            let byte = text[offset]
            if isLeftOut(byte) { continue }
            guard matched < key.count, key[matched] == byte.asciiLowercased else { return false }
            matched += 1
        }
        return matched == key.count
    }

    private static func isLeftOut(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }
}
