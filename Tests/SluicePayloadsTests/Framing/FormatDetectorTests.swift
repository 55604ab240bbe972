// What format a body has.

import SluiceMatching
import SluicePayloads
import Testing

struct FormatDetectorTests {
    private func format(_ bytes: [UInt8], cuts: [Int] = [], contentType: String? = nil) -> PayloadFormat {
        var detector = FormatDetector(contentType: contentType)
        var start = 0
        for cut in cuts + [bytes.count] {
            let found = detector.append(bytes[start..<cut].span)
            start = cut
            #expect(found == detector.format)
        }
        return detector.finish()
    }

    private static let prelude = Array(BinaryMessage.message([(":event-type", "e")], payload: [1, 2, 3]).prefix(12))

    static let samples: [(String, PayloadFormat)] = [
        ("", .text), ("hello", .text), ("data: {}\n\n", .sse), ("\u{FEFF}data:x", .sse),
        (": ping\n\ndata: x\n\n", .sse),
        ("event: a\r\ndata: b\r\n\r\n", .sse), ("\r\nid: 3\rdata: x\r\r", .sse), ("retry: 1\n\ndata: x\n\n", .sse),
        ("data: x\n  y: z\n\n", .text), ("data:\n  key: v\n", .text), ("id: 3\nname: x\n", .text), ("id: 3\n", .text),
        (": comment\n: comment\n", .text), ("  data: x\n\n", .text), ("dat", .text), ("database: x\n\n", .text),
        ("data\n\n", .text), ("data\ndata: x\n\n", .sse), ("id\nevent\n\ndata:\n\n", .sse), ("dat\ndata: x\n\n", .text),
        ("{}", .json), ("{\"a\":\"}\\\"\n\"}", .json), ("{\n  \"a\": 1\n}\n{\n}", .json),
        ("{\"a\":{\"b\":[1]}}\n{\"", .ndjson), ("{\"a\":1}\r\n \n{}", .ndjson), ("{\"a\":1}{\"b\":2}", .json),
        ("{\"a\":1}\n", .json), ("{\"a\":1}\nx", .json), ("{\"a\\\"}\":\"\\\\\"}\n{", .ndjson), ("{name}", .text),
        ("{{ x }}", .text), (" \t{\"a\"", .json), ("{", .json), ("[", .json), ("[]", .json), ("[1, 2]", .json),
        ("[true]", .json), ("[\"a\"]", .json), ("[[1]]", .json), ("[INFO] x", .text), ("[INF] x", .text),
        ("[I] x", .text),
        ("[NaN]", .json), ("[-Infinity, 1]", .json), ("[Infinity]", .json), ("[2026-11-21 10:00] x", .text),
        ("[2026-11-21T10:00] x", .text), ("[{}]", .json), ("[{x}]", .text), ("[{\"role\":\"user\"}]", .json),
        ("[{\n  \"candidates\": [", .array), ("[{\"usageMetadata\":{", .array), ("\"text\"", .text),
        ("[{\"response\" : {\"candidates\":[", .array),
        ("[{\"response\":{\"response\":{\"candidates\":[", .json), ("[{\"response\":\"candidates\"}]", .json),
        ("[{\"response\":{}}]", .json), ("[{\"response\":[{\"candidates\":1}]}]", .json), ("12", .text),
        ("\u{FEFF}{}", .json), ("\0abc", .text), ("\u{FEFF}\0", .text),
    ]

    @Test(arguments: samples) func firstBytes(_ text: String, _ expected: PayloadFormat) {
        let bytes = Array(text.utf8)
        #expect(format(bytes) == expected, "\(text.debugDescription)")
        #expect(format(bytes, cuts: Array(bytes.indices)) == expected, "\(text.debugDescription)")
    }

    /// Beginnings, and what they are of a request or an answer.
    static let answers: [(String, PayloadFormat)] = [
        ("foo: x\ndata: {}\n\n", .sse), ("foo\ndata\n\n", .text), ("x-request-id:7\r\n: c\r\ndata:{}\r\n\r\n", .sse),
        ("foo: x\n\ndata: {}\n\n", .sse), ("foo bar\ndata: {}\n\n", .text), ("foo: x\n", .text), ("Hello", .text),
        ("Hello there: x\ndata: y\n\n", .text), ("{\"a\":1}", .json), ("é: x\ndata: {}\n\n", .text),
        (String(repeating: "a", count: 40) + ": x\ndata: {}\n\n", .text),
    ]

    /// Where it is known what is to come, a stream may begin with fields that no one knows.
    @Test(arguments: answers) func firstBytesOfAnswers(_ text: String, _ expected: PayloadFormat) {
        for chunk in [1, 3, text.utf8.count] {
            var detector = FormatDetector(isAnswer: true)
            var rest = Array(text.utf8)[...]
            while !rest.isEmpty {
                _ = detector.append(Array(rest.prefix(chunk)).span)
                rest = rest.dropFirst(chunk)
            }
            #expect(detector.finish() == expected, "\(text.debugDescription)")
        }
    }

    static let heads: [(String, String, PayloadFormat)] = [
        ("HTTP/2 200 \r\ncontent-type: text/event-stream; charset=utf-8\r\n\r\n", "{", .sse),
        ("HTTP/1.1 200 OK\nContent-Type: application/json\n\n", #"{"a": [1, 2]}"#, .json),
        ("HTTP/1.1 200 OK\r\nServer: x\r\n\r\n", "event: a\ndata: {}\n\n", .sse),
        ("HTTP/1.1 200 OK\r\n\r\n", "{\"a\":1}\n{\"a\":2}\n", .ndjson),
        ("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", "{\"a\":1}", .text),
        ("HTTP/1.1 200 OK\r\nX: \(String(repeating: "y", count: 5_000))\r\n\r\n", "{\"a\":1}\n{", .text),
        ("HTTP is a protocol.\n\n", "data: {}\n\n", .text), ("HTTP", "", .text),
        ("HTTX/1.1 200\n\n", "{\"a\":1}", .text),
        ("\nHTTP/1.1 200 OK\n\n", "data: {}\n\n", .text),
    ]

    /// What `curl -i` writes is told by the type of its head, or else by what follows.
    @Test(arguments: heads) func headsOfAnswers(_ head: String, _ body: String, _ expected: PayloadFormat) {
        let bytes = Array((head + body).utf8)
        #expect(format(bytes) == expected)
        #expect(format(bytes, cuts: Array(1..<bytes.count)) == expected)
    }

    @Test func binaryPreludes() {
        #expect(format(Self.prelude) == .bedrock)
        #expect(format(Self.prelude, cuts: Array(0..<12)) == .bedrock)
        #expect(format(Array(Self.prelude.prefix(11))) == .text)
        for index in Self.prelude.indices {
            var bytes = Self.prelude
            bytes[index] ^= 1
            #expect(format(bytes) == .text)
        }
    }

    @Test(
        arguments: [
            ("text/event-stream; charset=utf-8", "{", .sse), ("TEXT/Event-Stream", "", .sse),
            ("application/x-ndjson", "{", .ndjson), ("application/jsonl", "", .ndjson),
            ("application/vnd.amazon.eventstream", "", .bedrock), ("application/json", "", .json),
            ("application/json", "oops", .json), ("application/json", "{}\n{}", .ndjson),
            ("application/json; charset=utf-8", "[{\"candidates\"", .array), ("application/json", "data: x\n\n", .sse),
            ("application/problem+json", "{", .json), ("text/html", "{}", .text), ("text/plain", "{}", .json),
            ("application/octet-stream", "data: x\n\n", .sse), ("", "{}", .json), ("image/png", "{}", .text),
        ] as [(String, String, PayloadFormat)]
    )
    func contentTypes(_ type: String, _ text: String, _ expected: PayloadFormat) {
        #expect(format(Array(text.utf8), contentType: type) == expected)
    }

    @Test func decidesAsSoonAsItCanAndAtTheLimitAtTheLatest() {
        func bytesNeeded(_ text: String) -> Int? {
            var detector = FormatDetector()
            let bytes = Array(text.utf8)
            for index in bytes.indices where detector.append(bytes.span.extracting(index..<index + 1)) != nil {
                return index + 1
            }
            return nil
        }
        #expect(bytesNeeded("hello") == 1)
        #expect(bytesNeeded("data: x\n\ndata") == 9)
        #expect(bytesNeeded("{\"a\":1}\n{\"b\"") == 9)
        #expect(bytesNeeded("{\"a\"\n:1}") == 5)
        let long = String(repeating: "x", count: 5000)
        #expect(bytesNeeded("data: \(long)") == FormatDetector.limit)
        #expect(format(Array("data: \(long)".utf8)) == .sse)
        #expect(format(Array("id: \(long)".utf8)) == .text)
        #expect(bytesNeeded("{\"\(long)") == FormatDetector.limit)
        #expect(format(Array("{\"\(long)\"}\n{}".utf8)) == .json)
        #expect(bytesNeeded(String(repeating: " ", count: 5000)) == FormatDetector.limit)
    }

    @Test(arguments: 1..<5 as Range<UInt64>) func theChunksDoNotMatter(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let thick = Array("[]{},\"\\\r\n: data1\0".utf8) + Array("\u{FEFF}".utf8)
        for round in 0..<300 {
            var bytes = Array((Self.samples.randomElement(using: &generator)?.0 ?? "").utf8)
            for _ in 0..<Int.random(in: 0...8, using: &generator) {
                let place = Int.random(in: 0...bytes.count, using: &generator)
                bytes.insert(thick.randomElement(using: &generator) ?? 0, at: place)
            }
            let whole = format(bytes)
            let cuts = FramingProbe.randomCuts(of: bytes.count, using: &generator)
            #expect(format(bytes, cuts: cuts) == whole, "seed \(seed), round \(round)")
            // What is known of the first bytes stays so, whatever follows.
            var detector = FormatDetector()
            for index in bytes.indices {
                if let known = detector.append(bytes.span.extracting(index..<index + 1)) {
                    #expect(known == whole, "seed \(seed), round \(round)")
                }
            }
        }
    }
}
