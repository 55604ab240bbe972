// What is known of the licence text before the last candidates: a cache, so that floods of them cost one pass.

/// What is known of the words before the last candidates of one index. A function of the text: it saves reading the
/// same words for each candidate again.
package struct LicenseTrail: Sendable {
    private let index: LicenseTextIndex
    /// Where reading began.
    private let start: Int
    private var words: LicenseWords
    private var evidence: LicenseEvidence
    /// The licences that explain the last run before an anchor best, and the last anchor before which any did.
    private var told: (licenses: [Int], place: Int) = ([], .min)
    /// Where the last run of a licence starts.
    private(set) var lastRunStart = Int.min / 2

    /// Evidence is looked for in so many bytes before a place.
    static let evidenceReach = 768
    /// A licence that was seen so many bytes before a place has been told already.
    static let memoryReach = 2_048
    /// How many different runs of one licence are evidence.
    static let neededRuns: UInt8 = 4
    /// A licence goes on where it explains half of so many last runs, and has begun where it explains more.
    private static let recentRuns = 8

    private init(index: LicenseTextIndex, start: Int, words: LicenseWords) {
        self.index = index
        self.start = start
        self.words = words
        evidence = LicenseEvidence(index: index, needed: Self.neededRuns)
    }

    /// Begins afresh, to lead to candidates from `position` on.
    init(to position: Int, reachBefore: Int, index: LicenseTextIndex, in window: borrowing ByteWindow) {
        let (start, isWithinText) = Self.beginning(
            before: position,
            by: Self.evidenceReach + Self.memoryReach,
            reachBefore: reachBefore,
            in: window
        )
        var words = LicenseWords(from: start)
        if isWithinText { words.skipWord(in: window) }
        self.init(index: index, start: start, words: words)
    }

    /// Whether going on from here to `position` tells the same as beginning afresh.
    func canLead(
        to position: Int,
        reachBefore: Int,
        index: LicenseTextIndex,
        in window: borrowing ByteWindow
    ) -> Bool {
        let (start, isWithinText) = Self.beginning(
            before: position,
            by: Self.evidenceReach + Self.memoryReach,
            reachBefore: reachBefore,
            in: window
        )
        return self.index === index && words.next <= position && words.next >= start
            && (isWithinText ? self.start <= start : self.start == start)
    }

    /// Whether it leads further than to `position` already.
    func isBeyond(_ position: Int) -> Bool { words.next > position }

    /// Whether so few bytes are left to read up to `position`.
    func isWithin(_ count: Int, of position: Int) -> Bool { words.next >= position - count }

    /// Where reading begins that looks back `count` bytes, and whether the text goes on before it. Where it does, a
    /// word that stands there may be cut, and is left out.
    static func beginning(
        before position: Int,
        by count: Int,
        reachBefore: Int,
        in window: borrowing ByteWindow
    ) -> (start: Int, isWithinText: Bool) {
        let wanted = position - count
        if window.lowerBound > position - reachBefore, window.lowerBound > wanted - 2 {
            return (window.lowerBound, false)
        }
        return (max(wanted, window.lowerBound), true)
    }

    /// Reads on up to `position`.
    mutating func advance(to position: Int, in window: borrowing ByteWindow) {
        while let word = words.word(before: position, in: window) {
            if LicenseAnchors.begin(word.lead) { note(word.start) }
            guard let shingle = words.run(endingWith: word), let run = index.run(of: shingle.number) else { continue }
            lastRunStart = shingle.start
            evidence.add(.init(start: shingle.start, run: run))
        }
        evidence.forget(upTo: position - Self.evidenceReach)
        if told.place <= position - Self.memoryReach { told.licenses = [] }
    }

    /// Notes what explains the text before an anchor. That is a licence only once it explains more of the last runs than
    /// another, so that one which begins behind another is told before it counts as told.
    private mutating func note(_ place: Int) {
        evidence.forget(upTo: place - Self.evidenceReach)
        guard evidence.isStrong else { return }
        let licenses = evidence.bestOfLastHit.filter {
            evidence.count(of: $0) >= Self.neededRuns && evidence.balance(ofLast: Self.recentRuns, for: $0) > 0
        }
        if !licenses.isEmpty { told = (licenses, place) }
    }

    /// Whether the text before `position`, to which the trail leads, is of a licence that has not been told.
    var isNew: Bool {
        guard evidence.isStrong, let license = evidence.bestOfLastHit.first,
            evidence.count(of: license) >= Self.neededRuns
        else { return false }
        return !told.licenses.contains { evidence.balance(ofLast: Self.recentRuns, for: $0) >= 0 }
    }
}
