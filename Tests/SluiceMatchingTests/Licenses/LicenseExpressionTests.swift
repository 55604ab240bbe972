// SPDX expressions: reading, writing, judging, and what matchers keep of them.

import SluiceMatching
import Testing

struct LicenseExpressionTests {
    @Test(arguments: [
        ("MIT", "MIT"), ("(MIT)", "MIT"), ("mit or Apache-2.0", "mit OR Apache-2.0"),
        ("MIT OR Apache-2.0 AND ISC", "MIT OR Apache-2.0 AND ISC"), ("(MIT OR ISC) AND Zlib", "(MIT OR ISC) AND Zlib"),
        ("GPL-2.0-only WITH Classpath-exception-2.0", "GPL-2.0-only WITH Classpath-exception-2.0"),
        ("Apache-2.0+", "Apache-2.0+"), ("DocumentRef-x:LicenseRef-y", "DocumentRef-x:LicenseRef-y"),
    ])
    func readsAndWrites(text: String, written: String) throws {
        let expression = try LicenseExpression(parsing: text)
        #expect(expression.description == written)
        #expect(try LicenseExpression(parsing: written) == expression)
    }

    @Test(arguments: [
        ("", "an identifier is missing"), ("MIT OR", "an identifier is missing"),
        ("(MIT", "a parenthesis is not closed"), ("MIT ISC", "something follows the end of the expression"),
        ("OR MIT", "there is something else where an identifier must stand"),
        ("M!T", "there is something else where an identifier must stand"),
        (String(repeating: "(", count: 7_000) + "MIT", "a parenthesis is not closed"),
        (String(repeating: "a", count: 20_000), "the expression is longer than 16384 bytes"),
    ])
    func saysWhatIsWrong(text: String, reason: String) {
        #expect { try LicenseExpression(parsing: text) } throws: { error in
            (error as? LicenseExpression.SyntaxError)?.description == reason
        }
    }

    /// A licence behind many parentheses is the same licence.
    @Test(arguments: [1, 64, 65, 128, 129, 4_000]) func parenthesesMayBeNestedDeep(count: Int) throws {
        func nested(_ text: String, _ rest: String = "") -> String {
            String(repeating: "(", count: count) + text + String(repeating: "\(rest))", count: count)
        }
        #expect(try LicenseExpression(parsing: nested("MIT")) == .license("MIT"))
        let joined = try LicenseExpression(parsing: "\(nested("MIT OR ISC")) AND Zlib")
        #expect(joined.description == "(MIT OR ISC) AND Zlib")
        guard count <= 129 else { return }
        let chain = try LicenseExpression(parsing: nested("MIT", " AND ISC"))
        #expect(chain.identifiers == ["MIT"] + [String](repeating: "ISC", count: count))
        #expect(try LicenseExpression(parsing: chain.description) == chain)
    }

    /// An iterative reader reads what a plain recursive one does, whole and at the beginning of other words.
    @Test func readsAsARecursiveReaderDoes() {
        var random = SplitMix64(seed: 20_261_124)
        let alphabet = ["MIT", "ISC", "(", "(", ")", ")", "AND", "OR", "WITH", "and", "!"]
        for round in 0..<40_000 {
            let words = (0..<Int(random.next() % 12)).map { _ in alphabet[Int(random.next() % 11)] }
            let found = LicenseExpression.beginning(words)
            let expected = PlainExpressionReader.beginning(words)
            #expect(found?.expression == expected?.expression && found?.count == expected?.count, "\(round): \(words)")
            let whole = try? LicenseExpression(parsing: words.joined(separator: " "))
            #expect(whole == PlainExpressionReader.whole(words), "\(round): \(words)")
        }
    }

    /// OR takes the better, AND the worse, WITH is judged as a whole.
    @Test(arguments: [
        ("a3 OR b1", 1), ("a3 AND b1", 3), ("(a3 OR b1) AND c2", 2), ("a3 OR b1 AND c2", 2), ("a3 WITH e OR b4", 3),
        ("b4 AND (a3 OR c2 OR b1)", 4),
    ])
    func judges(text: String, expected: Int) throws {
        let judged = try LicenseExpression(parsing: text).judged { name in
            Int(String(name.split(separator: " ")[0].dropFirst())) ?? 0
        }
        #expect(judged == expected)
    }

    private func catalog(_ lines: String...) throws -> LicenseCatalog {
        try LicenseCatalog([Array(lines.joined(separator: "\n").utf8)])
    }

    @Test func detailsStandForExpressions() throws {
        let catalog = try catalog(
            "MIT",
            "ISC",
            "GPL-2.0",
            "GPL-2.0-only",
            "GPL-2.0-or-later",
            "+Some-exception",
            "Zlib"
        )
        for (text, kept) in [
            ("MIT", "MIT"), ("mit OR isc", "MIT OR ISC"), ("GPL-2.0", "GPL-2.0-only"), ("GPL-2.0+", "GPL-2.0-or-later"),
            ("GPL-2.0-only WITH some-exception", "GPL-2.0-only WITH Some-exception"),
            ("(MIT OR ISC) AND Zlib", "(MIT OR ISC) AND Zlib"), ("LicenseRef-Ours", "unknown"),
            ("MIT OR Nothing", "MIT OR unknown"),
            (
                "MIT AND ISC AND Zlib AND nothing OR gpl-2.0 AND (MIT OR Zlib)",
                "MIT AND ISC AND Zlib AND unknown OR GPL-2.0-only AND (MIT OR Zlib)"
            ),
        ] {
            let detail = catalog.detail(of: try LicenseExpression(parsing: text))
            #expect(catalog.expression(of: detail)?.description == kept, "\(text)")
        }
        #expect(catalog.expression(of: .none) == nil)
    }

    /// Whoever writes many expressions gets no more of each than some licences, all of which hold.
    @Test func soManyLongExpressionsAreKept() throws {
        let catalog = try catalog("MIT", "ISC", "GPL-2.0-only")
        func written(_ number: Int) throws -> String? {
            let bits = (0..<16).map { number >> $0 & 1 == 0 ? "MIT" : "ISC" }
            let text = "GPL-2.0-only AND " + bits.joined(separator: " AND ")
            let detail = catalog.detail(of: try LicenseExpression(parsing: text))
            let kept = catalog.expression(of: detail)?.description
            return kept == text ? nil : kept
        }
        #expect(try (0..<4_096).allSatisfy { try written($0) == nil })
        for number in 5_000..<5_010 {
            #expect(try written(number)?.hasPrefix("unknown AND GPL-2.0-only AND ") == true)
        }
        #expect(try written(7) == nil)
    }

    /// What stands at the beginning of words is read, and no more.
    @Test(arguments: [
        ("MIT", "MIT", 1), ("MIT and so on", "MIT AND so", 3), ("MIT OR", "MIT", 1), ("( MIT OR ISC", "MIT OR ISC", 4),
        ("MIT )", "MIT", 1), ("( MIT ) AND ISC WITH", "MIT AND ISC", 5), ("AND MIT", "", 0), ("( )", "", 0),
    ])
    func beginnings(words: String, expected: String, count: Int) {
        let found = LicenseExpression.beginning(words.split(separator: " ").map(String.init))
        #expect(found?.expression.description ?? "" == expected)
        #expect(found?.count ?? 0 == count)
    }

    @Test func aListThatIsNoneIsRefused() {
        #expect(throws: LicenseListError.self) { try catalog("MIT", "not an identifier!") }
        #expect(throws: LicenseListError.self) { try catalog("\tname") }
    }

    @Test func detailsHoldEightSymbols() throws {
        for count in 0...8 {
            let symbols = (0..<count).map { $0 * 8_000 }
            #expect(MatchDetail(symbols: symbols)?.symbols == symbols)
        }
        #expect(MatchDetail(symbols: Array(0...8)) == nil)
        #expect(MatchDetail(symbols: [0xFFFF]) == nil)
        #expect(MatchDetail(symbols: [-1]) == nil)
        #expect(MatchDetail(symbols: [0])?.isEmpty == false)
    }
}
