// What a scan learns about its baseline.

import SluiceModel

/// What a scan learns about its baseline: which entries still match, and what a new one would hold.
package struct BaselineTally: Sendable {
    /// Whether findings become entries instead of being reported.
    package let isUpdate: Bool
    /// The entries that all findings make, where `isUpdate`.
    private var found = Baseline()
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
        found.add(
            Baseline.Entry(key: key, path: record.path.text, line: record.line, reason: baseline.reason(for: key))
        )
    }

    /// The new baseline, where `isUpdate`: all findings, and what the old one has of files that were not scanned.
    package var updated: Baseline {
        let isSettled = settled()
        var all = found
        for (entry, isSettled) in zip(baseline.entries, isSettled) where !isSettled { all.add(entry) }
        return all
    }

    /// The entries that nothing was found for, although their files were scanned or are gone.
    package var staleEntries: [Baseline.Entry] {
        guard !isUpdate else { return [] }
        let isSettled = settled()
        return baseline.entries.indices.filter { !isMatched[$0] && isSettled[$0] }.map { baseline.entries[$0] }
    }

    /// For each entry of the baseline, whether its file was scanned or is gone.
    private func settled() -> [Bool] {
        var isGone: [String: Bool] = [:]
        return baseline.entries.map { entry in
            if scannedPaths.contains(entry.path) { return true }
            if let known = isGone[entry.path] { return known }
            let gone = (try? FileStatus.of(BytePath(entry.path), followingLinks: false)) == nil
            isGone[entry.path] = gone
            return gone
        }
    }
}
