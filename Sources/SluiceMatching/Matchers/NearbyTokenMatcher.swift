// A value of known shape behind the name of the service that it belongs to.

import SluiceModel

/// Matches a value of known alphabet and length that stands behind a service's name, as in `ADZUNA_APP_KEY=…`: for keys
/// that have no prefix of their own.
///
/// The value is the first run of the shape in reach that holds a digit, and a letter where its alphabet has letters, so
/// that it is no word or identifier. Linear: each name is followed by at most `within` bytes of search.
package struct NearbyTokenMatcher: CandidateMatcher {
    package let anchors: [Anchor]
    package let reachBefore: Int
    package let reachAfter: Int

    /// In lower case, the longest first.
    private let names: [[UInt8]]
    private let within: Int
    private let needsCue: Bool
    private let shape: TokenMatcher
    /// What a value can begin with.
    private let initials: ByteSet
    private let needsDigit: Bool
    private let needsLetter: Bool

    /// How far before a name the word that it is part of is read for a cue.
    private static let wordReach = 32
    /// How many bytes of a name the prefilter looks for: what it would take to look for whole names is better spent on
    /// few wrong positions.
    private static let anchorLength = 6
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
    ///   - names: texts of at least one byte, in any case.
    ///   - within: the most bytes between the end of a name and the start of the value.
    ///   - needsCue: whether a word such as key or token must stand in the name's word or before the value.
    ///   - shape: the value.
    ///   - alphabet: the bytes that the value is made of.
    ///   - initials: the bytes that it can begin with.
    package init(
        names: [String],
        within: Int,
        needsCue: Bool,
        shape: TokenMatcher,
        alphabet: ByteSet,
        initials: ByteSet
    ) {
        let names = names.map { $0.utf8.map(\.asciiLowercased) }.sorted { $0.count > $1.count }
        self.names = names
        self.within = within
        self.needsCue = needsCue
        self.shape = shape
        self.initials = initials
        needsDigit = !alphabet.intersection(.digits).isEmpty
        needsLetter = !alphabet.intersection(Self.letters).isEmpty
        anchors = Set(names.map { $0.prefix(Self.anchorLength) }).map { start in
            Anchor(elements: start.map { ByteSet($0...$0).caseFolded }, maskOffset: start.count)
        }
        reachBefore = needsCue ? Self.wordReach : 1
        reachAfter = (names.first?.count ?? 0) + within + shape.reachAfter
    }

    package func match(at position: Int, in window: borrowing ByteWindow, runs: inout RunCache) -> MatchOutcome {
        guard beginsWord(at: position, in: window) else { return .noMatch(.leftBoundary) }
        var isCutOff = false
        guard let nameEnd = nameEnd(at: position, in: window, isCutOff: &isCutOff) else {
            return isCutOff ? .needsMore(holdFrom: window.upperBound) : .noMatch(.shape)
        }
        var start = nameEnd
        while start <= nameEnd + within {
            guard start < window.upperBound else {
                return window.isComplete ? .noMatch(.shape) : .needsMore(holdFrom: start)
            }
            if initials.contains(window[start]) {
                switch shape.match(at: start, in: window, runs: &runs) {
                case .match(let value) where isValue(value.match, in: window):
                    guard !needsCue || hasCue(around: position, before: start, in: window) else {
                        return .noMatch(.shape)
                    }
                    return .match(RawMatch(match: position..<value.match.upperBound, secret: value.match))
                case .needsMore(let holdFrom): return .needsMore(holdFrom: holdFrom)
                default: break
                }
            }
            start += 1
        }
        return .noMatch(.shape)
    }

    /// Whether no letter goes on into the name, unless it is a capital behind a small letter.
    private func beginsWord(at position: Int, in window: borrowing ByteWindow) -> Bool {
        guard let previous = window.byte(at: position - 1), Self.letters.contains(previous) else { return true }
        guard let first = window.byte(at: position) else { return false }
        return ByteSet.upperCase.contains(first) && ByteSet.lowerCase.contains(previous)
    }

    /// The end of the longest name that stands at `position`.
    private func nameEnd(at position: Int, in window: borrowing ByteWindow, isCutOff: inout Bool) -> Int? {
        for name in names {
            var index = 0
            while index < name.count, let byte = window.byte(at: position + index),
                byte.asciiLowercased == name[index]
            {
                index += 1
            }
            if index == name.count { return position + index }
            // A longer name decides before a shorter one that it begins with.
            if position + index == window.upperBound, !window.isComplete {
                isCutOff = true
                return nil
            }
        }
        return nil
    }

    private func isValue(_ range: ByteRange, in window: borrowing ByteWindow) -> Bool {
        var hasDigit = !needsDigit
        var hasLetter = !needsLetter
        for offset in range {
            if ByteSet.digits.contains(window[offset]) { hasDigit = true }
            if Self.letters.contains(window[offset]) { hasLetter = true }
            if hasDigit, hasLetter { return true }
        }
        return false
    }

    private func hasCue(around position: Int, before value: Int, in window: borrowing ByteWindow) -> Bool {
        let word = window.runStart(of: Self.wordCharacters, before: position, limit: position - Self.wordReach)
        return !Self.cues.found(in: window.span(word..<value), decisive: WordTable.Meaning(rawValue: 1)).isEmpty
    }
}
