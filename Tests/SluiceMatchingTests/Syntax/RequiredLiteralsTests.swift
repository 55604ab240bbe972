// Which literals are derived from patterns, and that they are never missing from a match.

import SluiceMatching
import Testing

@Suite struct RequiredLiteralsTests {
    @Test(arguments: [
        ("AK[I]A[A-Z2-7]{16}", "‘AKIA’ at the start of the match"),
        ("\\b[sr]k_live_[a-zA-Z0-9]{24,}", "‘[rs]k_live_’ at the start of the match"),
        ("\\b(?:AKIA|ASIA)[A-Z2-7]{16}\\b", "‘AKIA’, ‘ASIA’ at the start of the match"),
        ("xox[bp]-[0-9]{10,13}", "‘xox[bp]-’ at the start of the match"),
        ("(?i)\\bapikey[=:]\\s*[a-z]{20}", "‘apikey’ (any case) at the start of the match"),
        ("[a-z0-9]{3}_token_[a-f0-9]{9}", "‘_token_’ 3 bytes after the start"),
        ("[\\w.-]{0,20}?secretkey\\s*=", "‘secretkey’ 0 to 20 bytes after the start"),
        ("(?:[a-z]{2}foobar|bazquux)\\d", "‘foobar’ 2 bytes after the start; ‘bazquux’ at the start of the match"),
        ("(?:export )?TOKEN_X=\\w+", "‘TOKEN_X=’, ‘export TOKEN_X=’ at the start of the match"),
        ("abcdefghijklmnopqrstuvwxyz", "‘abcdefghijklmnop’ at the start of the match"),
        ("(?:abc){2}\\d+", "‘abcabc’ at the start of the match"),
    ])
    func extraction(pattern: String, description: String) throws {
        let found = try RequiredLiterals.extract(from: tree(pattern))
        #expect(RequiredLiterals.describe(found) == description)
    }

    @Test(arguments: [
        "", "[a-z]+", "\\d{4}-\\d{4}", "ab", "(?:foo)?\\w+", "foobar|\\d+", ".*foobar", "(?:foobar)*", "foobar\\Kx",
        "(*ACCEPT)foobar",
        "(?=foobar)\\w+", "(?!foobar)\\w{6}", "(?<=foobar)\\w{6}", "[a-z]{300}foobar", "(?(DEFINE)foobar)\\d+",
        "(?:foobar){0}x",
        "(?R)?foobar",
    ])
    func nothingWithoutProof(pattern: String) throws {
        let found = try RequiredLiterals.extract(from: tree(pattern))
        #expect(found == nil)
        #expect(RequiredLiterals.describe(found).hasPrefix("no literal"))
    }

    @Test func prefixSetHoldsWhatComesBefore() throws {
        let found = try #require(try RequiredLiterals.extract(from: tree("[a-z]{1,4}9?_marker_")))
        #expect(found.count == 1)
        #expect(found[0].distance == 1...5)
        #expect(found[0].prefixSet == ByteSet.lowerCase.union(ByteSet("9")))
    }

    @Test func unicodeCasesAreCovered() throws {
        // The Kelvin sign is a case of k, and the long s one of s.
        let found = try #require(
            try RequiredLiterals.extract(from: tree("token_xyz", ignoresCase: true, isUnicode: true))
        )
        for text in ["TOKEN_XYZ", "to\u{212A}en_xyz"] {
            #expect(found.contains { $0.occurs(in: Array(text.utf8), at: 0) }, "\(text)")
        }
    }

    @Test func declaredLiteralsAreLocated() throws {
        let node = try tree("(?i)[a-z]{0,3}(?:api|app)_key=\\w+")
        let found = try #require(RequiredLiterals.locate(literals: ["_key="], in: node))
        #expect(found.map(\.distance) == [3...6])
        #expect(found.map(\.description) == ["‘_key=’ (any case)"])
        let both = try #require(RequiredLiterals.locate(literals: ["api_", "app_"], in: node))
        #expect(Set(both.map(\.description)) == ["‘api_’ (any case)", "‘app_’ (any case)"])
        #expect(both.allSatisfy { $0.distance == 0...3 })
        #expect(RequiredLiterals.locate(literals: ["api_"], in: node) == nil)
        #expect(RequiredLiterals.locate(literals: ["nothing"], in: node) == nil)
        #expect(RequiredLiterals.locate(literals: [], in: node) == nil)
        #expect(RequiredLiterals.locate(literals: [""], in: node) == nil)
        #expect(try RequiredLiterals.locate(literals: ["foo"], in: tree("\\w*foo")) == nil)
        #expect(try RequiredLiterals.locate(literals: ["FOO"], in: tree("foo")) == nil)
        let class_ = try #require(RequiredLiterals.locate(literals: ["xoxb-", "xoxp-"], in: try tree("xox[bp]-\\d")))
        #expect(Set(class_.map(\.description)) == ["‘xoxb-’", "‘xoxp-’"])
    }

    /// Random patterns, random matches of them: widths hold, and one of the extracted sequences stands where it must.
    @Test(arguments: 0..<6) func neverMissing(block: Int) throws {
        var samples = 0
        var extracted = 0
        for round in 0..<60 {
            let seed = UInt64(block * 60 + round)
            var random = SyntaxTestRandom(seed: seed)
            let pattern = RandomPattern.make(using: &random, depth: round % 4 == 0 ? 3 : 2)
            let node = try tree(pattern, ignoresCase: round % 5 == 0)
            let sequences = RequiredLiterals.extract(from: node)
            let declared = ["key", "tok_", "Secret", "zq9"]
            let located = RequiredLiterals.locate(literals: declared, in: node)
            if sequences != nil { extracted += 1 }
            for _ in 0..<3 {
                guard let sample = SampleGenerator.sample(from: node, using: &random) else { continue }
                samples += 1
                let comment = Comment("seed \(seed), pattern \(pattern), sample \(sample)")
                #expect(sample.count >= node.minimumWidth, comment)
                if let maximum = node.maximumWidth { #expect(sample.count <= maximum, comment) }
                for found in [sequences, located].compactMap({ $0 }) {
                    #expect(found.contains { Self.stands($0, in: sample) }, comment)
                }
            }
        }
        // The test would be empty if few patterns had samples or literals.
        #expect(samples > 80)
        #expect(extracted > 5)
    }

    private static func stands(_ sequence: AnchoredSequence, in sample: [UInt8]) -> Bool {
        sequence.distance.contains { offset in
            sequence.occurs(in: sample, at: offset) && sample.prefix(offset).allSatisfy(sequence.prefixSet.contains)
        }
    }

    @Test func samplesMeetAssertions() throws {
        var random = SyntaxTestRandom(seed: 7)
        for _ in 0..<50 {
            let sample = try #require(SampleGenerator.sample(from: try tree("\\b[ab](?!a)[ab](?<=b)$"), using: &random))
            #expect(sample.last == UInt8(ascii: "b") && sample.count == 2)
        }
        for pattern in ["a*+a", "(a)\\1", "[^\\x00-\\xff]"] {
            let node = try tree(pattern)
            #expect(SampleGenerator.sample(from: node, using: &random) == nil, "\(pattern)")
        }
    }

    @Test func adversarialTextIsMadeOfParts() throws {
        let node = try tree("tok_[a-z]+@[a-z]+")
        let text = AdversarialText.make(for: node, length: 5000, seed: 3)
        #expect(text.count == 5000)
        #expect(text == AdversarialText.make(for: node, length: 5000, seed: 3))
        #expect(text != AdversarialText.make(for: node, length: 5000, seed: 4))
        let literal = AnchoredSequence(
            elements: "tok_".utf8.map { ByteSet($0...$0) },
            distance: 0...0,
            prefixSet: ByteSet()
        )
        #expect(text.indices.contains { literal.occurs(in: text, at: $0) })
    }
}
