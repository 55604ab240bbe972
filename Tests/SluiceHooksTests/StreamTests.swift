// Streams over real connections.

import Foundation
import ServiceLifecycle
import SluiceHooks
import SluiceModel
import Synchronization
import Testing

@Suite struct StreamTests {
    private static let head = """
        POST /v1/stream HTTP/1.1\r
        Host: a\r
        Connection: close\r
        Content-Type: text/event-stream\r
        X-Sluice-Dialect: openai-chat\r
        Transfer-Encoding: chunked\r
        \r

        """

    private static func event(_ text: some StringProtocol) -> String {
        "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\(text)\"}}]}\n\n"
    }

    @Test func whatMayGoOutDoesWhileTheRequestIsOpen() async throws {
        let token = try TestEngine.token()
        let audit = AuditProbe()
        try await TestServer.run(audit: audit) { server in
            try await server.connect { connection in
                try await connection.send(Self.head)
                try await connection.read(until: "\r\n\r\n")
                // No figures, as `part 4. ` may go on as a date.
                for name in ["alpha", "beta", "gamma", "delta", "omega"] {
                    try await connection.sendChunk(Self.event("part \(name). "))
                    try await connection.read(until: "part \(name). ")
                }
                try await connection.sendChunk(Self.event("key \(token.prefix(9))"))
                try await connection.sendChunk(Self.event(token.dropFirst(9)))
                try await connection.sendChunk(Self.event(" end"))
                try await connection.read(until: "[REDACTED:github-token:")
                try await connection.sendChunk("data: [DONE]\n\n")
                try await connection.send("0\r\n\r\n")
                let all = try await connection.readToEnd()
                #expect(all.hasPrefix("HTTP/1.1 200 OK\r\n") && all.contains("data: [DONE]\n\n"))
                #expect(all.contains("X-Sluice-Action: mask\r\n") && all.contains("X-Sluice-Findings: 1\r\n"))
                #expect(!all.contains(token.dropFirst(9)))
            }
        }
        #expect(audit.records.count == 1)
        #expect(audit.records.first?.action == .mask && audit.records.first?.direction == .response)
    }

    @Test func aBlockedStreamEndsAsTheProviderEndsOne() async throws {
        let token = try TestEngine.token()
        let folder = try TestFolder()
        try folder.write(
            "stop.yaml",
            "version: 1\nname: stop\npolicies: [{name: all, when: {category: secret}, then: {action: block, message: No.}}]\n"
        )
        try await TestServer.run { settings in
            settings.policies = folder.path
            settings.defaultPolicy = "stop"
        } body: { server in
            try await server.connect { connection in
                try await connection.send(Self.head)
                try await connection.sendChunk(Self.event("fine. "))
                try await connection.sendChunk(Self.event("\(token) "))
                try await connection.sendChunk(Self.event("more"))
                try await connection.read(until: "X-Sluice-Action: block\r\n")
                #expect(connection.received.contains("fine. "))
                #expect(connection.received.contains("\"finish_reason\":\"content_filter\""))
                #expect(connection.received.contains("data: [DONE]") && !connection.received.contains("more"))
                #expect(!connection.received.contains(token))
            }
        }
    }

    @Test func aCallerWhoGoesAwayLeavesNothingBehind() async throws {
        let audit = AuditProbe()
        try await TestServer.run(audit: audit) { server in
            try await server.connect { connection in
                try await connection.send(Self.head)
                try await connection.sendChunk(Self.event("one. "))
                try await connection.read(until: "one. ")
                let page = try await server.exchange(TestServer.get("/metrics"))
                #expect(page.contains("\nsluice_streams 1\n"))
            }
            let page = try await server.metrics(until: "sluice_streams 0")
            #expect(page.contains("\nsluice_streams 0\n") && page.contains("\nsluice_held_bytes 0\n"))
            #expect(page.contains("sluice_stream_ends_total{end=\"abandoned\"} 1\n"))
        }
        #expect(audit.records.count == 1)
    }

    @Test func moreStreamsThanAllowedAreRefused() async throws {
        try await TestServer.run { settings in
            settings.limits.streams = 1
        } body: { server in
            try await server.connect { connection in
                try await connection.send(Self.head)
                try await connection.read(until: "\r\n\r\n")
                let refused = try await server.exchange(TestServer.post("/v1/stream", "a"))
                #expect(refused.hasPrefix("HTTP/1.1 503") && refused.contains("too_many_streams"))
                try await connection.send("0\r\n\r\n")
                _ = try await connection.readToEnd()
            }
            let stream = TestServer.post("/v1/stream", "a")
            let answer = try await server.exchange(stream, untilAnswerBegins: "HTTP/1.1 200")
            #expect(answer.hasPrefix("HTTP/1.1 200"))
        }
    }

    /// Who does not read is not read from either: what lies between stays small, however much is sent.
    @Test func theRequestIsReadNoFasterThanTheAnswer() async throws {
        try await TestServer.run { server in
            let sent = SentCount()
            let size = 64 << 20
            let metrics = server.server.engine.metrics
            // The system's own buffers between the two may hold more than all of it; the client's holds this much.
            try await server.connect(receiveBuffer: 64 << 10) { connection in
                try await connection.send(Self.head)
                let chunk = Self.event(String(repeating: "word ", count: 13_000))
                let writer = connection.sender
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask {
                        while sent.value < size {
                            try await writer.deliverChunk(chunk)
                            sent.add(chunk.utf8.count)
                        }
                        try await writer.send("0\r\n\r\n")
                    }
                    // Nobody reads: the server comes to a halt long before the end.
                    var read = 0
                    while read == 0 || metrics.receivedByteCount != read {
                        read = metrics.receivedByteCount
                        try await Task.sleep(for: .milliseconds(150))
                    }
                    #expect(read < size / 2, "\(read)")
                    try await connection.skip(untilEnd: "X-Sluice-Findings: ")
                    try await group.waitForAll()
                }
            }
            #expect(sent.value >= size)
        }
    }

    @Test func stoppingTheServerLetsStreamsEnd() async throws {
        try await TestServer.run { server in
            try await server.connect { connection in
                try await connection.send(Self.head)
                try await connection.sendChunk(Self.event("before. "))
                try await connection.read(until: "before. ")
                await server.group.triggerGracefulShutdown()
                try await connection.sendChunk(Self.event("after. "))
                try await connection.read(until: "after. ")
                try await connection.sendChunk("data: [DONE]\n\n")
                try await connection.send("0\r\n\r\n")
                #expect(try await connection.readToEnd().contains("data: [DONE]"))
            }
        }
    }
}

private final class SentCount: Sendable {
    private let count = Atomic<Int>(0)
    var value: Int { count.load(ordering: .relaxed) }
    func add(_ amount: Int) { count.add(amount, ordering: .relaxed) }
}
