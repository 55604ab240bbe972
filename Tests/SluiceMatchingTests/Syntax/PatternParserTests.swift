// What the parser reads, refuses and survives.

import SluiceMatching
import Testing

@Suite struct PatternParserTests {
    /// Two spellings of the same tree.
    @Test(arguments: [
        ("abc", "\\x61\\x{62}\\143"), ("a.c", "a\\Nc"), ("\\Qa.b\\E+", "a\\.b+"), ("a\\E*", "a*"),
        ("(?x) a b # note\n c", "abc"), ("(?x)a #note\n+", "a+"), ("(?x)a* +b", "a*+b"), ("(?x:a b)c d", "(?:ab)c d"),
        ("a(?#note)b", "ab"), ("a(?#note)*", "a*"), ("[abc]", "[a-c]"), ("[]a]", "[a\\]]"), ("[^]a]", "[^\\]a]"),
        ("[a-]", "[-a]"), ("[\\d-z]", "[0-9z-]"), ("[[:alpha:]_]", "[a-zA-Z_]"), ("[[:^digit:]]", "\\D"),
        ("[\\w.]", "[a-zA-Z0-9_.]"), ("[\\Qa-c\\E]", "[ac-]"), ("[[:x]", "[:\\[x]"), ("[\\b]", "\\x08"),
        ("[\\E^a]", "[^a]"), ("[\\Qxa\\E-c]", "[xa-c]"),
        ("(?xx)[a b]", "[ab]"), ("(?i)ab", "[aA][bB]"), ("a(?i)b|c", "a[bB]|[cC]"), ("(?i)[^a]", "[^aA]"),
        ("(?i:a)b", "(?:[aA])b"), ("(?i)a(?-i)b", "[aA]b"), ("(?^)a", "a"), ("(?s).", "[\\x00-\\xff]"),
        ("x{2", "x\\{2"), ("x{a}", "x\\{a\\}"), ("{", "\\{"), ("é", "\\xc3\\xa9"),
        ("\\e\\a\\f\\cA", "\\x1b\\x07\\x0c\\x01"),
        ("\\0", "\\x00"), ("\\012", "\\n"), ("\\o{101}", "A"), ("(*atomic:a)", "(?>a)"),
        ("(?'n'a)", "(?<n>a)"), ("(?P<n>a)", "(?<n>a)"), ("[\\x{41}]", "A"),
    ])
    func sameTree(pattern: String, plain: String) throws {
        let expected = try tree(plain)
        #expect(try tree(pattern) == expected)
    }

    @Test(arguments: [
        "(", ")", "a)", "(a", "[a", "[]", "*", "+a", "?", "{2}", "a|*", "(?", "(?<n", "(?<>a)", "a{3,2}", "a{65536}",
        "a{,3}", "a{ 2 }", "a{1, 2}", "\\", "[\\", "[b-a]", "[[:nope:]]", "\\x{", "\\x{100}", "\\c", "\\i", "\\g",
        "\\k",
        "(?#", "(*X", "(?Cx)", "(?(1)a|b|c)", "(?i)*", "\\p{L", "(?y)", "\\o9", "(*nope:a)", "a{2}{3}", "a**",
    ])
    func refused(pattern: String) {
        do throws(PatternSyntaxError) {
            let node = try PatternSyntax.parse(pattern, ignoresCase: false)
            Issue.record("\(pattern) was read as \(node)")
        } catch {
            #expect(error.offset <= pattern.utf8.count)
            #expect(!error.reason.isEmpty)
        }
    }

    @Test func errorsNameThePlace() {
        #expect(throws: PatternSyntaxError(offset: 2, reason: "a class without its closing bracket")) {
            try tree("ab[c")
        }
        #expect(throws: PatternSyntaxError(offset: 3, reason: "a quantifier with nothing before it")) {
            try tree("ab|*")
        }
    }

    @Test func depthIsBounded() throws {
        let shallow = String(repeating: "(", count: 100) + "a" + String(repeating: ")", count: 100)
        #expect(try tree(shallow).captures.map(\.number).max() == 100)
        #expect(throws: PatternSyntaxError.self) { try tree("(" + shallow + ")") }
    }

    /// Bytes of a pattern's alphabet in any order: the parser returns or throws, and so does every analysis.
    @Test(arguments: 0..<8) func anyInput(block: Int) {
        let pieces = [
            "a", "b", "k", "(", ")", "(?:", "(?<n>", "(?=", "(?<!", "(?i)", "(?x)", "(?|", "(?>", "(?(1)", "(?1)",
            "(?R)",
            "(*F)", "(?C1)", "(?#", "[", "]", "^", "-", "[:alpha:]", "\\", "\\d", "\\b", "\\Q", "\\E", "\\x{e9}", "\\1",
            "\\g{1}", "\\k<n>", "\\K", "\\C", "\\R", "\\X", "\\pL", "*", "+", "?", "{2}", "{2,}", "{60000}", "{1,3}",
            "{",
            "}", "|", ".", "$", "#", " ", "\n", "é", "\u{212A}", "\u{0}", ":", "<", ">", "'", "!", "=",
        ].map { Array($0.utf8) }
        for round in 0..<300 {
            let seed = UInt64(block * 300 + round)
            var random = SyntaxTestRandom(seed: seed)
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 1...14, using: &random) {
                if Int.random(in: 0..<12, using: &random) == 0 {
                    bytes.append(UInt8.random(in: 0...255, using: &random))
                } else {
                    bytes += pieces.randomElement(using: &random) ?? []
                }
            }
            let ignoresCase = Bool.random(using: &random)
            let isUnicode = Bool.random(using: &random)
            do throws(PatternSyntaxError) {
                let node = try PatternSyntax.parse(bytes: bytes, ignoresCase: ignoresCase, isUnicode: isUnicode)
                if let maximum = node.maximumWidth { #expect(node.minimumWidth <= maximum, "seed \(seed)") }
                #expect(node.features.allSatisfy { $0.offset < bytes.count }, "seed \(seed)")
                #expect((node.maximumLookbehind ?? 0) >= 0, "seed \(seed)")
                #expect((node.maximumLookahead ?? 0) >= 0, "seed \(seed)")
                for sequence in RequiredLiterals.extract(from: node) ?? [] {
                    #expect(sequence.elements.count >= 2 && sequence.elements.count <= 16, "seed \(seed)")
                }
                if round % 40 == 0 {
                    let text = AdversarialText.make(for: node, length: 100, seed: seed)
                    #expect(text.count == 100, "seed \(seed)")
                }
            } catch {
                #expect(error.offset <= bytes.count, "seed \(seed)")
            }
        }
    }
}
