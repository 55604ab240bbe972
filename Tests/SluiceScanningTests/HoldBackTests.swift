// How many bytes are held, to the byte.

import Sluice
import SluiceChecks
import SluiceMatching
import SluiceRules
import Testing

struct HoldBackTests {
    /// The bytes held after each byte of `text`.
    private static func held(_ text: String, _ guardrail: Guardrail) -> [Int] {
        var filter = TextFilter(guardrail: guardrail)
        var output = FilterOutput()
        let bytes = Array(text.utf8)
        return bytes.indices.map { offset in
            filter.append(bytes.span.extracting(offset..<(offset + 1)), to: &output)
            return filter.heldByteCount
        }
    }

    private static func expect(_ cases: [(String, [Int])], _ fields: String) throws {
        let guardrail = try SmallRules.guardrail("rules:\n" + SmallRules.rule("r", fields))
        for (text, expected) in cases { #expect(held(text, guardrail) == expected, "after each byte of '\(text)'") }
    }

    @Test func aTokenIsHeldFromItsFirstByte() throws {
        try Self.expect(
            [
                ("a tok_12 b", [0, 0, 1, 2, 3, 4, 5, 6, 0, 0]),
                // A byte that breaks the prefix releases it; one that begins a new prefix is held again.
                ("tox", [1, 2, 0]), ("tok tok", [1, 2, 3, 0, 1, 2, 3]), ("to t", [1, 2, 0, 1]),
                // Inside a word there is no token.
                ("xtok_1", [0, 0, 0, 0, 0, 0]), ("tok_x", [1, 2, 3, 4, 0]),
                // A whole token waits for the byte behind it.
                ("tok_1234 ", [1, 2, 3, 4, 5, 6, 7, 8, 0]), ("tok_12345", [1, 2, 3, 4, 5, 6, 7, 8, 0]),
            ],
            "token: {prefix: tok_, alphabet: digits, length: 4}"
        )
    }

    @Test func withoutABoundaryATokenGoesWithItsLastByte() throws {
        try Self.expect(
            [("xtok_1234", [0, 1, 2, 3, 4, 5, 6, 7, 8]), ("tok_123x", [1, 2, 3, 4, 5, 6, 7, 0])],
            "token: {prefix: tok_, alphabet: digits, length: 4, boundary: none}"
        )
    }

    @Test func aKeywordInFrontOfTheMaskIsNotHeld() throws {
        try Self.expect(
            [
                ("password=abcd;", [0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 0, 0]),
                ("password=ab1", [0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 0]),
            ],
            "pattern: 'password=([a-z]{4})'\ngroup: 1"
        )
    }

    @Test func aPatternIsHeldFromWhereItsMaskBegins() throws {
        try Self.expect(
            [("key=ab", [1, 2, 3, 4, 5, 0]), ("kexkey=x1", [1, 2, 0, 1, 2, 3, 4, 5, 0])],
            "pattern: 'key=[a-z]b'"
        )
        // What may stand before the literal is held only while it is of the right kind.
        try Self.expect([("12 ab123", [1, 2, 0, 0, 0, 1, 2, 3])], "pattern: '[0-9]{1,3}-key-[a-z]{2}'")
        try Self.expect([("1234567", [1, 2, 3, 3, 3, 3, 3])], "pattern: '[0-9]{1,3}-key-[a-z]{2}'")
        try Self.expect([("12-key-abc", [1, 2, 3, 4, 5, 6, 7, 8, 0, 0])], "pattern: '[0-9]{1,3}-key-[a-z]{2}'")
    }

    @Test func aWordIsHeldWhileItCouldBeAnAddress() throws {
        try Self.expect(
            [
                ("hi jo.do@ x", [1, 2, 0, 1, 2, 3, 4, 5, 6, 0, 1]), ("a@b c", [1, 2, 3, 0, 1]),
                ("jo@do.com ", [1, 2, 3, 4, 5, 6, 7, 8, 9, 0]), ("(jo)", [0, 1, 2, 0]),
            ],
            "matcher: email"
        )
        let guardrail = try SmallRules.guardrail("rules:\n" + SmallRules.rule("r", "matcher: email"))
        // No local part is longer than 64 characters.
        #expect(Self.held(String(repeating: "a", count: 200), guardrail).max() == 64)
    }

    @Test func nothingIsHeldBehindALineEndOfOrdinaryText() throws {
        let guardrail = try DefaultRules.guardrail()
        let ordinary = ["clean/prose.txt", "clean/changelog.txt", "clean/git-log.txt", "clean/code-swift.txt"]
        for (name, bytes) in try DefaultRules.fixtures(seed: 51) where ordinary.contains(name) {
            var filter = TextFilter(guardrail: guardrail)
            var output = FilterOutput()
            var start = 0
            var lineCount = 0
            for end in bytes.indices where bytes[end] == UInt8(ascii: "\n") {
                filter.append(bytes.span.extracting(start..<(end + 1)), to: &output)
                start = end + 1
                lineCount += 1
                #expect(filter.heldByteCount == 0, "\(name), line \(lineCount)")
            }
            #expect(lineCount > 20, "\(name)")
        }
    }

    /// The bound that `sluice rules lint --hold-back` prints holds for every example of every rule. A match that is
    /// known waits besides while one that begins in it is not.
    @Test func noRuleHoldsMoreThanLintSays() throws {
        let definitions = DefaultRules.definitions
        let bounds = try Linter(definitions: definitions).largestHoldBacks
        let samples = SampleText(definitions: definitions)
        for (rule, bound) in bounds where bound < 2_000 {
            guard let definition = definitions.first(where: { $0.description.id == rule }) else { continue }
            // Beside those that it pairs with, which have no findings.
            let names = definition.pairing?.rules ?? []
            var partners = definitions.filter { names.contains($0.description.id) }
            for index in partners.indices { partners[index].pairing = nil }
            let alone = RuleSelection(only: [.rule(rule)])
            let rules = try RuleSet.compile([definition] + partners, selection: alone)
            let guardrail = Guardrail(rules: rules, key: DefaultRules.key)
            let own = SampleText(definitions: [definition])
            var generator = SplitMix64(seed: 52)
            for _ in 0..<3 {
                let text = own.make(pieces: 3, using: &generator) + samples.make(pieces: 2, using: &generator)
                let found = FilterRun(text, cutAt: [], guardrail: guardrail).findings.map(\.finding.range)
                var filter = TextFilter(guardrail: guardrail)
                var output = FilterOutput()
                for offset in text.indices {
                    filter.append(text.span.extracting(offset..<(offset + 1)), to: &output)
                    let start = offset + 1 - filter.heldByteCount
                    let undecided = found.first { $0.lowerBound == start }?.upperBound ?? start
                    #expect(
                        filter.heldByteCount <= bound || offset + 1 - undecided <= bound,
                        "\(rule): \(filter.heldByteCount) of \(bound)"
                    )
                }
            }
        }
    }
}
