// What is known of the code before the last candidates: a cache, so that each byte is read once.

/// What is known of the code before the last candidates of one index. A function of the text: it saves reading the same
/// tokens for each candidate again.
package struct CodeTrail: Sendable {
    private let index: CodeIndex
    private let start: Int
    private var tokens: CodeTokens
    /// The different runs that are in the index, by where they start, the last place of each.
    private var hits: [(start: Int, number: UInt64)] = []
    /// From here on places have not been looked at.
    private var noted: Int
    /// The last place so far before which there was enough.
    private var lastKnown: Int?

    /// Evidence is looked for in so many bytes before a place.
    static let evidenceReach = 1_024
    /// Code that was seen so many bytes before has been told already.
    static let memoryReach = 1_024
    /// How many different runs are evidence.
    static let neededRuns = 4

    /// Begins afresh, to lead to candidates from `position` on.
    init(to position: Int, reachBefore: Int, index: CodeIndex, in window: borrowing ByteWindow) {
        let (start, isWithinText) = Self.beginning(before: position, reachBefore: reachBefore, in: window)
        self.index = index
        self.start = start
        noted = start
        tokens = CodeTokens(from: start, seed: index.seed)
        if isWithinText { tokens.skipWord(in: window) }
    }

    private static func beginning(
        before position: Int,
        reachBefore: Int,
        in window: borrowing ByteWindow
    ) -> (start: Int, isWithinText: Bool) {
        let wanted = position - evidenceReach - memoryReach
        if window.lowerBound > position - reachBefore, window.lowerBound > wanted { return (window.lowerBound, false) }
        return (max(wanted, window.lowerBound), true)
    }

    /// Whether it is about an index.
    func isOf(_ index: CodeIndex) -> Bool { self.index === index }

    /// Whether going on from here to `position` tells the same as beginning afresh.
    func canLead(to position: Int, reachBefore: Int, in window: borrowing ByteWindow) -> Bool {
        let (start, isWithinText) = Self.beginning(before: position, reachBefore: reachBefore, in: window)
        return noted <= position && tokens.next >= start
            && (isWithinText ? self.start <= start : self.start == start)
    }

    /// Reads on up to a place, and tells from where on enough stands before it that has not been told; nil where there
    /// is not.
    mutating func tells(at position: Int, in window: borrowing ByteWindow, _ strings: StringPlaces?) -> Int? {
        // A word ends at a place, which is shown.
        while let run = tokens.run(before: position + 1, in: window) {
            guard index.contains(run.number) else { continue }
            settle(to: run.place, in: window, strings)
            hits.removeAll { $0.number == run.number }
            hits.append((run.start, run.number))
        }
        settle(to: position, in: window, strings)
        let isNew = lastKnown.map { $0 <= position - Self.memoryReach } ?? true
        noted = position + 1
        note(position)
        return isNew && lastKnown == position ? hits.map(\.start).min() : nil
    }

    /// Looks at the places before `end` with what is known of the text before them. There are none of interest while
    /// too few runs are known.
    private mutating func settle(to end: Int, in window: borrowing ByteWindow, _ strings: StringPlaces?) {
        while noted < end, hits.count >= Self.neededRuns {
            if CodePlaces.isPlace(noted, in: window, strings) { note(noted) }
            noted += 1
        }
        noted = max(noted, end)
    }

    private mutating func note(_ position: Int) {
        hits.removeAll { $0.start <= position - Self.evidenceReach }
        if hits.count >= Self.neededRuns { lastKnown = position }
    }
}
