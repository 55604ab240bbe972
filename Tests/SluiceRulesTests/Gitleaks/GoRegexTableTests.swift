// Translated expressions against what Go's package regexp was seen to do (Go 1.27).

import SluiceMatching
import SluiceRules
import Testing

/// An expression, a text, and what Go's `FindSubmatchIndex` gives for them.
private let table: [(pattern: String, text: [UInt8], indices: [Int])] = [
    ("a$", Array("a\u{A}".utf8), []), ("(?m)a$", Array("a\u{A}b".utf8), [0, 1]), ("^b", Array("a\u{A}b".utf8), []),
    ("(?m)^b", Array("a\u{A}b".utf8), [2, 3]), ("(?m)^", Array("\u{A}".utf8), [0, 0]),
    ("a\\z", Array("a".utf8), [0, 1]), ("a\\z", Array("a\u{A}".utf8), []), ("\\Aa", Array("ba".utf8), []),
    ("\\s", Array("\u{B}".utf8), []), ("[[:space:]]", Array("\u{B}".utf8), [0, 1]),
    ("\\s+", Array(" \u{9}\u{D}\u{A}\u{C}\u{B}".utf8), [0, 5]), (".", Array("\u{A}".utf8), []),
    ("(?s).", Array("\u{A}".utf8), [0, 1]), (".", Array("\u{D}".utf8), [0, 1]), (".+", Array("é日x".utf8), [0, 6]),
    ("^.{2}$", Array("é日".utf8), [0, 5]), ("^.{3}$", [0x61, 0xFF, 0x62], [0, 3]),
    ("[^a]{2}", Array("aéb".utf8), [1, 4]), ("(?:.|[\\n\\r]){0,3}x", Array("é日\u{A}x".utf8), [0, 7]),
    ("(?i)k", Array("\u{212A}".utf8), [0, 3]), ("(?i)s", Array("ſ".utf8), [0, 2]),
    ("(?i)ſ", Array("S".utf8), [0, 1]), ("(?i)[^k]", Array("Kk\u{212A}".utf8), []),
    ("(?i)\\w+", Array("ſK\u{212A}".utf8), [0, 6]), ("\\w+", Array("ſK\u{212A}".utf8), [2, 3]),
    ("(?i)É", Array("é".utf8), [0, 2]), ("(?i)straße", Array("STRAßE".utf8), [0, 7]),
    ("a(?i)b|c", Array("C".utf8), [0, 1]), ("(?i:a)b", Array("Ab".utf8), [0, 2]), ("(?i:a)b", Array("AB".utf8), []),
    ("(?-i:a)", Array("a".utf8), [0, 1]), ("(?i)a(?-i)b", Array("AB".utf8), []),
    ("(?i)a(?-i)b", Array("Ab".utf8), [0, 2]), ("(?U)a+", Array("aaa".utf8), [0, 1]),
    ("(?U)a+?", Array("aaa".utf8), [0, 3]), ("(?P<n>a)(b)", Array("xab".utf8), [1, 3, 1, 2, 2, 3]),
    ("(?<n>a)|b", Array("b".utf8), [0, 1, -1, -1]), ("(a)|(b)", Array("b".utf8), [0, 1, -1, -1, 0, 1]),
    ("(a*)(a*)", Array("aaa".utf8), [0, 3, 0, 3, 3, 3]), ("(a|ab)(c|bcd)", Array("abcd".utf8), [0, 4, 0, 1, 1, 4]),
    ("\\pL+", Array("12é日x-".utf8), [2, 8]), ("\\PL", Array("a1".utf8), [1, 2]),
    ("\\p{Greek}", Array("abα".utf8), [2, 4]), ("\\p{Lu}", Array("aÉ".utf8), [1, 3]),
    ("[\\pN_]+", Array("a\u{663}_1".utf8), [1, 5]), ("\\p{^L}", Array("a1".utf8), [1, 2]),
    ("\\Qa.b\\E+", Array("a.bbb".utf8), [0, 5]), ("\\Q[", Array("[".utf8), [0, 1]),
    ("[[:alnum:]]+", Array("-aZ9_".utf8), [1, 4]), ("[[:^alpha:]]", Array("a1".utf8), [1, 2]),
    ("[[:word:]]+", Array("a_é".utf8), [0, 2]), ("[a\\]b]", Array("]".utf8), [0, 1]),
    ("[]a]+", Array("a]".utf8), [0, 2]), ("[^]a]", Array("]b".utf8), [1, 2]), ("[a-]+", Array("-a".utf8), [0, 2]),
    ("[-a]+", Array("a-".utf8), [0, 2]), ("[\\w-z]+", Array("-".utf8), [0, 1]),
    ("[\\x41-\\x43]+", Array("ABCD".utf8), [0, 3]), ("\\bé", Array("é".utf8), []),
    ("\\ba", Array("éa".utf8), [2, 3]), ("\\Bé", Array("aé".utf8), []), ("\\b", Array("é".utf8), []),
    ("\\x41\\x{e9}\\101", Array("AéA".utf8), [0, 4]), ("\\0", Array("\u{0}".utf8), [0, 1]),
    ("a{,2}", Array("a{,2}".utf8), [0, 5]), ("a{2,1", Array("a{2,1".utf8), [0, 5]),
    ("a{02}", Array("a{02}".utf8), [0, 5]), ("x{0}y", Array("y".utf8), [0, 1]),
    ("\\a\\f\\t\\v", Array("\u{7}\u{C}\u{9}\u{B}".utf8), [0, 4]), ("\\x{FFFD}", [0xFF], [0, 1]),
    ("\\x{FFFD}", Array("\u{FFFD}".utf8), [0, 3]), ("[^\\x{FFFD}]", [0xFF], []), ("[^é]", [0xC3], [0, 1]),
    ("[é-ü]+", Array("éü".utf8), [0, 4]), (".", [0xED, 0xA0, 0x80], [0, 1]), ("^.{3}$", [0xED, 0xA0, 0x80], [0, 3]),
    ("(?s)^.*?é.*$", [0xFF, 0xC3, 0xA9, 0xC3], [0, 4]), ("[\\s\\S]{3,}?b", Array("é日ab".utf8), [0, 7]),
    ("(?i)[a-z]+", Array("ſAz".utf8), [0, 4]), ("", Array("abc".utf8), [0, 0]), ("a||b", Array("b".utf8), [0, 0]),
    ("(|a)+", Array("aa".utf8), [0, 0, 0, 0]), ("(a|b)*?c", Array("abc".utf8), [0, 3, 1, 2]),
    ("\\_", Array("_".utf8), [0, 1]), ("\\-\\/\\ ", Array("-/ ".utf8), [0, 3]), ("^*", Array("a".utf8), [0, 0]),
    ("(?:^)*a", Array("a".utf8), [0, 1]), ("\\pZ", Array("\u{2003}".utf8), [0, 3]),
    ("(?i)\\x{212a}", Array("k".utf8), [0, 1]),
]

@Test(arguments: table)
func translationFindsWhatGoFinds(pattern: String, text: [UInt8], indices: [Int]) throws {
    #expect(try GoRegexProbe(pattern).firstMatch(in: text) == indices)
}

/// What Go refuses.
@Test(arguments: [
    "a**", "a*+", "+a", "(a", "a)", "[a", "a\\", "\\8", "\\1", "a{1001}", "(?:a{100}){11}", "a{3,2}", "(?i", "(?z)",
    "(?i-)a", "(?P<>a)", "(?P<a b>x)", "(?=a)", "(?!a)", "(?<=a)b", "(?>a)", "\\C", "\\Z", "\\G", "\\K", "[b-a]",
    "[a-\\d]", "[[:foo:]]", "\\p{Foo}", "\\pX", "\\x{110000}", "\\xg", "\\c", "a{2}{3}", "\\E", "(?R)", "\\k<n>",
    "*", "(|*)", "[\\Qa\\E]", "(?i)(?-)a",
])
func refusedExpressions(pattern: String) {
    #expect(throws: GoRegexError.self) { try GoRegexParser.parse(pattern, folding: .unicode) }
}
