// A text that begins and ends within one block, followed as far as anyone asked.

import SluiceMatching
import SluiceModel

/// A text that begins and ends within one block, followed as far as anyone asked: most questions about it come early,
/// and what lies behind the last of them need not be read.
struct AskedText: Sendable {
    /// The offset of its first byte.
    let start: Int
    private var end: Int
    private var tracker: ScopeTracker
    private var history = ScopeHistory()

    init(_ start: ScopeStart, lexedLanguages: LanguageSet) {
        self.start = start.offset
        end = start.offset
        tracker = ScopeTracker(start.hint, lexedLanguages: lexedLanguages)
        history.append(tracker.scope, at: end)
    }

    /// The scope of the place at `offset` of the text; nil where `text` no longer retains the bytes before it that were
    /// not followed.
    mutating func scope(at offset: Int, in text: borrowing ByteWindow) -> Scope? {
        if offset > end {
            guard end >= text.lowerBound else { return nil }
            tracker.advance(text.span(end..<offset), from: end, into: &history)
            end = offset
        }
        return history.scope(at: offset)
    }
}
