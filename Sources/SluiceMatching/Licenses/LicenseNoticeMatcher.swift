// Sentences that put something under a licence by its name.

/// Finds sentences that put something under a licence by its name: `licensed under the Apache License, Version 2.0`,
/// `under the terms of the GNU General Public License … either version 2 …, or (at your option) any later version`.
///
/// A mention of a licence without such words before it is none.
package struct LicenseNoticeMatcher: LicenseNameMatcher {
    package static let name = "license-notice"
    package static let summary =
        "Sentences that put something under a licence by its name, such as: licensed under the MIT license."

    private static let leads = [
        "licensed under", "licenced under", "terms of the", "released under", "distributed under", "available under",
        "conditions of the", "governed by the", "provisions of the", "subject to the", "covered by the",
    ]

    package let anchors = leads.map {
        Anchor(literal: $0, ignoresCase: true, offset: $0.utf8.count, maskOffset: $0.utf8.count)
    }
    package let reachBefore = leads.map(\.utf8.count).max() ?? 0
    package let reachAfter = 400

    package let catalog: LicenseCatalog

    package init(catalog: LicenseCatalog) {
        self.catalog = catalog
    }

    private static let leadBytes = leads.map { Array($0.utf8) }

    package func match(at position: Int, in window: borrowing ByteWindow, runs: inout RunCache) -> MatchOutcome {
        do {
            // Whoever asks, one of the phrases stands before the position. Of long ones only the beginning is looked
            // for.
            guard try standsLead(before: position, in: window) else { return .noMatch(.shape) }
            return try decide(at: position, in: window)
        } catch {
            return .needsMore(holdFrom: min(position, window.upperBound))
        }
    }

    private func standsLead(before position: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Bool {
        for lead in Self.leadBytes {
            let start = position - lead.count
            if start >= window.lowerBound, try window.peeks(lowerCased: lead, at: start) { return true }
        }
        return false
    }

    /// Reads the names of licences, and how they are joined: `the MIT license or Apache-2.0`, `MIT, BSD and AGPL-3.0`.
    private func decide(at position: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> MatchOutcome {
        let reader = LicenseNameReader(offset: position, limit: position + reachAfter)
        guard var last = try LicenseMention(from: reader, catalog: catalog, in: window) else { return .noMatch(.shape) }
        let start = last.start
        var end = last.end
        var licenses = [LicenseExpression.license(last.identifier)]
        var said: Set<LicenseConjunction> = []
        while licenses.count < Self.mostNames, let next = try following(last, in: window) {
            if let conjunction = next.conjunction { said.insert(conjunction) }
            licenses.append(.license(next.mention.identifier))
            last = next.mention
            end = last.end
        }
        // Where both are said, or none, all hold.
        let conjunction: LicenseConjunction = said == [.or] ? .or : .and
        guard let expression = conjunction.joined(licenses) else { return .noMatch(.shape) }
        return .match(RawMatch(match: start..<end, detail: catalog.detail(of: expression)))
    }

    private static let mostNames = 8
    private static let separators = ByteSet(ascii: ",/&")

    /// The licence that a comma, a slash, `and` or `or` joins to the last one.
    private func following(
        _ last: LicenseMention,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> (conjunction: LicenseConjunction?, mention: LicenseMention)? {
        var ahead = last.reader
        var before = ahead
        var conjunction: LicenseConjunction?
        var isJoined = false
        // `, and`, `and/or`
        for _ in 0..<3 {
            before = ahead
            guard !ahead.endsSentence, let word = try ahead.word(in: window) else { return nil }
            isJoined = isJoined || window.copy(ahead.gap).contains(where: Self.separators.contains)
            guard let said = LicenseConjunction(word: word.bytes.map(\.asciiLowercased)) else { break }
            conjunction = said
            isJoined = true
        }
        guard isJoined, let mention = try LicenseMention(from: before, catalog: catalog, in: window), mention.isPlain
        else { return nil }
        return (conjunction, mention)
    }
}
