// What reading JSON and event streams costs.

import Sluice
import SluiceBenchmarkKit

/// What reading JSON and event streams costs: speed against the same bytes as plain text, and the time of one event.
struct PayloadBenchmark {
    let guardrail: Guardrail
    let byteCount: Int
    let seed: UInt64
    let chunk: Int
    let runs: Int

    /// About what one token of a model holds, in bytes.
    private static let tokenSize = 20
    /// Events whose times are taken.
    private static let eventCount = 50_000

    func report() {
        let lines = Corpus(kind: .chat, byteCount: byteCount, seed: seed).bytes
        let text = Corpus(kind: .mixed, byteCount: byteCount / 8, seed: seed).bytes
        let tokens = Self.events(of: text, size: Self.tokenSize)
        let answers = Self.answers(Array(tokens.joined()))
        compare([
            ("JSON, one document", Self.document(of: lines), PayloadSource(format: .json)),
            ("JSON, a log of lines", lines, PayloadSource(format: .ndjson)),
            ("JSON, a log of streamed answers", answers, PayloadSource(format: .ndjson)),
            ("SSE, \(Self.tokenSize) bytes of text in an event", Array(tokens.joined()), Self.chatStream),
            ("SSE, 1000 bytes of text in an event", Array(Self.events(of: text, size: 1000).joined()), Self.chatStream),
        ])
        latency(of: tokens)
        latencies(of: text)
    }

    private static let chatStream = PayloadSource(
        format: .sse,
        dialect: .openAIChat,
        context: PolicyContext(direction: .response)
    )

    /// Takes turns, so that a change of the machine's speed meets both readings.
    private func compare(_ payloads: [(name: String, bytes: [UInt8], source: PayloadSource)]) {
        var table = MarkdownTable("payload", "MB", "MB/s read", "MB/s as plain text", "speed against plain text")
        for payload in payloads {
            var read: [Double] = []
            var plain: [Double] = []
            for _ in 0...runs {
                let megabytes = Double(payload.bytes.count) / 1e6
                plain.append(megabytes / FilterRun(payload.bytes, with: guardrail, chunk: chunk).seconds)
                read.append(megabytes / seconds(payload.bytes, payload.source))
            }
            // The first round only warms up.
            let ratios = zip(read, plain).dropFirst().map { $0 / $1 }
            table.add(
                payload.name,
                (Double(payload.bytes.count) / 1e6).rounded(to: 1),
                Statistics(Array(read.dropFirst())).median.rounded(to: 0),
                Statistics(Array(plain.dropFirst())).median.rounded(to: 0),
                Statistics(ratios).median.rounded(to: 2)
            )
        }
        print("Payloads, \(chunk)-byte chunks:\n\n\(table)\n")
    }

    private func seconds(_ bytes: [UInt8], _ source: PayloadSource) -> Double {
        var filter = PayloadFilter(guardrail: guardrail, source: source)
        var output = FilterOutput()
        let span = bytes.span
        let start = CPUClock.processTime
        var offset = 0
        while offset < span.count {
            let end = min(span.count, offset + chunk)
            filter.append(span.extracting(offset..<end), to: &output)
            output.removeAll()
            offset = end
        }
        filter.finish(to: &output)
        return CPUClock.processTime - start
    }

    /// Gives an open stream one event at a time, as a server does, and times each.
    private func latency(of events: [[UInt8]]) {
        var filter = PayloadFilter(guardrail: guardrail, source: Self.chatStream)
        var output = FilterOutput()
        var times: [Double] = []
        var waiting: [Double] = []
        for event in events.prefix(Self.eventCount) {
            // CPU time: what other programs take of the core in between is not the filter's.
            let start = CPUClock.processTime
            filter.append(event.span, to: &output)
            times.append((CPUClock.processTime - start) * 1e6)
            waiting.append(Double(filter.heldByteCount) / Double(event.count))
            output.removeAll()
        }
        let time = Statistics(times)
        let held = Statistics(waiting)
        var table = MarkdownTable("one event", "median", "p99", "p99.9", "worst")
        table.add(
            "microseconds in the filter",
            time.median.rounded(to: 1),
            time.percentile(99).rounded(to: 1),
            time.percentile(99.9).rounded(to: 1),
            time.greatest.rounded(to: 1)
        )
        table.add(
            "events that wait after it",
            held.median.rounded(to: 1),
            held.percentile(99).rounded(to: 1),
            held.percentile(99.9).rounded(to: 1),
            held.greatest.rounded(to: 1)
        )
        print("\(times.count) events of a chat's stream, \(Self.tokenSize) bytes of text in each:\n\n\(table)\n")
    }

    /// The same for streams of other forms, whose events take other ways through the filter.
    private func latencies(of text: [UInt8]) {
        var table = MarkdownTable("microseconds for one event of", "median", "p99", "p99.9", "worst")
        for kind in StreamKind.allCases {
            let events = kind.events(of: text, size: Self.tokenSize)
            var filter = PayloadFilter(guardrail: guardrail, source: kind.source)
            var output = FilterOutput()
            var times: [Double] = []
            for event in events.prefix(Self.eventCount) {
                let start = CPUClock.processTime
                filter.append(event.span, to: &output)
                times.append((CPUClock.processTime - start) * 1e6)
                output.removeAll()
            }
            let time = Statistics(times)
            table.add(
                kind.rawValue,
                time.median.rounded(to: 1),
                time.percentile(99).rounded(to: 1),
                time.percentile(99.9).rounded(to: 1),
                time.greatest.rounded(to: 1)
            )
        }
        print("\(table)\n")
    }

    /// A log of which each line holds a part of a recorded stream of events in a string.
    private static func answers(_ stream: [UInt8]) -> [UInt8] {
        var lines: [UInt8] = []
        var rest = stream[...]
        while !rest.isEmpty {
            var end = rest.index(rest.startIndex, offsetBy: 20_000, limitedBy: rest.endIndex) ?? rest.endIndex
            // At the end of an event.
            while end < rest.endIndex, rest[end - 1] != UInt8(ascii: "\n") || rest[end - 2] != UInt8(ascii: "\n") {
                end += 1
            }
            lines += Array(#"{"status":200,"body":""#.utf8) + StreamKind.escaped(rest[..<end]) + Array("\"}\n".utf8)
            rest = rest[end...]
        }
        return lines
    }

    /// The lines of a log as one array.
    private static func document(of lines: [UInt8]) -> [UInt8] {
        let newline = UInt8(ascii: "\n")
        // The last line may have been cut off.
        let whole = lines.prefix((lines.lastIndex(of: newline) ?? lines.count))
        return [UInt8(ascii: "[")] + whole.map { $0 == newline ? UInt8(ascii: ",") : $0 } + [UInt8(ascii: "]")]
    }

    /// The events of a chat completion that says `text` in pieces of `size` bytes or a little more.
    private static func events(of text: [UInt8], size: Int) -> [[UInt8]] {
        let head = #"data: {"id":"chatcmpl-A1","object":"chat.completion.chunk","created":1790000000,"model":"gpt-5","#
        let opening = Array((head + #""choices":[{"index":0,"delta":{"content":""#).utf8)
        let closing = Array("\"},\"finish_reason\":null}]}\n\n".utf8)
        var events: [[UInt8]] = []
        var start = 0
        while start < text.count {
            var end = min(text.count, start + size)
            // Not inside a character.
            while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
            events.append(opening + StreamKind.escaped(text[start..<end]) + closing)
            start = end
        }
        return events
    }
}
