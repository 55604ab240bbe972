// Messages that come whole again and again, each time with more behind it.

import Sluice
import SluiceModel
import SluicePayloads
import SluicePolicies
import Testing

struct GrowingTextTests {
    private static func event(_ content: String, id: String? = nil, end: String = "") -> String {
        let head = id.map { #""id":"\#($0)","# } ?? ""
        return #"{\#(head)"choices":[{"index":0,"message":{"role":"assistant","content":"\#(content)"}\#(end)}]}"#
    }

    private static func output(_ events: [String], _ format: PayloadFormat) throws -> FilterOutput {
        let text = events.map { format == .sse ? "data: \($0)\n\n" : $0 + "\n" }.joined()
        let context = PolicyContext(direction: .response)
        let source = PayloadSource(format: format, dialect: .openAIChat, context: context)
        let outputs = try [Int.max, 1, 23].map { chunk in
            PayloadFilter(guardrail: try TestRules.guardrail(), source: source)
                .output(of: Array(text.utf8), chunk: chunk)
        }
        for output in outputs {
            #expect(output.bytes == outputs[0].bytes && output.findings == outputs[0].findings)
        }
        return outputs[0]
    }

    /// Whatever the steps in which a text grows, none of its beginnings shows what is masked in the end.
    @Test(arguments: [1, 2, 3, 7, 15], [PayloadFormat.sse, .ndjson])
    func noBeginningShowsIt(step: Int, format: PayloadFormat) throws {
        let secret = try TestRules.token(seed: 71)
        let text = "Use it: \(secret) then go on."
        for end in [#","finish_reason":"stop""#, ""] {
            var events = stride(from: step, to: text.count, by: step).map { Self.event(String(text.prefix($0))) }
            events.append(Self.event(text, end: end))
            let output = try Self.output(events, format)
            let out = String(decoding: output.bytes, as: UTF8.self)
            for start in 4...(secret.count - 8) {
                #expect(!out.contains(secret.dropFirst(start).prefix(8)), "steps of \(step), from \(start)")
            }
            #expect(output.findings.count == 1, "steps of \(step)")
            let replacement = try #require(output.findings.first?.replacement)
            #expect(out.contains("\"Use it: \(replacement) then go on.\""), "steps of \(step)")
            #expect(out.contains("\"content\":\"Use it: \(replacement)"))
        }
    }

    /// Different answers in lines, without anything that says that they are finished, are texts of their own.
    @Test func answersThatDoNotGrow() throws {
        let tokens = try [72, 73].map { try TestRules.token(seed: $0) }
        for ids in [["a", "b"], ["a", "a"], [nil, nil]] {
            let lines = zip(ids, tokens).map { Self.event("key \($1)", id: $0) }
            let output = try Self.output(lines, .ndjson)
            #expect(output.findings.map(\.line) == [1, 2])
            let masked = zip(ids, output.findings).map { Self.event("key \($1.replacement)", id: $0) + "\n" }
            #expect(String(decoding: output.bytes, as: UTF8.self) == masked.joined())
        }
    }

    @Test func cleanTextsStayAsTheyAre() throws {
        let text = "Nothing to see here: 12 and 345 \\u00e9."
        let events = (1..<text.count).filter { $0 < 32 }.map { Self.event(String(text.prefix($0))) }
        for format in [PayloadFormat.sse, .ndjson] {
            let output = try Self.output(events + [Self.event(text)], format)
            let whole = (events + [Self.event(text)]).map { format == .sse ? "data: \($0)\n\n" : $0 + "\n" }
            #expect(output.bytes == Array(whole.joined().utf8) && output.findings.isEmpty)
        }
    }

    /// The arguments of a call that grow.
    @Test func argumentsGrow() throws {
        let secret = try TestRules.token(seed: 74)
        let text = #"{\"cmd\":\"use \#(secret) now\"}"#
        let events = (1...text.count).filter { text.prefix($0).last != "\\" }.map { count in
            #"{"choices":[{"index":0,"message":{"tool_calls":[{"id":"c","function":{"name":"f","arguments":"#
                + #""\#(text.prefix(count))"}}]}}]}"#
        }
        let output = try Self.output(events, .sse)
        let out = String(decoding: output.bytes, as: UTF8.self)
        for start in 4...(secret.count - 8) { #expect(!out.contains(secret.dropFirst(start).prefix(8))) }
        #expect(output.findings.count == 1)
    }
}
