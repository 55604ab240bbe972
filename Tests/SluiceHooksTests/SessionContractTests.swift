// Streams that are sent in calls.

import HTTPTypes
import ServiceLifecycle
import SluiceHooks
import SluiceModel
import SluicePayloads
import Synchronization
import Testing

@Suite struct SessionContractTests {
    /// Calls a route over a real connection and gives status line, headers and body.
    private func call(_ server: TestServer, _ path: String, _ body: String = "", headers: String = "") async throws
        -> String
    {
        try await server.exchange(TestServer.post(path, body, headers: headers))
    }

    private func begin(_ server: TestServer, _ body: String = "{}", headers: String = "") async throws -> String {
        let answer = try await call(server, "/v1/streams", body, headers: headers)
        #expect(answer.hasPrefix("HTTP/1.1 201 Created\r\n"))
        let json = try #require(JSONTree(Array(answer.split(separator: "\r\n\r\n")[1].utf8)))
        return try #require(json.string(json.member("id", of: json.root)))
    }

    private func giveUp(_ server: TestServer, _ id: String, headers: String = "") async throws {
        let answer = try await server.exchange(
            "DELETE /v1/streams/\(id) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\(headers)\r\n"
        )
        #expect(answer.hasPrefix("HTTP/1.1 204 No Content\r\n"))
    }

    @Test func chunksComeBackFilteredWithoutWhatIsUndecided() async throws {
        let token = try TestEngine.token()
        let audit = AuditProbe()
        try await TestServer.run(audit: audit) { server in
            let id = try await begin(server, "{\"format\":\"text\",\"metadata\":{\"team\":\"x\"}}")
            let first = try await call(server, "/v1/streams/\(id)/chunks", "the key is \(token.prefix(10))")
            #expect(first.hasSuffix("\r\n\r\nthe key is ") && first.contains("X-Sluice-Held-Bytes: 10\r\n"))
            let second = try await call(server, "/v1/streams/\(id)/chunks", "\(token.dropFirst(10)) and")
            #expect(second.contains("[REDACTED:github-token:") && second.contains("X-Sluice-Action: mask\r\n"))
            let state = try await server.exchange(TestServer.get("/v1/streams/\(id)"))
            #expect(state.contains("\"finding_count\":1") && state.contains("\"rule\":\"github-token\""))
            let last = try await call(server, "/v1/streams/\(id)/finish", " end")
            #expect(last.hasSuffix(" end"))
            #expect(try await call(server, "/v1/streams/\(id)/chunks", "a").contains("\"unknown_stream\""))
        }
        #expect(audit.records.count == 1 && audit.records.first?.metadata["team"] == "x")
        #expect(audit.records.first?.findings.count == 1)
    }

    /// Why a stream was blocked can be asked for as long as a stream is kept, and it is recorded once.
    @Test func aBlockedStreamCanBeAskedWhy() async throws {
        let token = try TestEngine.token()
        let folder = try TestFolder()
        try folder.write(
            "stop.yaml",
            "version: 1\nname: stop\npolicies: [{name: all, when: {category: secret}, then: {action: block, message: No.}}]\n"
        )
        for ending in ["finish", "delete", "expiry", "stop"] {
            let audit = AuditProbe()
            try await TestServer.run(audit: audit) { settings in
                settings.policies = folder.path
                settings.defaultPolicy = "stop"
            } body: { server in
                let id = try await begin(server)
                let blocked = try await call(server, "/v1/streams/\(id)/chunks", "a \(token) b")
                #expect(blocked.contains("X-Sluice-Action: block\r\n"))
                let state = try await server.exchange(TestServer.get("/v1/streams/\(id)"))
                #expect(state.contains("\"message\":\"No.\"") && state.contains("\"rule\":\"github-token\""))
                let more = try await call(server, "/v1/streams/\(id)/chunks", "more")
                #expect(more.contains("X-Sluice-Action: block\r\n") && more.hasSuffix("\r\n\r\n"))
                switch ending {
                case "finish":
                    let last = try await call(server, "/v1/streams/\(id)/finish", "end")
                    #expect(last.hasPrefix("HTTP/1.1 200") && last.hasSuffix("\r\n\r\n"))
                case "delete": try await giveUp(server, id)
                case "expiry": await server.server.sessions.expire(now: .now + Patience.duration + .seconds(1))
                default: return
                }
                #expect(try await call(server, "/v1/streams/\(id)/finish").contains("\"unknown_stream\""))
                #expect(server.server.engine.metrics.openStreamCount == 0)
            }
            #expect(audit.records.count == 1 && audit.records.first?.action == .block, "\(ending)")
        }
    }

    /// Bytes of a stream that is sent in calls are those of its requests and answers, and are counted once.
    @Test func bytesAreCountedOnce() async throws {
        try await TestServer.run { server in
            let id = try await begin(server, "{\"format\":\"text\"}")
            let before = try await server.exchange(TestServer.get("/metrics"))
            _ = try await call(server, "/v1/streams/\(id)/chunks", "twelve bytes")
            let after = try await server.exchange(TestServer.get("/metrics"))
            func received(_ page: String) throws -> Int {
                let line = try #require(
                    page.split(separator: "\n").first { $0.hasPrefix("sluice_received_bytes_total ") }
                )
                return try #require(line.split(separator: " ").last.flatMap { Int($0) })
            }
            #expect(try received(after) - received(before) == 12)
            try await giveUp(server, id)
        }
    }

    @Test func aStreamIsForgottenWhenNothingIsHeardOfIt() async throws {
        let audit = AuditProbe()
        try await TestServer.run(audit: audit) { settings in
            settings.limits.streams = 1
        } body: { server in
            let id = try await begin(server)
            #expect(try await call(server, "/v1/streams", "{}").contains("\"too_many_streams\""))
            await server.server.sessions.expire(now: .now + Patience.duration / 2)
            #expect(try await call(server, "/v1/streams/\(id)/chunks", "a").hasPrefix("HTTP/1.1 200"))
            await server.server.sessions.expire(now: .now + Patience.duration + .seconds(1))
            #expect(try await call(server, "/v1/streams/\(id)/chunks", "a").contains("\"unknown_stream\""))
            #expect(audit.records.count == 1)
            // Its place is free again.
            try await giveUp(server, try await begin(server))
        }
    }

    /// A server that is told to stop waits for streams that have begun, and begins no others.
    @Test func stoppingTheServerLetsStreamsEnd() async throws {
        let token = try TestEngine.token()
        let audit = AuditProbe()
        try await TestServer.run(audit: audit) { server in
            let id = try await begin(server)
            _ = try await call(server, "/v1/streams/\(id)/chunks", "a \(token.prefix(9))")
            await server.group.triggerGracefulShutdown()
            // Those that are begun until the server knows are given up.
            var answer = ""
            _ = try await Patience.wait(pause: .milliseconds(1)) {
                answer = try await call(server, "/v1/streams", "{}")
                if answer.hasPrefix("HTTP/1.1 201") {
                    let json = try #require(JSONTree(Array(answer.split(separator: "\r\n\r\n")[1].utf8)))
                    let other = try #require(json.string(json.member("id", of: json.root)))
                    try await giveUp(server, other)
                }
                return answer.contains("\"stopping\"")
            }
            #expect(answer.hasPrefix("HTTP/1.1 503") && answer.contains("\"stopping\""))
            let last = try await call(server, "/v1/streams/\(id)/finish", "\(token.dropFirst(9)) b")
            #expect(last.hasPrefix("HTTP/1.1 200") && last.contains("[REDACTED:github-token:"))
        }
        #expect(audit.records.filter { $0.action == .mask }.count == 1)
    }

    /// Streams that are not ended when the time to stop is over have decided something all the same.
    @Test func streamsAreRecordedWhenTheServerStopsWithoutTheirEnd() async throws {
        let token = try TestEngine.token()
        let audit = AuditProbe()
        let probe = ServerProbe()
        try await TestServer.run(audit: audit) { settings in
            settings.grace = .milliseconds(200)
        } body: { server in
            probe.server = server
            let id = try await begin(server)
            _ = try await call(server, "/v1/streams/\(id)/chunks", "a \(token) b")
        }
        #expect(audit.records.count == 1 && audit.records.first?.action == .mask)
        let server = try #require(probe.server)
        #expect(server.server.engine.metrics.openStreamCount == 0)
        let line = try #require(server.log.lines.first { $0.contains("streams had not ended") })
        #expect(line.contains("\"warning\"") && line.contains("\"streams\":\"1\""), "\(line)")
    }

    @Test func othersCannotReachAStream() async throws {
        let folder = try TestFolder()
        let tokens = try folder.write("t", "alpha token-of-alpha-0123\nbeta token-of-beta-45678\n")
        try await TestServer.run { settings in
            settings.tokens = tokens
        } body: { server in
            let alpha = "Authorization: Bearer token-of-alpha-0123\r\n"
            let beta = "Authorization: Bearer token-of-beta-45678\r\n"
            let id = try await begin(server, headers: alpha)
            let answer = try await call(server, "/v1/streams/\(id)/chunks", "a", headers: beta)
            #expect(answer.hasPrefix("HTTP/1.1 404") && answer.contains("\"unknown_stream\""))
            #expect(try await call(server, "/v1/streams/\(id)/chunks", "a", headers: alpha).hasPrefix("HTTP/1.1 200"))
            try await giveUp(server, id, headers: alpha)
        }
    }

    @Test func aStreamCanBeGivenUp() async throws {
        try await TestServer.run { server in
            let id = try await begin(server)
            try await giveUp(server, id)
            #expect(try await call(server, "/v1/streams/\(id)/finish").contains("\"unknown_stream\""))
        }
    }

    @Test func wrongBeginningsAreToldWhatToDo() async throws {
        try await TestServer.run { server in
            for (body, code) in [
                ("[]", "not_an_object"), ("{\"dialect\":\"x\"}", "invalid_dialect"),
                ("{\"direction\":\"x\"}", "invalid_direction"), ("{\"policy\":\"x\"}", "unknown_policy"),
                ("{\"policy\":[\"x\"]}", "invalid_field"), ("{\"direction\":1}", "invalid_field"),
                ("{\"dialect\":5}", "invalid_field"), ("{\"polcy\":\"x\"}", "unknown_field"),
            ] {
                let answer = try await call(server, "/v1/streams", body)
                #expect(answer.contains("\"\(code)\""))
            }
            // None of them took a place.
            #expect(server.server.engine.metrics.openStreamCount == 0)
        }
    }
}

private final class ServerProbe: Sendable {
    private let kept = Mutex<TestServer?>(nil)

    var server: TestServer? {
        get { kept.withLock { $0 } }
        set { kept.withLock { $0 = newValue } }
    }
}
