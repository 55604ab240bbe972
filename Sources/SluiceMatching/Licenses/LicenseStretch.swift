// Which licence a stretch of text is of.

/// A stretch of text around a candidate, and which licence it is of: the one with a text that it resembles most.
///
/// Counting runs in common is not enough, as licences quote each other: one that holds another and more has all its
/// runs, and one that leaves a clause out has none of its own. So each text of a licence is laid beside the stretch
/// where they agree best, and what is only in the text counts against it there.
struct LicenseStretch {
    private let index: LicenseTextIndex
    /// Whether the text goes on before the stretch.
    private let isWithinText: Bool
    /// Whether the text ends with the stretch.
    private let reachesEnd: Bool
    private var wordCount = 0
    /// The different runs that are known, each with the number of its last word.
    private var hits: [(place: Int, lastWord: Int)] = []
    private var seen: PlaceSet
    /// For each licence how many of them stand in its texts.
    private var counts: [Int]
    /// Where the earliest run starts.
    private(set) var start: Int?
    /// The licences of the last run before the candidate.
    private var expected = 0..<0

    /// A run in common.
    private static let hit = 2
    /// A run that only the licence's text has, where they lie side by side.
    private static let gap = -1
    /// A run of the licence's text before or behind, where the stretch has other words or ends.
    private static let overhang = -1
    /// So many runs before or behind count.
    private static let widestOverhang = 16
    /// For so many words there is about one run that is kept.
    private static let wordsPerRun = 3
    /// Licences with so many times fewer runs in common than the one with most are not compared.
    private static let farBehind = 2
    /// So many licences are compared, those with most runs in common.
    private static let mostCompared = 32

    /// Begins with nothing.
    init(index: LicenseTextIndex, isWithinText: Bool, reachesEnd: Bool) {
        self.index = index
        self.isWithinText = isWithinText
        self.reachesEnd = reachesEnd
        counts = Array(repeating: 0, count: index.names.count)
        seen = PlaceSet(count: index.placeCount)
    }

    /// Adds the next word; `isAhead` where it stands behind the candidate.
    mutating func add(_ word: LicenseWord, of words: inout LicenseWords, isAhead: Bool) {
        wordCount += 1
        guard let shingle = words.run(endingWith: word), let run = index.run(of: shingle.number) else { return }
        start = start ?? shingle.start
        let licenses = index.memberRange(ofSet: run.set)
        if !isAhead { expected = licenses }
        guard seen.insert(run.place) else { return }
        hits.append((run.place, wordCount))
        for member in licenses { counts[index.member(at: member)] += 1 }
    }

    /// The licence whose text the stretch resembles most; of equal ones the first.
    var license: Int? {
        // What was found before the candidate is to be named, not a longer text that begins behind it.
        let own = expected.map(index.member).filter { counts[$0] >= Int(LicenseTrail.neededRuns) }
        let candidates = own.isEmpty ? counts.indices.filter { counts[$0] > 0 } : own
        let most = candidates.map { counts[$0] }.max() ?? 0
        let ranked = candidates.filter { counts[$0] * Self.farBehind >= most }
            .sorted { (counts[$1], $0) < (counts[$0], $1) }
            .prefix(Self.mostCompared)
        var best: (license: Int, likeness: Int)?
        var counted = PlaceSet(count: index.placeCount)
        for license in ranked {
            // No text can resemble it more than by all runs that are counted.
            if let best, counts[license] * Self.hit < best.likeness { break }
            for text in index.texts(of: license) {
                let least = best.map { license < $0.license ? $0.likeness : $0.likeness + 1 } ?? .min
                guard let likeness = likeness(ofText: text, atLeast: least, counted: &counted) else { continue }
                best = (license, likeness)
            }
        }
        return best?.license
    }

    /// How much a text resembles the stretch where they agree best; nil where it is less than `least`.
    private func likeness(ofText text: Int, atLeast least: Int, counted: inout PlaceSet) -> Int? {
        let length = index.length(ofText: text)
        guard length * Self.hit >= least else { return nil }
        var common = 0
        index.forEachPlaceRange(ofText: text) { common += seen.count(of: $0) }
        guard common * Self.hit >= least else { return nil }
        var rangeStart = 0
        var next = 0
        var current = (start: 0, first: 0, sum: 0)
        var best = (start: 0, first: 0, last: 0, end: 0, sum: 0)
        var places: [Int] = []
        index.forEachPlaceRange(ofText: text) { range in
            seen.forEach(in: range) { place in
                let position = rangeStart + place - range.lowerBound
                current.sum += Self.gap * (position - next)
                next = position + 1
                if current.sum <= 0 {
                    for place in places { counted.remove(place) }
                    places.removeAll(keepingCapacity: true)
                    current = (position, place, 0)
                }
                // A run that the text repeats counts once.
                guard counted.insert(place) else { return }
                places.append(place)
                current.sum += Self.hit
                if current.sum > best.sum { best = (current.start, current.first, place, next, current.sum) }
            }
            rangeStart += range.count
        }
        for place in places { counted.remove(place) }
        guard best.sum >= least else { return nil }
        let before = overhang(
            of: best.start,
            room: lastWord(of: best.first) - LicenseWords.runLength,
            isOpen: isWithinText
        )
        let behind = overhang(of: length - best.end, room: wordCount - lastWord(of: best.last), isOpen: !reachesEnd)
        let likeness = best.sum + before + behind
        return likeness >= least ? likeness : nil
    }

    private func lastWord(of place: Int) -> Int { hits.first { $0.place == place }?.lastWord ?? 0 }

    /// What `count` runs that the stretch does not have take away, on a side where it has `room` words.
    private func overhang(of count: Int, room: Int, isOpen: Bool) -> Int {
        Self.overhang * min(count, isOpen ? room / Self.wordsPerRun : count, Self.widestOverhang)
    }
}
