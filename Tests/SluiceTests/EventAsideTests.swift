// What stands beside the data of server-sent events: comments, ids, names and fields that no one knows.

import Sluice
import SluiceMatching
import SluiceModel
import SluicePayloads
import SluicePolicies
import Testing

struct EventAsideTests {
    private static let data = #"data: {"choices":[{"index":0,"delta":{"content":"hi there "}}]}"#

    private static func filter(_ text: String, _ policy: Policy = .standard, chunk: Int) throws -> FilterOutput {
        var context = PolicyContext()
        context.direction = .response
        let source = PayloadSource(format: .sse, dialect: .openAIChat, context: context)
        let filter = PayloadFilter(guardrail: try TestRules.guardrail(policy: policy), source: source)
        return filter.output(of: Array(text.utf8), chunk: chunk)
    }

    /// Streams with a value beside the data of their events.
    private static func streams(_ value: String) -> [String] {
        [
            ": key \(value) here\n\n\(data)\n\n", "\(data)\n\n: \(value)\n\n\(data)\n\n",
            "id: \(value)\n\(data)\n\n", "\(data)\nid: \(value)\r\n\r\n", "event: \(value)\n\(data)\n\n",
            "note: see \(value)\n\(data)\n\n", "event: ping\n: \(value)\nid: 7\nretry: 10\n\n\(data)\n\n",
            "retry: \(value)\n\(data)\n\(data)\nid: \(value)\n\n",
        ]
    }

    @Test func aValueBesideTheDataIsMaskedThere() throws {
        let secret = try TestRules.token(seed: 31)
        for stream in Self.streams(secret) {
            let whole = try Self.filter(stream, chunk: .max)
            let replacement = try #require(whole.findings.first?.replacement, "\(stream)")
            let expected = stream.split(separator: secret, omittingEmptySubsequences: false).joined(
                separator: replacement
            )
            #expect(String(decoding: whole.bytes, as: UTF8.self) == expected)
            let range = try #require(whole.findings.first?.finding.range)
            #expect(String(decoding: Array(stream.utf8)[range], as: UTF8.self) == secret)
            for chunk in [1, 3] {
                let output = try Self.filter(stream, chunk: chunk)
                #expect(output.bytes == whole.bytes && output.findings == whole.findings)
            }
        }
    }

    /// What is masked beside the data of an event does not move what is found in it.
    @Test(arguments: ["\n", "\r\n", "\r"]) func placesBehindAMaskedComment(_ end: String) throws {
        let secret = try TestRules.token(seed: 34)
        let other = try TestRules.token(seed: 35)
        func event(_ comment: String, _ text: String) -> String {
            ": see \(comment)\(end)id: \(comment)\(end)data: {\"choices\":[{\"index\":0,\(end)"
                + "data: \"delta\":{\"content\":\"\(text)\"}}]}\(end)\(end)"
        }
        let stream = event(secret, "key \(other.prefix(11))") + event(secret, "\(other.dropFirst(11)) and \(secret) ")
        for chunk in [Int.max, 1, 5] {
            let output = try Self.filter(stream, chunk: chunk)
            #expect(!String(decoding: output.bytes, as: UTF8.self).contains(secret.dropFirst(4)))
            #expect(output.findings.count == 6)
            var places: [Int] = []
            for finding in output.findings {
                let range = finding.finding.range
                let flagged = String(decoding: Array(stream.utf8)[range], as: UTF8.self)
                let isCut = flagged.hasPrefix(other.prefix(11)) && flagged.hasSuffix(other.dropFirst(11))
                #expect(flagged == secret || isCut, "\(flagged.count) bytes")
                // A carriage return alone ends no line for people.
                let lineEnds = stream.utf8.prefix(range.lowerBound).filter { $0 == UInt8(ascii: "\n") }
                #expect(finding.line == lineEnds.count + 1)
                places.append(range.lowerBound)
            }
            #expect(Set(places).count == 6)
        }
    }

    @Test func cleanValuesStay() throws {
        for value in ["OPENROUTER PROCESSING", "message", "42", "", "a:b", " "] {
            for stream in Self.streams(value) {
                let output = try Self.filter(stream, chunk: 5)
                #expect(output.bytes == Array(stream.utf8) && output.findings.isEmpty)
            }
        }
    }

    @Test func aBlockedValueEndsTheStreamBeforeIt() throws {
        let secret = try TestRules.token(seed: 32)
        for stream in Self.streams(secret) {
            for chunk in [1, Int.max] {
                let output = try Self.filter(stream, .uniform(action: .block, threshold: .medium), chunk: chunk)
                let text = String(decoding: output.bytes, as: UTF8.self)
                #expect(output.blockedAt?.rule == "github-token")
                #expect(!text.contains(secret.dropFirst(4).prefix(8)) && text.hasSuffix("data: [DONE]\n\n"))
            }
        }
    }

    /// Events that are like earlier ones are told apart from those that are not, and numbered.
    @Test func eventsLikeEarlierOnes() throws {
        let secret = try TestRules.token(seed: 33)
        func delta(_ number: Int, _ text: String) -> String {
            let type = "response.output_text.delta"
            return "event: \(type)\ndata: {\"type\":\"\(type)\",\"sequence_number\":\(number),\"item_id\":\"m\","
                + "\"output_index\":0,\"content_index\":0,\"delta\":\"\(text)\",\"logprobs\":[],"
                + "\"obfuscation\":\"\(String(repeating: "x", count: number % 5))\"}\n\n"
        }
        let start =
            "data: {\"type\":\"response.created\",\"sequence_number\":0,\"response\":{\"id\":\"r\",\"model\":\"m\"}}\n\n"
        var text = start
        for number in 1...20 { text += delta(number, "a \\\"word\\\" ") }
        var context = PolicyContext()
        context.direction = .response
        let source = PayloadSource(format: .sse, dialect: .openAIResponses, context: context)
        let clean = try TestRules.guardrail().check(response: Array(text.utf8), source: source)
        #expect(clean.payload == Array(text.utf8))

        for (index, character) in secret.enumerated() { text += delta(21 + index, String(character)) }
        text += delta(100, " end")
        let policy = Policy.uniform(action: .block, threshold: .medium)
        let verdict = try TestRules.guardrail(policy: policy).check(response: Array(text.utf8), source: source)
        let payload = String(decoding: try #require(verdict.payload), as: UTF8.self)
        let numbers = payload.split(separator: "\"sequence_number\":").dropFirst().compactMap {
            Int($0.prefix { $0.isNumber })
        }
        #expect(numbers == Array(0..<numbers.count), "events and ending are counted on")
        #expect(numbers.count > 24 && payload.contains("response.incomplete"))
    }
}
