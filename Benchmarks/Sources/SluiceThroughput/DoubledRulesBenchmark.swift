// What twice the rules cost.

import Foundation
import Sluice
import SluiceBenchmarkKit

/// What twice the rules cost: the same text with the rules of a directory, and with as many more of the same make.
struct DoubledRulesBenchmark {
    let directory: String
    let guardrail: Guardrail
    let byteCount: Int
    let seed: UInt64
    let chunk: Int
    let runs: Int

    func report() throws {
        let name = "sluice-doubled-\(ProcessInfo.processInfo.processIdentifier)"
        let doubled = FileManager.default.temporaryDirectory.appending(path: name)
        try FileManager.default.copyItem(at: URL(filePath: directory), to: doubled)
        defer { try? FileManager.default.removeItem(at: doubled) }
        var twins = RuleTwins(seed: seed)
        let text = try twins.yaml(ofDirectory: directory)
        try text.write(to: doubled.appending(path: "twins.yaml"), atomically: true, encoding: .utf8)
        let twice = Guardrail(rules: try RuleSet.load(directory: doubled.path()), key: FilterRun.key)

        let bytes = Corpus(kind: .mixed, byteCount: byteCount, seed: seed).bytes
        let guards = [guardrail, twice]
        var speeds: [[Double]] = [[], []]
        var ratios: [Double] = []
        var findings = [0, 0]
        for _ in 0..<(runs + 1) {
            let results = guards.map { FilterRun(bytes, with: $0, chunk: chunk) }
            for index in guards.indices {
                speeds[index].append(results[index].megabytesPerSecond(byteCount: byteCount))
                findings[index] = results[index].findings
            }
            ratios.append(results[1].seconds / results[0].seconds)
        }
        var table = MarkdownTable("rules", "MB/s median", "MB/s best", "time ratio", "findings")
        for index in guards.indices {
            // The first round only warms up.
            let speed = Statistics(Array(speeds[index].dropFirst()))
            table.add(
                "\(guards[index].rules.descriptions.count)",
                speed.median.rounded(to: 0),
                speed.greatest.rounded(to: 0),
                index == 0 ? "1.00" : Statistics(Array(ratios.dropFirst())).median.rounded(to: 2),
                "\(findings[index])"
            )
        }
        print("Twice the rules, mixed text (\(twins.description)):\n\n\(table)\n")
    }
}
