// Messages of the binary event stream.

import SluiceMatching
import SluicePayloads
import Testing

struct EventStreamFramerTests {
    private static let json = Array(#"{"delta":{"text":"abc"}}"#.utf8)

    private static func event(_ name: String, _ payload: [UInt8]) -> [UInt8] {
        BinaryMessage.message(
            [(":event-type", name), (":content-type", "application/json"), (":message-type", "event")],
            payload: payload
        )
    }

    private static func base64(_ bytes: [UInt8]) -> String {
        let text = String(decoding: Base64.encode(bytes.span), as: UTF8.self)
        return text + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
    }

    /// The empty message and the one with a payload of the specification's test suite, whose checksums are known.
    @Test func knownMessages() throws {
        let empty: [UInt8] = [0, 0, 0, 0x10, 0, 0, 0, 0, 0x05, 0xC2, 0x48, 0xEB, 0x7D, 0x98, 0xC8, 0xFF]
        #expect(BinaryMessage.message([], payload: []) == empty)
        let payload = Array("{'foo':'bar'}".utf8)
        let known: [UInt8] =
            [0, 0, 0, 0x1D, 0, 0, 0, 0, 0xFD, 0x52, 0x8C, 0x5A] + payload + [0xC3, 0x65, 0x39, 0x36]
        let found = FramingProbe.checkedFrames(.eventStream, empty + known)
        #expect(found.map(\.kind) == [.event, .event])
        #expect(found.map(\.data) == [[], payload])
        #expect(found[1].encoding == .message(payload: 12..<25))
        #expect(found[1].rewritten([Edit(range: 0..<13, replacement: [])]) == empty)
    }

    @Test func namesAndHeadersOfAllTypes() throws {
        var headers: [UInt8] = []
        let values: [(UInt8, [UInt8])] = [
            (0, []), (1, []), (2, [1]), (3, [1, 2]), (4, [1, 2, 3, 4]), (5, Array(1...8)), (6, [0, 2, 9, 9]),
            (8, Array(1...8)), (9, Array(1...16)),
        ]
        for (type, value) in values { headers += [1, UInt8(ascii: "a") + type, type] + value }
        let name = Array(":event-type".utf8)
        headers += [UInt8(name.count)] + name + [7, 0, 3] + Array("abc".utf8)
        let message = BinaryMessage.message(encodedHeaders: headers, payload: Self.json)
        let exception = BinaryMessage.message(
            [(":message-type", "exception"), (":exception-type", "throttlingException")],
            payload: Self.json
        )
        let found = FramingProbe.checkedFrames(.eventStream, message + exception)
        #expect(found.map(\.name) == ["abc", "throttlingException"])
        #expect(found.map(\.data) == [Self.json, Self.json])
        // Edits keep the headers.
        let edited = found[0].rewritten([Edit(range: 0..<1, replacement: [1, 2])])
        #expect(edited == BinaryMessage.message(encodedHeaders: headers, payload: [1, 2] + Self.json.dropFirst()))
    }

    @Test(arguments: [[1], [5, 97], [1, 97, 7, 0, 9, 1], [1, 97, 10], [1, 97, 4, 1]] as [[UInt8]])
    func headersThatCannotBeReadTearTheMessageAlone(_ headers: [UInt8]) {
        let bytes = BinaryMessage.message(encodedHeaders: headers, payload: Self.json) + Self.event("e", Self.json)
        #expect(FramingProbe.checkedFrames(.eventStream, bytes).map(\.kind) == [.torn, .event])
    }

    @Test func everyDamagedByteTearsTheRest() {
        let good = Self.event("e", Self.json)
        for index in good.indices {
            var bad = good
            bad[index] ^= 0x10
            let found = FramingProbe.frames(.eventStream, good + bad + good)
            #expect(found.first?.kind == .event)
            #expect(found.dropFirst().allSatisfy { $0.kind == .torn }, "byte \(index)")
            #expect(found.flatMap(\.raw) == good + bad + good)
        }
    }

    @Test func lengthsThatCannotBe() {
        for (total, headers) in [(15, 0), (16, 1), (0, 0), (300_000, 200_000), (20, 5)] {
            var bytes = BinaryMessage.number(total) + BinaryMessage.number(headers)
            bytes += BinaryMessage.number(BinaryMessage.checksum(bytes)) + Self.event("e", Self.json)
            #expect(FramingProbe.checkedFrames(.eventStream, bytes).allSatisfy { $0.kind == .torn }, "\(total)")
        }
    }

    @Test func cutAndLongMessages() {
        let message = Self.event("e", Self.json)
        for count in 1..<message.count {
            let found = FramingProbe.checkedFrames(.eventStream, Array(message.prefix(count)))
            #expect(found.map(\.kind) == [.torn])
        }
        let long = Self.event("e", [UInt8](repeating: 0x20, count: 40_000))
        let found = FramingProbe.checkedFrames(.eventStream, message + long + message, limit: 200)
        #expect(found.map(\.kind) == [.event, .torn, .torn, .torn, .torn, .event])
    }

    @Test(arguments: [#"{"bytes":"%","p":"abc"}"#, #" { "p" : "a" , "bytes" : "%" }"#])
    func wrappedEvents(_ template: String) throws {
        let inner = Array(#"{"type":"content_block_delta","delta":{"text":"??>>~~"}}"#.utf8)
        let payload = Array(template.replacing("%", with: Self.base64(inner)).utf8)
        let frame = try #require(FramingProbe.checkedFrames(.eventStream, Self.event("chunk", payload)).first)
        #expect(frame.data == inner)
        let edited = frame.rewritten([Edit(range: 0..<1, replacement: Array("{ ".utf8))])
        let expected = template.replacing("%", with: Self.base64([0x7B, 0x20] + inner.dropFirst()))
        #expect(edited == Self.event("chunk", Array(expected.utf8)))
    }

    @Test func escapedBase64IsRead() throws {
        let inner: [UInt8] = [0xFF, 0xEF, 0xBE, 0xFB]
        let text = Self.base64(inner)
        #expect(text.contains("/") && text.contains("+") && text.contains("="))
        let escaped = text.replacing("/", with: #"\/"#).replacing("+", with: #"\u002b"#)
            .replacing("=", with: #"\u003D"#)
        let message = Self.event("chunk", Array(#"{"bytes":"\#(escaped)"}"#.utf8))
        #expect(FramingProbe.frames(.eventStream, message).map(\.data) == [inner])
    }

    @Test(arguments: [
        #"{"bytes":"*"}"#, #"{"bytes":""}"#, #"{"bytes":1}"#, "{", "[]", #"{"bytes":"\n"}"#, #"{"bytes":"\u00"}"#,
    ])
    func otherChunksAreTheirPayload(_ payload: String) {
        let found = FramingProbe.frames(.eventStream, Self.event("chunk", Array(payload.utf8)))
        #expect(found.map(\.text) == [payload])
    }

    @Test(arguments: 1..<5 as Range<UInt64>) func generatedStreams(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        for round in 0..<40 {
            var bytes: [UInt8] = []
            var expected: [[UInt8]] = []
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let data = (0..<Int.random(in: 1...50, using: &generator)).map { _ in
                    UInt8.random(in: .min ... .max, using: &generator)
                }
                expected.append(data)
                let isWrapped = Bool.random(using: &generator)
                let chunk = Array(#"{"bytes":"\#(Self.base64(data))"}"#.utf8)
                bytes += Self.event(isWrapped ? "chunk" : "other", isWrapped ? chunk : data)
            }
            let found = FramingProbe.checkedFrames(.eventStream, bytes, seed: generator.next())
            #expect(found.map(\.data) == expected, "seed \(seed), round \(round)")
            for frame in found {
                let edits = FramingProbe.randomEdits(frame.data.count, pieces: ["", "mask"], using: &generator)
                let again = FramingProbe.frames(.eventStream, frame.rewritten(edits))
                let wanted = FramingProbe.edited(frame.data, edits)
                // An event that has become empty is read as its payload.
                guard !wanted.isEmpty else { continue }
                #expect(again.map(\.data) == [wanted], "seed \(seed), round \(round), \(edits)")
                #expect(again.map(\.kind) == [.event])
            }
        }
    }
}
