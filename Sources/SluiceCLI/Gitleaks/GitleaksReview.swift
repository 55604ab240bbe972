// What the rules of gitleaks configurations ask of a whole file.

import SluiceMatching
package import SluiceModel
package import SluiceRules
import SluiceScanning
package import SluiceTerminal

/// What the rules of gitleaks configurations ask of a whole file, prepared once for a scan: keywords anywhere in it,
/// other findings nearby, paths, and the findings that `.gitleaksignore` names.
package struct GitleaksReview: Sendable {
    private let conditions: [RuleID: GitleaksFileCondition]
    private let descriptions: [RuleID: RuleDescription]
    private let pathRules: [PathRule]
    /// The ids as the configurations spell them, where Sluice spells them otherwise, and Sluice's by those.
    private let sourceIDs: [RuleID: String]
    /// The rules that others require.
    private let required: Set<String>
    private let ignored: GitleaksIgnoreList
    private let keywords: FileKeywords
    private let fingerprinter: Fingerprinter

    /// Prepares the rules of a rule set; nil where none is of a gitleaks configuration.
    ///
    /// - Parameter key: what paths that are findings by themselves are fingerprinted with, as values are.
    package init?(_ rules: RuleSet, ignored: GitleaksIgnoreList, key: FingerprintKey) {
        let own = rules.rules.filter { $0.fileCondition != nil }
        guard !own.isEmpty || !rules.pathRules.isEmpty else { return nil }
        conditions = Dictionary(own.map { ($0.description.id, $0.fileCondition) }) { first, _ in first }
            .compactMapValues { $0 }
        let all = own.map(\.description) + rules.pathRules.map(\.description)
        descriptions = Dictionary(all.map { ($0.id, $0) }) { first, _ in first }
        sourceIDs = descriptions.mapValues(\.name)
        pathRules = rules.pathRules
        required = Set(conditions.values.flatMap(\.required).map(\.rule))
        keywords = FileKeywords(conditions.values.flatMap(\.keywords))
        self.ignored = ignored
        fingerprinter = Fingerprinter(key)
    }

    /// The comment that gitleaks accepts findings by.
    package static let marker = AllowComment.Marker(name: "gitleaks", isStrict: false)

    /// One file under review.
    package struct File: Sendable {
        fileprivate let path: String
        fileprivate var seen: FileKeywords.Seen
        fileprivate var lines = RecentLines()
        /// Where rules matched that others require.
        fileprivate var places: [String: [(line: Int, column: Int)]] = [:]
        /// Where matches begin, by their offsets.
        fileprivate var starts: [Int: (line: Int, column: Int)] = [:]

        fileprivate mutating func read(_ piece: Span<UInt8>, _ keywords: FileKeywords) {
            keywords.read(piece, into: &seen)
        }
    }

    /// Begins with a file.
    package func begin(path: BytePath) -> File {
        File(path: path.text, seen: keywords.start())
    }

    /// Takes the next piece of the file.
    package func read(_ piece: Span<UInt8>, into file: inout File?) {
        guard file != nil else { return }
        if !keywords.isEmpty { file?.read(piece, keywords) }
        file?.lines.append(piece)
    }

    /// Takes note of a finding that has just been made.
    package func note(_ finding: Finding, in file: inout File?) {
        guard let place = file?.lines.place(of: finding.match.lowerBound) else { return }
        file?.starts[finding.match.lowerBound] = place
        guard !required.isEmpty else { return }
        for rule in [finding.rule] + finding.alsoMatched {
            guard let id = sourceIDs[rule], required.contains(id) else { continue }
            file?.places[id, default: []].append(place)
        }
    }

    /// The findings that the file's path is by itself. Their value is the path, without `.` in it.
    ///
    /// - Parameter shown: the path as it may be shown.
    package func pathFindings(_ path: BytePath, shownAs shown: BytePath) -> [FindingRecord] {
        guard !pathRules.isEmpty else { return [] }
        let scratch = PatternScratch()
        var known: [ObjectIdentifier: Bool] = [:]
        let value = path.plain.bytes
        let fingerprint = fingerprinter.fingerprint(of: value.span)
        return pathRules.compactMap { rule in
            guard rule.matches(path: path.text, scratch: scratch, known: &known),
                !ignored.contains(path: path.text, rule: rule.sourceID, line: 0)
            else { return nil }
            let finding = Finding(
                rule: rule.description.id,
                category: rule.description.category,
                severity: rule.description.severity,
                confidence: rule.description.confidence,
                isVerified: false,
                isSample: false,
                entity: nil,
                range: 0..<0,
                match: 0..<0,
                fingerprint: fingerprint,
                isUndecided: false,
                alsoMatched: []
            )
            return FindingRecord(path: shown, finding: finding, line: 1, column: 1, preview: "")
        }
    }

    /// The records that stand when the whole file is known. Where a record's rule does not, another that matched there
    /// takes its place.
    package func finish(_ records: [FindingRecord], in file: File) -> [FindingRecord] {
        records.compactMap { record in
            let rules = [record.finding.rule] + record.finding.alsoMatched
            let place = file.starts[record.finding.match.lowerBound] ?? (record.line, record.column)
            let standing = rules.filter { stands($0, at: place, in: file) }
            guard let best = standing.first else { return nil }
            if standing.count == rules.count { return record }
            return record.reported(as: best, descriptions[best], also: Array(standing.dropFirst()))
        }
    }

    private func stands(_ rule: RuleID, at place: (line: Int, column: Int), in file: File) -> Bool {
        guard let condition = conditions[rule], let id = sourceIDs[rule] else { return true }
        if condition.skipsReport || ignored.contains(path: file.path, rule: id, line: place.line) { return false }
        if !condition.keywords.isEmpty, !keywords.hasSeen(oneOf: condition.keywords, in: file.seen) { return false }
        return condition.required.allSatisfy { requirement in
            (file.places[requirement.rule] ?? []).contains { other in
                isNear(place.line, other.line, requirement.withinLines)
                    && isNear(place.column, other.column, requirement.withinColumns)
            }
        }
    }

    private func isNear(_ one: Int, _ other: Int, _ limit: Int?) -> Bool {
        limit.map { abs(one - other) <= $0 } ?? true
    }
}

extension FindingRecord {
    /// The record under another of the rules that matched.
    fileprivate func reported(as rule: RuleID, _ description: RuleDescription?, also: [RuleID]) -> FindingRecord {
        var other = FindingRecord(
            path: path,
            finding: Finding(
                rule: rule,
                category: description?.category ?? finding.category,
                severity: description?.severity ?? finding.severity,
                confidence: finding.confidence,
                isVerified: rule == finding.rule && finding.isVerified,
                isSample: finding.isSample,
                entity: rule == finding.rule ? finding.entity : description?.entity,
                range: finding.range,
                match: finding.match,
                fingerprint: finding.fingerprint,
                isUndecided: finding.isUndecided,
                alsoMatched: also,
                decoded: finding.decoded,
                language: finding.language
            ),
            line: line,
            column: column,
            preview: preview
        )
        other.action = action
        other.wouldBe = wouldBe
        other.policyEntry = policyEntry
        other.jsonPath = jsonPath
        other.messageIndex = messageIndex
        return other
    }
}
