// Bodies and streams that cannot be looked into, over real connections.

import SluiceHooks
import Testing

@Suite struct EncodingTests {
    private static let gzip: [UInt8] = [0x1F, 0x8B, 0x08, 0, 0, 0, 0, 0, 0, 3, 0x4B, 0x04, 0]
    private static let zstandard: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 4, 0, 0, 0]
    private static let zlib: [UInt8] = [0x78, 0x9C, 0x4B, 0x4C, 4, 0]
    private static let json = #"{"text":"a"}"#

    /// The text in UTF-16 or UTF-32.
    private static func wide(_ text: String, unit: Int, isBig: Bool, mark: Bool = false) -> [UInt8] {
        let values = (mark ? [0xFEFF] : []) + text.unicodeScalars.map { Int($0.value) }
        return values.flatMap { value in
            let bytes = (0..<unit).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
            return isBig ? bytes.reversed() : bytes
        }
    }

    private static var wideBodies: [[UInt8]] {
        [2, 4].flatMap { unit in
            [true, false].flatMap { isBig in
                [true, false].map { wide(json, unit: unit, isBig: isBig, mark: $0) }
            }
        }
    }

    /// The answer to a POST of bytes.
    private func post(
        _ server: TestServer,
        _ path: String,
        _ body: [UInt8],
        headers: String = ""
    ) async throws -> String {
        try await server.connect { connection in
            let head =
                "POST \(path) HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: \(body.count)\r\n\(headers)\r\n"
            try await connection.sender.send(Array(head.utf8) + body)
            return try await connection.readToEnd()
        }
    }

    @Test func bodiesThatCannotBeLookedIntoAreRefused() async throws {
        try await TestServer.run { server in
            for body in [Self.gzip, Self.zstandard, Self.zlib] {
                for path in ["/v1/filter", "/v1/check", "/v1/streams"] {
                    let answer = try await post(server, path, body)
                    #expect(answer.hasPrefix("HTTP/1.1 415 ") && answer.contains("\"unsupported_encoding\""))
                }
            }
            for body in Self.wideBodies {
                for type in ["application/json", "text/plain", "application/problem+json"] {
                    let headers = "Content-Type: \(type)\r\n"
                    let answer = try await post(server, "/v1/filter", body, headers: headers)
                    #expect(answer.hasPrefix("HTTP/1.1 415 "), "\(type) \(body.prefix(4))")
                }
                let check = try await post(server, "/v1/check", body, headers: "Content-Type: application/json\r\n")
                #expect(check.hasPrefix("HTTP/1.1 415 "), "\(body.prefix(4))")
            }
            // Nothing is said of it, and it does not begin as a message of an event stream could.
            for isBig in [true, false] {
                let answer = try await post(server, "/v1/filter", Self.wide(Self.json, unit: 2, isBig: isBig))
                #expect(answer.hasPrefix("HTTP/1.1 415 "))
            }
            for charset in ["utf-16", "UTF-16LE", "\"utf-32\"", "iso-8859-1"] {
                let headers = "Content-Type: application/json; charset=\(charset)\r\n"
                for path in ["/v1/filter", "/v1/stream"] {
                    let answer = try await post(server, path, Array(Self.json.utf8), headers: headers)
                    #expect(answer.hasPrefix("HTTP/1.1 415 "), "\(charset)")
                }
            }
        }
    }

    @Test(arguments: [
        "Content-Type: application/json; charset=utf-8\r\n", "Content-Type: text/plain; charset=\"UTF-8\"\r\n",
        "Content-Type: text/plain;charset=us-ascii; x=y\r\n", "Content-Encoding: identity\r\n", "",
    ])
    func whatCanBeLookedIntoIsAnswered(headers: String) async throws {
        try await TestServer.run { server in
            for body in [Self.json, "\u{FEFF}é", "", "xy", "ab\u{0}c"] where !body.contains("\u{0}") || headers.isEmpty
            {
                for path in ["/v1/filter", "/v1/stream"] {
                    let answer = try await post(server, path, Array(body.utf8), headers: headers)
                    #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"), "\(path)")
                    // A stream may come in several chunks.
                    #expect(path == "/v1/stream" || answer.hasSuffix("\r\n\r\n\(body)"))
                }
            }
        }
    }

    @Test func transferCodingsBesidesChunkedAreRefused() async throws {
        try await TestServer.run { server in
            for path in ["/v1/stream", "/v1/filter", "/v1/check", "/portkey/webhook"] {
                let head =
                    "POST \(path) HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: gzip, chunked\r\n\r\n"
                let answer = try await server.exchange(head + "2\r\n{}\r\n0\r\n\r\n")
                #expect(answer.hasPrefix("HTTP/1.1 501 ") && answer.contains("unsupported_transfer_encoding"))
            }
        }
    }

    /// However it comes, nothing of a stream that cannot be looked into goes out.
    @Test(arguments: [1, 3, 100])
    func compressedStreamsEndAtOnce(chunk: Int) async throws {
        let audit = AuditProbe()
        try await TestServer.run(audit: audit) { server in
            for bytes in [Self.gzip, Self.zstandard, Self.wide("hello", unit: 2, isBig: false, mark: true)] {
                try await server.connect { connection in
                    try await connection.send(
                        "POST /v1/stream HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
                    )
                    for start in stride(from: 0, to: bytes.count, by: chunk) {
                        let piece = Array(bytes[start..<min(start + chunk, bytes.count)])
                        let line = Array("\(String(piece.count, radix: 16))\r\n".utf8)
                        try await connection.sender.send(line + piece + Array("\r\n".utf8))
                    }
                    try await connection.read(until: "X-Sluice-Outcome: unjudged\r\n")
                    let body = connection.received.split(separator: "\r\n\r\n", maxSplits: 1).last ?? ""
                    #expect(body.contains("\"unsupported_encoding\"") && !body.contains("X-Sluice-Action"))
                    #expect(!body.utf8.contains(0x1F) && !body.contains("\u{FFFD}") && !body.contains("hello"))
                }
            }
            let page = try await server.metrics(until: "sluice_refused_total{reason=\"unsupported_encoding\"} 3")
            #expect(page.contains("\nsluice_refused_total{reason=\"unsupported_encoding\"} 3\n"))
            #expect(page.contains("\nsluice_stream_ends_total{end=\"abandoned\"} 3\n"))
        }
    }

    @Test(arguments: [1, 3, 100])
    func compressedStreamsInCallsEndAtOnce(chunk: Int) async throws {
        try await TestServer.run { server in
            for bytes in [Self.gzip, Self.zstandard] {
                let begun = try await server.exchange(TestServer.post("/v1/streams", "{}"))
                let id = try #require(begun.split(separator: "\"id\":\"").last?.split(separator: "\"").first)
                var isRefused = false
                for start in stride(from: 0, to: bytes.count, by: chunk) where !isRefused {
                    let piece = Array(bytes[start..<min(start + chunk, bytes.count)])
                    let answer = try await post(server, "/v1/streams/\(id)/chunks", piece)
                    isRefused = answer.hasPrefix("HTTP/1.1 415 ")
                    #expect(isRefused || answer.hasSuffix("\r\n\r\n"))
                }
                #expect(isRefused)
                let after = try await post(server, "/v1/streams/\(id)/finish", [])
                #expect(after.contains("\"unknown_stream\""))
            }
            #expect(server.server.engine.metrics.openStreamCount == 0)
        }
    }

    /// Only the beginning of a stream tells what it is: a later call may begin with any bytes.
    @Test func laterCallsMayBeginWithAnyBytes() async throws {
        try await TestServer.run { server in
            let begun = try await server.exchange(TestServer.post("/v1/streams", "{}"))
            let id = try #require(begun.split(separator: "\"id\":\"").last?.split(separator: "\"").first)
            #expect(try await post(server, "/v1/streams/\(id)/chunks", Array("words. ".utf8)).contains("200 OK"))
            #expect(try await post(server, "/v1/streams/\(id)/finish", Self.gzip).contains("200 OK"))
        }
    }
}
