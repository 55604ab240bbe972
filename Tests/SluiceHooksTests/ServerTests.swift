// The server over real connections: errors, limits, tokens, shutdown.

import Foundation
import SluiceAudit
import SluiceHooks
import SluiceModel
import Testing

@Suite struct ServerTests {
    @Test func requestsOverOneConnectionAreAnswered() async throws {
        let token = try TestEngine.token()
        try await TestServer.run { server in
            try await server.connect { connection in
                for index in 0..<3 {
                    let body = "{\"text\":\"\(index) \(token)\",\"direction\":\"request\"}"
                    try await connection.send(
                        "POST /v1/check HTTP/1.1\r\nHost: a\r\nX-Request-ID: id-\(index)\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
                    )
                    try await connection.read(until: "\"text\":\"\(index) [REDACTED:github-token:")
                    try await connection.read(until: "microseconds")
                    #expect(connection.received.contains("X-Request-ID: id-\(index)\r\n"))
                }
                #expect(!connection.received.contains(token))
            }
            #expect(!server.log.lines.joined().contains(token))
        }
    }

    @Test(arguments: [
        (TestServer.get("/none"), "404", "not_found"),
        (TestServer.get("/v1/check"), "405", "method_not_allowed"),
        (TestServer.post("/v1/check", "{"), "400", "invalid_json"),
        (
            TestServer.post("/v1/check", "{}", headers: "Content-Encoding: gzip\r\n"), "415",
            "unsupported_encoding"
        ),
        (TestServer.post("/v1/check", String(repeating: "a", count: 5_000)), "413", "body_too_large"),
        ("NONSENSE\r\n\r\n", "400", "invalid_http"),
        (
            TestServer.get("/", headers: "X-A: \(String(repeating: "a", count: 9_000))\r\n"),
            "431", "headers_too_large"
        ),
        (
            "POST /v1/check HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
                + String(repeating: "3e8\r\n" + String(repeating: "a", count: 1_000) + "\r\n", count: 5) + "0\r\n\r\n",
            "413", "body_too_large"
        ),
    ])
    func everyErrorIsJSONWithACode(request: String, status: String, code: String) async throws {
        try await TestServer.run { settings in
            settings.limits.body = 4_096
            settings.limits.header = 8_192
        } body: { server in
            let answer = try await server.exchange(request)
            #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(answer.prefix(60))")
            #expect(answer.contains("{\"error\":{\"code\":\"\(code)\",\"message\":\""))
            // Whatever is refused is named, logged and counted.
            #expect(answer.contains("\r\nX-Request-ID: "))
            #expect(server.log.lines.contains { $0.contains("\"code\":\"\(code)\"") && $0.contains("\"info\"") })
            let page = try await server.exchange(TestServer.get("/metrics"))
            #expect(page.contains("status=\"\(status)\"} 1\n"))
        }
    }

    /// Whatever is refused unread is counted under its reason, and as one request.
    @Test func refusalsAreCounted() async throws {
        let requests = [
            ("body_too_large", TestServer.post("/v1/filter", String(repeating: "a", count: 5_000))),
            ("unsupported_encoding", TestServer.post("/v1/filter", "a", headers: "Content-Encoding: gzip\r\n")),
            ("overloaded", TestServer.post("/v1/filter", String(repeating: "a ", count: 1_500))),
            ("body_too_slow", "POST /v1/filter HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\na"),
        ]
        for (reason, request) in requests {
            try await TestServer.run { settings in
                settings.limits.body = 4_096
                settings.limits.buffered = 2_048
                if reason == "body_too_slow" { settings.limits.bodyTime = .milliseconds(50) }
            } body: { server in
                let answer = try await server.exchange(request)
                #expect(answer.contains("\"\(reason)\""))
                let page = try await server.exchange(TestServer.get("/metrics"))
                #expect(page.contains("\nsluice_refused_total{reason=\"\(reason)\"} 1\n"), "\(reason)")
                #expect(page.split(separator: "sluice_refused_total{").count == 2)
                #expect(!page.contains("contract=\"none\"") && !page.contains("invalid_http"))
            }
        }
    }

    /// The body of a request that was refused may break off, which is no request of its own.
    @Test func whatFollowsARefusalIsNoRequest() async throws {
        let folder = try TestFolder()
        let path = try folder.write("tokens", "alpha token-of-alpha-0123\n")
        try await TestServer.run { settings in
            settings.tokens = path
        } body: { server in
            for rest in ["", "no chunk\r\n"] {
                try await server.connect { connection in
                    try await connection.send(
                        "POST /v1/filter HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n"
                    )
                    try await connection.read(until: "\"unauthorized\"")
                    try? await connection.send(rest)
                    connection.finish()
                    #expect(try await !connection.readToEnd().contains("invalid_http"))
                }
            }
            let good = "Authorization: Bearer token-of-alpha-0123\r\n"
            let page = try await server.exchange(TestServer.get("/metrics", headers: good))
            #expect(page.contains("\nsluice_refused_total{reason=\"unauthorized\"} 2\n"))
            #expect(!page.contains("contract=\"none\"") && !page.contains("invalid_http"))
        }
    }

    /// What passes without having been judged is worth a warning, whatever its status.
    @Test func whatPassesUnjudgedIsLogged() async throws {
        let folder = try TestFolder()
        let passing = "on_error: {request: open, response: open}"
        try folder.write("open.yaml", "version: 1\nname: open\n\(passing)\npolicies: []\n")
        try await TestServer.run { settings in
            settings.policies = folder.path
            settings.defaultPolicy = "open"
            settings.limits.deadline = .nanoseconds(1)
        } body: { server in
            let words = String(repeating: "words and words ", count: 20_000)
            for (path, body) in [
                ("/v1/filter", words), ("/v1/check", "{\"text\":\"\(words)\"}"),
                ("/analyze/prompt", "{\"prompt\":\"\(words)\"}"),
            ] {
                let answer = try await server.exchange(TestServer.post(path, body))
                #expect(answer.hasPrefix("HTTP/1.1 200 ") && answer.contains("X-Sluice-Outcome: unjudged\r\n"))
            }
            let lines = server.log.lines.filter { $0.contains("\"unjudged\"") && $0.contains("\"warning\"") }
            #expect(lines.count == 3)
        }
    }

    @Test func aBodyThatBreaksOffIsNotJudged() async throws {
        let audit = AuditProbe()
        try await TestServer.run(audit: audit) { server in
            try await server.connect { connection in
                try await connection.send(
                    "POST /v1/filter HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhalf of it"
                )
                connection.finish()
                _ = try await connection.readToEnd()
                #expect(!connection.received.contains("200 OK"))
            }
        }
        #expect(audit.records.isEmpty)
    }

    @Test func aCallerWhoWaitsIsToldToGoOn() async throws {
        try await TestServer.run { server in
            try await server.connect { connection in
                try await connection.send(
                    "POST /v1/filter HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n"
                )
                try await connection.read(until: "HTTP/1.1 100 Continue\r\n")
                try await connection.send("hello")
                try await connection.read(until: "\r\n\r\nhello")
            }
        }
    }

    /// Who waits with a body that will be refused is told so at once, and that no other request follows.
    @Test func aCallerWhoWaitsInVainIsNotToldToGoOn() async throws {
        let folder = try TestFolder()
        let path = try folder.write("tokens", "alpha token-of-alpha-0123\n")
        try await TestServer.run { settings in
            settings.limits.body = 1_000
            settings.tokens = path
        } body: { server in
            let token = "Authorization: Bearer token-of-alpha-0123\r\n"
            for (target, headers, length, status) in [
                ("/v1/filter", token, 1_001, "413"), ("/v1/filter", "", 5, "401"), ("/v1/stream", "", 5, "401"),
                ("/v1/filter", token + "Content-Encoding: gzip\r\n", 5, "415"), ("/none", token, 5, "404"),
            ] {
                let answer = try await server.exchange(
                    "POST \(target) HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n\(headers)Content-Length: \(length)\r\n\r\n"
                )
                #expect(answer.hasPrefix("HTTP/1.1 \(status) ") && answer.contains("Connection: close\r\n"))
            }
        }
    }

    @Test func withATokenFileOnlyHoldersOfATokenAreAnswered() async throws {
        let folder = try TestFolder()
        let path = try folder.write("tokens", "alpha token-of-alpha-0123\n")
        let audit = AuditProbe()
        try await TestServer.run(audit: audit) { settings in
            settings.tokens = path
        } body: { server in
            let check = { headers in TestServer.post("/v1/check", "{\"text\":\"a\"}", headers: headers) }
            let wrong = [
                "", "Authorization: Bearer wrong-token-01234567\r\n", "Authorization: Basic YTpi\r\n",
                "Authorization: Basic ?\r\n", "Authorization: token-of-alpha-0123\r\n", "X-API-Key: wrong\r\n",
                "Authorization: Digest token-of-alpha-0123\r\nX-API-Key: token-of-alpha-0123\r\n",
            ]
            for headers in wrong {
                let answer = try await server.exchange(check(headers))
                #expect(answer.hasPrefix("HTTP/1.1 401 Unauthorized\r\n") && answer.contains("\"unauthorized\""))
                #expect(answer.contains("\r\nWWW-Authenticate: Bearer\r\n"))
            }
            let good = "Authorization: Bearer token-of-alpha-0123\r\n"
            let password = Data("anyone:token-of-alpha-0123".utf8).base64EncodedString()
            for headers in [good, "Authorization: basic \(password)\r\n", "X-API-Key: token-of-alpha-0123\r\n"] {
                #expect(try await server.exchange(check(headers)).hasPrefix("HTTP/1.1 200 OK\r\n"), "\(headers)")
            }
            for path in ["/metrics", "/v1/status"] {
                #expect(try await server.exchange(TestServer.get(path)).hasPrefix("HTTP/1.1 401"))
                #expect(try await server.exchange(TestServer.get(path, headers: good)).hasPrefix("HTTP/1.1 200"))
            }
            // Whoever asks learns whether the server is ready; only those who may ask learn more.
            let open = try await server.exchange(TestServer.get("/health/ready"))
            #expect(open.contains("\"status\":\"ready\"") && !open.contains("policies"))
            let trusted = try await server.exchange(TestServer.get("/health/ready", headers: good))
            #expect(trusted.contains("\"policies\":[\"default\"]"))
            #expect(try await server.exchange(TestServer.get("/health/live")).hasPrefix("HTTP/1.1 200"))
        }
        #expect(audit.records.map { $0.metadata["token"] } == ["alpha", "alpha", "alpha"])
    }

    @Test func whatIsTooMuchIsRefusedAtOnce() async throws {
        try await TestServer.run { settings in
            settings.limits.requests = 1
        } body: { server in
            try await server.connect { first in
                // A request whose body has not come is being answered.
                try await first.send("POST /v1/filter HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nab")
                // A check that came before it would be answered in its place; the page counts itself.
                let page = try await server.metrics(until: "sluice_requests_in_flight 2")
                #expect(page.contains("\nsluice_requests_in_flight 2\n"))
                let check = TestServer.post("/v1/check", "{\"text\":\"a\"}")
                let refused = try await server.exchange(check, untilAnswerBegins: "HTTP/1.1 503")
                #expect(refused.hasPrefix("HTTP/1.1 503 Service Unavailable\r\n"))
                #expect(refused.contains("Retry-After: 1\r\n") && refused.contains("\"overloaded\""))
                // What tells how the server is does not count.
                #expect(try await server.exchange(TestServer.get("/health/ready")).hasPrefix("HTTP/1.1 200"))
                try await first.send("cd")
                try await first.read(until: "abcd")
            }
            // Its seat is free as soon as the server knows that its answer is out.
            let check = TestServer.post("/v1/check", "{\"text\":\"a\"}")
            let after = try await server.exchange(check, untilAnswerBegins: "HTTP/1.1 200")
            #expect(after.hasPrefix("HTTP/1.1 200 OK\r\n"))
        }
    }

    @Test func bodiesTogetherMayNotFillTheMemory() async throws {
        try await TestServer.run { settings in
            settings.limits.buffered = 1_000
        } body: { server in
            let answer = try await server.exchange(TestServer.post("/v1/filter", String(repeating: "a ", count: 600)))
            #expect(answer.hasPrefix("HTTP/1.1 503") && answer.contains("limits.buffered"))
            #expect(try await server.exchange(TestServer.post("/v1/filter", "a")).hasPrefix("HTTP/1.1 200"))
        }
    }

    /// What is only announced takes no memory from others.
    @Test func anAnnouncedBodyKeepsNobodyOut() async throws {
        try await TestServer.run { settings in
            settings.limits.buffered = 1 << 20
        } body: { server in
            try await server.connect { first in
                try await first.send("POST /v1/filter HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\na")
                _ = try await server.metrics(until: "sluice_requests_in_flight 2")
                let text = String(repeating: "word ", count: 50_000)
                let answer = try await server.exchange(TestServer.post("/v1/filter", text))
                #expect(answer.hasPrefix("HTTP/1.1 200"))
            }
        }
    }

    /// An answer that nobody takes counts as long as it waits.
    @Test(arguments: ["requests", "buffered"])
    func whoDoesNotReadKeepsASeat(limit: String) async throws {
        try await TestServer.run { settings in
            settings.limits.body = 64 << 20
            if limit == "requests" { settings.limits.requests = 1 } else { settings.limits.buffered = 40 << 20 }
        } body: { server in
            let long = String(repeating: "word ", count: 24 << 18) + "and the end"
            try await server.connect { first in
                let writer = first.sender
                try await writer.send(
                    "POST /v1/filter HTTP/1.1\r\nHost: a\r\nX-Sluice-Format: text\r\nContent-Length: \(long.utf8.count)\r\n\r\n"
                )
                try await writer.send(long)
                // It is answered, as far as the system takes it.
                let line = "sluice_requests_total{contract=\"filter\",status=\"200\"} 1"
                _ = try await server.metrics(until: line, pause: .milliseconds(10))
                let other = String(repeating: "word ", count: limit == "requests" ? 1 : 12 << 18)
                let refused = try await server.exchange(TestServer.post("/v1/filter", other))
                #expect(refused.hasPrefix("HTTP/1.1 503") && refused.contains("limits.\(limit)"))
                try await first.skip(untilEnd: "and the end")
            }
            let filter = TestServer.post("/v1/filter", "a")
            let answer = try await server.exchange(filter, untilAnswerBegins: "HTTP/1.1 200")
            #expect(answer.hasPrefix("HTTP/1.1 200"))
        }
    }

    /// Who sends requests and takes no answers gets no further ones, however short they are.
    @Test func shortAnswersDoNotPileUp() async throws {
        try await TestServer.run { server in
            try await server.connect { first in
                let request = "GET /openapi.json HTTP/1.1\r\nHost: a\r\n\r\n"
                let size = try await server.exchange(TestServer.get("/openapi.json")).utf8.count
                let count = (64 << 20) / size
                try await first.send(String(repeating: request, count: count))
                var (last, sent, idleCount) = (0, 0, 0)
                while idleCount < 5 {
                    try await Task.sleep(for: .milliseconds(100))
                    (last, sent) = (sent, server.server.engine.metrics.sentByteCount)
                    idleCount = sent == last && sent > size ? idleCount + 1 : 0
                }
                #expect(sent > size && sent < count * size / 2, "\(sent) of \(count * size)")
            }
        }
    }

    @Test func aBodyThatDripsIsGivenUp() async throws {
        try await TestServer.run { settings in
            settings.limits.bodyTime = .milliseconds(50)
        } body: { server in
            try await server.connect { connection in
                try await connection.send("POST /v1/filter HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\na")
                for _ in 0..<10 {
                    try await Task.sleep(for: .milliseconds(20))
                    // The server may have closed the connection by now.
                    try? await connection.send("a")
                }
                try await connection.read(until: "body_too_slow")
                #expect(connection.received.hasPrefix("HTTP/1.1 408 Request Timeout\r\n"))
            }
        }
    }

    /// A body that does not come is given up as well, and takes neither seat nor memory from then on.
    @Test(arguments: ["Content-Length: 1000", "Transfer-Encoding: chunked"])
    func aBodyThatStallsIsGivenUp(length: String) async throws {
        try await TestServer.run { settings in
            settings.limits.bodyTime = .milliseconds(50)
            settings.limits.requests = 1
            settings.limits.buffered = 1_000
        } body: { server in
            try await server.connect { connection in
                try await connection.send("POST /v1/filter HTTP/1.1\r\nHost: a\r\n\(length)\r\n\r\n3\r\nabc\r\n")
                let answer = try await connection.readToEnd()
                #expect(answer.hasPrefix("HTTP/1.1 408 Request Timeout\r\n") && answer.contains("body_too_slow"))
                #expect(answer.contains("Connection: close\r\n"))
                // The caller has closed nothing yet. A busy machine may take this body for a slow one as well.
                let other = try await server.exchange(
                    TestServer.post("/v1/filter", String(repeating: "a ", count: 450)),
                    untilAnswerBegins: "HTTP/1.1 200 OK"
                )
                #expect(other.hasPrefix("HTTP/1.1 200 OK\r\n"))
            }
        }
    }

    @Test func aConnectionThatSaysNothingIsClosed() async throws {
        try await TestServer.run { settings in
            settings.limits.idle = .milliseconds(100)
        } body: { server in
            let answer = try await server.exchange("POST /v1/filter HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\na")
            #expect(!answer.contains("200 OK"))
        }
    }

    @Test func aUnixSocketIsServed() async throws {
        let folder = try TestFolder()
        let path = folder.path + "/s"
        try await TestServer.run { settings in
            settings.listen = .unix(path: path)
            settings.socketMode = 0o620
        } body: { _ in
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber
            #expect(mode?.intValue == 0o620)
            let run = try await Tool.run("curl", ["-s", "--unix-socket", path, "http://a/health/live"])
            #expect(run.output == "{\"status\":\"live\"}")
        }
    }

    /// A socket at which a server answers is not taken, one that was left behind is, and each server removes its own.
    @Test func aUnixSocketIsTakenFromNobody() async throws {
        let folder = try TestFolder()
        let path = folder.path + "/s"
        @Sendable func listen(_ settings: inout ServeSettings) { settings.listen = .unix(path: path) }
        try await TestServer.run(listen) { _ in
            let second = await #expect(throws: ServeFailure.self) { try await TestServer.run(listen) { _ in } }
            #expect(second?.description.contains("another server answers at unix:\(path)") == true)
            #expect(
                try await Tool.run("curl", ["-s", "--unix-socket", path, "http://a/health/live"]).output.contains(
                    "live"
                )
            )
            // One that was left behind.
            try FileManager.default.removeItem(atPath: path)
            try await TestServer.run(listen) { _ in
                #expect(FileManager.default.fileExists(atPath: path))
                try FileManager.default.moveItem(atPath: path, toPath: path + "-kept")
            }
            try FileManager.default.moveItem(atPath: path + "-kept", toPath: path)
            try await TestServer.run(listen) { _ in }
            #expect(!FileManager.default.fileExists(atPath: path))
            // The first server ends after this, and finds another's.
            try folder.write("s", "a file")
        }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "a file")
        let wrong = await #expect(throws: ServeFailure.self) { try await TestServer.run(listen) { _ in } }
        #expect(wrong?.description.contains("no socket") == true)
    }

    @Test func anAddressThatIsTakenIsNamed() async throws {
        try await TestServer.run { server in
            var settings = ServeSettings()
            settings.listen = .tcp(host: "127.0.0.1", port: server.port)
            settings.rules = TestEngine.rulesPath
            let other = try HookServer(settings: settings, logger: LogProbe().logger)
            let failure = await #expect(throws: ServeFailure.self) { try await other.run(signals: []) }
            let text = try #require(failure?.description)
            #expect(
                text.contains("127.0.0.1:\(server.port)") && text.contains("another program") && !text.contains("(")
            )
        }
    }

    @Test func settingsThatCannotBeUsedAreNamedTogether() throws {
        let folder = try TestFolder()
        for name in ["a", "b"] { try folder.write("broken/\(name).yaml", "version: 1\nname: \(name)\npolicies: 5\n") }
        try folder.write("other/team.yaml", "version: 1\nname: team\npolicies: []\n")
        let tokens = try folder.write("tokens", "alpha short\n\nbeta\n")
        var settings = ServeSettings()
        settings.listen = .tcp(host: "0.0.0.0", port: 1)
        settings.rules = "/nowhere"
        settings.keyFile = "/nowhere/key"
        settings.tls = .init(certificate: "/nowhere/c", key: "/nowhere/k")
        settings.audit = .init(path: "/nowhere/audit.db")
        settings.fingerprints = ["/nowhere/own.idx"]
        settings.policies = folder.path + "/broken"
        func problems() -> String {
            let error = #expect(throws: ServeFailure.self) {
                _ = try HookServer(settings: settings, logger: LogProbe().logger)
            }
            return error?.description ?? ""
        }
        var told = problems()
        for word in [
            "`listen`", "`key_file`", "`tls.certificate`", "`tls.key`", "`audit`: /nowhere/audit.db",
            "/nowhere:1: there is no such directory", "/nowhere/own.idx", "broken/a.yaml:", "broken/b.yaml:",
        ] {
            #expect(told.contains(word), "\(word)")
        }
        settings.tokens = tokens
        settings.tls?.clientAuthority = "/nowhere/ca"
        settings.policies = folder.path + "/other"
        told = problems()
        for word in ["\(tokens):1: ", "\(tokens):3: ", "`tls.client_ca`", "no policy is named `default`", "own.idx"] {
            #expect(told.contains(word), "\(word)")
        }
    }

    /// An audit tells of a start only when there was one: a start without an end is taken for a server that was killed.
    @Test func aStartThatFailsIsNotInTheAudit() throws {
        let folder = try TestFolder()
        let path = folder.path + "/audit.db"
        try folder.write("policies/default.yaml", "version: 1\nname: default\npolicies: 5\n")
        var settings = ServeSettings()
        settings.rules = TestEngine.rulesPath
        settings.policies = folder.path + "/policies"
        settings.audit = .init(path: path)
        func start() throws -> HookServer {
            try HookServer(settings: settings, opensAudit: true, logger: LogProbe().logger)
        }
        #expect(throws: ServeFailure.self) { _ = try start() }
        #expect(!FileManager.default.fileExists(atPath: path))
        try folder.write("policies/default.yaml", "version: 1\nname: default\npolicies: []\n")
        #expect(try start().audit?.close() == true)
        settings.keyFile = "/nowhere/key"
        #expect(throws: ServeFailure.self) { _ = try start() }
        // Only looking is no start either.
        settings.keyFile = nil
        #expect(try HookServer(settings: settings, logger: LogProbe().logger).audit == nil)
        var all = AuditFilter()
        all.kinds = Set(AuditEntry.Kind.allCases)
        var kinds: [AuditEntry.Content] = []
        try AuditReader(path).forEach(all) { kinds.append($0.content) }
        #expect(kinds == [.start, .stop])
    }
}
