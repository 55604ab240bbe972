// Remembered ends of character runs, which keep matching linear on floods of candidates.

/// The ends of the last runs of each character class, so that a thousand candidates in one long run cost one pass.
///
/// Offsets are absolute, so the cache stays true while the stream's buffer moves. It is part of a stream's state.
package struct RunCache: Sendable {
    /// What patterns need to match, lent by the thread for the time of one append.
    package var patterns: PatternScratch?
    /// Why the last question could not be answered, if it was for the end of a run.
    package var waiting: RunWait?
    /// Whether a string of the document before the value speaks for the rule that is asked.
    package var isNamedBefore = false
    /// The place in a list or map that a matcher is asked about; nil where it is asked about a candidate.
    package var place: ContainerPlace?
    /// Where the matcher that was asked last wants to be asked again.
    package var next: ContainerPlace?
    /// The places that have been asked about in the block: lists that lie in each other go on as one.
    package var walked: Set<WalkedPlace> = []
    /// A stretch in which the search for the parts of a connection string found nothing and nothing that ends it.
    package var quietStretch = 0..<0
    /// The value that was judged last.
    package var judged: JudgedValue?
    /// What was read last where a number may begin.
    package var number = NumberReading()
    /// The last run of a licence's text.
    package var nearLicenseRuns: NearLicenseRuns?
    /// What is known of the licence text before the last candidates.
    package var licenseTrail: LicenseTrail?
    /// The place at which the text of a licence was found that has not been told; more bytes decide which it is.
    package var newLicensePlace: Int?
    /// The region of names that was looked at last.
    package var names = NameMemory()
    /// The tables of the stream.
    package var tables = TableReading()
    /// Where the strings stand if the texts are those of one document, and a rule reads several.
    package var strings: StringPlaces?
    /// What is known of the code before the last candidates, for each index.
    package var codeTrails: [CodeTrail] = []
    private var runs: [Run]

    private struct Run: Sendable {
        var start = 0
        var end = 0
        var isClosed = true
    }

    /// A cache for classes numbered below `classCount` (see `RunClass`).
    package init(classCount: Int, patterns: PatternScratch? = nil) {
        self.patterns = patterns
        runs = Array(repeating: Run(), count: classCount)
    }

    /// The end of the run of bytes of `runClass` that starts at `offset`, at most the window's upper bound.
    package mutating func end(of runClass: RunClass, from offset: Int, in window: borrowing ByteWindow) -> Int {
        let upperBound = window.upperBound
        let run = runs[runClass.index]
        if offset >= run.start, offset < run.end {
            if run.isClosed || run.end >= upperBound { return min(run.end, upperBound) }
            let end = window.runEnd(of: runClass.set, from: run.end)
            runs[runClass.index].end = end
            runs[runClass.index].isClosed = end < upperBound
            return end
        }
        let end = window.runEnd(of: runClass.set, from: offset)
        runs[runClass.index] = Run(start: offset, end: end, isClosed: end < upperBound)
        return end
    }
}

/// A byte set with a number, under which a `RunCache` remembers its runs.
package struct RunClass: Hashable, Sendable {
    /// The bytes of the class.
    package let set: ByteSet
    /// Its number.
    package let index: Int
}

/// Gives equal byte sets the same number while rules are compiled.
package struct RunClassTable: Sendable {
    private var classes: [RunClass] = []

    /// An empty table.
    package init() {}

    /// How many classes there are.
    package var count: Int { classes.count }

    /// The class of `set`, new or known.
    package mutating func runClass(for set: ByteSet) -> RunClass {
        if let known = classes.first(where: { $0.set == set }) { return known }
        let new = RunClass(set: set, index: classes.count)
        classes.append(new)
        return new
    }
}

/// A run whose end a matcher waits for: while every byte that comes belongs to it, asking again is of no use.
package struct RunWait: Hashable, Sendable {
    /// The bytes of the run.
    package let runClass: RunClass
    /// Up to here all bytes belong to it.
    package var seenTo: Int
    /// From this offset on the matcher does not care.
    package let limit: Int

    /// A run of `runClass` that goes up to `seenTo` at least and matters up to `limit`.
    package init(runClass: RunClass, seenTo: Int, limit: Int) {
        self.runClass = runClass
        self.seenTo = seenTo
        self.limit = limit
    }
}

extension RunCache {
    /// Whether `wait` is not over: all bytes of `text`, which ends before the limit, belong to the run.
    package mutating func goesOn(_ wait: inout RunWait, in text: borrowing ByteWindow) -> Bool {
        guard text.upperBound < wait.limit else { return false }
        wait.seenTo = end(of: wait.runClass, from: wait.seenTo, in: text)
        return wait.seenTo == text.upperBound
    }
}
