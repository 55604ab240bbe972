// Findings that overlap are masked as their union and reported under the best.

import Sluice
import SluiceChecks
import SluiceMatching
import SluiceModel
import SluiceRules
import Testing

struct OverlapTests {
    private static func run(_ rules: [(id: String, fields: String)], _ text: String) throws -> FilterRun {
        let yaml = "rules:\n" + rules.map { SmallRules.rule($0.id, $0.fields) }.joined()
        let guardrail = try SmallRules.guardrail(yaml)
        let bytes = Array(text.utf8)
        let whole = FilterRun(bytes, cutAt: [], guardrail: guardrail)
        for cutting in [Cutting.drip] + (0..<bytes.count).map(Cutting.split) {
            #expect(FilterRun(bytes, cutAt: cutting.cuts(of: bytes.count), guardrail: guardrail) == whole, "\(cutting)")
        }
        return whole
    }

    @Test func theUnionIsMasked() throws {
        let rules = [("left", "pattern: 'abcdef'"), ("middle", "pattern: 'efgh'"), ("right", "pattern: 'ghijkl'")]
        let run = try Self.run(rules, "..abcdefghijkl..")
        try #require(run.findings.count == 1)
        #expect(run.findings[0].finding.range == 2..<14)
        #expect(run.findings[0].finding.rule == "left")
        #expect(run.findings[0].finding.match == 2..<8)
        #expect(run.findings[0].finding.alsoMatched == ["middle", "right"])
        #expect(run.bytes == Array("..\(run.findings[0].replacement)..".utf8))
    }

    @Test func aRuleThatFiresTwiceInAClusterIsNamedOnce() throws {
        let run = try Self.run([("one", "pattern: 'abcabc'"), ("two", "pattern: 'abca'")], "abcabcabc")
        #expect(run.findings.map(\.finding.range) == [0..<9])
        #expect(run.findings[0].finding.alsoMatched == ["two"])
    }

    @Test func findingsThatTouchStaySeparate() throws {
        let run = try Self.run([("one", "pattern: 'abc1'"), ("two", "pattern: 'def2'")], "abc1def2abc1")
        #expect(run.findings.map(\.finding.range) == [0..<4, 4..<8, 8..<12])
        #expect(run.bytes == Array(run.findings.map(\.replacement).joined().utf8))
        #expect(run.findings.flatMap(\.finding.alsoMatched).isEmpty)
    }

    /// Matches that overlap while the parts to mask do not are two findings.
    @Test func onlyMasksCount() throws {
        let rules = [("one", "pattern: 'key (abc) end'\ngroup: 1"), ("two", "pattern: 'abc end (def)'\ngroup: 1")]
        let run = try Self.run(rules, "key abc end def")
        #expect(run.findings.map(\.finding.range) == [4..<7, 12..<15])
        #expect(run.findings.map(\.finding.match) == [0..<11, 4..<15])
    }

    /// The better rule, the worse, and a text that both match. The worse comes first in the order of names.
    static let rankings: [(String, String, String, String)] = [
        (
            "verified before surer",
            "pattern: 'num:([0-9]{12})'\ngroup: 1\nvalidate: [luhn]\nconfidence: low\ntags: [generic]",
            "pattern: 'num:([0-9]{12})'\ngroup: 1\nconfidence: 100", "num:" + "499273" + "987168"
        ),
        (
            "specific before generic", "pattern: 'abcdef'\nconfidence: low",
            "pattern: 'abcdefgh'\nconfidence: 100\ntags: [generic]", "abcdefgh"
        ),
        ("surer before longer", "pattern: 'abcdef'\nconfidence: 61", "pattern: 'abcdefgh'\nconfidence: 60", "abcdefgh"),
        ("longer before earlier", "pattern: 'bcdefg'", "pattern: 'abcde'", "abcdefg"),
    ]

    @Test(arguments: rankings) func theBestIsReported(_ what: String, better: String, worse: String, text: String)
        throws
    {
        let run = try Self.run([("a-worse", worse), ("z-better", better)], text)
        try #require(run.findings.count == 1, "\(what)")
        #expect(run.findings[0].finding.rule == "z-better", "\(what)")
        #expect(run.findings[0].finding.alsoMatched == ["a-worse"], "\(what)")
    }

    @Test func amongEqualsTheEarlierThenTheFirstByName() throws {
        #expect(
            try Self.run([("a", "pattern: 'bcde'"), ("z", "pattern: 'abcd'")], "abcde").findings[0].finding.rule == "z"
        )
        #expect(
            try Self.run([("z", "pattern: 'abcd'"), ("a", "pattern: 'abcd'")], "abcd").findings[0].finding.rule == "a"
        )
    }

    @Test func theSurestOfTheHitsGivesTheConfidence() throws {
        let rules = [
            ("generic", "pattern: 'abcd'\nconfidence: 95\ntags: [generic]"), ("own", "pattern: 'abcd'\nconfidence: 20"),
        ]
        let finding = try Self.run(rules, "abcd").findings[0].finding
        #expect(finding.rule == "own")
        #expect(finding.confidence == Confidence(percent: 95))
    }

    @Test func aSampleStaysASample() throws {
        let rules = [
            ("generic", "pattern: 'abcd'\nconfidence: 95\ntags: [generic]"),
            ("own", "pattern: 'abcd'\nconfidence: 20\nsamples: {values: [abcd]}"),
        ]
        let finding = try Self.run(rules, "abcd").findings[0].finding
        #expect(finding.rule == "own" && finding.isSample)
        #expect(finding.confidence == .sample)
    }

    /// The fingerprint is the best rule's value's, whatever stands around it in the cluster.
    @Test func theFingerprintIsOfTheValue() throws {
        let alone = try Self.run([("own", "pattern: 'bcdefg'")], "abcdefgh")
        let joined = try Self.run([("own", "pattern: 'bcdefg'"), ("other", "pattern: 'abc'")], "abcdefgh")
        #expect(joined.findings[0].finding.range == 0..<7)
        #expect(joined.findings[0].finding.fingerprint == alone.findings[0].finding.fingerprint)
    }
}
