// Whether a configuration's allowlists excuse a match.

import SluiceMatching
import SluiceModel

/// The allowlists of a rule, apart from what they say about paths and commits, compiled.
package struct GitleaksExceptions: Sendable {
    private let lists: [List]
    /// Whether one of them looks at whole lines.
    package let readsLines: Bool

    private struct List: Sendable {
        var isConjunction: Bool
        var regexes: Pattern?
        var target: GitleaksAllowlist.Target
        var stopWords: [[UInt8]]
    }

    /// Compiles the lists that can be decided from a text alone. Those that ask for a commit as well never apply, for
    /// no text comes with one; those that ask for a path as well are left out, as a match does not know its file.
    package init(_ allowlists: [GitleaksAllowlist]) throws(GoRegexError) {
        var lists: [List] = []
        for list in allowlists where !list.regexes.isEmpty || !list.stopWords.isEmpty {
            if list.isConjunction, !list.commits.isEmpty || !list.paths.isEmpty { continue }
            lists.append(
                List(
                    isConjunction: list.isConjunction,
                    regexes: try GoPattern.joined(list.regexes),
                    target: list.target,
                    stopWords: list.stopWords.map { $0.utf8.map(\.asciiLowercased) }
                )
            )
        }
        self.lists = lists
        readsLines = lists.contains { $0.target == .line && $0.regexes != nil }
    }

    package var isEmpty: Bool { lists.isEmpty }

    /// Whether a match is excused.
    func excuse(
        secret: ByteRange,
        match: ByteRange,
        line: ByteRange,
        in window: borrowing ByteWindow,
        scratch: PatternScratch
    ) -> Bool {
        for list in lists {
            var isRegexHit = false
            if let regexes = list.regexes {
                let range =
                    switch list.target {
                    case .secret: secret
                    case .match: match
                    case .line: line
                    }
                if case .match = regexes.match(window.span(range), from: 0, scratch: scratch) { isRegexHit = true }
            }

            func hasStopWord() -> Bool { list.stopWords.contains { Self.contains($0, in: window.span(secret)) } }
            if list.isConjunction {
                if list.regexes == nil || isRegexHit, list.stopWords.isEmpty || hasStopWord() { return true }
            } else if isRegexHit || hasStopWord() {
                return true
            }
        }
        return false
    }

    /// Whether `word`, in lower case, stands in `text` in any case.
    package static func contains(_ word: [UInt8], in text: Span<UInt8>) -> Bool {
        guard let first = word.first, text.count >= word.count else { return word.isEmpty }
        var start = 0
        let last = text.count - word.count
        while start <= last {
            if text[start].asciiLowercased == first {
                var index = 1
                while index < word.count, text[start + index].asciiLowercased == word[index] { index += 1 }
                if index == word.count { return true }
            }
            start += 1
        }
        return false
    }
}
