// What is known of the code before the last candidates: a cache, so that each byte is read once.

/// What is known of the code before the last candidates of one index. A function of the text: it saves reading the same
/// tokens for each candidate again.
package struct CodeTrail: Sendable {
    private let index: CodeIndex
    private let start: Int
    private var tokens: CodeTokens
    /// The different runs that are in the index, by where they start, the last place of each.
    private var hits: [(start: Int, number: UInt64)] = []
    /// The line ends so far before which there was enough.
    private var known: [Int] = []

    /// Evidence is looked for in so many bytes before a line's end.
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
        return tokens.next <= position && tokens.next >= start
            && (isWithinText ? self.start <= start : self.start == start)
    }

    /// Reads on up to a line's end, and tells from where on enough stands before it that has not been told; nil where
    /// there is not.
    mutating func tells(at position: Int, in window: borrowing ByteWindow) -> Int? {
        let line = UInt8(ascii: "\n")
        // The ends of lines since the last candidate, each with what stands before it.
        var offset = tokens.next
        while offset < position {
            if window[offset] == line { note(offset, in: window) }
            offset += 1
        }
        read(to: position, in: window)
        known.removeAll { $0 <= position - Self.memoryReach }
        guard hits.count >= Self.neededRuns else { return nil }
        defer { known.append(position) }
        return known.isEmpty ? hits.map(\.start).min() : nil
    }

    private mutating func note(_ position: Int, in window: borrowing ByteWindow) {
        read(to: position, in: window)
        if hits.count >= Self.neededRuns { known.append(position) }
    }

    private mutating func read(to position: Int, in window: borrowing ByteWindow) {
        // A word ends at a line's end, which is shown.
        while let run = tokens.run(before: position + 1, in: window) {
            guard index.contains(run.number) else { continue }
            hits.removeAll { $0.number == run.number }
            hits.append((run.start, run.number))
        }
        hits.removeAll { $0.start <= position - Self.evidenceReach }
    }
}
