// The bytes that may stand before matches of a pattern.

import SluiceMatching
import Testing

struct PatternPredecessorsTests {
    private static func previous(of pattern: String) throws -> ByteSet {
        try PatternSyntax.parse(pattern, ignoresCase: false, isUnicode: false).previousBytes
    }

    @Test(arguments: [
        (#"(?<![a-c])x"#, "abc"), (#"(?:(?<![a-c])x|(?<!b)y)"#, "b"), (#"(?<!a|b|cd)x"#, "ab"),
        (#"(?<!a)(?<!b)x"#, "ab"), (#"((?<!a)x)+"#, "a"), (#"(?=x)(?<!(a))x"#, "a"),
    ])
    func allButSome(pattern: String, refused: String) throws {
        #expect(try Self.previous(of: pattern) == ByteSet(refused).inverted)
    }

    @Test(arguments: [(#"(?<=[ab])x"#, "ab"), (#"(?<=xa|b)y"#, "ab"), (#"(?:(?<=a)x|(?<=b)y)"#, "ab")])
    func someOnly(pattern: String, allowed: String) throws {
        #expect(try Self.previous(of: pattern) == ByteSet(allowed))
    }

    @Test func wordBoundaries() throws {
        #expect(try Self.previous(of: #"\b(?:key|token)"#) == ByteSet.wordCharacters.inverted)
        #expect(try Self.previous(of: #"\b="#) == .wordCharacters)
        #expect(try Self.previous(of: #"\B="#) == ByteSet.wordCharacters.inverted)
        #expect(try Self.previous(of: #"\B-?"#) == .all)
    }

    @Test(arguments: [
        #"x"#, #"(?:(?<!a)x)?y"#, #"(?<![^\\][nrt])x"#, #"x(?<!a)y"#, #"\b-?x"#, #"(?<!a)x|y"#, #"(?<!^)x"#,
        #"a?(?<!b)x"#,
    ])
    func anything(pattern: String) throws {
        #expect(try Self.previous(of: pattern) == .all)
    }

    /// PCRE2 finds no match behind a byte that is left out.
    @Test(arguments: 0..<400 as Range<UInt64>) func agreesWithPCRE2(seed: UInt64) throws {
        var random = SyntaxTestRandom(seed: seed)
        let conditions = [
            #"\b"#, #"\B"#, "(?<![a-k])", "(?<=[b_:])", "(?<!ab|k|[0-9])", "(?<=ab|[:x])", "(?:(?<!a)|(?<=ka))",
            "(?!:)", "^",
            "(?m:^)",
        ]
        let heads = (0..<3).map { _ in conditions.randomElement(using: &random) ?? "" }
        let text = "(?:\(heads[0])\(RandomPattern.make(using: &random))|\(heads[1])\(heads[2])k[a-z]?)"
        let tree = try PatternSyntax.parse(text, ignoresCase: false, isUnicode: false)
        // Some are too large for PCRE2.
        guard let pattern = try? Pattern(text, options: Pattern.Options(isAnchored: true)) else { return }
        let previous = tree.previousBytes
        guard let sample = SampleGenerator.sample(from: tree, using: &random), !sample.isEmpty else { return }
        for byte in UInt8.min...UInt8.max where !previous.contains(byte) {
            for earlier in Array("ak\n".utf8) {
                let subject = [earlier, byte] + sample
                let outcome = pattern.match(
                    subject.span,
                    from: 2,
                    group: 0,
                    isStart: false,
                    isComplete: true,
                    scratch: PatternScratch()
                )
                #expect(outcome == .noMatch, "\(text) behind \(byte), seed \(seed)")
            }
        }
    }
}
