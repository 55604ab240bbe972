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

    /// Reads the longest name of a licence, and what is said of its version.
    private func decide(at position: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> MatchOutcome {
        var reader = LicenseNameReader(offset: position, limit: position + reachAfter)
        var key = LicenseNameKey()
        var found: (identifier: String, key: LicenseNameKey, reader: LicenseNameReader)?
        var start: Int?
        while let word = try reader.word(in: window) {
            guard key.add(word.bytes) else { continue }
            guard key.words.count <= LicenseNameKey.maximumWords, catalog.begins(key) else { break }
            start = start ?? word.start
            if let identifier = catalog.identifier(named: key) { found = (identifier, key, reader) }
        }
        guard let start, var found else { return .noMatch(.shape) }
        // `GNU General Public License as published by the Free Software Foundation; either version 2`.
        if let version = try found.reader.laterVersion(in: window) {
            var versioned = found.key
            versioned.add(version)
            if let identifier = catalog.identifier(named: versioned) { found.identifier = identifier }
        }
        found.identifier = catalog.canonical(found.identifier) ?? found.identifier
        if found.identifier.hasSuffix("-only"), try found.reader.saysOrLater(in: window) {
            found.identifier = found.identifier.replacing("-only", with: "-or-later")
        }
        let range = start..<found.reader.offset
        return .match(
            RawMatch(match: range, detail: catalog.detail(of: .license(found.identifier)))
        )
    }
}
