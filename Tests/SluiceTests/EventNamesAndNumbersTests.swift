// Names of members and numbers in events, which are scanned as those of documents are.

import Sluice
import SluiceMatching
import SluiceModel
import SluicePayloads
import SluicePolicies
import SluiceRules
import Testing

struct EventNamesAndNumbersTests {
    private static func card(seed: UInt64) throws -> String {
        var generator = SplitMix64(seed: seed)
        let template = try ExampleTemplate.parse("4{{one:539|916|485}}{{digits:11}}{{luhn}}")
        let bytes = try template.expand(
            using: &generator,
            checksums: ValidatorRegistry.checksum(_:completing:)
        ).bytes
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func filter(
        _ text: String,
        _ dialect: DialectID?,
        format: PayloadFormat = .sse,
        chunk: Int
    ) throws -> FilterOutput {
        let context = PolicyContext(direction: .response)
        let source = PayloadSource(format: format, dialect: dialect, context: context)
        let filter = PayloadFilter(guardrail: try TestRules.guardrail(), source: source)
        return filter.output(of: Array(text.utf8), chunk: chunk)
    }

    /// Events, and what comes before them; `@` is where a value stands.
    private static let events: [(dialect: DialectID, before: String, event: String)] = [
        (.unknown, #"{"n":1}"#, #"{"@":1}"#),
        (.openAIChat, #"{"choices":[{"index":0,"delta":{"content":"a "}}]}"#, #"{"choices":[],"more":{"@":[]}}"#),
        (
            .openAIChat, #"{"choices":[{"index":0,"delta":{"content":"a "}}],"more":{"id":7}}"#,
            #"{"choices":[{"index":0,"delta":{"content":"b "}}],"more":{"@":null}}"#
        ),
        (
            .openAIResponses, #"{"type":"response.output_text.delta","sequence_number":1,"delta":"a "}"#,
            #"{"type":"response.created","sequence_number":2,"response":{"id":"r","metadata":{"@":0}}}"#
        ),
        (
            .anthropic, #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"a "}}"#,
            #"{"type":"message_start","message":{"id":"m","@":1}}"#
        ),
        (.gemini, #"{"candidates":[{"content":{"parts":[{"text":"a "}]}}]}"#, #"{"candidates":[],"x":{"@":true}}"#),
    ]

    /// Reads events before the one in question, so that what is known of a stream's names does not matter.
    private static func stream(_ before: String, _ times: Int, _ event: String) -> String {
        (Array(repeating: before, count: times) + [event]).map { "data: \($0)\n\n" }.joined()
    }

    /// A value as a name is masked in place, whatever came before, and the rest stays.
    @Test(arguments: [0, 1, 5]) func namesAreMasked(times: Int) throws {
        let secret = try TestRules.token(seed: 61)
        for (dialect, before, event) in Self.events {
            let text = Self.stream(before, times, event.replacing("@", with: secret))
            let whole = try Self.filter(text, dialect, chunk: .max)
            let replacement = try #require(whole.findings.first?.replacement, "\(event)")
            #expect(String(decoding: whole.bytes, as: UTF8.self) == text.replacing(secret, with: replacement))
            for chunk in [1, 7] {
                let output = try Self.filter(text, dialect, chunk: chunk)
                #expect(output.bytes == whole.bytes && output.findings == whole.findings, "\(event)")
            }
        }
    }

    /// The same for a number under a name that has had other numbers, and in lines.
    @Test(arguments: [0, 1, 5]) func numbersAreMasked(times: Int) throws {
        let card = try Self.card(seed: 62)
        for (dialect, before, event) in Self.events {
            for (name, format) in [("card", PayloadFormat.sse), ("index", .sse), ("num", .ndjson)] {
                func line(_ number: String) -> String {
                    let named = event.replacing("@", with: name)
                    let value = named.replacing("\"\(name)\":", with: "\"\(name)\":\(number),\"z\":")
                    return format == .sse ? "data: \(value)\n\n" : value + "\n"
                }
                let start = format == .sse ? Self.stream(before, 1, before) : before + "\n"
                let text = start + String(repeating: line("12"), count: times) + line(card)
                let whole = try Self.filter(text, dialect, format: format, chunk: .max)
                let replacement = try #require(whole.findings.first?.replacement, "\(text)")
                let expected = text.replacing(card, with: "\"\(replacement)\"")
                #expect(String(decoding: whole.bytes, as: UTF8.self) == expected)
                for chunk in [1, 7] {
                    let output = try Self.filter(text, dialect, format: format, chunk: chunk)
                    #expect(output.bytes == whole.bytes && output.findings == whole.findings, "\(event)")
                }
            }
        }
    }

    /// Short numbers under names that tell what they are.
    @Test func labelledNumbersAreMasked() throws {
        let context = PolicyContext(direction: .request)
        for event in [#"{"zip":94110}"#, #"{"n":1,"account_number":1234567}"#] {
            let text = "data: {\"n\":12}\n\ndata: \(event)\n\n"
            let source = PayloadSource(format: .sse, dialect: .unknown, context: context)
            let filter = PayloadFilter(guardrail: try TestRules.guardrail(), source: source)
            #expect(filter.output(of: Array(text.utf8), chunk: 5).findings.count == 1, "\(event)")
        }
    }

    @Test func cleanEventsStay() throws {
        for (dialect, before, event) in Self.events {
            for name in ["tag", "a-b_c", "x9", "naïve", "very_long_name_of_a_member_that_no_provider_has_so_far_1"] {
                let text = Self.stream(before, 3, event.replacing("@", with: name)) + Self.stream(before, 2, before)
                for chunk in [1, 64] {
                    let output = try Self.filter(text, dialect, chunk: chunk)
                    #expect(String(decoding: output.bytes, as: UTF8.self) == text && output.findings.isEmpty)
                }
            }
        }
    }
}
