// Random Go expressions and texts.

import SluiceMatching

/// Makes random Go expressions, most of them valid, and texts that they may match.
struct GoRegexGenerator {
    private var random: SplitMix64
    private var depth = 0

    init(seed: UInt64) {
        random = SplitMix64(seed: seed)
    }

    private mutating func pick<Element>(_ list: [Element]) -> Element {
        list[Int.random(in: 0..<list.count, using: &random)]
    }

    private mutating func chance(_ percent: Int) -> Bool {
        Int.random(in: 0..<100, using: &random) < percent
    }

    private static let atoms = [
        "a", "b", "c", "k", "s", "S", "K", "1", " ", "_", "-", "é", "ſ", "日", "\u{212A}", "\\.", "\\n", "\\x41",
        "\\x{e9}",
        "\\141", ".", "\\d", "\\w", "\\s", "\\W", "\\S", "\\D", "[abc]", "[^a]", "[^é]", "[a-z]", "[^a-z]",
        "[[:alnum:]]",
        "[[:^space:]]", "[\\w-]", "[é-ü]", "[\\s\\S]", "[^\\n]", "\\pL", "\\PL", "\\p{Greek}", "[\\pN_]", "\\Qa.b\\E",
        "[]a]", "[^]a]", "[a-]", "\\x{FFFD}",
    ]
    private static let assertions = ["^", "$", "\\b", "\\B", "\\A", "\\z"]
    private static let quantifiers = [
        "*", "+", "?", "*?", "+?", "??", "{2}", "{1,3}", "{0,2}?", "{2,}", "{1,}?", "{0}", "{,2}", "{0,40}",
    ]

    mutating func expression() -> String {
        var text = chance(40) ? pick(["(?i)", "(?s)", "(?m)", "(?U)", "(?is)", "(?im)"]) : ""
        text += alternatives()
        return text
    }

    private mutating func alternatives() -> String {
        depth += 1
        defer { depth -= 1 }
        let count = chance(70) ? 1 : Int.random(in: 2...3, using: &random)
        return (0..<count).map { _ in row() }.joined(separator: "|")
    }

    private mutating func row() -> String {
        (0..<Int.random(in: 1...4, using: &random)).map { _ in item() }.joined()
    }

    private mutating func item() -> String {
        if chance(10) { return pick(Self.assertions) }
        var text = pick(Self.atoms)
        if depth < 3, chance(25) {
            text = pick(["(", "(?:", "(?i:", "(?s:", "(?-i:", "(?m-s:"]) + alternatives() + ")"
        }
        if chance(35) { text += pick(Self.quantifiers) }
        return text
    }

    private static let pieces: [[UInt8]] =
        [
            "a", "b", "c", "k", "s", "K", "S", "A", "z", "1", " ", "_", "-", ".", "\n", "\r\n", "é", "É", "ü", "日", "ſ",
            "\u{212A}", "\u{FFFD}", "α", "\t", "{,2}", "]", "aXb",
        ].map { Array($0.utf8) } + [
            [0xFF], [0xC3], [0xE6, 0x97], [0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
        ]

    mutating func text() -> [UInt8] {
        (0..<Int.random(in: 0...12, using: &random)).flatMap { _ in pick(Self.pieces) }
    }
}
