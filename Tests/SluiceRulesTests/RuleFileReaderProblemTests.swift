// Every mistake that a rule file can hold, with the exact message and line.

import SluiceRules
import Testing

private func problems(_ text: String) -> [String] {
    RuleFileReader.read(text: text, file: "f").problems.map(\.description)
}

@Test(arguments: [
    ("", "f:1: the file is empty; it needs a list of rules under `rules`"),
    ("# nothing\n", "f:1: the file is empty; it needs a list of rules under `rules`"),
    ("\n\n- id: x", "f:3: the file is a list; it needs a map with a list of rules under `rules`"),
    ("just text", "f:1: the file is a text; it needs a map with a list of rules under `rules`"),
    ("~", "f:1: the file is empty; it needs a map with a list of rules under `rules`"),
    ("rules:", "f:1: `rules` must be a list, not empty"),
    ("\nrules: {a: b}", "f:2: `rules` must be a list, not a map"),
    ("rules:\n  - text", "f:2: a rule must be a map, not a text"),
    ("x-a: 1", "f:1: `rules` is missing: the file needs a list of rules under it"),
    ("rules: []\n? [a]\n: b\n", "f:2: a key must be a text, not a list"),
    (
        "rules: [\n  a: b\n", "f:3: not valid YAML: while parsing a flow sequence, did not find expected ',' or ']'"
    ),
    (
        "rules:\n\t- a",
        "f:2: not valid YAML: while scanning for the next token, found character that cannot start any token"
    ),
    (
        "rules: []\n---\nrules: []\n",
        "f:2: not valid YAML: expected a single document in the stream, but found another document"
    ),
    ("rules:\n  - *none\n", "f:2: not valid YAML: found undefined alias"),
    ("rules: []\na: \u{7}", "f:2: not valid YAML: control characters are not allowed"),
])
func mistakesOfTheWholeFile(text: String, message: String) {
    #expect(problems(text) == [message])
}

@Test func unknownTopFieldsAreNamed() {
    #expect(problems("rules: []\nrule: []") == ["f:2: `rule` is not a field of a rule file; did you mean `rules`?"])
    let message = "f:2: `other` is not a field of a rule file; there is `rules`, `labels`, `extends`, `changes`"
    #expect(problems("rules: []\nother: []") == [message])
}

@Test(arguments: [
    ("  colour: red", "f:7: sample: `colour` is not a field of a rule"),
    ("  severty: low", "f:7: sample: `severty` is not a field of a rule; did you mean `severity`?"),
    ("  On-Limit: mask", "f:7: sample: `On-Limit` is not a field of a rule; did you mean `on_limit`?"),
    ("  'a b c d e f g h i': 1", "f:7: sample: a key is not a field of a rule"),
    ("  confidence: sure", "f:7: sample: `confidence` must be low, medium, high, or a whole number from 0 to 100"),
    ("  confidence: 101", "f:7: sample: `confidence` must be low, medium, high, or a whole number from 0 to 100"),
    (
        "  confidence:",
        "f:7: sample: `confidence` must be low, medium, high, or a whole number from 0 to 100, not empty"
    ),
    (
        "  entity: Email",
        "f:7: sample: `entity` must be made of upper-case letters, digits and `_`, such as EMAIL_ADDRESS"
    ),
    ("  entity: [A]", "f:7: sample: `entity` must be a text, not a list"),
    ("  entity: ''", "f:7: sample: `entity` is an empty text"),
    ("  entity: !!binary QQ", "f:7: sample: `entity` has a YAML tag that rule files do not use"),
    ("  max_length: 0", "f:7: sample: `max_length` is 0, must be a whole number from 1 to 65536"),
    ("  max_length: 65537", "f:7: sample: `max_length` is 65537, must be a whole number from 1 to 65536"),
    ("  max_length: '5'", "f:7: sample: `max_length` must be a whole number from 1 to 65536"),
    ("  max_length: 1.5", "f:7: sample: `max_length` must be a whole number from 1 to 65536"),
    ("  max_length: {}", "f:7: sample: `max_length` must be a whole number from 1 to 65536, not a map"),
    ("  entropy: 9", "f:7: sample: `entropy` must be a number from 0.0 to 8.0"),
    ("  entropy: nan", "f:7: sample: `entropy` must be a number from 0.0 to 8.0"),
    ("  entropy: much", "f:7: sample: `entropy` must be a number from 0.0 to 8.0"),
    (
        "  validate: Luhn",
        "f:7: sample: `validate` must be made of lower-case letters, digits and single hyphens between them, at most 80"
    ),
    ("  validate: [luhn, {check: luhn}]", "f:7: sample: `validate` names `luhn` twice"),
    ("  validate: [{require: true}]", "f:7: sample: `validate.check` is missing"),
    ("  validate: [{check: luhn, require: yes}]", "f:7: sample: `validate.require` must be true or false"),
    (
        "  validate: [{check: luhn, required: true}]",
        "f:7: sample: `required` is not a field of `validate`; did you mean `require`?"
    ),
    ("  context: [key]", "f:7: sample: `context` must be a map, not a list"),
    ("  context: {window: 10}", "f:7: sample: `context` needs `words` or `keys`"),
    (
        "  context: {words: a, window: 257}",
        "f:7: sample: `context.window` is 257, must be a whole number from 1 to 256"
    ),
    ("  context: {words: a, boost: -1}", "f:7: sample: `context.boost` is -1, must be a whole number from 0 to 100"),
    ("  context: {against: [a], required: true}", "f:7: sample: `context` needs `words` or `keys`"),
    ("  context: {words: a, after: 65}", "f:7: sample: `context.after` is 65, must be a whole number from 0 to 64"),
    ("  context: {words: ['@fone']}", "f:2: sample: `context` names a list of labels that no file has: `fone`"),
    ("  context: {words: [a, {}]}", "f:7: sample: `context.words` must be a text, not a map"),
    ("  context: {words: a, required: 1}", "f:7: sample: `context.required` must be true or false"),
    ("  pairs_with: a-rule", "f:7: sample: `pairs_with` must be a map, not a text"),
    ("  pairs_with: {window: 10}", "f:7: sample: `pairs_with.rules` is missing"),
    ("  pairs_with: {rules: [a, a]}", "f:7: sample: `pairs_with.rules` names a rule twice"),
    (
        "  pairs_with: {rules: [A]}",
        "f:7: sample: `pairs_with.rules` must be made of lower-case letters, digits and single hyphens between them, at "
            + "most 80"
    ),
    (
        "  pairs_with: {rules: a, window: 4097}",
        "f:7: sample: `pairs_with.window` is 4097, must be a whole number from 1 to 4096"
    ),
    (
        "  pairs_with: {rules: a, after: 257}",
        "f:7: sample: `pairs_with.after` is 257, must be a whole number from 0 to 256"
    ),
    (
        "  pairs_with: {rules: a, boost: -1}",
        "f:7: sample: `pairs_with.boost` is -1, must be a whole number from 0 to 100"
    ),
    (
        "  pairs_with: {rules: a, object: same, window: 513}",
        "f:7: sample: `pairs_with.window` is 513, must be a whole number from 1 to 512"
    ),
    (
        "  pairs_with: {rules: a, object: some}",
        "f:7: sample: `pairs_with.object` is `some`, must be one of same, around; did you mean `same`?"
    ),
    ("  pairs_with: {rules: a, required: 1}", "f:7: sample: `pairs_with.required` must be true or false"),
    (
        "  pairs_with: {rules: a, raises: 3}",
        "f:7: sample: `raises` is not a field of `pairs_with`; there is `rules`, `window`, `after`, `required`, `boost`, "
            + "`object`"
    ),
    ("  allow: one", "f:7: sample: `allow` must be a map, not a text"),
    ("  allow: {stop-words: a}", "f:7: sample: `stop-words` is not a field of `allow`; did you mean `stop_words`?"),
    ("  allow: {values: ['']}", "f:7: sample: `allow.values` is an empty text"),
    (
        "  samples: {paths: a}",
        "f:7: sample: `paths` is not a field of `samples`; there is `values`, `patterns`, `stop_words`"
    ),
    (
        "  applies_to: {direction: answer}",
        "f:7: sample: `applies_to.direction` is `answer`, must be one of request, response"
    ),
    (
        "  applies_to: {directions: request}",
        "f:7: sample: `directions` is not a field of `applies_to`; did you mean `direction`?"
    ),
    ("  on_limit: masks", "f:7: sample: `on_limit` is `masks`, must be one of mask, report; did you mean `mask`?"),
    ("  on_limit: []", "f:7: sample: `on_limit` must be one of mask, report, not a list"),
    ("  tags: [a, null]", "f:7: sample: `tags` must be a text, not empty"),
    ("  references: ftp://a", "f:7: sample: `references` must be URLs that begin with https:// or http://"),
    ("  enabled: 'true'", "f:7: sample: `enabled` must be true or false"),
    ("  literals: a", "f:7: sample: `literals` belongs to `pattern`, this rule has `token`"),
    ("  group: 1", "f:7: sample: `group` belongs to `pattern`, this rule has `token`"),
    ("  ignore_case: true", "f:7: sample: `ignore_case` belongs to `pattern`, this rule has `token`"),
    ("  command: true", "f:7: sample: `command` belongs to `pattern`, this rule has `token`"),
    ("  unicode: true", "f:7: sample: `unicode` belongs to `pattern`, this rule has `token`"),
    ("  options: {}", "f:7: sample: `options` belongs to `matcher`, this rule has `token`"),
    ("  examples: []", "f:7: sample: `examples` must be a map, not a list"),
    ("  examples: {matches: a}", "f:7: sample: `matches` is not a field of `examples`; did you mean `match`?"),
    (
        "  examples: {match: 'a{{hex}}'}",
        "f:7: sample: `examples.match`: `hex` needs a length: `{{hex:20}}` (column 2 of the template)"
    ),
    ("  examples: {todo: [a, [b]]}", "f:7: sample: `examples.todo` must be a text, not a list"),
    ("  <<: 3", "f:7: sample: `<<` must name a map or a list of maps"),
    ("  <<: [3]", "f:7: sample: `<<` must name a map or a list of maps"),
    ("  ? {a: b}\n  : c", "f:7: sample: a key must be a text, not a map"),
    ("  name: Again", "f:7: the key `name` stands twice in one map, first on line 3"),
    ("  'name' : Again", "f:7: the key `name` stands twice in one map, first on line 3"),
    ("  tags: {a: 1, a: 2}", "f:7: the key `a` stands twice in one map"),
])
func mistakesOfOneField(fields: String, message: String) {
    #expect(problems(SampleRule.text(fields)) == [message])
}

@Test(arguments: [
    (
        "x: 1",
        [
            "f:7: sample: `x` is not a field of a rule",
            "f:2: sample: a rule needs one of `token`, `pattern`, `number` and `matcher`",
        ]
    ),
    (
        "pattern: a\n  matcher: b",
        [
            "f:8: sample: `pattern` and `matcher` stand together; "
                + "a rule has one of `token`, `pattern`, `number` and `matcher`"
        ]
    ),
    ("pattern: ''", ["f:7: sample: `pattern` is an empty text"]),
    ("pattern: |+", ["f:7: sample: `pattern` is an empty text"]),
    ("pattern: a\n  group: -1", ["f:8: sample: `group` is -1, must be a whole number from 0 to 65535"]),
    (
        "pattern: a\n  group: 1a",
        ["f:8: sample: `group` must be a number, or a name of at most 32 letters, digits and `_`"]
    ),
    ("pattern: a\n  options: {}", ["f:8: sample: `options` belongs to `matcher`, this rule has `pattern`"]),
    (
        "matcher: E_mail",
        [
            "f:7: sample: `matcher` must be made of lower-case letters, digits and single hyphens between them, at most 80"
        ]
    ),
    ("matcher: email\n  options: []", ["f:8: sample: `options` must be a map, not a list"]),
    ("matcher: email\n  options: {a: {}}", ["f:8: sample: `options.a` must be a text, not a map"]),
    (
        "matcher: email\n  options: {'a b': c}",
        ["f:8: sample: a key of `options` must be a name of at most 24 letters, digits, `-` and `_`"]
    ),
    ("token: a", ["f:7: sample: `token` must be a map, not a text"]),
    ("token: {prefix: a}", ["f:7: sample: `token.alphabet` is missing", "f:7: sample: `token.length` is missing"]),
    ("token: {prefix: '', alphabet: hex, length: 1}", ["f:7: sample: `token.prefix` is an empty text"]),
    (
        "token: {alphabet: hex, length: 1}",
        ["f:7: sample: `token.prefix` is missing, and there is no `near`, `infix` or text part to find it by"]
    ),
    (
        "token: {near: [acme, x], alphabet: hex, length: 1}",
        ["f:7: sample: a name of `token.near` has 2 to 32 bytes"]
    ),
    (
        "token: {prefix: a, cue: true, alphabet: hex, length: 1}",
        ["f:7: sample: `token.cue` belongs to `token.near`, which is missing"]
    ),
    (
        "token: {near: acme, within: 97, alphabet: hex, length: 1}",
        ["f:7: sample: `token.within` is 97, must be a whole number from 1 to 96"]
    ),
    (
        "token: {prefixes: a, prefix: b, alphabet: hex, length: 1}",
        ["f:7: sample: `prefixes` is not a field of `token`; did you mean `prefix`?"]
    ),
    (
        "token: {prefix: a, alphabet: bas62, length: 1}",
        [
            "f:7: sample: `token.alphabet` is `bas62`, must be {chars: …} or one of base32, base58, base62, base64, base64url, "
                + "digits, hex, letters, lower-alnum, lower-hex, upper-alnum, upper-hex, word; did you mean `base62`?"
        ]
    ),
    (
        "token: {prefix: a, alphabet: {chars: z-a}, length: 1}",
        [
            "f:7: sample: `token.alphabet.chars` must be ASCII characters and ranges such as a-z0-9_-, none of them backwards"
        ]
    ),
    (
        "token: {prefix: a, alphabet: {char: a}, length: 1}",
        [
            "f:7: sample: `char` is not a field of `token.alphabet`; did you mean `chars`?",
            "f:7: sample: `token.alphabet.chars` is missing",
        ]
    ),
    (
        "token: {prefix: a, alphabet: hex, length: 0}",
        ["f:7: sample: `token.length` is 0, must be a whole number from 1 to 65536"]
    ),
    (
        "token: {prefix: a, alphabet: hex, length: {min: 9, max: 8}}",
        ["f:7: sample: `token.length.min` is 9, more than `token.length.max`, which is 8"]
    ),
    ("token: {prefix: a, alphabet: hex, length: {min: 9}}", ["f:7: sample: `token.length.max` is missing"]),
    (
        "token: {prefix: a, alphabet: hex, length: {min: 1, max: 2, most: 3}}",
        ["f:7: sample: `most` is not a field of `token.length`; there is `min`, `max`"]
    ),
    (
        "token: {prefix: a, alphabet: hex, length: 9, infix: {text: XY}}",
        ["f:7: sample: `token.infix.after` is missing"]
    ),
    (
        "token: {prefix: a, alphabet: hex, length: 9, infix: {text: XY, after: 8}}",
        ["f:7: sample: `token.infix` ends 10 characters after the prefix, more than `token.length`, which is 9"]
    ),
    (
        "token: {prefix: a, alphabet: hex, length: 9, boundary: nine}",
        [
            "f:7: sample: `token.boundary` is `nine`, must be {chars: …} or one of base32, base58, base62, base64, base64url, "
                + "digits, hex, letters, lower-alnum, lower-hex, upper-alnum, upper-hex, word"
        ]
    ),
    ("token: {prefix: a, parts: []}", ["f:7: sample: `token.parts` is an empty list"]),
    (
        "token: {prefix: a, parts: [{text: b}], length: 3}",
        ["f:7: sample: `token.length` and `token.parts` stand together; a token has one of them"]
    ),
    (
        "token: {prefix: a, parts: [{text: b, length: 3}]}",
        ["f:7: sample: `text` and `length` stand together; a part has `text`, or `alphabet` and `length`"]
    ),
    ("token: {prefix: a, parts: [b]}", ["f:7: sample: `token.parts` must be a map, not a text"]),
    ("token: {prefix: a, parts: [{alphabet: hex}]}", ["f:7: sample: `token.parts.length` is missing"]),
])
func mistakesOfWhatARuleLooksFor(looksFor: String, messages: [String]) {
    #expect(Set(problems(SampleRule.text(looksFor: looksFor))) == Set(messages))
}

@Test(arguments: [
    "Upper", "under_score", "-start", "end-", "two--hyphens", "ünï", "'a b'", "a.b",
    String(repeating: "a", count: 81),
])
func badIdsAreRefused(id: String) {
    #expect(
        problems(SampleRule.text(id: id)) == [
            "f:2: `id` must be made of lower-case letters, digits and single hyphens between them, at most 80"
        ]
    )
}

@Test func missingFieldsAreAllReported() {
    #expect(
        problems("rules:\n  - tags: []\n") == [
            "f:2: `id` is missing", "f:2: `name` is missing", "f:2: `description` is missing",
            "f:2: `category` is missing", "f:2: `severity` is missing",
            "f:2: a rule needs one of `token`, `pattern`, `number` and `matcher`",
        ]
    )
}

@Test func unknownEnumerationsAreNamed() {
    let text = """
        rules:
          - id: a
            name: N
            description: D.
            category: secrets
            severity: hihg
            pattern: abc
        """
    #expect(
        problems(text) == [
            "f:5: a: `category` is `secrets`, must be one of secret, pii, code, license, content; did you mean `secret`?",
            "f:6: a: `severity` is `hihg`, must be one of info, low, medium, high, critical; did you mean `high`?",
        ]
    )
}

@Test func duplicateIdsNameBothPlaces() {
    let rule = "  - {id: twin, name: N, description: D., category: code, severity: info, pattern: abc}\n"
    #expect(problems("rules:\n" + rule + rule) == ["f:3: twin: another rule has this `id` already, at f:2"])
}

@Test func aFileWithDuplicateKeysIsStillRead() {
    let text = """
        rules:
          - id: a
            name: N
            name: N
            description: D.
            description: D.
            category: secret
            severity: low
            pattern: abc
            max_length: 0
        """
    #expect(
        problems(text) == [
            "f:4: the key `name` stands twice in one map, first on line 3",
            "f:6: the key `description` stands twice in one map, first on line 5",
            "f:10: a: `max_length` is 0, must be a whole number from 1 to 65536",
        ]
    )
}

@Test func messagesHoldNoValues() {
    let value = "pass" + "word-1234567890-abcdef"
    let text = """
        rules:
          - id: \(value)X
            name: [\(value)]
            category: \(value)
            severity: '\(value)'
            confidence: \(value)
            \(value): 1
            pattern: a
            group: \(value)
            examples: {match: '{{\(value):1}} «\(value)'}
            validate: \(value)X
            matcher: \(value)X
        """
    let found = problems(text)
    #expect(found.count >= 8)
    for problem in found { #expect(!problem.contains(value), "\(problem)") }
}

@Test func aliasesCannotBlowUpTheReader() {
    var bomb = "x-0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1...12 {
        let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
        bomb += "x-\(level): &a\(level) [\(aliases)]\n"
    }
    let found = problems(bomb + "rules: *a12\n")
    #expect(found.first?.hasSuffix("a rule must be a map, not a list") == true)

    let key = problems(bomb + "rules: []\n*a12 : x\n")
    #expect(
        key == [
            "f:1: aliases and `? `, `]:`, `}:` or `*name:` stand in one file: a map key may not be a list, map or alias"
        ]
    )

    var merges = "x-0: &a0 {x: y}\n"
    for level in 1...12 {
        let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
        merges += "x-\(level): &a\(level) {<<: [\(aliases)]}\n"
    }
    #expect(
        problems(merges + "rules:\n  - *a12\n").contains { $0.contains("more than 200000 nodes") }
    )

    let chain = "x-0: &a0 {x: y}\n" + (1...200).map { "x-\($0): &a\($0) [*a\($0 - 1)]\n" }.joined()
    #expect(problems(chain + "rules: []\n") == ["f:1: more than 100 anchors are used"])
}

@Test func deepNestingIsRefused() {
    for open in ["[", "{a: ", "- "] {
        let found = problems("rules: \(open == "- " ? "\n  " : "")" + String(repeating: open, count: 5000))
        #expect(found.count == 1)
        #expect(found.first?.contains("not valid YAML") == true, "\(open)")
    }
}

@Test func largeFilesAreRefused() {
    let text = "rules: []\n#" + String(repeating: "x", count: 4 << 20)
    #expect(problems(text) == ["f:1: the file is larger than 4 MiB"])
}
