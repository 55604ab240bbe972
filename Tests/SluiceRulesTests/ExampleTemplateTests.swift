// Example templates: what they expand to, what they mark, and what is refused.

import SluiceMatching
import SluiceRules
import Testing

/// A checksum that shows what it was computed over: its length and its last byte.
private func noteChecksum(_ name: String, _ bytes: [UInt8]) -> [UInt8]? {
    name == "note" ? Array("<\(bytes.count)\(bytes.last.map { "\($0)" } ?? "")>".utf8) : nil
}

private func expand(_ text: String, seed: UInt64 = 1) throws -> (text: String, marked: [String]) {
    var generator = SplitMix64(seed: seed)
    let example = try ExampleTemplate.parse(text).expand(using: &generator, checksums: noteChecksum)
    return (
        String(decoding: example.bytes, as: UTF8.self),
        example.marked.map { String(decoding: example.bytes[$0], as: UTF8.self) }
    )
}

@Test(arguments: [
    ("plain { } }} text", "plain { } }} text", []),
    ("a«b»c", "abc", ["b"]),
    ("«a»«b» «é»", "ab é", ["a", "b", "é"]),
    ("««a»» {{{{b}}", "«a» {{b}}", []),
    ("x«y{{{{»z", "xy{{z", ["y{{"]),
    ("${{{one:v}}}", "${v}", []),
    ("{{one:only}}", "only", []),
    (#"{{one:a\|b\}\}\\c\d}}"#, #"a|b}}\c\d"#, []),
    ("ab{{note}}", "ab<298>", []),
    ("ab«cde{{note}}»", "abcde<3101>", ["cde<3101>"]),
    ("«a»bc{{note}}", "abc<399>", ["a"]),
    ("{{note}}", "<0>", []),
    ("{{base64(hello)}}", "aGVsbG8=", []),
    ("{{base64(a)}}{{base64(ab)}}{{base64(abc)}}", "YQ==YWI=YWJj", []),
    ("{{base64url(>>>???)}}{{base64url(a)}}", "Pj4-Pz8_YQ", []),
    ("{{hex(aé)}}", "61c3a9", []),
    ("{{json-string(a\"\\\n\t\u{1}é)}}", #"a\"\\\n\t\u0001é"#, []),
    ("{{url-encode(a b/é~)}}", "a%20b%2F%C3%A9~", []),
    ("xx«{{base64({\"k\":\"{{one:v}}{{note}}\"})}}»", "xxeyJrIjoidjw3MTE4PiJ9", ["eyJrIjoidjw3MTE4PiJ9"]),
    ("{{hex({{hex(a)}}()})}}", "363128297d", []),
])
func templatesExpand(template: String, text: String, marked: [String]) throws {
    let result = try expand(template)
    #expect(result.text == text)
    #expect(result.marked == marked)
}

@Test func randomTextsKeepToAlphabetAndLength() throws {
    for name in Alphabet.known.keys.sorted() {
        let set = try #require(Alphabet.known[name])
        for seed in UInt64(0)..<50 {
            let fixed = Array(try expand("{{\(name):17}}", seed: seed).text.utf8)
            #expect(fixed.count == 17, "\(name), seed \(seed)")
            #expect(fixed.allSatisfy { set.contains($0) }, "\(name), seed \(seed)")
            let ranged = try expand("{{\(name):0-3}}", seed: seed).text.utf8.count
            #expect((0...3).contains(ranged), "\(name), seed \(seed)")
        }
    }
    let lengths = Set(try (UInt64(0)..<100).map { try expand("{{digits:3-5}}", seed: $0).text.utf8.count })
    #expect(lengths == [3, 4, 5])
    for seed in UInt64(0)..<50 {
        let text = try expand("{{chars:A-Z2-7:16}}{{chars:::3}}", seed: seed).text
        #expect(text.utf8.count == 19 && text.hasSuffix(":::"))
        #expect(text.utf8.prefix(16).allSatisfy { ByteSet.base32.contains($0) }, "seed \(seed)")
    }
}

@Test(arguments: ["base62", "hex", "upper-hex", "base32", "base58", "word", "lower-alnum", "base64"])
func longTextsHoldALetterAndADigit(name: String) throws {
    for seed in UInt64(0)..<3000 {
        let text = try expand("{{\(name):8}}", seed: seed).text.utf8
        #expect(text.contains { ByteSet.digits.contains($0) }, "seed \(seed)")
        #expect(text.contains { ByteSet.letters.contains($0) }, "seed \(seed)")
    }
}

@Test func expansionDependsOnTheSeedAlone() throws {
    let template = "{{base62:30}} {{one:a|b|c}} {{jwt}} {{uuid}} {{pem-body:2}} {{base64({{hex:20}})}}"
    var seen: Set<String> = []
    for seed in UInt64(0)..<20 {
        let text = try expand(template, seed: seed).text
        #expect(try expand(template, seed: seed).text == text)
        seen.insert(text)
    }
    #expect(seen.count == 20)
    let choices = Set(try (UInt64(0)..<60).map { try expand("{{one:alpha|beta|}}", seed: $0).text })
    #expect(choices == ["alpha", "beta", ""])
}

@Test func shapesAreRight() throws {
    for seed in UInt64(0)..<30 {
        let lines = try expand("{{pem-body:3}}", seed: seed).text.split(
            separator: "\n",
            omittingEmptySubsequences: false
        )
        #expect(lines.map(\.utf8.count) == [64, 64, 64])
        #expect(lines.joined().utf8.allSatisfy { ByteSet.base64.contains($0) })
        let segments = try expand("{{jwt}}", seed: seed).text.split(separator: ".")
        #expect(segments.count == 3)
        #expect(segments.first == "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9")
        #expect(segments.last?.utf8.count == 43)
        #expect(segments.joined().utf8.allSatisfy { ByteSet.base64URL.contains($0) })
        let uuid = Array(try expand("{{uuid}}", seed: seed).text)
        #expect(uuid.count == 36 && uuid[14] == "4" && "89ab".contains(uuid[19]))
        #expect(uuid.indices.filter { uuid[$0] == "-" } == [8, 13, 18, 23])
        #expect(uuid.allSatisfy { "0123456789abcdef-".contains($0) })
    }
}

@Test func checksumsAreKnownBeforeExpansion() throws {
    let template = try ExampleTemplate.parse("«{{base62:3}}{{crc32-base62}}{{hex({{luhn}}{{crc32-base62}})}}»")
    #expect(template.checksumNames == ["crc32-base62", "luhn"])
    #expect(template.source == "«{{base62:3}}{{crc32-base62}}{{hex({{luhn}}{{crc32-base62}})}}»")
}

@Test func unknownChecksumsAreRefusedAtExpansion() throws {
    #expect(
        throws: TemplateError(
            column: nil,
            reason: "`lun` is neither a placeholder nor a validator that can complete this text"
        )
    ) { try expand("{{lun}}") }
}

@Test(arguments: [
    ("ab{{hex:3", "`{{` is not closed with `}}` (column 3 of the template)"),
    ("é{{hex}}", "`hex` needs a length: `{{hex:20}}` (column 2 of the template)"),
    (
        "{{hex:}}",
        "the length of `hex` must be a number from 1 to 65536, or two such as 20-40 (column 1 of the template)"
    ),
    (
        "{{hex:0}}",
        "the length of `hex` must be a number from 1 to 65536, or two such as 20-40 (column 1 of the template)"
    ),
    (
        "{{hex:5-3}}",
        "the length of `hex` must be a number from 1 to 65536, or two such as 20-40 (column 1 of the template)"
    ),
    (
        "{{hex:99999999999999999999}}",
        "the length of `hex` must be a number from 1 to 65536, or two such as 20-40 (column 1 of the template)"
    ),
    ("{{bas62:3}}", "`bas62` is not an alphabet; did you mean `base62`? (column 1 of the template)"),
    ("{{nothing:3}}", "`nothing` is not an alphabet (column 1 of the template)"),
    ("{{chars:a-z}}", "`chars` needs characters and a length: `{{chars:A-Z2-7:16}}` (column 1 of the template)"),
    (
        "{{chars:z-a:3}}",
        "the characters of `chars` must be ASCII, with ranges such as a-z, none backwards (column 1 of the template)"
    ),
    ("{{one}}", "`one` needs texts: `{{one:alpha|beta}}` (column 1 of the template)"),
    ("{{one:}}", "the texts of `one` are empty (column 1 of the template)"),
    ("{{one:a{{hex:3}}}}", "the texts of `one` may not hold placeholders or marks (column 1 of the template)"),
    ("{{one:«a»}}", "the texts of `one` may not hold placeholders or marks (column 1 of the template)"),
    ("{{pem-body}}", "`pem-body` needs a number of lines: `{{pem-body:12}}` (column 1 of the template)"),
    ("{{pem-body:0}}", "the number of lines of `pem-body` must be from 1 to 1000 (column 1 of the template)"),
    ("{{jwt:3}}", "`jwt` takes nothing after a colon (column 1 of the template)"),
    (
        "{{}}",
        "`{{` is not followed by a placeholder's name; for the braces themselves write `{{{{` (column 1 of the template)"
    ),
    (
        "{{ hex:3 }}",
        "`{{` is not followed by a placeholder's name; for the braces themselves write `{{{{` (column 1 of the template)"
    ),
    ("{{Luhn}}", "a placeholder's name is made of lower-case letters, digits and hyphens (column 1 of the template)"),
    ("{{bas64(a)}}", "`bas64` is not a placeholder with `(`; did you mean `base64`? (column 1 of the template)"),
    ("{{hex(a}}", "a placeholder that ends with `(` is not closed with `)}}` (column 1 of the template)"),
    ("{{hex(«a»)}}", "a mark stands inside a placeholder; put it around the placeholder (column 7 of the template)"),
    ("a«b", "`«` has no `»` (column 2 of the template)"),
    ("a»b", "`»` has no `«`; for the character itself write `»»` (column 2 of the template)"),
    ("«a«b»", "`«` stands inside marks; for the character itself write `««` (column 3 of the template)"),
    ("a«»", "there is nothing between `«` and `»` (column 2 of the template)"),
])
func malformedTemplatesAreRefused(template: String, message: String) {
    #expect { try ExampleTemplate.parse(template) } throws: { "\($0)" == message }
}

@Test func deepTemplatesAreRefused() {
    let deep = String(repeating: "{{hex(", count: 5000) + String(repeating: ")}}", count: 5000)
    #expect { try ExampleTemplate.parse(deep) } throws: { "\($0)".hasPrefix("placeholders stand more than 8 deep") }
}

@Test func mutatedTemplatesNeverTrap() {
    let pieces = [
        "{{", "}}", "«", "»", "hex", ":", "3", "-", "(", ")", "one", "|", "\\", "chars", "a", "base64(", "note", "{",
    ]
    for seed in UInt64(0)..<20_000 {
        var generator = SplitMix64(seed: seed)
        let text = (0..<Int.random(in: 1...14, using: &generator))
            .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
        guard let template = try? ExampleTemplate.parse(text),
            let example = try? template.expand(using: &generator, checksums: noteChecksum)
        else { continue }
        var last = 0
        for range in example.marked {
            #expect(
                range.lowerBound >= last && !range.isEmpty && range.upperBound <= example.bytes.count,
                "seed \(seed)"
            )
            last = range.upperBound
        }
    }
}

@Test func splitMixGivesThePublishedNumbers() {
    // The first outputs of the reference implementation for the seed 1234567.
    var generator = SplitMix64(seed: 1_234_567)
    #expect(generator.next() == 6_457_827_717_110_365_317)
    #expect(generator.next() == 3_203_168_211_198_807_973)
    #expect(generator.next() == 9_817_491_932_198_370_423)
}
