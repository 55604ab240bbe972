// How answers are framed for those who ask with HEAD or HTTP/1.0, or for the last time.

import Foundation
import SluiceHooks
import Testing

@Suite struct FramingTests {
    /// What of an answer stands before its body, without what is another each time.
    private static func head(_ answer: String) throws -> [Substring] {
        let end = try #require(answer.firstRange(of: "\r\n\r\n"))
        return answer[..<end.lowerBound].split(separator: "\r\n").filter {
            !$0.hasPrefix("Date: ") && !$0.hasPrefix("X-Request-ID: ")
        }.sorted()
    }

    /// HEAD is answered as GET, without a body: what follows on the connection is the next answer.
    @Test(arguments: ["/health/live", "/health/ready", "/", "/openapi.json", "/none", "/v1/check", "/v1/streams/none"])
    func headIsAnsweredWithoutABody(path: String) async throws {
        try await TestServer.run { server in
            let whole = try await server.exchange(TestServer.get(path))
            let bare = try await server.exchange("HEAD \(path) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            #expect(bare.hasSuffix("\r\n\r\n"))
            #expect(try Self.head(bare) == Self.head(whole))
            // In one go, in pieces, and with a body, which take other ways.
            for rest in ["\r\n", "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"] {
                let both = try await server.exchange(
                    "HEAD \(path) HTTP/1.1\r\nHost: a\r\n\(rest)" + TestServer.get("/health/live")
                )
                let answers = both.components(separatedBy: "HTTP/1.1 ")
                #expect(answers.count == 3 && answers[1].hasSuffix("\r\n\r\n"))
                #expect(answers[2].hasPrefix("200 OK\r\n") && answers[2].hasSuffix("{\"status\":\"live\"}"))
            }
        }
    }

    @Test func whatIsForGetIsForHead() async throws {
        try await TestServer.run { server in
            let answer = try await server.exchange(TestServer.post("/health/live", ""))
            #expect(answer.hasPrefix("HTTP/1.1 405") && answer.contains("\r\nAllow: GET, HEAD\r\n"))
        }
    }

    /// Who asks with HTTP/1.0 takes the end of the connection for the end of the answer.
    @Test(arguments: [
        "GET /health/live HTTP/1.0\r\n\r\n", "POST /v1/check HTTP/1.0\r\nContent-Length: 12\r\n\r\n{\"text\":\"a\"}",
        "POST /v1/filter HTTP/1.0\r\nContent-Length: 20000\r\n\r\n" + String(repeating: "a ", count: 10_000),
    ])
    func oldRequestsEndTheirConnection(request: String) async throws {
        try await TestServer.run { server in
            let answer = try await server.exchange(request)
            #expect(answer.hasPrefix("HTTP/1.0 200 OK\r\n") && answer.contains("\r\nConnection: close\r\n"))
        }
    }

    @Test func oldRequestsMayKeepTheirConnection() async throws {
        try await TestServer.run { server in
            let first = "GET /health/live HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n"
            let answers = try await server.exchange(first + "GET /health/live HTTP/1.0\r\n\r\n")
            #expect(answers.split(separator: "HTTP/1.0 200 OK\r\n").count == 2)
            #expect(answers.contains("\r\nConnection: keep-alive\r\n"))
        }
    }

    @Test(arguments: ["", "Connection: keep-alive\r\n"])
    func streamsAreNotSentInChunksToOldCallers(headers: String) async throws {
        try await TestServer.run { server in
            let answer = try await server.exchange(
                "POST /v1/stream HTTP/1.0\r\nContent-Type: text/plain\r\n\(headers)Content-Length: 5\r\n\r\nhello"
            )
            #expect(answer.hasPrefix("HTTP/1.0 200 OK\r\n") && answer.hasSuffix("\r\n\r\nhello"))
            #expect(!answer.contains("chunked") && !answer.contains("Trailer"))
        }
    }

    @Test(arguments: ["close, te", "TE, Close", "te\r\nConnection: close"])
    func closeIsReadAmongOtherWords(value: String) async throws {
        try await TestServer.run { server in
            for body in ["a", String(repeating: "a ", count: 10_000)] {
                let answer = try await server.exchange(
                    "POST /v1/filter HTTP/1.1\r\nHost: a\r\nConnection: \(value)\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
                        + body
                )
                #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n") && answer.contains("\r\nConnection: close\r\n"))
            }
        }
    }
}
