// Path patterns against a table, and against a slow but obvious matcher.

import SluiceMatching
import SluiceRules
import Testing

@Test(arguments: [
    ("*.lock", "yarn.lock", true), ("*.lock", "a/b/yarn.lock", true), ("*.lock", "yarn.lock/a", false),
    ("/*.lock", "yarn.lock", true), ("/*.lock", "a/yarn.lock", false),
    ("a/*.c", "a/x.c", true), ("a/*.c", "a/b/x.c", false), ("a/*.c", "b/a/x.c", false),
    ("a/**/x", "a/x", true), ("a/**/x", "a/b/c/x", true), ("a/**/x", "a/b/c/y", false),
    ("**/test/*", "test/a", true), ("**/test/*", "x/y/test/a", true), ("**/test/*", "x/test/a/b", false),
    ("a/**", "a", false), ("a/**", "a/b", true), ("a/**", "a/b/c", true),
    ("**", "a", true), ("**", "a/b", true), ("**/", "a/b", true),
    ("build/", "build/x", true), ("build/", "a/build/x/y", true), ("build/", "build", false),
    ("a/build/", "a/build/x", true), ("a/build/", "b/a/build/x", false),
    ("a?c", "abc", true), ("a?c", "aéc", true), ("a?c", "ac", false), ("a?c", "a/c", false),
    ("[a-c]x", "bx", true), ("[a-c]x", "dx", false), ("[!a-c]x", "dx", true), ("[^a-c]x", "ax", false),
    ("[]a]", "]", true), ("[!]a]", "]", false), ("[a-]", "-", true), ("[ab", "[ab", true), (#"[\]a]"#, "]", true),
    ("[c-a]", "b", false), ("a[!x]b", "a/b", false),
    (#"\*"#, "*", true), (#"\*"#, "a", false), (#"a\"#, #"a\"#, true),
    ("a**b", "axxb", true), ("a**b", "ax/xb", false),
    ("a/b", "./a//b", true), ("./a/b", "/a/b", true), ("a", "A", false),
    ("", "a", false), ("/", "a", false), ("*", "", false),
])
func globTable(pattern: String, path: String, isMatch: Bool) {
    #expect(Glob(pattern).matches(path) == isMatch, "\(pattern) on \(path)")
}

/// Tries everything.
private func obviousMatch(_ pattern: ArraySlice<Character>, _ text: ArraySlice<Character>) -> Bool {
    guard let first = pattern.first else { return text.isEmpty }
    let rest = pattern.dropFirst()
    if first == "*" {
        return obviousMatch(rest, text)
            || (text.first.map { $0 != "/" } ?? false) && obviousMatch(pattern, text.dropFirst())
    }
    guard let character = text.first else { return false }
    return (first == "?" ? character != "/" : first == character) && obviousMatch(rest, text.dropFirst())
}

@Test func globAgreesWithTryingEverything() {
    for seed in UInt64(0)..<4000 {
        var generator = SplitMix64(seed: seed)
        let pattern =
            "/"
            + (0..<Int.random(in: 1...8, using: &generator))
            .map { _ in "ab*?/".randomElement(using: &generator).map(String.init) ?? "" }.joined()
        let path = (0..<Int.random(in: 1...9, using: &generator))
            .map { _ in "aab/".randomElement(using: &generator).map(String.init) ?? "" }.joined()
        let isPlain = !pattern.contains("//") && !pattern.contains("**") && pattern.last != "/"
        guard isPlain, !path.contains("//"), path.first != "/", path.last != "/" else { continue }
        #expect(
            Glob(pattern).matches(path) == obviousMatch(Array(pattern.dropFirst())[...], Array(path)[...]),
            "seed \(seed): \(pattern) on \(path)"
        )
    }
}

@Test func hostileGlobsAreQuick() {
    let stars = Glob(String(repeating: "a*", count: 200) + "b")
    #expect(!stars.matches(String(repeating: "a", count: 5000)))
    let depths = Glob(String(repeating: "**/a/", count: 100) + "b")
    #expect(!depths.matches(String(repeating: "a/", count: 2000) + "c"))
}
