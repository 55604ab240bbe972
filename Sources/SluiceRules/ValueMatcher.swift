// Tells whether a value is one of those that `allow` or `samples` name.

package import SluiceMatching

/// Tells whether a value is one of those that a rule's `allow` or `samples` name.
package struct ValueMatcher: Sendable {
    private let values: Set<[UInt8]>
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
        values = Set(filter.values.map { $0.utf8.map(\.asciiLowercased) })
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
        if !values.isEmpty {
            var bytes: [UInt8] = []
            for index in value.indices { bytes.append(value[index].asciiLowercased) }
            if values.contains(bytes) { return .value }
        }
        for pattern in patterns {
            if case .match = pattern.match(value, from: 0, scratch: scratch) { return .pattern }
        }
        return stopWords.contains { Self.contains($0, in: value) } ? .stopWord : nil
    }

    private static func contains(_ word: [UInt8], in value: Span<UInt8>) -> Bool {
        guard !word.isEmpty, value.count >= word.count else { return false }
        return (0...(value.count - word.count)).contains { start in
            word.indices.allSatisfy { value[start + $0].asciiLowercased == word[$0] }
        }
    }
}
