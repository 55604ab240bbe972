// What a filter does with findings, and how it says where they are.

import Sluice
import SluiceChecks
import SluiceMatching
import SluiceModel
import SluicePolicies
import SluiceRules
import Testing

struct FilterActionTests {
    private static func guardrail() throws -> Guardrail {
        let sure = SmallRules.rule("sure", "token: {prefix: tok_, alphabet: digits, length: 4}\nconfidence: high")
        let unsure = SmallRules.rule("unsure", "token: {prefix: may_, alphabet: digits, length: 4}\nconfidence: low")
        return try SmallRules.guardrail("rules:\n" + sure + unsure)
    }

    private static func run(_ filter: TextFilter, _ text: String, _ cutting: Cutting = .whole) -> FilterOutput {
        var filter = filter
        var output = FilterOutput()
        let bytes = Array(text.utf8)
        var start = 0
        for cut in cutting.cuts(of: bytes.count) + [bytes.count] {
            filter.append(bytes.span.extracting(start..<cut), to: &output)
            start = cut
        }
        filter.finish(to: &output)
        #expect(filter.heldByteCount == 0)
        return output
    }

    private static let sure = "tok" + "_1234"
    private static let unsure = "may" + "_1234"

    @Test(arguments: [Cutting.whole, .drip, .random(seed: 5, largest: 4)]) func actions(cutting: Cutting) throws {
        let guardrail = try Self.guardrail()
        let text = "a \(Self.sure) b \(Self.unsure) c"
        let mask = Self.run(TextFilter(guardrail: guardrail, action: .mask), text, cutting)
        let tags = mask.findings.map(\.replacement)
        #expect(mask.bytes == Array("a \(tags[0]) b \(tags[1]) c".utf8))
        #expect(!mask.isBlocked)

        let report = Self.run(TextFilter(guardrail: guardrail, action: .report), text, cutting)
        #expect(report.bytes == Array(text.utf8))
        #expect(report.findings.map(\.finding) == mask.findings.map(\.finding))
        #expect(report.findings.map(\.action) == [.log, .log])
        #expect(mask.findings.map(\.action) == [.mask, .mask])
        #expect(!report.isBlocked)

        let block = Self.run(TextFilter(guardrail: guardrail, action: .block), text, cutting)
        #expect(block.bytes == Array("a ".utf8))
        #expect(block.isBlocked)
        #expect(block.findings.first?.finding == mask.findings.first?.finding)
    }

    /// What blocked is named, whatever else the same chunk holds.
    @Test(arguments: [Cutting.whole, .drip]) func whatBlockedIsNamed(cutting: Cutting) throws {
        let filter = TextFilter(guardrail: try Self.guardrail(), action: .block, threshold: .medium)
        let output = Self.run(filter, "\(Self.unsure) \(Self.sure) \(Self.sure) \(Self.unsure)", cutting)
        let place = try #require(output.blockedAt)
        #expect(place.rule == "sure" && place.line == 1 && place.column == 10)
        #expect(output.isBlocked)
        #expect(output.bytes == Array("\(Self.unsure) ".utf8))
    }

    @Test func aReportingFilterHoldsNothing() throws {
        var filter = TextFilter(guardrail: try Self.guardrail(), action: .report)
        var output = FilterOutput()
        filter.append(Array("tok_12".utf8).span, to: &output)
        #expect(output.bytes == Array("tok_12".utf8))
        // The bytes are out, and still undecided.
        #expect(filter.heldByteCount == 6)
    }

    @Test(arguments: [Cutting.whole, .drip]) func theThreshold(cutting: Cutting) throws {
        let guardrail = try Self.guardrail()
        let text = "\(Self.unsure) \(Self.sure)"
        for (percent, isUnsureMasked) in [(30, true), (31, false)] {
            let filter = TextFilter(guardrail: guardrail, threshold: Confidence(percent: percent))
            let output = Self.run(filter, text, cutting)
            let tags = output.findings.map(\.replacement)
            try #require(tags.count == 2)
            #expect(output.bytes == Array("\(isUnsureMasked ? tags[0] : Self.unsure) \(tags[1])".utf8))
        }
        let block = Self.run(
            TextFilter(guardrail: guardrail, action: .block, threshold: .medium),
            "x \(text) y",
            cutting
        )
        #expect(block.isBlocked && block.bytes == Array("x \(Self.unsure) ".utf8))
        let above = TextFilter(guardrail: guardrail, action: .block, threshold: .certain)
        let passed = Self.run(above, text, cutting)
        #expect(!passed.isBlocked && passed.bytes == Array(text.utf8) && passed.findings.count == 2)
    }

    @Test func fixedStyle() throws {
        let filter = TextFilter(guardrail: try Self.guardrail(), style: .fixed("<gone>"))
        let output = Self.run(filter, "a \(Self.sure),\(Self.sure)\n")
        #expect(output.bytes == Array("a <gone>,<gone>\n".utf8))
        #expect(output.findings.map(\.preview) == ["a <gone>", "a <gone>,<gone>"])
        let empty = TextFilter(guardrail: try Self.guardrail(), style: .fixed(""))
        #expect(Self.run(empty, "a \(Self.sure) b").bytes == Array("a  b".utf8))
        let finding = output.findings[0].finding
        #expect(MaskStyle.tagged.replacement(for: finding) == "[REDACTED:sure:\(finding.fingerprint.tag)]")
        #expect(MaskStyle.fixed("*").replacement(for: finding) == "*")
    }

    /// The text before a token, and the line and column where it begins.
    static let places: [(String, Int, Int)] = [
        ("", 1, 1), ("a ", 1, 3), ("\n", 2, 1), ("a\r\n\r\nbc ", 3, 4), ("é日🔑 ", 1, 5), ("é\né ", 2, 3),
        ("a\rb ", 1, 5),
        ("e\u{301} ", 1, 4), (String(repeating: "x\n", count: 5_000) + " ", 5_001, 2),
        (String(repeating: "日", count: 40_000) + " ", 1, 40_002),
    ]

    @Test(arguments: places) func linesAndColumns(before: String, line: Int, column: Int) throws {
        let filter = TextFilter(guardrail: try Self.guardrail())
        for cutting in before.utf8.count < 100 ? [Cutting.whole, .drip] : [.whole, .random(seed: 2, largest: 900)] {
            let found = Self.run(filter, before + Self.sure, cutting).findings
            #expect(found.map(\.line) == [line] && found.map(\.column) == [column], "\(cutting)")
        }
    }

    @Test func theColumnAfterAFindingIsOfTheTextAndNotOfTheMask() throws {
        let found = Self.run(TextFilter(guardrail: try Self.guardrail()), "\(Self.sure) \(Self.sure)").findings
        #expect(found.map(\.column) == [1, 10])
    }

    @Test func thePreviewIsTheLineSoFarWithoutValues() throws {
        let filter = TextFilter(guardrail: try Self.guardrail())
        let long = String(repeating: "w", count: 100)
        let cases: [(String, String)] = [
            ("first\nkey: ", "key: "), (long + " ", String(repeating: "w", count: 47) + " "), ("", ""), ("a\r\n", ""),
            // A character that the limit cuts is left out.
            (String(repeating: "é", count: 40) + " ", String(repeating: "é", count: 23) + " "),
        ]
        for (before, shown) in cases {
            for cutting in [Cutting.whole, .drip] {
                let found = Self.run(filter, before + Self.sure, cutting).findings
                #expect(found.map(\.preview) == [shown + found[0].replacement])
            }
        }
    }

    @Test(arguments: [61, 62] as [UInt64]) func noPreviewHoldsAFlaggedValue(seed: UInt64) throws {
        let guardrail = try DefaultRules.guardrail()
        for (name, bytes) in try DefaultRules.fixtures(seed: seed) where name.hasSuffix(".template") {
            let run = FilterRun(bytes, cutAt: [], guardrail: guardrail)
            #expect(!run.findings.isEmpty, "\(name)")
            let previews = run.findings.map(\.preview).joined(separator: "\n")
            for found in run.findings where found.finding.range.count >= 8 {
                let value = String(decoding: bytes[found.finding.range], as: UTF8.self)
                #expect(!previews.contains(value), "\(name): \(found.finding.rule)")
            }
        }
    }

    @Test func findingsDoNotDependOnTheAction() throws {
        let guardrail = try DefaultRules.guardrail()
        let samples = DefaultRules.samples
        var generator = SplitMix64(seed: 63)
        for round in 0..<60 {
            let text = String(decoding: samples.make(pieces: 8, using: &generator), as: UTF8.self)
            let cutting = Cutting.random(seed: generator.next(), largest: 30)
            let masked = Self.run(TextFilter(guardrail: guardrail), text)
            let reported = Self.run(TextFilter(guardrail: guardrail, action: .report), text, cutting)
            #expect(reported.findings.map(\.finding) == masked.findings.map(\.finding), "round \(round)")
            #expect(reported.bytes == Array(text.utf8), "round \(round)")
            let blocked = Self.run(TextFilter(guardrail: guardrail, action: .block), text, cutting)
            #expect(blocked.isBlocked == masked.findings.contains { !$0.finding.isUndecided }, "round \(round)")
            let end = masked.findings.first?.finding.range.lowerBound ?? text.utf8.count
            #expect(blocked.bytes == Array(text.utf8.prefix(end)), "round \(round)")
        }
    }

    @Test func anOutputKeepsItsMemoryAndForgetsItsContents() throws {
        let guardrail = try Self.guardrail()
        var filter = TextFilter(guardrail: guardrail, action: .block)
        var output = FilterOutput()
        filter.append(Array("a \(Self.sure) b".utf8).span, to: &output)
        output.removeAll()
        #expect(output.bytes.isEmpty && output.findings.isEmpty && output.isBlocked)
        filter.append(Array("more".utf8).span, to: &output)
        filter.finish(to: &output)
        #expect(output.bytes.isEmpty)
    }

    @Test func anEmptyStream() throws {
        #expect(Self.run(TextFilter(guardrail: try Self.guardrail()), "").bytes.isEmpty)
        var filter = TextFilter(guardrail: try Self.guardrail())
        var output = FilterOutput()
        filter.append([UInt8]().span, to: &output)
        filter.append(Array(Self.sure.utf8).span, to: &output)
        filter.append([UInt8]().span, to: &output)
        filter.finish(to: &output)
        #expect(output.findings.map(\.finding.range) == [0..<8])
    }
}
