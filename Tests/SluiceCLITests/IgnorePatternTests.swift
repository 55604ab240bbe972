// Ignore files, in the cases that gitignore(5) states.

import SluiceCLI
import Testing

@Suite struct IgnorePatternTests {
    /// A pattern, a path (`/` at the end for a directory), and whether the pattern matches.
    static let cases: [(String, String, Bool)] = [
        // A name without a slash matches at any depth.
        ("a.log", "a.log", true), ("a.log", "x/y/a.log", true), ("a.log", "a.log.txt", false),
        ("*.log", "x/y.log", true), ("*.log", "log", false), ("*.log", ".log", true),
        // A slash at the beginning or in the middle anchors.
        ("/a", "a", true), ("/a", "x/a", false), ("x/a", "x/a", true), ("x/a", "y/x/a", false),
        ("x/*", "x/a", true), ("x/*", "x/a/b", false),
        // A slash at the end asks for a directory, and does not anchor.
        ("build/", "build/", true), ("build/", "build", false), ("build/", "x/build/", true),
        ("/build/", "x/build/", false),
        // Two stars.
        ("**/a", "a", true), ("**/a", "x/y/a", true), ("**/a/b", "x/a/b", true), ("**/a/b", "x/b", false),
        ("x/**", "x/a", true), ("x/**", "x/a/b", true), ("x/**", "x/", false), ("x/**", "y/x/a", false),
        ("a/**/b", "a/b", true), ("a/**/b", "a/x/b", true), ("a/**/b", "a/x/y/b", true), ("a/**/b", "a/x/bc", false),
        ("a/**/b/**/c", "a/b/x/b/c", true), ("a/**/**/b", "a/b", true), ("**", "a/b", true),
        ("a**b", "axxb", true), ("a**b", "a/b", false), ("**/*.pem", "k/x.pem", true),
        // Question marks and classes.
        ("a?c", "abc", true), ("a?c", "ac", false), ("a?c", "a/c", false), ("a?c", "aéc", false), ("a??c", "aéc", true),
        ("[a-c]x", "bx", true), ("[a-c]x", "dx", false), ("[!a-c]x", "dx", true), ("[^a-c]x", "bx", false),
        ("[]-]x", "]x", true), ("[]-]x", "-x", true), ("[a-]x", "-x", true), ("[[:digit:]]x", "7x", true),
        ("[[:digit:]]x", "ax", false), ("[é]x", "éx", false), ("[é][é]x", "éx", true), ("[z-a]x", "mx", false),
        ("[\\]]x", "]x", true),
        // Escapes and spaces.
        ("\\#a", "#a", true), ("\\!a", "!a", true), ("\\*", "*", true), ("\\*", "x", false),
        ("a  ", "a", true), ("a\\ ", "a ", true), ("a\\ ", "a", false), ("a b", "a b", true), ("a\r", "a", true),
        // Stars that must go back.
        ("*a*b", "xaxxab", true), ("*a*b", "xaxxa", false),
    ]

    @Test(arguments: cases) func matches(_ pattern: String, _ path: String, _ expected: Bool) throws {
        let pattern = try #require(IgnorePattern(line: pattern.utf8))
        let names = path.split(separator: "/").map { Array($0.utf8) }
        #expect(pattern.matches(names[...], isDirectory: path.hasSuffix("/")) == expected)
    }

    @Test(arguments: [
        "", "   ", "# note", "/", "//", "//a", "a//b", "a//", "!//a", "**//a", "!", "a[b", "a\\", "[[:nothing:]]", "\r",
    ])
    func matchesNothing(_ line: String) {
        #expect(IgnorePattern(line: line.utf8) == nil)
    }

    @Test func negation() throws {
        let pattern = try #require(IgnorePattern(line: "!/a/".utf8))
        #expect(pattern.isNegated && pattern.isAnchored && pattern.matchesDirectoriesOnly)
    }

    @Test func manyStarsStayQuick() throws {
        let star = String(repeating: "*a", count: 40)
        let name = try #require(GlobPattern((star + "b").utf8))
        #expect(!name.matches(Array(String(repeating: "a", count: 20_000).utf8)))
        let pattern = try #require(IgnorePattern(line: (String(repeating: "**/a/", count: 40) + "b").utf8))
        #expect(!pattern.matches(Array(repeating: Array("a".utf8), count: 5_000)[...], isDirectory: false))
    }
}

@Suite struct IgnoreRulesTests {
    private func names(_ path: String) -> [[UInt8]] { path.split(separator: "/").map { Array($0.utf8) } }

    @Test func lastLineDecides() {
        var rules = IgnoreRules()
        rules.add(Array("*.log\n!keep.log\n".utf8), kind: .git, depth: 0)
        #expect(rules.ignores(names("x/a.log"), isDirectory: false))
        #expect(!rules.ignores(names("x/keep.log"), isDirectory: false))
        #expect(!rules.ignores(names("x/a.txt"), isDirectory: false))
    }

    @Test func deeperFileDecides() {
        var rules = IgnoreRules()
        rules.add(Array("*.log".utf8), kind: .git, depth: 0)
        rules.add(Array("!*.log\n/only-here".utf8), kind: .git, depth: 1)
        #expect(!rules.ignores(names("x/a.log"), isDirectory: false))
        #expect(rules.ignores(names("x/only-here"), isDirectory: false))
        #expect(!rules.ignores(names("x/y/only-here"), isDirectory: false))
    }

    @Test func moreSpecificKindDecides() {
        var rules = IgnoreRules()
        rules.add(Array("!*.env".utf8), kind: .sluice, depth: 0)
        rules.add(Array("*.txt".utf8), kind: .general, depth: 0)
        rules.add(Array("*.env\n!*.txt".utf8), kind: .git, depth: 1)
        #expect(!rules.ignores(names("x/a.env"), isDirectory: false))
        #expect(rules.ignores(names("x/a.txt"), isDirectory: false))
    }

    @Test func byteOrderMarkIsNoPartOfALine() {
        var rules = IgnoreRules()
        rules.add([0xEF, 0xBB, 0xBF] + Array("a\r\nb".utf8), kind: .git, depth: 0)
        #expect(rules.ignores(names("a"), isDirectory: false))
        #expect(rules.ignores(names("b"), isDirectory: false))
    }
}
