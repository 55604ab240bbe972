// Recorded streams inside of strings of documents: logs and HAR files.

import Foundation
import Sluice
import SluiceMatching
import SluiceModel
import SluicePayloads
import SluicePolicies
import Testing

struct StreamInStringTests {
    /// How a string is written.
    enum Spelling: CaseIterable, Sendable {
        case plain, slashes, codes

        func string(_ text: String) -> String {
            switch self {
            case .plain: quoted(text)
            case .slashes: quoted(text).replacing("/", with: "\\/")
            case .codes: "\"" + text.utf16.enumerated().map(Self.code).joined() + "\""
            }
        }

        private static func code(_ index: Int, _ unit: UInt16) -> String {
            let mustBe = unit < 0x20 || unit > 0x7E || unit == 0x22 || unit == 0x5C
            guard mustBe || index % 7 == 0 else { return String(decoding: [unit], as: UTF16.self) }
            let digits = String(unit, radix: 16, uppercase: index % 2 == 0)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
    }

    private static let shapes = StreamShape.all.filter { $0.framing == .sse }

    private static func filter(_ text: String, _ format: PayloadFormat, _ guardrail: Guardrail, chunk: Int = .max)
        -> FilterOutput
    {
        let source = PayloadSource(format: format, context: PolicyContext(direction: .response))
        return PayloadFilter(guardrail: guardrail, source: source).output(of: Array(text.utf8), chunk: chunk)
    }

    private static func stream(_ shape: StreamShape, _ place: StreamPlace, _ text: String, _ size: Int) -> String {
        let document = place.isDocument ? StreamShape.arguments(text) : text
        let characters = Array(document)
        let pieces = stride(from: 0, to: characters.count, by: size).map {
            String(characters[$0..<min(characters.count, $0 + size)])
        }
        return String(decoding: StreamWire.bytes(shape.events(place, pieces: pieces), shape), as: UTF8.self)
    }

    /// In a string a stream is filtered as by itself, and all around it stays.
    @Test(arguments: shapes) func aStreamIsFilteredAsByItself(_ shape: StreamShape) throws {
        let guardrail = try TestRules.guardrail()
        let secret = try TestRules.token(seed: 51)
        for place in shape.places {
            for (index, spelling) in Spelling.allCases.enumerated() {
                let stream = Self.stream(shape, place, "Use \(secret) — \"then\" go on.", 3 + index)
                let head = "{\"log\":\t[1.0e+10, {\"a\\u00e9\": \"data\", \"text\" :\n "
                let end = " , \"after\":\"event\"}]}\n"
                let document = head + spelling.string(stream) + end
                let alone = Self.filter(stream, .sse, guardrail)
                let outputs = [Int.max, 1, 13].map { Self.filter(document, .json, guardrail, chunk: $0) }
                let label = "\(shape) \(place) \(spelling)"
                for output in outputs {
                    #expect(output.bytes == outputs[0].bytes, "\(label)")
                    #expect(output.findings == outputs[0].findings, "\(label)")
                }
                let found = String(decoding: outputs[0].bytes, as: UTF8.self)
                try #require(found.hasPrefix(head) && found.hasSuffix(end), "\(label)")
                let inside = Value(String(found.dropFirst(head.count).dropLast(end.count))).text
                #expect(Array(inside.utf8) == alone.bytes, "\(label)")
                let paths = alone.findings.compactMap(\.path).map { $0 == "$" ? "log[1].text" : "log[1].text|" + $0 }
                #expect(outputs[0].findings.compactMap(\.path).sorted() == paths.sorted(), "\(label)")
            }
        }
    }

    private static let starts = [
        "\n", "\r\n\r\n", "\u{FEFF}", "\u{FEFF}\n", String(repeating: "\n", count: 8),
        "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n",
    ]

    /// Line ends, a byte order mark and the head of an answer may stand before the first field.
    @Test(arguments: starts, Spelling.allCases)
    func streamsBehindOtherBeginnings(_ start: String, _ spelling: Spelling) throws {
        let guardrail = try TestRules.guardrail()
        let secret = try TestRules.token(seed: 58)
        let shape = try #require(Self.shapes.first)
        let place = try #require(shape.places.first)
        let stream = start + Self.stream(shape, place, "Use \(secret) then go on.", 5)
        let document = "{\"text\": " + spelling.string(stream) + ", \"n\":1}"
        let alone = Self.filter(stream, .sse, guardrail)
        #expect(!alone.findings.isEmpty && !String(decoding: alone.bytes, as: UTF8.self).contains(secret.suffix(6)))
        // Foundation drops a byte order mark at the beginning of a string.
        let mark = Array("\u{FEFF}".utf8)
        func withoutMark(_ bytes: [UInt8]) -> ArraySlice<UInt8> { bytes.dropFirst(bytes.starts(with: mark) ? 3 : 0) }
        for chunk in [Int.max, 1, 2, 7, 40] {
            let output = Self.filter(document, .json, guardrail, chunk: chunk)
            #expect(output.bytes.prefix(13) == Array(document.utf8).prefix(13))
            let found = String(decoding: output.bytes, as: UTF8.self)
            let inside = Value(String(found.dropFirst(9).dropLast(8))).text
            #expect(withoutMark(Array(inside.utf8)) == withoutMark(alone.bytes), "chunks of \(chunk)")
        }
    }

    /// Findings are where the value begins and ends in the file.
    @Test(arguments: Spelling.allCases, [false, true])
    func placesInTheFile(_ spelling: Spelling, isObserved: Bool) throws {
        let guardrail = try TestRules.guardrail()
        let secret = try TestRules.token(seed: 52)
        let stream = Self.stream(StreamShape.chatShapes[0], .text, "é \(secret) on", 4)
        let line = "{\"n\": \"\(secret)\", \"body\": \(spelling.string(stream)), \"m\": \"\(secret)\"}\n"
        let text = "{\"n\": 1}\n" + line + line
        let source = PayloadSource(format: .ndjson)
        let filter =
            isObserved
            ? PayloadFilter(observation: Observation(guardrail: guardrail), source: source)
            : PayloadFilter(guardrail: guardrail, source: source)
        for chunk in [Int.max, 1, 17] {
            let output = filter.output(of: Array(text.utf8), chunk: chunk)
            let paths = ["n", "body|choices[0].delta.content", "m"]
            #expect(output.findings.map(\.path) == paths + paths)
            #expect(output.findings.map(\.line) == [2, 2, 2, 3, 3, 3])
            #expect(output.bytes.isEmpty == isObserved)
            for finding in output.findings {
                let range = finding.finding.range
                let before = String(decoding: Array(text.utf8)[..<range.lowerBound], as: UTF8.self)
                let column = before.unicodeScalars.reversed().prefix { $0 != "\n" }.count + 1
                #expect(finding.column == column)
                guard finding.path?.hasPrefix("body") == true, spelling != .codes else { continue }
                let flagged = String(decoding: Array(text.utf8)[range], as: UTF8.self)
                #expect(flagged.hasPrefix("gh") && flagged.hasSuffix(secret.suffix(1)))
            }
        }
    }

    @Test(arguments: shapes) func cleanStreamsStayAsTheyAre(_ shape: StreamShape) throws {
        let guardrail = try TestRules.guardrail()
        for place in shape.places {
            for spelling in Spelling.allCases {
                let stream = Self.stream(shape, place, "Nothing to see, \"1.0e+10\" \u{1F600}.", 2)
                let document = "{\"a\":{\"b\":[\"data: x\", \"id: 7\", \":\", \(spelling.string(stream))]}}"
                for chunk in [3, Int.max] {
                    let output = Self.filter(document, .json, guardrail, chunk: chunk)
                    #expect(output.bytes == Array(document.utf8), "\(shape) \(place)")
                    #expect(output.findings.isEmpty)
                }
            }
        }
    }

    /// Strings that only begin like a stream, or that are cut off, are read as before.
    @Test func whatIsNoStream() throws {
        let guardrail = try TestRules.guardrail()
        let secret = try TestRules.token(seed: 53)
        for text in [
            #"{"a":"data: \#(secret)"}"#, #"{"a":"event: x\nfoo \#(secret)\n\n"}"#, #"{"a":": \#(secret)","b":1}"#,
            #"{"a":"id: \#(secret)\ndata: {\"b\":\"\#(secret)\"#, #"{"a":"data: {\"b\":\"\#(secret)\"}\n\n"#,
            #"{"a":"retry: \#(secret)\"#, #"{"data:":"data:","event:":[":","data: \#(secret)"]}"#,
            #"["data: {\"b\":\"\#(secret)\"}\n\n","data:"#, #""data: \#(secret)""#,
            "{\"a\":\"data: {}\n\n\(secret)\"}",
        ] {
            let whole = Self.filter(text, .json, guardrail)
            let replacement = try #require(whole.findings.first?.replacement, "\(text.count)")
            let expected = text.replacing(secret, with: replacement)
            #expect(String(decoding: whole.bytes, as: UTF8.self) == expected)
            for chunk in [1, 2, 5] {
                let output = Self.filter(text, .json, guardrail, chunk: chunk)
                #expect(output.bytes == whole.bytes && output.findings == whole.findings)
            }
        }
    }

    @Test func aBlockStopsBeforeTheString() throws {
        let guardrail = try TestRules.guardrail(policy: .uniform(action: .block, threshold: .medium))
        let secret = try TestRules.token(seed: 54)
        let stream = Self.stream(StreamShape.chatShapes[0], .text, "Use \(secret) now", 5)
        let head = "{\"at\":\"é\",\"text\":\""
        let document = head + quoted(stream).dropFirst() + ",\"after\":1}"
        for chunk in [Int.max, 1, 30] {
            let output = Self.filter(document, .json, guardrail, chunk: chunk)
            #expect(String(decoding: output.bytes, as: UTF8.self) == head)
            #expect(output.blockedAt?.rule == "github-token" && output.blockedAt?.line == 1)
            let before = document.prefix(max(0, (output.blockedAt?.column ?? 1) - 1))
            #expect(before.hasSuffix("\\\"content\\\":\\\"Use "), "\(before.suffix(20))")
        }
    }

    /// A string that is too long is read as text, at the same byte whatever the chunks.
    @Test func aLongString() throws {
        let guardrail = try TestRules.guardrail()
        let secret = try TestRules.token(seed: 55)
        let event = "data: {\\\"text\\\":\\\"word word word \\\"}\\n\\n"
        let text =
            "{\"a\":\"" + String(repeating: event, count: (4 << 20) / event.utf8.count + 100)
            + "data: {\\\"text\\\":\\\"\(secret)\\\"}\",\"b\":\"\(secret)\"}"
        let outputs = [Int.max, 70_001].map { Self.filter(text, .json, guardrail, chunk: $0) }
        #expect(outputs[0].bytes == outputs[1].bytes && outputs[0].findings == outputs[1].findings)
        #expect(outputs[0].findings.map(\.path) == ["a", "b"])
    }
}
