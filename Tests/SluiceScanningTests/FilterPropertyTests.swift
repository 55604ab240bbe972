// What is flagged never comes out, what is not flagged comes out byte for byte, and filtering is idempotent.

import Sluice
import SluiceChecks
import SluiceMatching
import SluiceModel
import SluicePolicies
import SluiceRules
import Testing

struct FilterPropertyTests {
    /// Puts the flagged bytes back where the findings say they were.
    private static func expectFaithful(_ text: [UInt8], _ run: FilterRun, _ label: String) {
        var rebuilt: [UInt8] = []
        var end = 0
        for finding in run.findings {
            let range = finding.finding.range
            #expect(range.lowerBound >= end && !range.isEmpty && range.upperBound <= text.count, "\(label)")
            rebuilt += text[end..<range.lowerBound]
            rebuilt += Array(finding.replacement.utf8)
            end = range.upperBound
        }
        rebuilt += text[end...]
        #expect(run.bytes == rebuilt, "\(label)")
    }

    /// No flagged value of eight bytes or more is left in the output.
    private static func expectNoLeak(_ text: [UInt8], _ run: FilterRun, _ label: String) {
        let output = String(decoding: run.bytes, as: UTF8.self)
        for finding in run.findings where finding.finding.range.count >= 8 {
            let value = String(decoding: text[finding.finding.range], as: UTF8.self)
            #expect(!output.contains(value), "\(label): a value of \(finding.finding.rule) is left")
        }
    }

    @Test func fixtures() throws {
        let guardrail = try DefaultRules.guardrail()
        for (name, bytes) in try DefaultRules.fixtures(seed: 31) {
            let run = FilterRun(bytes, cutAt: [], guardrail: guardrail)
            Self.expectFaithful(bytes, run, name)
            Self.expectNoLeak(bytes, run, name)
            let again = FilterRun(run.bytes, cutAt: [], guardrail: guardrail)
            #expect(again.bytes == run.bytes, "\(name): filtering the filtered text changes it")
            #expect(again.findings.isEmpty, "\(name): \(again.findings.map(\.finding.rule))")
        }
    }

    @Test(arguments: 200..<260 as Range<UInt64>)
    func splicedExamples(seed: UInt64) throws {
        let guardrail = try DefaultRules.guardrail()
        let samples = DefaultRules.samples
        var generator = SplitMix64(seed: seed)
        for _ in 0..<10 {
            let text = samples.make(pieces: 6, using: &generator)
            Self.expectFaithful(text, FilterRun(text, cutAt: [], guardrail: guardrail), "seed \(seed)")
        }
    }

    @Test func everyMarkInTheFixturesIsMasked() throws {
        let guardrail = try DefaultRules.guardrail()
        for (name, expanded) in try DefaultRules.expandedTemplates(seed: 32) {
            let findings = FilterRun(expanded.bytes, cutAt: [], guardrail: guardrail).findings.map(\.finding)
            let found = findings.map(\.range)
            for mark in expanded.marked {
                let isMasked = found.contains { $0.lowerBound <= mark.lowerBound && $0.upperBound >= mark.upperBound }
                let around = String(
                    decoding: expanded.bytes[max(0, mark.lowerBound - 40)..<mark.lowerBound],
                    as: UTF8.self
                )
                #expect(isMasked, "\(name): the mark after '\(around)' is not masked")
            }
            for range in findings.filter({ !$0.isSample }).map(\.range)
            where !expanded.marked.contains(where: { $0.overlaps(range) }) {
                let around = String(
                    decoding: expanded.bytes[max(0, range.lowerBound - 40)..<range.upperBound],
                    as: UTF8.self
                )
                Issue.record("\(name): flagged without a mark: \(around)")
            }
        }
    }

    @Test func cleanFixturesAreCleanAtTheScanThreshold() throws {
        let guardrail = try DefaultRules.guardrail()
        for (name, bytes) in try DefaultRules.fixtures(seed: 33) where name.hasPrefix("clean/") {
            let findings = FilterRun(bytes, cutAt: [], guardrail: guardrail).findings
            for found in findings where found.finding.confidence >= Confidence(percent: 50) {
                Issue.record("\(name):\(found.line):\(found.column): \(found.finding.rule)")
            }
        }
    }

    @Test func theSameValueGivesTheSameReplacementUnderTheSameKey() throws {
        let yaml = "rules:\n" + SmallRules.rule("t", "token: {prefix: tok_, alphabet: base62, length: 8}")
        let key = FingerprintKey(bytes: Array(repeating: 7, count: 32))
        let one = Guardrail(rules: try SmallRules.ruleSet(yaml), key: key)
        let other = Guardrail(rules: try SmallRules.ruleSet(yaml), key: key)
        let value = "tok_" + "abcd1234"
        let replacement = one.filter("x \(value)").text
        #expect(replacement.hasPrefix("x [REDACTED:t:"))
        #expect(one.filter("x \(value)").text == replacement)
        #expect(other.filter("x \(value)").text == replacement)
        let foreign = Guardrail(rules: try SmallRules.ruleSet(yaml), key: FingerprintKey(bytes: [1]))
        #expect(
            foreign.filter("x \(value)").findings[0].finding.fingerprint
                != one.filter("x \(value)").findings[0].finding.fingerprint
        )
    }
}
