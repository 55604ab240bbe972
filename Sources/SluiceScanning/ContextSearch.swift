// Looks for what a value is called: in the words around it, in its key, in the header of its column.

import SluiceMatching
import SluiceModel
import SluiceRules

/// Looks for a rule's context words and keys around a match: before it in a window, behind it on the same line in a
/// shorter one, in the key that it is the value of, and in the header of the table column that it stands in.
struct ContextSearch: Sendable {
    private let words: ContextWords
    private let against: ContextWords
    /// The keys as they are compared.
    let keys: [[UInt8]]
    let window: Int
    /// How many bytes behind a match are searched.
    let after: Int
    let isRequired: Bool
    let boost: Int

    /// How far before a value the words of most rules count.
    static let usualWindow = ContextDefinition.defaultWindow

    init(_ definition: ContextDefinition) {
        words = ContextWords(definition.words)
        against = ContextWords(definition.against)
        keys = definition.keys.map(ContextKey.normalised)
        window = definition.window
        after = definition.after
        isRequired = definition.isRequired
        boost = definition.boost
    }

    /// All words, as they are looked for.
    var vocabulary: [[UInt8]] { words.words }

    /// How many bytes before a match are read.
    var reach: Int { max(reachInLine, TableReading.reach + 2, PrecedingStrings.reach + 2) }

    /// How many bytes before a match are read for words and keys.
    var reachInLine: Int { max(window + 2, keys.isEmpty ? 0 : ContextKey.reach) }

    /// What is known of a context.
    enum Presence: Hashable, Sendable {
        case present
        case absent
        /// It depends on bytes that have not come.
        case isOpen
    }

    /// Whether a word or key stands before `offset` or above it.
    func isPresent(
        before offset: Int,
        in text: borrowing ByteWindow,
        runs: inout RunCache
    ) -> Bool {
        if !words.isEmpty, words.last(before: offset, window: window, in: text) != nil { return true }
        return hasKey(before: offset, in: text) || hasHeader(above: offset, in: text, runs: &runs)
    }

    /// Whether a word stands behind `match`, on its line.
    func presence(behind match: ByteRange, in text: borrowing ByteWindow, isFinal: Bool) -> Presence {
        guard after > 0, !words.isEmpty else { return .absent }
        // One byte more, as a short word ends where no letter follows.
        let wanted = match.upperBound + after + 1
        let end = text.runEnd(of: Self.lineEnds.inverted, from: match.upperBound, limit: wanted)
        if end < wanted, end == text.upperBound, !isFinal { return .isOpen }
        return words.occurs(in: match.upperBound..<min(end, match.upperBound + after), text) ? .present : .absent
    }

    /// Whether a word that speaks against the rule is the last before `offset`: none that speaks for it stands between.
    func isOpposed(before offset: Int, in text: borrowing ByteWindow) -> Bool {
        guard !against.isEmpty else { return false }
        guard let opposing = against.last(before: offset, window: window, in: text) else { return false }
        guard !words.isEmpty else { return true }
        return words.last(before: offset, window: window, in: text) ?? -1 < opposing
    }

    private static var lineEnds: ByteSet { ByteSet(ascii: "\r\n") }

    /// Whether the header of the column that `offset` stands in is one of the keys or has one of the words.
    private func hasHeader(above offset: Int, in text: borrowing ByteWindow, runs: inout RunCache) -> Bool {
        let cells = runs.tables.cells(above: offset, in: text)
        for index in 0..<cells.count {
            let cell = cells[index].range
            let isNamed = runs.tables.withHeader(of: cells[index], in: text) { header in
                words.occurs(in: cell, header) || keys.contains { ContextKey.isKey($0, at: cell, in: header) }
            }
            if isNamed == true { return true }
        }
        return false
    }

    /// Whether `offset` starts the value of a member or assignment whose key is one of the rule's.
    private func hasKey(before offset: Int, in text: borrowing ByteWindow) -> Bool {
        guard !keys.isEmpty else { return false }
        guard let key = ContextKey.range(before: offset, in: text) else { return false }
        return keys.contains { ContextKey.isKey($0, at: key, in: text) }
    }
}
