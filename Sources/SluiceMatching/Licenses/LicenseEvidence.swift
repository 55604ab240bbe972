// Counts for each licence how many of the runs seen stand in its text.

/// Counts for each licence how many different runs in a stretch of text stand in its own.
struct LicenseEvidence {
    /// One run that stands in some licences.
    struct Hit {
        let start: Int
        let run: LicenseTextIndex.Run
    }

    private let index: LicenseTextIndex
    /// The hits of the stretch in the order of the text, from `first` on.
    private var hits: [Hit] = []
    private var first = 0
    private var counts: [UInt8]
    /// How many licences have been counted `needed` times.
    private var strongCount = 0
    private let needed: UInt8

    /// Counts for the licences of `index`, of which those with `needed` hits are strong.
    init(index: LicenseTextIndex, needed: UInt8) {
        self.index = index
        self.needed = needed
        counts = Array(repeating: 0, count: index.names.count)
    }

    /// Whether a licence is strong.
    var isStrong: Bool { strongCount > 0 }

    /// How often a licence has been counted.
    func count(of license: Int) -> UInt8 { counts[license] }

    /// Of the licences that the last hit stands in, those that have been counted most often.
    var bestOfLastHit: [Int] {
        guard first < hits.count else { return [] }
        var best: [Int] = []
        var most: UInt8 = 0
        for place in index.memberRange(ofSet: hits[hits.count - 1].run.set) {
            let license = index.member(at: place)
            if counts[license] < most { continue }
            if counts[license] > most { best.removeAll() }
            most = counts[license]
            best.append(license)
        }
        return best
    }

    /// How many more of the last `count` hits a licence explains than it does not.
    func balance(ofLast count: Int, for license: Int) -> Int {
        let last = hits[first...].suffix(count)
        return last.count { index.set($0.run.set, holds: license) } * 2 - last.count
    }

    /// Adds a hit. Of equal runs the last one counts.
    mutating func add(_ hit: Hit) {
        if let place = hits[first...].firstIndex(where: { $0.run.place == hit.run.place }) {
            hits.remove(at: place)
        } else {
            for place in index.memberRange(ofSet: hit.run.set) {
                let license = index.member(at: place)
                guard counts[license] < .max else { continue }
                counts[license] += 1
                if counts[license] == needed { strongCount += 1 }
            }
        }
        hits.append(hit)
    }

    /// Forgets the hits that do not start behind `offset`.
    mutating func forget(upTo offset: Int) {
        while first < hits.count, hits[first].start <= offset {
            for place in index.memberRange(ofSet: hits[first].run.set) {
                let license = index.member(at: place)
                guard counts[license] > 0 else { continue }
                if counts[license] == needed { strongCount -= 1 }
                counts[license] -= 1
            }
            first += 1
        }
        if first > 64 {
            hits.removeFirst(first)
            first = 0
        }
    }
}
