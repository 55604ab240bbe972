// Rules find nothing where their openings say that no match begins.

import Sluice
import SluiceChecks
import SluiceMatching
import SluiceModel
import SluiceRules
import SluiceScanning
import Testing

struct OpeningTests {
    private static let seeds: Range<UInt64> = 0..<8

    /// Each match in a rule's examples lies in its opening, and is none with another byte before it that does not.
    @Test(arguments: seeds) func holds(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let rules = try DefaultRules.guardrail().scanner.rules
        let templates = Dictionary(
            uniqueKeysWithValues: DefaultRules.definitions.map { ($0.description.id, $0.examples.match) }
        )
        var (matched, refused) = (0, 0)
        for (index, rule) in rules.rules.enumerated() where index % Self.seeds.count == seed {
            let opening = rule.matcher.opening
            guard opening != .anywhere else { continue }
            for example in templates[rule.description.id] ?? [] {
                let template = try ExampleTemplate.parse(example.template)
                let checksums = ValidatorRegistry.checksum(_:completing:)
                var text = try template.expand(using: &generator, checksums: checksums).bytes
                text.insert(UInt8(ascii: " "), at: 0)
                for position in text.indices.dropFirst() where matches(rule, at: position, of: text, rules) {
                    matched += 1
                    let stands = opening.first.contains(text[position]) && opening.previous.contains(text[position - 1])
                    #expect(stands, "\(rule.description.id) at \(position), seed \(seed)")
                    let before = text[position - 1]
                    for byte in UInt8.min...UInt8.max where !opening.previous.contains(byte) {
                        text[position - 1] = byte
                        refused += 1
                        let isFound = matches(rule, at: position, of: text, rules)
                        #expect(!isFound, "\(rule.description.id) behind byte \(byte), seed \(seed)")
                    }
                    text[position - 1] = before
                }
            }
        }
        #expect(matched > 50 && refused > 1_000, "seed \(seed)")
    }

    private func matches(_ rule: CompiledRule, at position: Int, of text: [UInt8], _ rules: RuleSet) -> Bool {
        let window = ByteWindow(text.span, lowerBound: 0, isComplete: true)
        var runs = RunCache(classCount: rules.runClassCount, patterns: PatternScratch())
        if case .match = rule.matcher.match(at: position, in: window, runs: &runs) { return true }
        return false
    }
}
