// A value of known shape behind the name of the service that it belongs to.

import SluiceModel

/// Matches a value of known alphabet and length that stands behind a service's name, as in `ADZUNA_APP_KEY=…`: for keys
/// that have no prefix of their own.
///
/// The value is the first run of the shape in reach that holds a digit, and a letter where its alphabet has letters, or
/// that looks random without a digit, so that it is no word or identifier. Linear: each name is followed by at most
/// `within` bytes of search.
package struct NearbyTokenMatcher: CandidateMatcher {
    package let anchors: [Anchor] = []
    /// The longest first.
    package let names: [ServiceName]
    package let reachBefore: Int
    package let reachAfter: Int

    private let within: Int
    private let needsCue: Bool
    private let shape: TokenMatcher
    /// What a value can begin with, and how many bytes of it there are at least.
    private let initials: ByteSet
    private let leastRun: Int
    private let needsDigit: Bool
    private let needsLetter: Bool

    /// How far before a name the word that it is part of is read for a cue.
    private static let wordReach = 32
    private static let wordCharacters = ByteSet.wordCharacters.union(ByteSet(ascii: "-."))
    private static let letters = ByteSet.letters

    /// What says that a credential is meant.
    private static let cues = WordTable(
        meanings: [
            "access", "api", "auth", "bearer", "cred", "key", "pass", "private", "pwd", "secret", "token",
        ].map { (Array($0.utf8), WordTable.Meaning(rawValue: 1)) }
    )

    /// Makes a matcher.
    ///
    /// - Parameters:
    ///   - names: one or more.
    ///   - within: the most bytes between the end of a name and the start of the value.
    ///   - needsCue: whether a word such as key or token must stand in the name's word or before the value.
    ///   - shape: the value.
    ///   - alphabet: the bytes that the value is made of.
    ///   - initials: the bytes that it can begin with.
    ///   - leastRun: how many of them it begins with at least, from 1.
    package init(
        names: [ServiceName],
        within: Int,
        needsCue: Bool,
        shape: TokenMatcher,
        alphabet: ByteSet,
        initials: ByteSet,
        leastRun: Int
    ) {
        let names = Set(names).sorted { left, right in
            left.bytes.count == right.bytes.count
                ? left.bytes.lexicographicallyPrecedes(right.bytes) : left.bytes.count > right.bytes.count
        }
        self.names = names
        self.within = within
        self.needsCue = needsCue
        self.shape = shape
        self.initials = initials
        self.leastRun = leastRun
        needsDigit = !alphabet.intersection(.digits).isEmpty
        needsLetter = !alphabet.intersection(Self.letters).isEmpty
        reachBefore = needsCue ? Self.wordReach : 2
        reachAfter = (names.first?.bytes.count ?? 0) + within + shape.reachAfter
    }

    package func match(at position: Int, in window: borrowing ByteWindow, runs: inout RunCache) -> MatchOutcome {
        guard !ServiceName.isInsideWord(position, in: window) else { return .noMatch(.leftBoundary) }
        var nameEnd = position
        // A longer name decides before a shorter one that it begins with.
        search: for name in names {
            switch name.occurrence(at: position, in: window) {
            case .present:
                nameEnd += name.bytes.count
                break search
            case .cutOff: return .needsMore(holdFrom: window.upperBound)
            case .absent: continue
            }
        }
        guard nameEnd > position else { return .noMatch(.shape) }
        let last = nameEnd + within
        var start = nameEnd
        while start <= last {
            start = nextStart(from: start, to: last, in: window)
            guard start <= last else { break }
            guard start < window.upperBound else {
                return window.isComplete ? .noMatch(.shape) : .needsMore(holdFrom: start)
            }
            switch shape.match(at: start, in: window, runs: &runs) {
            case .match(let value) where isValue(value.match, in: window):
                guard !needsCue || hasCue(around: position, before: start, in: window) else {
                    return .noMatch(.shape)
                }
                return .match(RawMatch(match: position..<value.match.upperBound, secret: value.match))
            case .needsMore(let holdFrom): return .needsMore(holdFrom: holdFrom)
            default: start += 1
            }
        }
        return .noMatch(.shape)
    }

    /// The next place, not after `last`, that a value could begin at: one with a byte that values begin with, whose run
    /// is not too short. Most of what follows a name is words, of which few bytes are looked at: a run is read from
    /// where it would be long enough back to its beginning.
    private func nextStart(from start: Int, to last: Int, in window: borrowing ByteWindow) -> Int {
        let bytes = window.bytes
        let base = window.lowerBound
        var index = start - base
        let lastIndex = min(last - base, bytes.count)
        while index < lastIndex {
            // A run that reaches the end of what has come may go on.
            var place = min(index + leastRun, bytes.count)
            while place > index, initials.contains(bytes[place - 1]) { place -= 1 }
            if place == index { return index + base }
            index = place
        }
        return index + base
    }

    private func isValue(_ range: ByteRange, in window: borrowing ByteWindow) -> Bool {
        var hasDigit = !needsDigit
        var hasLetter = !needsLetter
        for offset in range {
            if ByteSet.digits.contains(window[offset]) { hasDigit = true }
            if Self.letters.contains(window[offset]) { hasLetter = true }
            if hasDigit, hasLetter { return true }
        }
        return hasLetter && Self.isRandom(window.span(range))
    }

    /// Whether a value without digits is no identifier: long, in both cases, and no words. One in thirty values of
    /// twenty letters and digits has no digit.
    private static func isRandom(_ value: Span<UInt8>) -> Bool {
        value.count >= 20 && value.touches(.lowerCase) && value.touches(.upperCase) && !SecretShape.isWordy(value)
            && BigramSurprise.bitsPerPair(of: value) >= RandomLooking.threshold
    }

    private func hasCue(around position: Int, before value: Int, in window: borrowing ByteWindow) -> Bool {
        let word = window.runStart(of: Self.wordCharacters, before: position, limit: position - Self.wordReach)
        return !Self.cues.found(in: window.span(word..<value), decisive: WordTable.Meaning(rawValue: 1)).isEmpty
    }
}
