// What cannot be compiled is refused with file, line, rule and reason.

import SluiceMatching
import SluiceModel
import SluiceRules
import Testing

struct RuleCompilationTests {
    private static func yaml(_ id: String, _ fields: String) -> String {
        """
          - id: \(id)
            name: A rule
            description: A rule of a test.
            category: secret
            severity: high
        \(fields.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n"))

        """
    }

    private static func problems(_ fields: String) -> [String] {
        problems(yaml: "rules:\n" + yaml("r", fields))
    }

    private static func problems(yaml: String) -> [String] {
        let read = RuleFileReader.read(text: yaml, file: "rules/a.yaml")
        do {
            _ = try RuleSet.compile(read.rules, problems: read.problems)
            return []
        } catch {
            return error.problems.map(\.description)
        }
    }

    private static let noLiteral =
        "pattern: no text of three or more characters is in every match within 80 bytes of its start; start the pattern "
        + "with a literal or declare 'literals'"

    /// Fields and the reason for which they are refused; each reason once.
    static let refused: [(fields: String, reason: String, line: Int)] = [
        ("pattern: 'abc(def'", "pattern: at byte 7: missing closing parenthesis", 7),
        ("pattern: '(abc)\\1'", "pattern: a back-reference at byte 5 is not allowed in a rule", 7),
        ("pattern: 'abc(?R)?d'", "pattern: recursion or a subroutine call at byte 3 is not allowed in a rule", 7),
        ("pattern: 'abc(*COMMIT)d'", "pattern: a verb (*…) at byte 3 is not allowed in a rule", 7),
        ("pattern: 'abc(?C1)d'", "pattern: a callout (?C) at byte 3 is not allowed in a rule", 7),
        ("pattern: '\\Aabc'", "pattern: \\A at byte 0 is not allowed in a rule", 7),
        ("pattern: '\\Gabc'", "pattern: \\G at byte 0 is not allowed in a rule", 7),
        ("pattern: 'abc\\z'", "pattern: \\z at byte 3 is not allowed in a rule", 7),
        ("pattern: 'abc\\Z'", "pattern: \\Z at byte 3 is not allowed in a rule", 7),
        ("pattern: 'abc\\Kdef'", "pattern: \\K at byte 3 is not allowed in a rule", 7),
        (
            "pattern: '(?<=x(?<=abc))def'",
            "pattern: a look-behind, \\b or ^ inside a look-behind at byte 5 is not allowed in a rule",
            7
        ),
        ("pattern: '(?:abc)?'", "pattern: it can match nothing at all; make a part of it required", 7),
        ("pattern: 'abc'\ngroup: 1", "group: the pattern has no group 1", 8),
        ("pattern: 'abc(?<key>d)'\ngroup: value", "group: the pattern has no group called 'value'", 8),
        ("pattern: 'abc[0-9]+'", "max_length: the pattern has no bound of its own; declare the longest match", 7),
        (
            "pattern: '(?<=abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklm)def'",
            "pattern: its look-behind reads more than 64 bytes back",
            7
        ),
        ("pattern: '[0-9]{4}-[a-z]{4}'", noLiteral, 7),
        ("pattern: '[0-9]{90}secret'", noLiteral, 7),
        (
            "pattern: '(?:abc|[0-9])def'\nliterals: [abc]",
            "literals: a match may have none of them within 80 bytes of its start",
            8
        ),
        ("pattern: '(?<=(abc))def'\ngroup: 1", "pattern: group 1 does not lie inside the match", 8),
        (
            "token: {prefix: k, parts: [{alphabet: digits, length: {min: 1, max: 2}}, {text: '3'}]}",
            "a part of varying length must be followed by a text that begins outside its alphabet",
            7
        ),
        (
            "token: {prefix: k, alphabet: base64, length: {min: 1, max: 2}, suffix: '/'}",
            "the suffix after a length that varies must begin outside the alphabet",
            7
        ),
        (
            "token: {alphabet: base62, length: 100, infix: {text: XyZ, after: 81}}",
            "a token without a prefix needs its infix or first text part within 80 characters of its start",
            7
        ),
        ("pattern: 'abc'\nvalidate: [no-such]", "there is no validator 'no-such'", 8),
        (
            "pattern: 'abc'\nallow: {patterns: ['a(b']}",
            "allow.patterns: pattern position 3: missing closing parenthesis",
            8
        ),
        (
            "pattern: 'abc'\nsamples: {patterns: ['[z-a]']}",
            "samples.patterns: pattern position 3: range out of order in character class",
            8
        ),
        ("matcher: email\noptions: {colour: red}", "matcher 'email' has no option 'colour'", 8),
    ]

    @Test(arguments: refused) func aRuleIsRefusedWithItsReason(fields: String, reason: String, line: Int) {
        #expect(Self.problems(fields) == ["rules/a.yaml:\(line): r: \(reason)"])
    }

    /// The line is that of the field inside another, whether it is quoted or not; else of the outer one.
    @Test func fieldsInsideFieldsHaveLinesOfTheirOwn() {
        let token = "token:\n  prefix: k\n  alphabet: base64\n  length: {min: 1, max: 2}\n  suffix: '/'"
        #expect(Self.problems(token).map { $0.prefix(18) } == ["rules/a.yaml:11: r"])
        #expect(
            Self.problems(token.replacing("suffix", with: "\"suffix\"")).map { $0.prefix(18) } == ["rules/a.yaml:11: r"]
        )
        let number = "number:\n  bare: never\n  forms: ['99999999']\n  check: none-such"
        #expect(Self.problems(number) == ["rules/a.yaml:10: r: number.check: there is no validator 'none-such'"])
        let patterns = "pattern: abc\nallow:\n  values: [a]\n  patterns:\n  - 'a(b'"
        #expect(Self.problems(patterns).map { $0.prefix(18) } == ["rules/a.yaml:10: r"])
        let pairs = "pattern: abc\npairs_with:\n  window: 8\n  rules: [s]"
        #expect(Self.problems(pairs).map { $0.prefix(18) } == ["rules/a.yaml:10: r"])
    }

    @Test func aPartOfVaryingLengthMayNotStandBeforeAnother() {
        let parts =
            "token: {prefix: k, parts: [{alphabet: digits, length: {min: 1, max: 2}}, {alphabet: letters, length: 2}]}"
        #expect(Self.problems(parts).count == 1)
        let fixed = "token: {prefix: k, parts: [{alphabet: digits, length: 2}, {alphabet: letters, length: 2}]}"
        #expect(Self.problems(fixed).isEmpty)
        // Two parts before the text may be too far together.
        let far = "token: {parts: [{alphabet: digits, length: 41}, {alphabet: letters, length: 41}, {text: '-abc'}]}"
        #expect(Self.problems(far).count == 1)
    }

    @Test func anUnknownMatcherNamesThoseThereAre() throws {
        let found = Self.problems("matcher: emial")
        try #require(found.count == 1)
        #expect(found[0].hasPrefix("rules/a.yaml:7: r: there is no matcher 'emial'; the matchers are "))
        for type in MatcherRegistry.all { #expect(found[0].contains(type.name)) }
    }

    /// Every matcher refuses an option that it does not have, and names those that it has.
    @Test func optionsOfMatchers() throws {
        for type in MatcherRegistry.all {
            // One that reads a file must be told where it is.
            let plain = Self.problems("matcher: \(type.name)")
            let needsFile = type is any FileMatcher.Type
            #expect(plain.count == (needsFile ? 1 : 0), "\(type.name)")
            let found = Self.problems("matcher: \(type.name)\noptions: {no-such: x}")
            try #require(found.count == 1, "\(type.name)")
            #expect(found[0].contains("matcher '\(type.name)' has no option 'no-such'"))
            for option in type.optionNames { #expect(found[0].contains(option)) }
        }
    }

    @Test func everyBrokenRuleIsNamedWithItsOwnLine() {
        let good = Self.yaml("good", "pattern: 'abc'")
        let text =
            "rules:\n" + Self.yaml("b", "pattern: 'abc('") + good + Self.yaml("a", "matcher: email\nvalidate: [none]")
        #expect(
            Self.problems(yaml: text) == [
                "rules/a.yaml:7: b: pattern: at byte 4: missing closing parenthesis",
                "rules/a.yaml:20: a: there is no validator 'none'",
            ]
        )
    }

    @Test func whatIsSwitchedOffIsNotCompiled() throws {
        #expect(Self.problems("pattern: 'abc('\nenabled: false").isEmpty)
        let read = RuleFileReader.read(
            text: "rules:\n" + Self.yaml("r", "pattern: 'abc'\nenabled: false"),
            file: "a.yaml"
        )
        #expect(try RuleSet.compile(read.rules).descriptions.isEmpty)
    }

    @Test func theErrorIsOneProblemALine() {
        let first = RuleSetError.Problem(location: SourceLocation(file: "a.yaml", line: 3), rule: nil, reason: "one")
        let second = RuleSetError.Problem(location: SourceLocation(file: "b.yaml", line: 4), rule: "r", reason: "two")
        #expect(RuleSetError(problems: [first, second]).description == "a.yaml:3: one\nb.yaml:4: r: two")
    }

    @Test func rulesAreSortedByName() throws {
        let text = "rules:\n" + ["c", "a", "b"].map { Self.yaml($0, "pattern: 'abc'") }.joined()
        let read = RuleFileReader.read(text: text, file: "a.yaml")
        #expect(try RuleSet.compile(read.rules).descriptions.map(\.id) == ["a", "b", "c"])
    }

    @Test func whatIsAllowedInAPattern() {
        for pattern in [
            #"abc(?=d)"#, #"(?<!x)abc"#, #"(?i)abc"#, #"abc(?:d|e){2}+"#, #"\babc\b"#, #"(?<name>abc)"#,
            #"abc[^\s"]{1,20}+"#,
            #"abc(?!d{1,4})"#, #"(?>abc|abd)e"#, #"[0-9]{1,64}secret"#, #"^abc$"#,
        ] {
            #expect(Self.problems("pattern: '\(pattern)'").isEmpty, "\(pattern)")
        }
        #expect(Self.problems("pattern: 'é[à-ü]{3}x'\nunicode: true\nliterals: [é]").isEmpty)
    }

    @Test func aDirectoryIsLoaded() throws {
        #expect(throws: RuleSetError.self) { try RuleSet.load(directory: "/no/such/directory") }
    }
}
