// A rule's context words, and where they stand.

import SluiceMatching

/// Words that are looked for as words: no ASCII letter precedes one that begins with a letter, and none follows one of
/// up to three bytes, but where a capital after a small letter begins a new word: `dateOfBirth`. In any case of their
/// letters; a space in a word may be written `_` or `-`.
struct ContextWords: Sendable {
    /// All words, in lower case, in the order of their first bytes.
    let words: [[UInt8]]
    /// For each byte, and one beyond the last, where its words start.
    private let bounds: [Int]
    /// The bytes that no word begins with.
    private let others: ByteSet

    private static let space = UInt8(ascii: " ")
    /// What stands between words where a name may hold no space: `tax_id`, `tax-id`.
    private static let joints = [UInt8(ascii: "_"), UInt8(ascii: "-")]
    /// Words of up to this many bytes may not go on in letters.
    private static let shortWord = 3

    init(_ texts: [String]) {
        var all: Set<[UInt8]> = []
        for text in texts {
            // Case is folded for ASCII alone while searching; what else a word may look like is written out.
            for spelling in [text, text.lowercased(), text.uppercased(), Self.capitalised(text)] {
                let word = spelling.utf8.map(\.asciiLowercased)
                all.insert(word)
                for sign in Self.joints where word.contains(Self.space) {
                    all.insert(word.map { $0 == Self.space ? sign : $0 })
                }
            }
        }
        words = all.filter { !$0.isEmpty }.sorted { $0.lexicographicallyPrecedes($1) }
        var firstBytes = ByteSet()
        for word in words { firstBytes.insert(word[0]) }
        others = firstBytes.caseFolded.inverted
        var bounds = Array(repeating: 0, count: 257)
        for word in words { bounds[Int(word[0]) + 1] += 1 }
        for index in 1...256 { bounds[index] += bounds[index - 1] }
        self.bounds = bounds
    }

    private static func capitalised(_ text: String) -> String {
        text.prefix(1).uppercased() + text.dropFirst()
    }

    var isEmpty: Bool { words.isEmpty }

    /// The start of the last word that lies in `range`.
    private func last(in range: Range<Int>, _ text: borrowing ByteWindow) -> Int? {
        var position = text.runStart(of: others, before: range.upperBound, limit: range.lowerBound) - 1
        while position >= range.lowerBound {
            if stands(at: position, before: range.upperBound, in: text) { return position }
            position = text.runStart(of: others, before: position, limit: range.lowerBound) - 1
        }
        return nil
    }

    /// Where the last of the words begins that lies in the `window` bytes before `offset`, if there is one.
    func last(before offset: Int, window: Int, in text: borrowing ByteWindow) -> Int? {
        last(in: min(offset, max(text.lowerBound, offset - window))..<offset, text)
    }

    /// Whether a word lies in `range`. What stands around the range is read for whole words.
    func occurs(in range: Range<Int>, _ text: borrowing ByteWindow) -> Bool {
        last(in: range, text) != nil
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
            if Self.isWhole(position..<end, in: text) { return true }
        }
        return false
    }

    /// Whether the bytes of a word in `range` stand there as a word.
    static func isWhole(_ range: Range<Int>, in text: borrowing ByteWindow) -> Bool {
        guard ByteSet.letters.contains(text[range.lowerBound]) else { return true }
        guard text.isBoundary(before: range.lowerBound, against: .letters) || isHump(at: range.lowerBound, in: text)
        else { return false }
        let end = range.upperBound
        return range.count > shortWord || !text.holds(.letters, at: end) || isHump(at: end, in: text)
    }

    /// Whether a capital after a small letter begins a new word.
    private static func isHump(at offset: Int, in text: borrowing ByteWindow) -> Bool {
        text.holds(.upperCase, at: offset) && text.holds(.lowerCase, at: offset - 1)
    }
}
