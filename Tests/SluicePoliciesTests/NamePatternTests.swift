// Patterns for names.

import SluiceMatching
import SluicePolicies
import Testing

@Test(arguments: [
    ("gpt-*", "gpt-5", true), ("gpt-*", "gpt-", true), ("gpt-*", "a-gpt-5", false), ("*", "", true), ("", "", true),
    ("", "a", false), ("/v1/*", "/v1/chat/completions", true), ("*key*", "ssh-key-2", true), ("a?c", "abc", true),
    ("a?c", "ac", false), ("a?c", "aéc", true), ("?", "🔑", true), ("A", "a", false), ("a**b", "ab", true),
    ("[a]", "a", false),
])
func namePatterns(pattern: String, name: String, expected: Bool) {
    #expect(NamePattern(pattern).matches(name) == expected)
}

/// The plain recursive meaning of a pattern.
private func naive(_ pattern: ArraySlice<Character>, _ name: ArraySlice<Character>) -> Bool {
    guard let first = pattern.first else { return name.isEmpty }
    switch first {
    case "*": return naive(pattern.dropFirst(), name) || (!name.isEmpty && naive(pattern, name.dropFirst()))
    case "?": return !name.isEmpty && naive(pattern.dropFirst(), name.dropFirst())
    default: return name.first == first && naive(pattern.dropFirst(), name.dropFirst())
    }
}

@Test func randomNamePatternsMatchAsTheyMean() {
    var generator = SplitMix64(seed: 11)
    func text(_ characters: String, _ length: Int) -> String {
        String(
            (0..<Int.random(in: 0...length, using: &generator)).map { _ in
                characters.randomElement(using: &generator) ?? "a"
            }
        )
    }
    for _ in 0..<4000 {
        let pattern = text("ab*?é", 7)
        let name = text("abé日", 9)
        let expected = naive(Array(pattern)[...], Array(name)[...])
        #expect(NamePattern(pattern).matches(name) == expected, "\(pattern) on \(name)")
        let other = NamePattern(text("ab*?", 5))
        if NamePattern(pattern).covers(other), other.matches(name) {
            #expect(NamePattern(pattern).matches(name), "\(pattern) covers \(other), not on \(name)")
        }
    }
}

@Test func aPatternOfManyStarsIsQuick() {
    let pattern = NamePattern(String(repeating: "a*", count: 200) + "b")
    #expect(!pattern.matches(String(repeating: "a", count: 5000)))
}
