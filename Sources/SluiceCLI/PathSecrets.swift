// Secrets in the paths of files.

package import Sluice
import SluiceModel
import SluiceRules
package import SluiceTerminal

/// Finds secrets in the paths of files: they are findings as those in files are, and what a scan says of such a file
/// shows the path without them.
///
/// Personal data and names of machines in paths stay: people find their files by them.
package struct PathSecrets: Sendable {
    private let guardrail: Guardrail
    private let minimum: Confidence
    private let showsSamples: Bool
    private let showsLines: Bool
    /// Rules that ask more of a file than that they match, which a path cannot answer.
    private let askingRules: Set<RuleID>

    /// Finds what the guard's rules and the settings would show of a file's text.
    package init(guardrail: Guardrail, settings: ScanSettings) {
        self.guardrail = guardrail
        minimum = settings.minimumConfidence(of: .secret)
        showsSamples = settings.showsSamples
        showsLines = settings.showsLines
        askingRules = Set(
            guardrail.rules.rules.lazy.filter { rule in
                guard let condition = rule.fileCondition else { return false }
                return condition.skipsReport || !condition.keywords.isEmpty || !condition.required.isEmpty
            }.map(\.description.id)
        )
    }

    /// A path as it may be shown, and its secrets as findings.
    package struct Reading: Sendable {
        /// The path with a mark for each secret.
        package let shown: BytePath
        /// The findings, which have no place in the file.
        package let records: [FindingRecord]
    }

    /// Reads a path.
    package func read(_ path: BytePath) -> Reading {
        guard path != .standardInput else { return Reading(shown: path, records: []) }
        var filter = TextFilter(guardrail: guardrail, action: .report, threshold: minimum)
        var output = FilterOutput()
        filter.append(path.bytes.span, to: &output)
        filter.finish(to: &output)
        let found = output.findings.filter { counts($0.finding) }
        guard !found.isEmpty else { return Reading(shown: path, records: []) }
        var bytes = path.bytes
        for located in found.reversed() {
            bytes.replaceSubrange(located.finding.range, with: Array(located.mark.utf8))
        }
        let shown = BytePath(bytes: bytes)
        let records = found.map { located in
            FindingRecord(
                path: shown,
                finding: Finding(ofPath: located.finding),
                line: 1,
                column: 1,
                preview: showsLines ? shown.text : located.mark
            )
        }
        return Reading(shown: shown, records: records)
    }

    private func counts(_ finding: Finding) -> Bool {
        guard finding.category == .secret, finding.isSample ? showsSamples : finding.confidence >= minimum else {
            return false
        }
        return !askingRules.isSuperset(of: [finding.rule] + finding.alsoMatched)
    }

    /// Whether a path that was reported is one with a mark in it, and so leads to no file.
    static func isMasked(_ path: String) -> Bool { path.contains(markBeginning) }

    private static let markBeginning = "[REDACTED:"
}

extension Finding {
    /// A finding of a file's path, which is at no place in the file.
    fileprivate init(ofPath finding: Finding) {
        self.init(
            rule: finding.rule,
            category: finding.category,
            severity: finding.severity,
            confidence: finding.confidence,
            isVerified: finding.isVerified,
            isSample: finding.isSample,
            entity: finding.entity,
            range: 0..<0,
            match: 0..<0,
            fingerprint: finding.fingerprint,
            isUndecided: finding.isUndecided,
            alsoMatched: finding.alsoMatched,
            decoded: finding.decoded
        )
    }
}
