// Licence texts, notices and excerpts of them.

/// Finds the texts of licences, their notices, and excerpts of some lines, by the runs of six words that they share
/// with a known licence.
///
/// It is asked at words that are frequent in licences. Where the text before one has four or more different runs of one
/// licence in 768 bytes, and no licence that explains them was seen in the 2,048 bytes before, the matcher waits for
/// some text more and names the licence with a text that resembles it most. Nothing but the last byte is held meanwhile, and the
/// last byte is the part that is flagged: what is before it has long passed.
package struct LicenseTextMatcher: FileMatcher {
    package static let name = "license-text"
    package static let summary =
        "Licence texts, notices and excerpts, by runs of words in common with the texts of an index."
    package static let optionNames = ["index"]
    package static let fileOptions = ["index"]

    private let index: LicenseTextIndex

    package let anchors: [Anchor] = LicenseAnchors.texts.map { text in
        // The mask is at most the last byte.
        Anchor(literal: text, ignoresCase: true, maskOffset: text.utf8.count - 1)
    }
    package let reachBefore = LicenseTrail.evidenceReach + LicenseTrail.memoryReach + 2
    package let reachAfter = 1_024

    package init(
        options: [String: [String]],
        files: [String: DataFile],
        runClasses: inout RunClassTable
    ) throws(MatcherOptionError) {
        let file = try Self.file("index", in: files)
        do {
            index = try file.reading { bytes throws(LicenseTextIndex.FormatError) in try LicenseTextIndex(bytes) }
        } catch {
            throw MatcherOptionError(option: "index", reason: error.reason)
        }
    }

    package func entity(of detail: MatchDetail) -> String? {
        detail.symbols.first.flatMap { index.names.indices.contains($0) ? index.names[$0] : nil }
    }

    package func match(at position: Int, in window: borrowing ByteWindow, runs: inout RunCache) -> MatchOutcome {
        // Asked again while it waits, it only looks whether all bytes have come.
        if runs.newLicensePlace != position {
            guard LicenseWords.canBegin(at: position, in: window),
                LicenseAnchors.begin(LicenseWords(from: position).lead(in: window)),
                isNearRun(position, in: window, runs: &runs), isNew(position, in: window, runs: &runs)
            else { return .noMatch(.shape) }
            runs.newLicensePlace = position
        }
        let end = min(window.upperBound, position + reachAfter)
        guard window.isComplete else { return .needsMore(holdFrom: max(position, end - 1)) }
        return verdict(at: position, end: end, in: window)
    }

    /// Whether a run of a licence stands right before the position.
    private func isNearRun(_ position: Int, in window: borrowing ByteWindow, runs: inout RunCache) -> Bool {
        // A trail that leads there reads these words too.
        if runs.licenseTrail?.isWithin(NearLicenseRuns.reach, of: position) == true,
            runs.licenseTrail?.canLead(to: position, reachBefore: reachBefore, index: index, in: window) == true
        {
            runs.licenseTrail?.advance(to: position, in: window)
            return runs.licenseTrail.map { $0.lastRunStart > position - NearLicenseRuns.reach } ?? false
        }
        if runs.nearLicenseRuns?.canLead(to: position, reachBefore: reachBefore, index: index, in: window) != true {
            let near = NearLicenseRuns(to: position, reachBefore: reachBefore, index: index, in: window)
            guard runs.nearLicenseRuns?.isBeyond(position) != true else {
                var near = near
                return near.advance(to: position, in: window)
            }
            runs.nearLicenseRuns = near
        }
        return runs.nearLicenseRuns?.advance(to: position, in: window) == true
    }

    private func isNew(_ position: Int, in window: borrowing ByteWindow, runs: inout RunCache) -> Bool {
        if runs.licenseTrail?.canLead(to: position, reachBefore: reachBefore, index: index, in: window) != true {
            let trail = LicenseTrail(to: position, reachBefore: reachBefore, index: index, in: window)
            guard runs.licenseTrail?.isBeyond(position) != true else {
                var trail = trail
                trail.advance(to: position, in: window)
                return trail.isNew
            }
            runs.licenseTrail = trail
        }
        runs.licenseTrail?.advance(to: position, in: window)
        return runs.licenseTrail?.isNew == true
    }

    /// The licence that shares most with the text around the position.
    private func verdict(at position: Int, end: Int, in window: borrowing ByteWindow) -> MatchOutcome {
        let (start, isWithinText) = LicenseTrail.beginning(
            before: position,
            by: LicenseTrail.evidenceReach,
            reachBefore: reachBefore,
            in: window
        )
        var words = LicenseWords(from: start)
        if isWithinText { words.skipWord(in: window) }
        var stretch = LicenseStretch(index: index, isWithinText: isWithinText, reachesEnd: end < position + reachAfter)
        while let word = words.word(before: end, in: window) {
            stretch.add(word, of: &words, isAhead: word.end > position)
        }
        guard let license = stretch.license, let first = stretch.start, let detail = MatchDetail(symbols: [license])
        else { return .noMatch(.shape) }
        let last = max(position, end - 1)
        return .match(RawMatch(match: min(first, last)..<end, secret: last..<end, detail: detail))
    }
}
