// How much memory a stream takes that waits for its next bytes.

import CAllocationCount
import Sluice
import SluiceBenchmarkKit

/// How much memory a stream takes that waits for its next bytes, beyond the text that it holds: many are opened and
/// stay.
struct IdleStreamBenchmark {
    let guardrail: Guardrail

    private static let streamCount = 10_000

    func report() {
        let words = ["Hello there", " what is", " the plan for", " today, and", " then we go on to "]
        let body = Array(#"{"model":"m","messages":[{"role":"user","content":"hello there"},"#.utf8)
        var table = MarkdownTable("stream", "bytes in the value", "on the heap", "at rest", "of held input")
        add("plain text", .init(format: .text), [Array("Hello there".utf8)], to: &table)
        let prose = Array(String(repeating: "Please tell me why it failed, and when. ", count: 100).utf8)
        add("plain text, after 4 KB", .init(format: .text), [prose], to: &table)
        add("a request's body", .init(format: .json, dialect: .openAIChat), [body], to: &table)
        let chat = PayloadSource(format: .sse, dialect: .openAIChat)
        add("chat, before its first event", chat, [], to: &table)
        add("chat, after 5 events", chat, words.map(Self.event), to: &table)
        add("chat, after 500 events", chat, (0..<100).flatMap { _ in words.map(Self.event) }, to: &table)
        print("An idle stream, mean of \(Self.streamCount):\n\n\(table)\n")
    }

    private func add(_ name: String, _ source: PayloadSource, _ chunks: [[UInt8]], to table: inout MarkdownTable) {
        var output = FilterOutput()
        func open() -> PayloadFilter {
            var filter = PayloadFilter(guardrail: guardrail, source: source)
            for chunk in chunks {
                filter.append(chunk.span, to: &output)
                output.removeAll()
            }
            return filter
        }
        // The first one takes what all share.
        var filters = [open()]
        filters.reserveCapacity(Self.streamCount + 1)
        let before = allocated_bytes()
        for _ in 0..<Self.streamCount { filters.append(open()) }
        let used = Int(allocated_bytes() - before) / Self.streamCount
        for index in filters.indices { filters[index].rest() }
        let resting = Int(allocated_bytes() - before) / Self.streamCount
        table.add(
            name,
            "\(MemoryLayout<PayloadFilter>.stride)",
            before > 0 ? "\(used)" : "not counted here",
            before > 0 ? "\(resting)" : "not counted here",
            "\(filters[0].heldByteCount)"
        )
    }

    /// One event of a chat.
    private static func event(_ text: String) -> [UInt8] {
        let head = #"data: {"id":"chatcmpl-A1","object":"chat.completion.chunk","created":1790000000,"model":"gpt-5","#
        let choice = #""choices":[{"index":0,"delta":{"content":"\#(text)"},"finish_reason":null}]}"#
        return Array((head + choice + "\n\n").utf8)
    }
}
