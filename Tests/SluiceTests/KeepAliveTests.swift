// Pings and keep-alives, which are passed on at once and must hold nothing else.

import Sluice
import SluiceMatching
import SluiceModel
import SluicePayloads
import SluicePolicies
import Testing

struct KeepAliveTests {
    private static func filter(
        _ text: String,
        _ dialect: DialectID?,
        _ policy: Policy = .standard,
        chunk: Int
    ) throws -> FilterOutput {
        let context = PolicyContext(direction: .response)
        let source = PayloadSource(format: .sse, dialect: dialect, context: context)
        let filter = PayloadFilter(guardrail: try TestRules.guardrail(policy: policy), source: source)
        return filter.output(of: Array(text.utf8), chunk: chunk)
    }

    /// What only says that the stream goes on is read where it says anything else.
    @Test func keepAlivesAreRead() throws {
        let secret = try TestRules.token(seed: 63)
        let start = #"data: {"type":"message_start","message":{"id":"m"}}"# + "\n\n"
        let events: [(DialectID, String)] = [
            (.anthropic, "event: ping\ndata: {\"type\":\"ping\",\"note\":\"@\"}\n\n"),
            (.anthropic, "event: ping\ndata: {\"type\":\"@\",\"type\":\"ping\"}\n\n"),
            (.anthropic, "event: ping\ndata: {\"note\":[\"@\"]}\n\n"), (.anthropic, "event: ping\ndata: \"@\"\n\n"),
            (.anthropic, "data: {\"type\":\"ping\",\"@\":1}\n\n"),
            (.openAIResponses, "data: {\"type\":\"keepalive\",\"note\":\"@\"}\n\n"),
            (.openAIResponses, "data: {\"type\":\"ping\",\"sequence_number\":\"@\"}\n\n"),
        ]
        for (dialect, event) in events {
            let text = start + event.replacing("@", with: secret)
            let whole = try Self.filter(text, dialect, chunk: .max)
            // A type is no text, but two of them are none.
            if !event.contains("\"type\":\"@\"") {
                let replacement = try #require(whole.findings.first?.replacement, "\(event)")
                #expect(String(decoding: whole.bytes, as: UTF8.self) == text.replacing(secret, with: replacement))
                let blocked = try Self.filter(text, dialect, .uniform(action: .block, threshold: .medium), chunk: 3)
                #expect(blocked.blockedAt?.rule == "github-token")
                #expect(!String(decoding: blocked.bytes, as: UTF8.self).contains(secret))
            }
            for chunk in [1, 7] { #expect(try Self.filter(text, dialect, chunk: chunk).bytes == whole.bytes) }
        }
    }

    /// What says nothing else overtakes what waits.
    @Test(arguments: ["{\"type\":\"ping\"}", "{ \"type\" : \"ping\" }"])
    func keepAlivesDoNotWait(_ ping: String) throws {
        let context = PolicyContext(direction: .response)
        let source = PayloadSource(format: .sse, dialect: .anthropic, context: context)
        var filter = PayloadFilter(guardrail: try TestRules.guardrail(), source: source)
        var output = FilterOutput()
        let held = #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"AKIA"}}"#
        filter.append(Array("data: \(held)\n\nevent: ping\ndata: \(ping)\n\n".utf8).span, to: &output)
        #expect(String(decoding: output.bytes, as: UTF8.self) == "event: ping\ndata: \(ping)\n\n")
    }

    /// One that has a number goes out in the order of the numbers, at once where nothing waits.
    @Test(arguments: ["keepalive", "ping", "response.keepalive"])
    func numbersOfKeepAlivesRise(_ type: String) throws {
        let context = PolicyContext(direction: .response)
        let source = PayloadSource(format: .sse, dialect: .openAIResponses, context: context)
        var filter = PayloadFilter(guardrail: try TestRules.guardrail(), source: source)
        func delta(_ number: Int, _ text: String) -> String {
            #"data: {"type":"response.output_text.delta","sequence_number":\#(number),"output_index":0,"#
                + #""delta":"\#(text)"}"# + "\n\n"
        }

        func ping(_ number: Int) -> String {
            #"data: {"type":"\#(type)","sequence_number":\#(number)}"# + "\n\n"
        }
        var output = FilterOutput()
        filter.append(Array(ping(0).utf8).span, to: &output)
        #expect(String(decoding: output.bytes, as: UTF8.self) == ping(0))
        let stream = delta(1, "AKIA") + ping(2) + ping(3) + delta(4, " is a prefix. ") + ping(5)
        filter.append(Array((delta(1, "AKIA") + ping(2)).utf8).span, to: &output)
        #expect(String(decoding: output.bytes, as: UTF8.self) == ping(0))
        filter.append(Array((ping(3) + delta(4, " is a prefix. ") + ping(5)).utf8).span, to: &output)
        filter.finish(to: &output)
        #expect(String(decoding: output.bytes, as: UTF8.self) == ping(0) + stream)
    }
}
