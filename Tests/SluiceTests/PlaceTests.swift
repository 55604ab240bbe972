// Where findings in payloads are said to be.

import Sluice
import SluiceModel
import SluicePayloads
import Testing

struct PlaceTests {
    private static func output(
        _ text: String,
        chunk: Int,
        source: PayloadSource = PayloadSource(),
        isObserved: Bool
    ) throws -> FilterOutput {
        let guardrail = try TestRules.guardrail()
        let filter =
            isObserved
            ? PayloadFilter(observation: Observation(guardrail: guardrail), source: source)
            : PayloadFilter(guardrail: guardrail, source: source)
        return filter.output(of: Array(text.utf8), chunk: chunk)
    }

    private static func flagged(_ finding: LocatedFinding, _ text: String) -> String {
        String(decoding: Array(text.utf8)[finding.finding.range], as: UTF8.self)
    }

    /// Paths are forgotten while a document is read, but not those that are still needed.
    @Test(arguments: [false, true], [101, 20_000, 1_000_000]) func pathsOfALongDocument(
        _ isObserved: Bool,
        _ chunk: Int
    ) throws {
        let token = try TestRules.token(seed: 5)
        let places = [3, 1_500, 1_501, 5_000, 9_999]
        let text =
            "{\"list\":["
            + (0..<10_000).map { "{\"k\($0)\":\"\(places.contains($0) ? token : "v")\"}" }.joined(separator: ",\n")
            + "]}"
        let output = try Self.output(text, chunk: chunk, isObserved: isObserved)
        #expect(output.findings.map(\.path) == places.map { "list[\($0)].k\($0)" })
        #expect(output.findings.map(\.line) == places.map { $0 + 1 })
        #expect(output.findings.allSatisfy { Self.flagged($0, text) == token })
        #expect(output.bytes.isEmpty == isObserved)
    }

    /// A finding in a stream ends with its last byte, whatever came in together with it.
    @Test(arguments: [1, 64, 100_000]) func aValueThatEventsCut(_ chunk: Int) throws {
        let token = try TestRules.token(seed: 6)
        func event(_ text: some StringProtocol) -> String {
            "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\(text)\"},\"finish_reason\":null}]}\r\n\r\n"
        }
        let last = token.suffix(30)
        let text = event("a ") + event(token.prefix(10)) + event(last) + event(" and") + "data: [DONE]\r\n\r\n"
        for isObserved in [false, true] {
            let output = try Self.output(text, chunk: chunk, isObserved: isObserved)
            try #require(output.findings.count == 1)
            let flagged = Self.flagged(output.findings[0], text)
            #expect(flagged.hasPrefix(token.prefix(10)) && flagged.hasSuffix(last), "\(isObserved)")
            #expect(output.findings[0].line == 3)
        }
    }

    /// A number is flagged and masked as a whole.
    @Test(arguments: [1, 7, 1_000]) func aNumber(_ chunk: Int) throws {
        let card = "45" + "39" + "1488" + "0343" + "6467"
        let text = "{\"card_number\": \(card) , \"n\": 1.0e+10}"
        for isObserved in [false, true] {
            let output = try Self.output(text, chunk: chunk, isObserved: isObserved)
            try #require(output.findings.count == 1)
            #expect(Self.flagged(output.findings[0], text) == card)
            #expect(output.findings[0].path == "card_number")
            if !isObserved {
                let filtered = String(decoding: output.bytes, as: UTF8.self)
                #expect(filtered.hasPrefix("{\"card_number\": \"[REDACTED:payment-card:"))
                #expect(filtered.hasSuffix("]\" , \"n\": 1.0e+10}"))
            }
        }
    }

    /// Lines of a known type are read alike however they arrive.
    @Test(arguments: [1, 30, 5_000]) func linesWithAContentType(_ chunk: Int) throws {
        let token = try TestRules.token(seed: 7)
        let pieces = ["to ", String(token.prefix(9)), String(token.dropFirst(9)), "."]
        let text = "\r\n" + pieces.map { "{\"message\":{\"content\":\"\($0)\"},\"done\":false}\n" }.joined()
        let source = PayloadSource(contentType: "application/x-ndjson; charset=utf-8")
        let output = try Self.output(text, chunk: chunk, source: source, isObserved: false)
        #expect(output.findings.count == 1)
        let filtered = String(decoding: output.bytes, as: UTF8.self)
        #expect(!filtered.contains(pieces[1]) && !filtered.contains(pieces[2]))
        // The blank line at the beginning and one line for each piece.
        #expect(filtered.utf8.split(separator: UInt8(ascii: "\n")).count == 5)
    }
}
