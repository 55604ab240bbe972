// Licence texts: what is found is what a plain second implementation finds, however the text is cut.

import Foundation
import Sluice
import SluiceChecks
import SluiceMatching
import SluiceModel
import SluicePolicies
import SluiceRules
import Testing

struct LicenseTextTests {
    /// Words of which the licences of a test are made: anchors, and words that are none.
    private static let vocabulary = [
        "license", "licensed", "terms", "rights", "warranty", "distribute", "shall", "damages", "permitted", "work",
        "copy",
        "source", "form", "notice", "this", "that", "you", "any", "provided", "under", "with", "without", "conditions",
    ]

    private static func sentence(_ count: Int, using generator: inout SplitMix64) -> String {
        (0..<count).map { _ in vocabulary[Int.random(in: 0..<vocabulary.count, using: &generator)] }.joined(
            separator: " "
        )
    }

    /// Three licences, two of which share a half.
    private static func licenses(using generator: inout SplitMix64) -> [(name: String, text: String)] {
        let shared = sentence(80, using: &generator)
        return [
            ("One-1.0", shared + " " + sentence(60, using: &generator)),
            ("Two-1.0", shared + " " + sentence(60, using: &generator)),
            ("Three-1.0", sentence(120, using: &generator)),
        ]
    }

    /// Pieces of the licences, of other sentences and of noise, with comment marks and line breaks of all kinds.
    private static func text(of texts: [String], using generator: inout SplitMix64) -> [UInt8] {
        var result = ""
        for _ in 0..<Int.random(in: 1...9, using: &generator) {
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: result += sentence(Int.random(in: 1...150, using: &generator), using: &generator)
            case 1: result += String(repeating: "terms, ", count: Int.random(in: 1...60, using: &generator))
            default:
                let words = texts[Int.random(in: 0..<texts.count, using: &generator)].split(separator: " ")
                let start = Int.random(in: 0..<words.count, using: &generator)
                result += words[start..<min(words.count, start + 90)].joined(separator: " ")
            }
            result += ["\n", "\r\n// ", " ", "\\n", "\n * ", ". ", "x"][Int.random(in: 0..<7, using: &generator)]
        }
        let joined = result.split(separator: " ").map { word in
            Int.random(in: 0..<8, using: &generator) == 0 ? "\n# \(word.uppercased())" : String(word)
        }
        return Array(joined.joined(separator: " ").utf8)
    }

    @Test(arguments: 1..<25 as Range<UInt64>)
    func findsWhatAPlainReadingFinds(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let licenses = Self.licenses(using: &generator)
        let index = SmallLicenseIndex(licenses)
        let guardrail = try index.guardrail()
        for round in 0..<6 {
            let text = Self.text(of: licenses.map(\.text), using: &generator)
            let whole = FilterRun(text, cutAt: [], guardrail: guardrail)
            let expected = index.expected(in: text)
            // Findings that end at the same byte are one.
            var ends: [Int] = []
            for end in expected.map(\.end) where ends.last != end { ends.append(end) }
            #expect(whole.findings.map(\.finding.range.upperBound) == ends, "seed \(seed), round \(round)")
            for located in whole.findings {
                #expect(
                    expected.contains {
                        $0.end == located.finding.range.upperBound && $0.name == located.finding.entity
                    },
                    "seed \(seed), round \(round)"
                )
            }
            for cutting in [Cutting.drip, .random(seed: seed, largest: 7), .random(seed: seed, largest: 400)] {
                let cut = FilterRun(text, cutAt: cutting.cuts(of: text.count), guardrail: guardrail)
                #expect(cut == whole, "seed \(seed), round \(round), \(cutting)")
            }
        }
    }

    @Test func aFloodOfAnchorsIsNoLicense() throws {
        var generator = SplitMix64(seed: 5)
        let guardrail = try SmallLicenseIndex(Self.licenses(using: &generator)).guardrail()
        let flood = Array(String(repeating: "license terms warranty ", count: 20_000).utf8)
        #expect(FilterRun(flood, cutAt: [], guardrail: guardrail).findings.isEmpty)
    }

    @Test func almostNothingIsHeld() throws {
        var generator = SplitMix64(seed: 6)
        let licenses = Self.licenses(using: &generator)
        let guardrail = try SmallLicenseIndex(licenses).guardrail()
        var filter = TextFilter(guardrail: guardrail)
        var output = FilterOutput()
        var received = 0
        for byte in Array(licenses[0].text.utf8) {
            let one = [byte]
            filter.append(one.span, to: &output)
            received += 1
            #expect(received - output.bytes.count <= LicenseTextTests.longestAnchor)
        }
    }

    private static let longestAnchor = 7

    /// The repository's own licence, by the index that is shipped.
    @Test(arguments: ["", "// ", " * ", "# "])
    func theShippedIndexKnowsApache(prefix: String) throws {
        let text = try String(contentsOf: DefaultRules.root.appendingPathComponent("LICENSE"), encoding: .utf8)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { prefix + $0 }
        let guardrail = try DefaultRules.guardrail()
        for start in stride(from: 0, to: 140, by: 20) {
            let excerpt = Array(lines[start..<start + 16].joined(separator: "\n").utf8)
            let found = FilterRun(excerpt, cutAt: [], guardrail: guardrail).findings.map(\.finding)
            #expect(found.contains { $0.rule == "license-text" && $0.entity == "Apache-2.0" }, "from line \(start)")
        }
    }

    @Test(arguments: [
        (0..<20, "this is no index of licence texts"), (8..<12, "the index has a version that is not known"),
        (60..<61, "the index is damaged: its checksum does not hold"),
    ])
    func aBrokenIndexIsRefused(damaged: Range<Int>, reason: String) throws {
        var generator = SplitMix64(seed: 7)
        var bytes = SmallLicenseIndex(Self.licenses(using: &generator)).bytes
        for place in damaged { bytes[place] ^= 0x55 }
        #expect { try LicenseTextIndex(bytes) } throws: { error in
            (error as? LicenseTextIndex.FormatError)?.reason == reason
        }
    }

    @Test(arguments: 0..<64)
    func aShortIndexIsRefused(count: Int) throws {
        var generator = SplitMix64(seed: 8)
        let bytes = SmallLicenseIndex(Self.licenses(using: &generator)).bytes
        #expect(throws: LicenseTextIndex.FormatError.self) { try LicenseTextIndex(Array(bytes.prefix(count))) }
    }

    @Test func aFileThatIsNotThereIsNamed() {
        let rule = SmallRules.rule("texts", "matcher: license-text\noptions: {index: none.idx}")
        #expect { try SmallRules.ruleSet("rules:\n" + rule) } throws: { error in
            "\(error)".contains(
                "option 'index' of matcher 'license-text': the file 'none.idx' is not there, or cannot be read"
            )
        }
        let without = SmallRules.rule("texts", "matcher: license-text")
        #expect { try SmallRules.ruleSet("rules:\n" + without) } throws: { error in
            "\(error)".contains("option 'index' of matcher 'license-text': names no file; it is required")
        }
    }
}
