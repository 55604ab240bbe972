// What every match of a pattern begins with.

import SluiceMatching
import Testing

struct LeadingRunTests {
    private static func run(_ pattern: String) throws -> LeadingRun? {
        try PatternSyntax.parse(pattern, ignoresCase: false, isUnicode: false).leadingRun
    }

    @Test func tellsTheFirstPartThatReads() throws {
        let digits = ByteSet.digits
        #expect(try Self.run(#"(?<=:)([0-9]{32}):::"#) == LeadingRun(set: digits, minimum: 32))
        #expect(try Self.run(#"\b[0-9]{4,9}x"#) == LeadingRun(set: digits, minimum: 4))
        #expect(try Self.run(#"[0-9]+abc"#) == LeadingRun(set: digits, minimum: 1))
        #expect(try Self.run("abc") == LeadingRun(set: ByteSet(ascii: "a"), minimum: 1))
    }

    @Test(arguments: [#"[0-9]*abc"#, #"(?:[0-9]{4}|x)abc"#, #"(?:ab){2}c"#])
    func saysNothingOtherwise(_ pattern: String) throws {
        #expect(try Self.run(pattern) == nil)
    }

    /// Every text of a pattern begins with the run.
    @Test(arguments: [#"[0-9a-f]{8,12}:::"#, #"(?:[A-Z]{4,})-abc"#, #"\b[a-c]{5}zzz"#])
    func samplesBeginWithIt(_ pattern: String) throws {
        let tree = try PatternSyntax.parse(pattern, ignoresCase: false, isUnicode: false)
        let run = try #require(tree.leadingRun)
        for seed in 0..<50 as Range<UInt64> {
            var generator = SplitMix64(seed: seed)
            let text = try #require(SampleGenerator.sample(from: tree, using: &generator), "seed \(seed)")
            #expect(text.prefix(run.minimum).count(where: run.set.contains) == run.minimum, "seed \(seed)")
        }
    }
}
