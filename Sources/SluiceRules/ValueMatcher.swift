// Tells whether a value is one of those that `allow` or `samples` name.

package import SluiceMatching

/// Tells whether a value is one of those that a rule's `allow` or `samples` name.
package struct ValueMatcher: Sendable {
    /// The values in lower case by their hashes, so that a value is looked for without a copy of it.
    private let values: [UInt64: [[UInt8]]]
    private let patterns: [Pattern]
    private let stopWords: [[UInt8]]

    /// Which entry applied.
    package enum Reason: String, Sendable, Hashable {
        case value
        case pattern
        case stopWord
    }

    /// Compiles a filter.
    package init(_ filter: ValueFilter) throws(PatternError) {
        values = Dictionary(grouping: filter.values.map { $0.utf8.map(\.asciiLowercased) }) { Self.hash(of: $0.span) }
        var patterns: [Pattern] = []
        for text in filter.patterns {
            patterns.append(try Pattern(text, options: .init(isAnchored: false)))
        }
        self.patterns = patterns
        stopWords = filter.stopWords.map { $0.utf8.map(\.asciiLowercased) }
    }

    /// Whether nothing is named.
    package var isEmpty: Bool { values.isEmpty && patterns.isEmpty && stopWords.isEmpty }

    /// Why `value` is one of those named, or nil.
    package func reason(for value: Span<UInt8>, scratch: PatternScratch) -> Reason? {
        if isEmpty { return nil }
        if !values.isEmpty, let similar = values[Self.hash(of: value)] {
            for known in similar where known.count == value.count && Self.stands(known, at: 0, in: value) {
                return .value
            }
        }
        for pattern in patterns {
            if case .match = pattern.match(value, from: 0, scratch: scratch) { return .pattern }
        }
        return stopWords.contains { Self.contains($0, in: value) } ? .stopWord : nil
    }

    private static func contains(_ word: [UInt8], in value: Span<UInt8>) -> Bool {
        guard !word.isEmpty, value.count >= word.count else { return false }
        for start in 0...(value.count - word.count) where stands(word, at: start, in: value) { return true }
        return false
    }

    private static func stands(_ word: [UInt8], at start: Int, in value: Span<UInt8>) -> Bool {
        for index in word.indices where value[start + index].asciiLowercased != word[index] { return false }
        return true
    }

    /// The hash of bytes, letters of either case alike.
    private static func hash(of bytes: Span<UInt8>) -> UInt64 {
        var hash = FNV1a()
        for index in bytes.indices { hash.add(UInt64(bytes[index].asciiLowercased)) }
        return hash.value
    }
}
