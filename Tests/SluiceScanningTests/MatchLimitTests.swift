// A rule that hits its match limit is counted, reported and treated as it says, however the text arrives.

import Sluice
import SluiceChecks
import SluiceMatching
import SluiceModel
import SluiceRules
import Testing

struct MatchLimitTests {
    /// Every way of dividing the run of `a` is tried before the pattern gives up.
    private static func guardrail(onLimit: String, usesJIT: Bool = true) throws -> Guardrail {
        let yaml =
            "rules:\n"
            + SmallRules.rule("slow", "pattern: 'key=(a+)+b'\nmax_length: 64\non_limit: \(onLimit)\nconfidence: high")
        let read = RuleFileReader.read(text: yaml, file: "test.yaml")
        let rules = try RuleSet.compile(read.rules, problems: read.problems, usesJIT: usesJIT)
        return Guardrail(rules: rules, key: DefaultRules.key)
    }

    /// The `b` behind the run keeps PCRE2 from seeing at once that there is none.
    private static let undecided = "key=" + String(repeating: "a", count: 45) + "c b tail of the window"
    private static let text = Array("before \(undecided) after".utf8)
    private static let window = 7..<71

    private static func cuttings() -> [Cutting] {
        [.whole, .drip] + (0..<text.count).map(Cutting.split) + (0..<8).map { .random(seed: $0, largest: 12) }
    }

    @Test(arguments: [true, false]) func theUndecidedWindowIsMasked(usesJIT: Bool) throws {
        let guardrail = try Self.guardrail(onLimit: "mask", usesJIT: usesJIT)
        for cutting in Self.cuttings() {
            let run = FilterRun(Self.text, cutAt: cutting.cuts(of: Self.text.count), guardrail: guardrail)
            try #require(run.findings.count == 1, "\(cutting)")
            let finding = run.findings[0].finding
            #expect(finding.isUndecided)
            #expect(finding.range == Self.window, "\(cutting)")
            #expect(finding.confidence == .low)
            let expected = Self.text[..<7] + Array(run.findings[0].replacement.utf8) + Self.text[71...]
            #expect(run.bytes == Array(expected), "\(cutting)")
        }
    }

    @Test func reportOnlyLetsItPassAndTells() throws {
        let guardrail = try Self.guardrail(onLimit: "report")
        for cutting in Self.cuttings() {
            let run = FilterRun(Self.text, cutAt: cutting.cuts(of: Self.text.count), guardrail: guardrail)
            #expect(run.bytes == Self.text, "\(cutting)")
            #expect(run.findings.map(\.finding.isUndecided) == [true], "\(cutting)")
            #expect(run.findings.map(\.finding.range) == [Self.window], "\(cutting)")
        }
    }

    @Test(arguments: ["mask", "report"]) func itIsCounted(onLimit: String) throws {
        let guardrail = try Self.guardrail(onLimit: onLimit)
        let twice = Self.text + Array(" key=aab ".utf8) + Self.text
        for cutting in [Cutting.whole, .drip, .random(seed: 3, largest: 20)] {
            var filter = TextFilter(guardrail: guardrail)
            var output = FilterOutput()
            var start = 0
            for cut in cutting.cuts(of: twice.count) + [twice.count] {
                filter.append(twice.span.extracting(start..<cut), to: &output)
                start = cut
            }
            filter.finish(to: &output)
            #expect(filter.undecidedCount == 2, "\(cutting)")
            // The match between them was decided and is masked like any other.
            #expect(output.findings.map(\.finding.isUndecided) == [true, false, true], "\(cutting)")
            #expect(output.findings.map(\.finding.confidence) == [.low, .high, .low], "\(cutting)")
        }
    }

    @Test func blockingStopsAtAnUndecidedWindowUnlessTheRuleOnlyReports() throws {
        for (onLimit, isBlocked) in [("mask", true), ("report", false)] {
            var filter = TextFilter(guardrail: try Self.guardrail(onLimit: onLimit), action: .block)
            var output = FilterOutput()
            filter.append(Self.text.span, to: &output)
            filter.finish(to: &output)
            #expect(output.isBlocked == isBlocked)
            #expect(output.bytes == (isBlocked ? Array(Self.text[..<7]) : Self.text))
        }
    }

    @Test func aWindowThatIsOnlyReportedDoesNotWidenAMask() throws {
        let yaml =
            "rules:\n" + SmallRules.rule("slow", "pattern: 'key=(a+)+b'\nmax_length: 64\non_limit: report")
            + SmallRules.rule("quick", "pattern: 'tail of [a-z]{3}'\nconfidence: low")
        let guardrail = try SmallRules.guardrail(yaml)
        let run = FilterRun(Self.text, cutAt: [], guardrail: guardrail)
        #expect(run.findings.map(\.finding.rule) == ["slow", "quick"])
        #expect(run.findings.map(\.action) == [.log, .mask])
        #expect(run.findings.first?.finding.range == Self.window)
        #expect(!String(decoding: run.bytes, as: UTF8.self).contains("tail of"))
        #expect(String(decoding: run.bytes, as: UTF8.self).contains("key=aaa"))
    }
}
