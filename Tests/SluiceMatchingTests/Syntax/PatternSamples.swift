// Random patterns and the generator that the syntax tests share.

import SluiceMatching

/// SplitMix64, so that a printed seed brings a failure back.
struct SyntaxTestRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Random small patterns that PCRE2 would accept.
enum RandomPattern {
    static func make(using random: inout SyntaxTestRandom, depth: Int = 3) -> String {
        let count = Int.random(in: 1...3, using: &random)
        return (0..<count).map { _ in item(using: &random, depth: depth) }.joined()
    }

    private static func item(using random: inout SyntaxTestRandom, depth: Int) -> String {
        let atom = atom(using: &random, depth: depth)
        guard atom.isQuantifiable, Int.random(in: 0..<3, using: &random) == 0 else { return atom.text }
        let quantifiers = ["?", "*", "+", "{2}", "{0,3}", "{1,}", "{3,20}", "{18}", "+?", "??", "{2,4}?"]
        return atom.text + (quantifiers.randomElement(using: &random) ?? "")
    }

    private static func atom(
        using random: inout SyntaxTestRandom,
        depth: Int
    ) -> (text: String, isQuantifiable: Bool) {
        switch Int.random(in: 0..<(depth > 0 ? 16 : 9), using: &random) {
        case 0...3:
            let words = ["key", "ab", "tok_", "@x#", "sk-", "zq9", "::", "k", "é", "Secret"]
            return (words.randomElement(using: &random) ?? "", true)
        case 4...6:
            let classes = ["[a-z]", "[sr]", "[^ab]", "[[:digit:]]", "[ab\\d-]", "[\\x41-C]", "[]x]"]
            return (classes.randomElement(using: &random) ?? "", true)
        case 7: return (["\\d", "\\w", ".", "\\s", "\\.", "\\Q+\\E", "\\h"].randomElement(using: &random) ?? "", true)
        case 8: return (["\\b", "(?i)", "(?#note)", "^", "$"].randomElement(using: &random) ?? "", false)
        case 9...10: return ("(" + alternatives(using: &random, depth: depth) + ")", true)
        case 11...12: return ("(?:" + alternatives(using: &random, depth: depth) + ")", true)
        case 13: return ("(?i:" + alternatives(using: &random, depth: depth) + ")", true)
        case 14: return ("(?>" + alternatives(using: &random, depth: depth) + ")", true)
        default: return ("(?!" + make(using: &random, depth: 0) + ")", false)
        }
    }

    private static func alternatives(using random: inout SyntaxTestRandom, depth: Int) -> String {
        let count = Int.random(in: 1...3, using: &random)
        return (0..<count).map { _ in make(using: &random, depth: depth - 1) }.joined(separator: "|")
    }
}

/// The pattern's tree; a pattern that cannot be read fails the test.
func tree(_ pattern: String, ignoresCase: Bool = false, isUnicode: Bool = false) throws -> PatternNode {
    try PatternSyntax.parse(pattern, ignoresCase: ignoresCase, isUnicode: isUnicode)
}
