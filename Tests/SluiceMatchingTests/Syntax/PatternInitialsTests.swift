// The bytes that matches of a pattern begin with.

import SluiceMatching
import Testing

struct PatternInitialsTests {
    private static func tree(_ pattern: String) throws -> PatternNode {
        try PatternSyntax.parse(pattern, ignoresCase: false, isUnicode: false)
    }

    @Test(arguments: [
        (#"abc"#, "a"), (#"(?:a|b)c"#, "ab"), (#"a?b*c"#, "abc"), (#"(?<![x])(a{0,2}(?:b|c?)d)e"#, "abcd"),
        (#"a{0}b"#, "b"), (#"\ba"#, "a"), (#"(?=x)a"#, "a"), (#"(?:a?|b?)c"#, "abc"),
    ])
    func ofSmallPatterns(pattern: String, initials: String) throws {
        var expected = ByteSet()
        for byte in initials.utf8 { expected.insert(byte) }
        #expect(try Self.tree(pattern).initialBytes == expected)
    }

    @Test(arguments: [
        #"((?:1[01])?[0-9]{1,2})(?: years| ans)"#, #"(?:[A-Z]{4,})?-abc"#, #"[^a-z]{0,3}zz"#, #"(?:x|yy|[0-9]+)=;"#,
    ])
    func everySampleBeginsWithOne(pattern: String) throws {
        let tree = try Self.tree(pattern)
        for seed in 0..<50 as Range<UInt64> {
            var generator = SplitMix64(seed: seed)
            let text = try #require(SampleGenerator.sample(from: tree, using: &generator), "seed \(seed)")
            let first = try #require(text.first)
            #expect(tree.initialBytes.contains(first), "seed \(seed)")
        }
    }
}
