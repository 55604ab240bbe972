// Measures what is found in labelled examples, and what is found in ordinary files where nothing should be.

import ArgumentParser
import Foundation
import Sluice
import SluiceBenchmarkKit

@main
struct ScoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score",
        abstract: "Print recall and false alarms by source and by category.",
        discussion: """
            Labelled examples are gzipped lines of JSON in the folders secrets/, pii/, code/ and license/ of a directory: \
            {"source", "rule", "kind": "positive" or "negative", "text", "secret"}, {"text", "spans", "source", \
            "scope", "meta"} and {"text", "language", "expect_rule"}. Nothing is stored of them. A positive counts as found when a finding of the right \
            category overlaps its secret; recall is the mean over the labels' rules. With --misses a folder gets one \
            file a source with what was missed: keep it out of the repository.
            """
    )

    @Option(help: "The directory of rules.")
    var rules = "Rules"

    @Option(help: "The directory of labelled examples; without it only generated text is measured.")
    var corpora: String?

    @Option(help: "A file or folder where nothing should be found; may be repeated.")
    var ordinary: [String] = []

    @Option(help: "Findings below this confidence do not count.")
    var confidence = 50

    @Flag(help: "Published samples count as found, as a filter masks them.")
    var samples = false

    @Flag(help: "Read hidden text, as sluice filter --decode does.")
    var decode = false

    @Option(
        help: """
            What another tool found in the labelled personal data (lines of JSON, as scripts/presidio-spans.py writes \
            them): print both side by side, and nothing else.
            """
    )
    var beside: String?

    @Option(help: "Write what was missed, and what was flagged wrongly, to files in this folder.")
    var misses: String?

    @Option(help: "The size of the generated texts in millions of bytes.")
    var size = 1.0

    func validate() throws {
        guard (0...100).contains(confidence) else { throw ValidationError("--confidence must be from 0 to 100.") }
        guard beside == nil || corpora != nil else { throw ValidationError("--beside needs --corpora.") }
        guard size > 0, size <= 100 else { throw ValidationError("--size must be above 0 and at most 100.") }
    }

    func run() throws {
        let ruleSet = try RuleSet.load(directory: rules)
        let observer = Observer(
            rules: ruleSet,
            threshold: Confidence(percent: confidence),
            samples: samples,
            decodes: decode
        )
        if let beside, let corpora {
            let peer = try PeerSpans(contentsOf: URL(filePath: beside))
            print(try PersonalComparison.table(in: URL(filePath: corpora).appending(path: "pii"), observer, peer))
            return
        }
        print("### Generated texts\n\n\(GeneratedScore.table(byteCount: Int(size * 1_000_000), observer: observer))\n")
        if let corpora {
            let root = URL(filePath: corpora)
            let notes = try misses.map(MissNotes.init(directory:))
            print("### Secrets\n\n\(try SecretScore.table(in: root.appending(path: "secrets"), observer, notes))\n")
            print("### Personal data\n\n\(try PersonalScore.table(in: root.appending(path: "pii"), observer, notes))\n")
            print("### Code\n\n\(try CodeScore.table(in: root.appending(path: "code"), observer, notes))\n")
            // Scans that are asked for licences show them whatever their confidence.
            let all = Observer(rules: ruleSet, threshold: Confidence(percent: 0))
            print("### Licences\n\n\(try LicenseScore.table(in: root.appending(path: "license"), all, notes))\n")
        }
        if !ordinary.isEmpty {
            print("### Ordinary files\n\n\(try OrdinaryScore.table(of: ordinary, observer: observer))\n")
            let table = try OrdinaryCodeScore.table(of: ordinary, rules: ruleSet, observer: observer)
            print("### Ordinary code, windows of forty lines\n\n\(table)\n")
        }
    }
}
