// Short requests, which are answered where they come in, and what they may meet on one connection.

import SluiceHooks
import Testing

@Suite struct ShortRequestTests {
    private static func check(_ text: String, id: String, headers: String = "") -> String {
        let body = "{\"text\":\"\(text)\"}"
        return "POST /v1/check HTTP/1.1\r\nHost: a\r\nX-Request-ID: \(id)\r\n\(headers)"
            + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }

    /// The names of the answers, in the order that they came in.
    private static func ids(_ text: String) -> [Substring] {
        text.split(separator: "\r\n").filter { $0.hasPrefix("X-Request-ID: ") }.map { $0.dropFirst(14) }
    }

    @Test func answersComeInTheOrderOfTheRequests() async throws {
        let long = String(repeating: "long ", count: 20_000)
        try await TestServer.run { server in
            try await server.connect { connection in
                var requests = ""
                for index in 0..<12 {
                    switch index % 4 {
                    case 0, 1: requests += Self.check("short", id: "\(index)")
                    case 2: requests += Self.check(long, id: "\(index)")
                    default:
                        requests +=
                            "POST /v1/filter HTTP/1.1\r\nHost: a\r\nX-Request-ID: \(index)\r\n"
                            + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
                    }
                }
                try await connection.send(requests + Self.check("last", id: "last", headers: "Connection: close\r\n"))
                let answers = try await connection.readToEnd()
                #expect(Self.ids(answers) == (0..<12).map { "\($0)" } + ["last"])
                #expect(answers.split(separator: "HTTP/1.1 200 OK").count == 13)
            }
        }
    }

    /// However a request is cut, it is answered once; what has not come in one go takes the long way.
    @Test func aRequestThatComesInPiecesIsAnswered() async throws {
        let request = Self.check("in pieces", id: "p")
        try await TestServer.run { server in
            try await server.connect { connection in
                for cut in [1, 30, request.utf8.count - 20, request.utf8.count - 1] {
                    try await connection.send(String(request.prefix(cut)))
                    try await Task.sleep(for: .milliseconds(30))
                    try await connection.send(String(request.dropFirst(cut)) + Self.check("whole", id: "w-\(cut)"))
                    try await connection.read(until: "X-Request-ID: w-\(cut)\r\n")
                }
                try await connection.send(TestServer.get("/health/live"))
                let answers = try await connection.readToEnd()
                #expect(Self.ids(answers).filter { $0 == "p" }.count == 4)
                #expect(answers.split(separator: "HTTP/1.1 200 OK").count == 9)
            }
        }
    }

    /// A caller who sends nothing more still gets what it asked for.
    @Test(arguments: [10, 40_000])
    func aHalfClosedConnectionIsAnswered(count: Int) async throws {
        let text = String(repeating: "a ", count: count / 2)
        try await TestServer.run { server in
            try await server.connect { connection in
                try await connection.send(Self.check(text, id: "half"))
                connection.finish()
                let answer = try await connection.readToEnd()
                #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n") && answer.hasSuffix("}"))
            }
        }
    }

    @Test func answersHaveTheHeadersOfAServer() async throws {
        try await TestServer.run { server in
            try await server.connect { connection in
                try await connection.send(Self.check("a", id: "head"))
                try await connection.read(until: "microseconds")
                // RFC 9110 §5.6.7: `Sun, 06 Nov 1994 08:49:37 GMT`.
                let pattern = /Date: (Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z][a-z] \d{4} \d\d:\d\d:\d\d GMT\r\n/
                #expect(connection.received.contains(pattern))
                #expect(connection.received.split(separator: "Content-Length: ").count == 2)
            }
        }
    }

    /// What comes behind a stream waits until it has ended.
    @Test func aRequestBehindAStreamWaitsForIt() async throws {
        try await TestServer.run { server in
            try await server.connect { connection in
                try await connection.send(
                    "POST /v1/stream HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n"
                )
                try await connection.sendChunk("one two three. ")
                try await connection.read(until: "one two")
                try await connection.send("0\r\n\r\n" + Self.check("after", id: "after"))
                try await connection.read(until: "microseconds")
                let stream = try #require(connection.received.firstRange(of: "X-Sluice-Findings: 0"))
                let answer = try #require(connection.received.firstRange(of: "X-Request-ID: after"))
                #expect(stream.lowerBound < answer.lowerBound)
            }
        }
    }
}
