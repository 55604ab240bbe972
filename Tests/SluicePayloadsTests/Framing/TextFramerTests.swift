// Lines and array elements, and bytes of any kind in all framers.

import SluiceMatching
import SluicePayloads
import Testing

struct TextFramerTests {
    private func frames(_ framing: Framing, _ text: String, limit: Int = FrameLimit.bytes) -> [Frame] {
        FramingProbe.checkedFrames(framing, Array(text.utf8), limit: limit)
    }

    @Test func lines() {
        let found = frames(.lines, "\u{FEFF}{\"a\":1}\r\n\n \t\r\n{\"b\":\r2}\n{\"c\":3}")
        #expect(found.map(\.kind) == [.event, .keepAlive, .keepAlive, .event, .event])
        #expect(found.map(\.text) == ["{\"a\":1}", "", "", "{\"b\":\r2}", "{\"c\":3}"])
        let torn = frames(.lines, "{\"a\":1}\n0123456789\n{\"b\":2}\n", limit: 8)
        #expect(torn.map(\.kind) == [.event, .torn, .torn, .event])
    }

    @Test func elementsKeepWhatIsBeforeThem() {
        let found = frames(
            .array,
            "\u{FEFF} [{\"a\":\"]\\\"}\"}\n,\r\n{\"b\":[1,[2]]} , \"x\\\\\",-1.5e3,null, []\n]\n"
        )
        #expect(
            found.map(\.text) == ["{\"a\":\"]\\\"}\"}", "{\"b\":[1,[2]]}", "\"x\\\\\"", "-1.5e3", "null", "[]", "", ""]
        )
        #expect(found.map(\.kind) == Array(repeating: .event, count: 7) + [.keepAlive])
        #expect(String(decoding: found[1].raw, as: UTF8.self) == "\n,\r\n{\"b\":[1,[2]]}")
        #expect(String(decoding: found[6].raw, as: UTF8.self) == "\n]")
    }

    @Test func anElementIsOutWithItsLastByte() {
        var framer = ArrayFramer()
        var frames: [Frame] = []
        framer.append(Array("[{\"a\":1}".utf8).span, to: &frames)
        #expect(frames.map(\.text) == ["{\"a\":1}"])
        #expect(framer.heldCount == 0)
    }

    @Test(arguments: [
        ("{\"error\":1}\n", "event keepAlive"), ("[]", "event"), ("12", "event"), ("[1] x", "event event torn"),
        ("x", "torn"), ("[{}}{}]", "event torn"), ("[{}", "event"), ("[{},", "event event"),
        ("[{}, {\"a", "event torn"),
        (",{}", "torn"), ("]", "torn"), ("[[1],[2]]", "event event event"), ("{}{}", "event torn"),
        ("\u{FEFF}[1]", "event event"), ("  ", "keepAlive"), ("[1\u{FEFF}]", "event torn"),
    ])
    func documentsOfAllKinds(_ text: String, _ kinds: String) {
        let found = frames(.array, text)
        #expect(found.map { "\($0.kind)" }.joined(separator: " ") == kinds, "\(text)")
    }

    @Test func longElementsAreTorn() {
        let found = frames(.array, "[{\"a\":1},{\"b\":\"0123456789]\"},{\"c\":2}]", limit: 9)
        #expect(found.map(\.kind) == [.event, .torn, .torn, .torn, .event, .event])
        #expect(found[4].text == "{\"c\":2}")
    }

    @Test(arguments: [Framing.lines, .array]) func editsOfOneStretch(framing: Framing) throws {
        let text = framing == .lines ? "{\"a\":\"xyz\"}\r\n" : "[ {\"a\":\"xyz\"}"
        let frame = try #require(frames(framing, text).first)
        let edits = [Edit(range: 6..<9, replacement: Array("mask".utf8)), Edit(range: 2..<3, replacement: [])]
        let expected = text.replacing("xyz", with: "mask").replacing("a", with: "", maxReplacements: 1)
        #expect(frame.rewritten(edits) == Array(expected.replacing("msk", with: "mask").utf8))
    }

    @Test func editsInAnyOrderOverlappingAndTouching() {
        let frame = FramingProbe.frames(.lines, Array("0123456789".utf8))[0]
        func edited(_ edits: [(Range<Int>, String)]) -> String {
            let edits = edits.map { Edit(range: $0.0, replacement: Array($0.1.utf8)) }
            return String(decoding: frame.rewritten(edits), as: UTF8.self)
        }
        #expect(edited([(5..<8, "B"), (2..<6, "A")]) == "01A89")
        #expect(edited([(2..<3, "A"), (2..<5, "B")]) == "01A56789")
        #expect(edited([(2..<9, "A"), (3..<4, "B"), (8..<10, "C")]) == "01A")
        #expect(edited([(2..<4, ""), (4..<6, "B")]) == "01B6789")
        #expect(edited([(2..<4, "A"), (4..<6, "B")]) == "01AB6789")
        #expect(edited([(2..<4, "A"), (2..<2, "I"), (3..<3, "x"), (10..<10, "E")]) == "01IA456789E")
        #expect(edited([(8..<50, "A"), (60..<70, "B")]) == "01234567AB")
    }

    @Test(arguments: Framing.allCases, 1..<5 as Range<UInt64>) func bytesOfAnyKind(framing: Framing, seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let thick = Array("[]{},\"\\\r\n: dataeventid1\u{FEFF}\0".utf8)
        for _ in 0..<150 {
            let isThick = Bool.random(using: &generator)
            let bytes = (0..<Int.random(in: 0...60, using: &generator)).map { _ in
                isThick
                    ? thick.randomElement(using: &generator) ?? 0
                    : UInt8.random(in: .min ... .max, using: &generator)
            }
            let limit = [1, 5, 20, 1000].randomElement(using: &generator) ?? 1
            for frame in FramingProbe.checkedFrames(framing, bytes, limit: limit, seed: generator.next()) {
                let edits = FramingProbe.randomEdits(frame.data.count, pieces: ["", "mask"], using: &generator)
                guard case .stretches(let stretches) = frame.encoding else { continue }
                let result = frame.rewritten(edits)
                if stretches.isEmpty { #expect(result == frame.raw) }
                if frame.kind == .torn { #expect(result == FramingProbe.edited(frame.raw, edits)) }
            }
        }
    }

    @Test(arguments: Framing.allCases) func oneByteAtATimeIsLinear(framing: Framing) {
        // Two megabytes in one event: a rescan for each byte would take hours.
        let filler = [UInt8](repeating: UInt8(ascii: "x"), count: 2 << 20)
        let bytes: [UInt8] =
            switch framing {
            case .sse: Array("data: ".utf8) + filler + Array("\r\n\r\n".utf8)
            case .lines: filler + [0x0A]
            case .array: Array("[\"".utf8) + filler + Array("\"]".utf8)
            case .eventStream: BinaryMessage.message([(":event-type", "e")], payload: filler)
            }
        var framer = framing.makeFramer()
        var frames: [Frame] = []
        for index in bytes.indices { framer.append(bytes.span.extracting(index..<index + 1), to: &frames) }
        framer.finish(to: &frames)
        #expect(frames.count == (framing == .array ? 2 : 1))
        #expect(frames[0].kind == .event)
    }
}
