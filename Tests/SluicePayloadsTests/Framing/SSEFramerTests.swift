// Server-sent events in every spelling.

import SluiceMatching
import SluicePayloads
import Testing

struct SSEFramerTests {
    private func frames(_ text: String, limit: Int = FrameLimit.bytes) -> [Frame] {
        FramingProbe.checkedFrames(.sse, Array(text.utf8), limit: limit)
    }

    @Test(arguments: ["\n", "\r", "\r\n"]) func fields(end: String) {
        let lines = [
            "\u{FEFF}event: a", "id: 7", "data: one", ": note", "data:two", "data", "data:  three", "", "retry: 10", "",
            ":", "", "data", "", "event: b", "", "data: {}",
        ]
        let found = frames(lines.joined(separator: end)).filter { $0.kind != .keepAlive }
        #expect(found.map(\.kind) == [.event, .event, .event, .event])
        #expect(found.map(\.text) == ["one\ntwo\n\n three", "", "", "{}"])
        #expect(found.map(\.name) == ["a", "", "b", ""])
    }

    @Test func blocksWithoutDataAreKeepAlivesOrEventsOrText() {
        #expect(frames(": ping\n\n").map(\.kind) == [.keepAlive])
        #expect(frames("retry: 3\n: x\n\n\n").map(\.kind) == [.keepAlive, .keepAlive])
        #expect(frames("id: 3\n\n").map(\.kind) == [.event])
        #expect(frames("{\"error\": \"x\"}\n\n").map(\.kind) == [.torn])
        #expect(frames("Data: x\n\n").map(\.kind) == [.torn])
        #expect(frames("event: x\nfoo: y\n\n").map(\.kind) == [.torn])
        #expect(frames("data: x\nfoo: y\n\n").map(\.text) == ["x"])
        #expect(frames("\u{FEFF}").map(\.kind) == [.keepAlive])
        #expect(frames("data: a\n\n\u{FEFF}data: b\n\n").map(\.kind) == [.event, .torn])
    }

    @Test func anEventIsOutWithItsBlankLine() {
        // With bare ends at the end itself; with pairs when the pair is complete.
        for (text, held) in [
            ("data: a\n\n", 0), ("data: a\r\r", 0), ("data: a\n\r", 0), ("data: a\r\n\n", 0), ("data: a\r\n\r", 10),
            ("data: a\r\n\r\n", 0),
        ] {
            var framer = SSEFramer()
            var frames: [Frame] = []
            framer.append(Array(text.utf8).span, to: &frames)
            #expect(framer.heldCount == held, "\(text.debugDescription)")
            #expect(frames.count == (held == 0 ? 1 : 0))
        }
        // A line feed that comes after all is the next frame's.
        let found = frames("data: a\n\r\ndata: b\r\n\rdata: c\r\r\n")
        #expect(
            found.map { String(decoding: $0.raw, as: UTF8.self) } == [
                "data: a\n\r", "\ndata: b\r\n\r", "data: c\r\r", "\n",
            ]
        )
        #expect(found.map(\.kind) == [.event, .event, .event, .keepAlive])
    }

    @Test func longBlocksAreTornUpToTheirBlankLine() {
        let found = frames("data: 1\n\ndata: 0123456789\nevent: x\n\ndata: 2\n\n", limit: 12)
        #expect(found.first?.text == "1")
        #expect(found.last?.text == "2")
        #expect(found.dropFirst().dropLast().allSatisfy { $0.kind == .torn })
        #expect(found.dropFirst().dropLast().map(\.raw.count) == [12, 12, 3])
        // A block of exactly the limit is whole.
        #expect(frames("data: 1234\n\n", limit: 12).map(\.kind) == [.event])
        // A line that goes on after a piece is not blank.
        #expect(frames("data: 0123456789\n\n", limit: 16).map(\.kind) == [.torn, .torn])
        #expect(frames("data: 0123456789\r\n\r\ndata: 1\r\n\r\n", limit: 17).map(\.kind) == [.torn, .torn, .event])
    }

    /// A stream of events with line ends of all kinds, and the data that a receiver reads.
    private static func stream(using generator: inout SplitMix64) -> (bytes: [UInt8], data: [String]) {
        var text = Bool.random(using: &generator) ? "\u{FEFF}" : ""
        var expected: [String] = []
        let style = ["\n", "\r", "\r\n", nil].randomElement(using: &generator) ?? nil
        func end() -> String { style ?? ["\n", "\r", "\r\n"].randomElement(using: &generator) ?? "\n" }
        for _ in 0..<Int.random(in: 0...5, using: &generator) {
            var data: [String] = []
            for _ in 0..<Int.random(in: 0...4, using: &generator) {
                let value = ["x", "{\"é\":1}", "", "a: b", "\u{1F600}", "data:"].randomElement(using: &generator) ?? ""
                switch Int.random(in: 0..<7, using: &generator) {
                case 0: text += ": \(value)"
                case 1: text += "event: \(value)"
                case 2: text += "retry: 4"
                case 3: text += "ids: \(value)"
                case 4:
                    text += "data:\(value)"
                    data.append(value)
                case 5:
                    text += "data"
                    data.append("")
                default:
                    text += "data: \(value)"
                    data.append(value)
                }
                // A line feed alone after a carriage return alone would be one end.
                var lineEnd = end()
                if lineEnd == "\n", text.utf8.last == 0x0D { lineEnd = "\r\n" }
                text += lineEnd
            }
            var lineEnd = end()
            if lineEnd == "\n", text.utf8.last == 0x0D { lineEnd = "\r" }
            text += lineEnd
            if !data.isEmpty { expected.append(data.joined(separator: "\n")) }
        }
        return (Array(text.utf8), expected)
    }

    @Test(arguments: 1..<9 as Range<UInt64>) func generatedStreams(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        for round in 0..<60 {
            let (bytes, expected) = Self.stream(using: &generator)
            let found = FramingProbe.checkedFrames(.sse, bytes, seed: generator.next())
            let data = found.filter { $0.kind == .event && $0.encoding != .stretches([]) }.map(\.text)
            #expect(data == expected, "seed \(seed), round \(round)")
            for limit in [1, 7, 30] { _ = FramingProbe.checkedFrames(.sse, bytes, limit: limit, seed: seed) }
        }
    }

    @Test(arguments: 1..<9 as Range<UInt64>) func editedEventsAreReadAsTheEditedData(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let pieces = ["", " ", "  x", "mask", "a\nb", "\n", "\n c", "é"]
        for round in 0..<60 {
            let (bytes, _) = Self.stream(using: &generator)
            var before: [UInt8] = []
            for frame in FramingProbe.frames(.sse, bytes) {
                defer { before += frame.raw }
                #expect(frame.rewritten([]) == frame.raw)
                guard frame.kind == .event, frame.encoding != .stretches([]) else { continue }
                let edits = FramingProbe.randomEdits(frame.data.count, pieces: pieces, using: &generator)
                let found = FramingProbe.frames(.sse, before + frame.rewritten(edits)).last { $0.kind == .event }
                let expected = FramingProbe.edited(frame.data, edits)
                #expect(found?.data == expected, "seed \(seed), round \(round), \(frame.summary), \(edits)")
            }
        }
    }
}
