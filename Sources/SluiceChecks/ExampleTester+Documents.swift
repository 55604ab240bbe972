// Tries the examples that are JSON as documents.

import Sluice
import SluiceMatching
import SluiceModel
import SluicePayloads
import SluiceRules

extension ExampleTester {
    /// What is wrong with an example that is a JSON document, or members of one, where it is read as that; nil if
    /// nothing is.
    ///
    /// What holds for a text holds for documents: whatever is marked must be masked, and however the document is cut.
    /// Which rule finds it does not matter, as one that reads several members at once sees each by itself there, and
    /// others that pair them stand for it. Excused are
    ///
    /// - examples that are no document and no members of one, as most are;
    /// - rules for some languages, or for comments, strings or code: what the strings of a document are written in is
    ///   not known.
    func documentProblem(
        _ example: ExpandedExample,
        of rule: RuleDescription,
        effort: Effort,
        using generator: inout SplitMix64
    ) -> String? {
        guard rule.languages.isEmpty, rule.regions.count == CodeRegion.allCases.count,
            let (document, marked) = Self.document(example)
        else { return nil }
        let source = PayloadSource(format: .json, dialect: .unknown)
        let whole = PayloadRun(document, cutAt: [], source: source, guardrail: everything)
        let found = whole.findings.map(\.finding.range)
        if marked.isEmpty, found.isEmpty { return "not found" }
        for range in marked where !found.contains(where: { $0.contains(range) }) {
            return "bytes \(range) are not masked"
        }
        for cutting in Self.cuttings(of: document.count, effort: effort, using: &generator) {
            let run = PayloadRun(
                document,
                cutAt: cutting.cuts(of: document.count),
                source: source,
                guardrail: everything
            )
            guard run.agrees(with: whole) else { return "\(cutting) gives another result than the whole" }
        }
        return nil
    }

    /// The document that an example is, or that it is the members of, and what must be masked in it.
    private static func document(_ example: ExpandedExample) -> (bytes: [UInt8], marked: [Range<Int>])? {
        for (before, after) in [("", ""), ("{", "}")] {
            let bytes = Array(before.utf8) + example.bytes + Array(after.utf8)
            guard let tree = JSONTree(bytes) else { continue }
            switch tree.kind(tree.root) {
            case .object, .array:
                let start = before.utf8.count
                return (bytes, example.marked.map { $0.lowerBound + start..<$0.upperBound + start })
            case .string, .number, .literal: continue
            }
        }
        return nil
    }
}
