// The scopes of one stream's texts, worked out as far as anyone asks.

import SluiceMatching
import SluiceModel

/// Where a text begins, and what is known of it.
package struct ScopeStart: Sendable, Hashable {
    /// The offset of its first byte.
    package var offset: Int
    package var hint: ScopeHint
    /// The number of the tool whose call or result it is; 0 for none.
    package var tool: Int16

    /// A text from `offset` on.
    package init(offset: Int, hint: ScopeHint, tool: Int16 = 0) {
        self.offset = offset
        self.hint = hint
        self.tool = tool
    }
}

/// The scopes of one stream's texts. The text that goes on is followed as it comes; of those that begin and end within
/// one block, as most strings of a document do, only what a rule asks about is read.
struct ScopeTrack: Sendable {
    private let lexedLanguages: LanguageSet
    private var tracker: ScopeTracker
    /// The scopes in the texts that were followed.
    private var history = ScopeHistory()
    /// The texts that begin and end in the last block, in order, and where the last of them ends.
    private var passed: [ScopeStart] = []
    private var passedEnd = 0
    /// The one of them that was asked about last; an array, as it is large and changed in place.
    private var asked: [AskedText] = []
    /// Where the tools change whose calls or results the texts are, ascending.
    private var tools: [(offset: Int, tool: Int16)] = []

    init(_ hint: ScopeHint, lexedLanguages: LanguageSet) {
        self.lexedLanguages = lexedLanguages
        tracker = ScopeTracker(hint, lexedLanguages: lexedLanguages)
        history.append(tracker.scope, at: 0)
    }

    /// Takes the next block, whose first byte stands at `offset`.
    ///
    /// - Parameter starts: the texts that begin in it or at its end, ascending.
    mutating func append(_ block: Span<UInt8>, from offset: Int, starts: ArraySlice<ScopeStart>) {
        passed.removeAll(keepingCapacity: passed.count <= 64)
        asked = []
        for start in starts where start.tool != (tools.last?.tool ?? 0) { tools.append((start.offset, start.tool)) }
        guard let first = starts.first, let last = starts.last else {
            return tracker.advance(block, from: offset, into: &history)
        }
        tracker.advance(block.extracting(0..<(first.offset - offset)), from: offset, into: &history)
        passed.append(contentsOf: starts.dropLast())
        passedEnd = last.offset
        if !passed.isEmpty { history.interrupt(at: first.offset) }
        tracker = ScopeTracker(last.hint, lexedLanguages: lexedLanguages)
        history.append(tracker.scope, at: last.offset)
        tracker.advance(block.extracting((last.offset - offset)..<block.count), from: last.offset, into: &history)
    }

    /// The scope of the place at `offset` of the last block or of the text that it goes on with; nil for other places,
    /// about which was asked when their blocks came.
    ///
    /// - Parameter text: the retained bytes, all of the last block among them.
    mutating func scope(at offset: Int, in text: borrowing ByteWindow) -> Scope? {
        guard let first = passed.first, offset >= first.offset, offset < passedEnd else {
            return history.scope(at: offset)
        }
        let start = passed[(0..<passed.count).partitionPoint { passed[$0].offset > offset } - 1]
        if asked.first?.start != start.offset {
            asked = [AskedText(start, lexedLanguages: lexedLanguages)]
        }
        return asked[0].scope(at: offset, in: text)
    }

    /// What the text is to a rule that holds the byte at `offset`, of which the same holds as for `scope`.
    mutating func place(at offset: Int, for rule: RuleScope, in text: borrowing ByteWindow) -> TextPlace {
        var place = TextPlace(tool: tool(at: offset))
        guard let scope = scope(at: offset, in: text) else { return place }
        place.language = rule.language(of: scope)
        if scope.isCall, place.tool == 0 { place.tool = TextPlace.spelledCall }
        return place
    }

    private func tool(at offset: Int) -> Int16 {
        let next = (0..<tools.count).partitionPoint { tools[$0].offset > offset }
        return next > 0 ? tools[next - 1].tool : 0
    }

    /// Gives up what can be made again.
    mutating func rest() {
        tracker.rest()
        asked = []
        passed.trim()
    }

    /// Forgets what no one who asks about `offset` and later places has to know.
    mutating func forget(before offset: Int) {
        history.forget(before: offset)
        guard tools.count > 1, tools[1].offset <= offset else { return }
        var passed = 1
        while passed + 1 < tools.count, tools[passed + 1].offset <= offset { passed += 1 }
        tools.removeFirst(passed)
    }
}
