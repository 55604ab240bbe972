// A private key, whose mask goes out before its end is known, is held against the threshold once and for all.

import Sluice
import SluiceChecks
import SluiceMatching
import SluiceModel
import SluiceRules
import Testing

struct BlockThresholdTests {
    private static let begin = "-----BEGIN " + "PRIVATE KEY-----"
    private static let end = "-----END " + "PRIVATE KEY-----"

    private static func body(lines: Int, seed: UInt64) -> String {
        var generator = SplitMix64(seed: seed)
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        let lines = (0..<lines).map { _ in
            String((0..<64).map { _ in alphabet[Int.random(in: 0..<64, using: &generator)] })
        }
        return lines.joined(separator: "\n")
    }

    private static func key(seed: UInt64) -> String { "\(begin)\n\(body(lines: 5, seed: seed))\n\(end)" }

    private static let doubtful = SmallRules.rule("pem", "matcher: pem-private-key\nconfidence: low")

    private static func run(
        _ text: String,
        _ cutting: Cutting,
        _ guardrail: Guardrail,
        action: TextFilter.Action = .mask,
        threshold: Confidence
    ) -> FilterOutput {
        let bytes = Array(text.utf8)
        var filter = TextFilter(guardrail: guardrail, action: action, threshold: threshold)
        var output = FilterOutput()
        var start = 0
        for cut in cutting.cuts(of: bytes.count) + [bytes.count] {
            filter.append(bytes.span.extracting(start..<cut), to: &output)
            start = cut
        }
        filter.finish(to: &output)
        return output
    }

    private static let cuttings: [Cutting] = [.whole, .drip] + (0..<6).map { .random(seed: $0, largest: 90) }

    /// Whatever the rule says of matches without proof: a key that has begun is one.
    @Test(arguments: [0, 60, 100]) func aKeyIsCertain(threshold: Int) throws {
        let guardrail = try SmallRules.guardrail("rules:\n" + Self.doubtful)
        for cutting in Self.cuttings {
            let threshold = Confidence(percent: threshold)
            let output = Self.run("k \(Self.key(seed: 1)) z", cutting, guardrail, threshold: threshold)
            try #require(output.findings.count == 1, "\(cutting)")
            #expect(output.findings[0].finding.confidence == .certain, "\(cutting)")
            #expect(output.bytes == Array("k \(output.findings[0].replacement) z".utf8), "\(cutting)")
        }
    }

    @Test func aKeyIsBlockedAtTheHighestThreshold() throws {
        let guardrail = try SmallRules.guardrail("rules:\n" + Self.doubtful)
        for cutting in Self.cuttings {
            let text = "k\n \(Self.key(seed: 2)) z"
            let output = Self.run(text, cutting, guardrail, action: .block, threshold: .certain)
            #expect(output.bytes == Array("k\n ".utf8), "\(cutting)")
            #expect(output.blockedAt?.rule == "pem", "\(cutting)")
            #expect(output.blockedAt?.line == 2 && output.blockedAt?.column == 2, "\(cutting)")
        }
    }

    /// What begins before the key and reaches into it does not widen its mask, as alone it would pass.
    @Test func aDoubtfulFindingBeforeTheKeyDoesNotWidenItsMask() throws {
        let starts = SmallRules.rule("start", "pattern: 'KEY=.(?:-----BEGIN)?'\nconfidence: 10")
        let guardrail = try SmallRules.guardrail("rules:\n" + Self.doubtful + starts)
        for cutting in Self.cuttings {
            let text = "KEY='x KEY='\(Self.key(seed: 3))'"
            let output = Self.run(text, cutting, guardrail, threshold: .high)
            #expect(output.findings.map(\.finding.rule) == ["start", "start", "pem"], "\(cutting)")
            #expect(output.findings.map(\.finding.confidence.percent) == [10, 10, 100], "\(cutting)")
            #expect(output.findings.map(\.action) == [.log, .log, .mask], "\(cutting)")
            #expect(output.bytes == Array("KEY='x KEY='\(output.findings[2].replacement)'".utf8), "\(cutting)")
        }
    }

    /// What begins inside the key and reaches beyond it does not widen its mask.
    @Test func aDoubtfulFindingAtTheEndOfTheKeyDoesNotWidenItsMask() throws {
        let ends = SmallRules.rule("end", "pattern: 'KEY-----;tail[0-9]'\nconfidence: 10")
        let guardrail = try SmallRules.guardrail("rules:\n" + Self.doubtful + ends)
        for cutting in Self.cuttings {
            let text = "\(Self.key(seed: 4));tail7;"
            let output = Self.run(text, cutting, guardrail, threshold: .certain)
            #expect(Set(output.findings.map(\.finding.rule)) == ["pem", "end"], "\(cutting)")
            let mask = output.findings.first { $0.action == .mask }
            #expect(output.bytes == Array("\(mask?.replacement ?? "");tail7;".utf8), "\(cutting)")
        }
    }
}
