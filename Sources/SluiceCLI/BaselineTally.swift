// What a scan learns about its baseline.

import SluiceModel

/// What a scan learns about its baseline: which entries still match, and what a new one would hold.
package struct BaselineTally: Sendable {
    /// Whether findings become entries instead of being reported.
    package let isUpdate: Bool
    /// The entries that all findings make, where `isUpdate`.
    package private(set) var updated = Baseline()
    private let baseline: Baseline
    private var isMatched: [Bool]
    private let paths: Set<String>
    private var scannedPaths: Set<String> = []

    /// - Parameter isUpdate: whether findings become entries; those that `baseline` has keep their reasons.
    package init(_ baseline: Baseline, isUpdate: Bool) {
        self.baseline = baseline
        self.isUpdate = isUpdate
        isMatched = Array(repeating: false, count: baseline.entries.count)
        paths = Set(baseline.entries.map(\.path))
    }

    /// Takes a file that was scanned.
    package mutating func add(_ outcome: FileOutcome) {
        let path = outcome.path.text
        if outcome.disposition == .scanned, paths.contains(path) { scannedPaths.insert(path) }
        for index in outcome.baselineMatches { isMatched[index] = true }
    }

    /// Takes a finding into the new baseline.
    package mutating func add(_ record: FindingRecord) {
        let key = Baseline.Key(rule: record.finding.rule, fingerprint: record.finding.fingerprint)
        updated.add(
            Baseline.Entry(key: key, path: record.path.text, line: record.line, reason: baseline.reason(for: key))
        )
    }

    /// The entries that nothing was found for, although their files were scanned or are gone.
    package var staleEntries: [Baseline.Entry] {
        guard !isUpdate else { return [] }
        var isGone: [String: Bool] = [:]
        return baseline.entries.enumerated().filter { index, entry in
            guard !isMatched[index] else { return false }
            if scannedPaths.contains(entry.path) { return true }
            if let known = isGone[entry.path] { return known }
            let gone = (try? FileStatus.of(BytePath(entry.path), followingLinks: false)) == nil
            isGone[entry.path] = gone
            return gone
        }.map(\.element)
    }
}
