// What a scan learns about its baseline.

package import SluiceModel

/// What a scan learns about its baseline: which entries still match, and what a new one would hold.
///
/// Only what the scan looked for can be missed: entries of rules that were left out, of files that were not scanned,
/// and of values that were found and not shown are neither stale nor dropped.
package struct BaselineTally: Sendable {
    /// Whether findings become entries instead of being reported.
    package let isUpdate: Bool
    /// The entries that all findings make, where `isUpdate`.
    private var found = Baseline()
    private let baseline: Baseline
    /// Whether an entry's value was found, whether or not it is told.
    private var isSeen: [Bool]
    private let rules: Set<RuleID>
    private var files: BaselineFiles

    /// - Parameters:
    ///   - file: where the baseline is.
    ///   - isUpdate: whether findings become entries; those that `baseline` has keep their reasons.
    ///   - rules: the rules that are looked for.
    package init(_ baseline: Baseline, file: BytePath?, isUpdate: Bool, rules: Set<RuleID>) {
        self.baseline = baseline
        self.isUpdate = isUpdate
        self.rules = rules
        isSeen = Array(repeating: false, count: baseline.entries.count)
        files = BaselineFiles(Set(baseline.entries.map(\.path)), baseline: file)
    }

    /// Takes a file that was scanned.
    package mutating func add(_ outcome: FileOutcome) {
        files.add(outcome)
        for index in outcome.baselineMatches { isSeen[index] = true }
        for index in outcome.baselineSightings { isSeen[index] = true }
    }

    /// Takes a finding into the new baseline.
    package mutating func add(_ record: FindingRecord) {
        let key = Baseline.Key(rule: record.finding.rule, fingerprint: record.finding.fingerprint)
        let old = baseline.entry(for: key)
        // From another directory the file is spelt otherwise, and later scans would look for it in vain.
        if let old, !files.isBaseOfPaths, files.isThere(old.path) { return found.add(old) }
        found.add(Baseline.Entry(key: key, path: record.path.text, line: record.line, reason: old?.reason))
    }

    /// The new baseline, where `isUpdate`: all findings, and what the old one has that nothing is known against.
    package var updated: Baseline {
        var all = found
        for index in baseline.entries.indices where !isStale(index) { all.add(baseline.entries[index]) }
        return all
    }

    /// The entries that nothing was found for, although their rules were looked for and their files were scanned or are
    /// gone. An update drops them.
    package var staleEntries: [Baseline.Entry] {
        baseline.entries.indices
            .filter { isStale($0) && found.entry(for: baseline.entries[$0].key) == nil }
            .map { baseline.entries[$0] }
    }

    private func isStale(_ index: Int) -> Bool {
        let entry = baseline.entries[index]
        return !isSeen[index] && rules.contains(entry.key.rule) && files.isSettled(entry.path)
    }
}
