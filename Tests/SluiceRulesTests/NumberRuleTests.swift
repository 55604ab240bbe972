// The `number:` form of rules: what is refused, and numbers in examples.

import SluiceMatching
import SluiceRules
import Testing

struct NumberRuleTests {
    private static func problems(_ number: String, context: String = "") -> [String] {
        let yaml = """
            rules:
              - id: sample
                name: A rule
                description: A rule of a test.
                category: pii
                severity: high
                number: \(number)
            \(context)
            """
        let read = RuleFileReader.read(text: yaml, file: "f")
        do {
            _ = try RuleSet.compile(read.rules, problems: read.problems)
            return []
        } catch {
            return error.problems.map(\.reason)
        }
    }

    @Test(arguments: [
        ("{bare: always}", "`number.forms` is missing"),
        ("{forms: '9999'}", "`number.bare` is missing"),
        ("{forms: [], bare: always}", "`number.forms` must have 1 to 64 forms"),
        ("{forms: '999', bare: always}", "a form of `number.forms` must have 4 to 32 letters and digits"),
        ("{forms: ['9999', '9999'], bare: always}", "a form of `number.forms` stands there twice"),
        ("{forms: '9999', bare: sometimes}", "`number.bare` is `sometimes`, must be one of always, grouped, never"),
        ("{forms: '9999', bare: always, check: no-such}", "number.check: there is no validator 'no-such'"),
        (
            "{forms: '9999', bare: always, check: us-npi}",
            "number.forms: '9999' has 4 letters and digits; 'us-npi' checks 10"
        ),
        (
            "{forms: ['99-99', '9999'], bare: grouped}",
            "number.bare: the form '9999' needs a word or key before it, but the rule has no `context`"
        ),
    ])
    func mistakes(number: String, reason: String) {
        #expect(Self.problems(number) == [reason])
    }

    @Test func aRuleWithContextCompiles() {
        #expect(
            Self.problems("{forms: ['99-99', '9999'], bare: grouped}", context: "    context: {words: [pin]}").isEmpty
        )
    }

    @Test(arguments: ["us-ssn:999-99-9999", "be-nn:99.99.99-999.99", "it-fiscal-code:AAAAAA99A99A999A"])
    func numbersInExamples(placeholder: String) throws {
        let name = String(placeholder.prefix { $0 != ":" })
        let check = try #require(ValidatorRegistry.numberCheck(named: name))
        let checksums = ValidatorRegistry.checksum(_:completing:)
        for seed in UInt64(0)..<5 {
            var generator = SplitMix64(seed: seed)
            let right = try ExampleTemplate.parse("{{number:\(placeholder)}}").expand(
                using: &generator,
                checksums: checksums
            )
            let wrong = try ExampleTemplate.parse("{{wrong-number:\(placeholder)}}").expand(
                using: &generator,
                checksums: checksums
            )
            #expect(Self.answer(check, right.bytes) == .valid && Self.answer(check, wrong.bytes) == .invalid)
        }
    }

    private static func answer(_ check: NumberCheck, _ bytes: [UInt8]) -> Validation { check.validate(bytes.span) }

    @Test(arguments: [
        ("{{number}}", "`number` needs a check and a form: `{{number:us-ssn:999-99-9999}}`"),
        ("{{wrong-number:us-ssn:9}}", "the form of `wrong-number` must have 4 to 32 letters and digits"),
        ("{{number:US:9999}}", "the check of `number` is made of lower-case letters, digits and hyphens"),
    ])
    func malformedPlaceholders(template: String, reason: String) {
        do throws(TemplateError) {
            _ = try ExampleTemplate.parse(template)
            Issue.record("\(template) was parsed")
        } catch {
            #expect(error.reason == reason)
        }
    }
}
