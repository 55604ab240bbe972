// Checks that a rule's twin has the same form under other letters.

import Foundation
import SluiceBenchmarkKit
import Testing

struct RuleTwinsTests {
    private func exchange() -> LetterExchange {
        var random = SeededGenerator(seed: 21)
        return LetterExchange(with: &random)
    }

    @Test func lettersKeepTheirKindAndAreExchangedOneForOne() {
        let alphabet = String(Characters.base62)
        let other = exchange().applied(to: alphabet)
        #expect(Set(other) == Set(alphabet))
        #expect(other != alphabet)
        for (old, new) in zip(alphabet, other) {
            #expect(old.isNumber == new.isNumber && old.isUppercase == new.isUppercase, "\(old) became \(new)")
        }
    }

    @Test func syntaxOfPatternsIsLeftAlone() {
        let exchange = exchange()
        func text(_ plain: String) -> String { exchange.applied(to: plain) }
        let pattern = #"\bkey_(?:live|test)_[A-Za-z0-9]{24,99}(?<tail>ab)\x41[^a][b7]"#
        let expected =
            #"\b"# + text("key_") + "(?:" + text("live") + "|" + text("test") + ")_[A-Za-z0-9]{24,99}(?<tail>"
            + text("ab") + #")\x41[^a]["# + text("b7") + "]"
        #expect(exchange.applied(toPattern: pattern) == expected)
    }

    @Test func thereAreAsManyTwinsAsRules() throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "twins-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let rules = """
            rules:
              - id: one
                token: {prefix: [abc_], alphabet: base62, length: 36}
                examples: {match: ['abc_{{base62:36}}']}
              - id: two
                pattern: 'xyz[0-9]+'
                literals: [xyz]
                max_length: 20
              - id: three
                matcher: email
              - id: four
                enabled: false
                matcher: phone
            """
        try rules.write(to: directory.appending(path: "a.yaml"), atomically: true, encoding: .utf8)
        var twins = RuleTwins(seed: 1)
        let text = try twins.yaml(ofDirectory: directory.path())
        #expect(text.matches(of: /id: twin-\d+/).count == 3)
        #expect(!text.contains("abc_") && !text.contains("xyz") && !text.contains("examples"))
        #expect(text.contains("length: 36") && text.contains("[0-9]+"))
        #expect(twins.description.contains("2 twins of token rules and 1 of pattern rules"))
    }
}
