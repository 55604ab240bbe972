// How long a text is waited for that may go on.

import Sluice
import SluiceMatching
import SluiceModel
import SluicePayloads
import SluicePolicies
import Testing

struct LaneSilenceTests {
    private static func event(_ choice: Int, _ field: String, _ text: String) -> String {
        #"data: {"choices":[{"index":\#(choice),"delta":{"\#(field)":"\#(text)"}}]}"# + "\n\n"
    }

    private static func filter() throws -> PayloadFilter {
        let context = PolicyContext(direction: .response)
        let source = PayloadSource(format: .sse, dialect: .openAIChat, context: context)
        return PayloadFilter(guardrail: try TestRules.guardrail(), source: source)
    }

    private static func expectMasked(_ stream: (String, String) -> String, _ note: String) throws {
        let secret = try TestRules.token(seed: 29)
        let text = stream(String(secret.prefix(20)), String(secret.dropFirst(20)))
        for chunk in [11, Int.max] {
            let output = try filter().output(of: Array(text.utf8), chunk: chunk)
            let replacement = try #require(output.findings.first?.replacement, "\(note)")
            #expect(String(decoding: output.bytes, as: UTF8.self) == stream(replacement, ""), "\(note)")
        }
    }

    /// Silence is counted in events of the lane's own message, however many of others come in between, and whatever
    /// the last one is about.
    @Test(arguments: 0...12) func eventsOfOtherMessagesAreNoSilence(count: Int) throws {
        for own in 0...3 {
            try Self.expectMasked(
                { first, second in
                    let others = (0..<count).map { Self.event($0 % 3 + 1, "content", "w") }.joined()
                    let owns = String(repeating: Self.event(0, "reasoning_content", "r"), count: own)
                    return Self.event(0, "content", first) + others + owns + Self.event(0, "content", second)
                },
                "\(count) events of others, \(own) of its own"
            )
        }
    }

    /// Nor are those of many that take turns.
    @Test(arguments: [16, 17, 40, 128]) func takingTurnsIsNoSilence(choices: Int) throws {
        let secrets = try (0..<choices).map { try TestRules.token(seed: UInt64($0)) }
        let length = try #require(secrets.first).count
        let turns = stride(from: 0, to: length, by: 8).map { start in
            secrets.enumerated().map { Self.event($0.offset, "content", String($0.element.dropFirst(start).prefix(8))) }
        }
        let output = try Self.filter().output(of: Array(turns.joined().joined().utf8), chunk: 4_096)
        #expect(output.findings.count == choices)
        let text = String(decoding: output.bytes, as: UTF8.self)
        #expect(secrets.allSatisfy { !text.contains($0.dropFirst(8).prefix(8)) })
    }

    /// What only says that the stream goes on is no silence either.
    @Test(arguments: [3, 40]) func pausesAreNoSilence(count: Int) throws {
        for own in [0, 3] {
            try Self.expectMasked(
                { first, second in
                    let pause = String(repeating: ": keep-alive\n\n", count: count)
                    let owns = String(repeating: Self.event(0, "reasoning_content", "r"), count: own)
                    return Self.event(0, "content", first) + pause + owns + pause + Self.event(0, "content", second)
                },
                "\(count) comments"
            )
        }
    }

    /// Four events with text of the same message end the wait, and sixteen of any.
    @Test(arguments: [(0, 4), (1, 16)]) func theWaitIsBounded(_ choice: Int, _ count: Int) throws {
        var filter = try Self.filter()
        var output = FilterOutput()
        let held = Self.event(0, "content", "AKIA")
        let other = Self.event(choice, choice == 0 ? "reasoning_content" : "content", "r ")
        filter.append(Array((held + String(repeating: other, count: count - 1)).utf8).span, to: &output)
        #expect(output.bytes.isEmpty)
        filter.append(Array(other.utf8).span, to: &output)
        #expect(String(decoding: output.bytes, as: UTF8.self).hasPrefix(held))
    }
}
