// Whether a run of a licence stands right before a candidate.

/// The last run of a licence before the last candidates of one index: what refuses candidates in ordinary text. A
/// function of the text: it saves reading the same words for each candidate again.
package struct NearLicenseRuns: Sendable {
    private let index: LicenseTextIndex
    /// Where reading began.
    private let start: Int
    private var words: LicenseWords
    /// Where the last run of a licence starts.
    private var lastStart = Int.min / 2

    /// So near before a candidate a run must start for it to be looked at more closely, in bytes.
    static let reach = 160
    /// Reading begins a byte before that, as a word there may stand behind the letter of an escape.
    private static let readReach = reach + 1

    /// Begins afresh, to lead to candidates from `position` on.
    init(to position: Int, reachBefore: Int, index: LicenseTextIndex, in window: borrowing ByteWindow) {
        let (start, isWithinText) = LicenseTrail.beginning(
            before: position,
            by: Self.readReach,
            reachBefore: reachBefore,
            in: window
        )
        self.index = index
        self.start = start
        words = LicenseWords(from: start)
        if isWithinText { words.skipWord(in: window) }
    }

    /// Whether going on from here to `position` tells the same as beginning afresh.
    func canLead(
        to position: Int,
        reachBefore: Int,
        index: LicenseTextIndex,
        in window: borrowing ByteWindow
    ) -> Bool {
        let (start, isWithinText) = LicenseTrail.beginning(
            before: position,
            by: Self.readReach,
            reachBefore: reachBefore,
            in: window
        )
        return self.index === index && words.next <= position && words.next >= start
            && (isWithinText ? self.start <= start : self.start == start)
    }

    /// Whether it leads further than to `position` already.
    func isBeyond(_ position: Int) -> Bool { words.next > position }

    /// Reads on up to `position`, and tells whether a run of a licence starts near before it.
    mutating func advance(to position: Int, in window: borrowing ByteWindow) -> Bool {
        while let word = words.word(before: position, in: window) {
            if let run = words.run(endingWith: word), index.holds(run.number) { lastStart = run.start }
        }
        return lastStart > position - Self.reach
    }
}
