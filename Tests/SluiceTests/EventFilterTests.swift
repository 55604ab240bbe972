// Streams of events.

import Sluice
import SluiceMatching
import SluiceModel
import SluicePayloads
import Testing

struct EventFilterTests {
    private static func chunk(_ text: String) -> String {
        "data: {\"id\":\"c-1\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\(text)\"},"
            + "\"finish_reason\":null}]}\n\n"
    }

    private static let end =
        "data: {\"id\":\"c-1\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n"

    private static func filtered(_ stream: String, policy: Policy = .standard) throws -> (String, FilterOutput) {
        var filter = PayloadFilter(
            guardrail: try TestRules.guardrail(policy: policy),
            source: PayloadSource(format: .sse, dialect: .openAIChat)
        )
        var output = FilterOutput()
        filter.append(Array(stream.utf8).span, to: &output)
        filter.finish(to: &output)
        return (String(decoding: output.bytes, as: UTF8.self), output)
    }

    @Test func cleanStreamsPassByteForByte() throws {
        let stream = ["Hello", " wor", "ld, wh", "at is 12", "34?"].map(Self.chunk).joined() + Self.end
        #expect(try Self.filtered(stream).0 == stream)
    }

    /// Values that lie deep are read each by itself, and do not keep texts from being joined.
    @Test(arguments: [100, 511, 512, 513, 3_000]) func deepValuesDoNotCutTexts(depth: Int) throws {
        let token = try TestRules.token(seed: 8)
        let other = try TestRules.token(seed: 9)
        func event(_ text: String, _ deep: String) -> String {
            let nested = String(repeating: "[", count: depth) + "\"\(deep)\"" + String(repeating: "]", count: depth)
            return #"data: {"choices":[{"index":0,"delta":{"content":"\#(text)"}}],"x":\#(nested)}"# + "\n\n"
        }
        let stream = event(String(token.prefix(20)), other) + event(String(token.dropFirst(20)), "y") + Self.end
        let (out, output) = try Self.filtered(stream)
        #expect(!out.contains(token.prefix(20)) && !out.contains(token.suffix(8)) && !out.contains(other))
        #expect(output.findings.count == 2)
    }

    @Test func everySplitIsMasked() throws {
        let token = try TestRules.token(seed: 7)
        let text = "Use " + token + " now"
        for split in 1..<text.count {
            let stream = Self.chunk(String(text.prefix(split))) + Self.chunk(String(text.dropFirst(split))) + Self.end
            let (out, output) = try Self.filtered(stream)
            #expect(!out.contains(token.dropFirst(4).prefix(8)), "split \(split)")
            #expect(!out.contains(token.suffix(8)), "split \(split)")
            #expect(out.contains("[REDACTED:github-token:"), "split \(split)")
            #expect(output.findings.count == 1, "split \(split)")
            #expect(output.findings.first?.path == "choices[0].delta.content")
        }
    }
}
