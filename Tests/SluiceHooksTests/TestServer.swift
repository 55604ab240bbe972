// A running server for tests, and plain connections to it.

import Foundation
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import SluiceHooks
import SluiceModel
import Synchronization

/// A server that runs on a port of its own for the time of a test.
struct TestServer: Sendable {
    let server: HookServer
    let port: Int
    let group: ServiceGroup
    /// What was logged.
    let log: LogProbe

    /// Runs a server with the repository's rules, and stops it after `body`.
    static func run(
        audit: (any AuditSink)? = nil,
        _ change: (inout ServeSettings) -> Void = { _ in },
        body: @Sendable @escaping (TestServer) async throws -> Void
    ) async throws {
        var settings = ServeSettings()
        settings.listen = .tcp(host: "127.0.0.1", port: 0)
        settings.rules = TestEngine.rulesPath
        // No test is about how long a busy machine takes; those about limits of time set their own.
        settings.grace = Patience.duration
        settings.limits.deadline = Patience.duration
        settings.limits.bodyTime = Patience.duration
        settings.limits.idle = Patience.duration
        settings.limits.session = Patience.duration
        change(&settings)
        let log = LogProbe()
        let server = try HookServer(settings: settings, audit: audit, logger: log.logger)
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let app = server.application { number in port.yield(number ?? 0) }
        let group = server.group(app)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                // A server that does not begin leaves nobody waiting.
                defer { port.finish() }
                try await group.run()
            }
            for await number in ports {
                do {
                    try await body(TestServer(server: server, port: number, group: group, log: log))
                } catch {
                    await group.triggerGracefulShutdown()
                    throw error
                }
                break
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    /// A connection for the time of `body`, for which the system keeps as many bytes unread as it likes, or about
    /// `receiveBuffer`.
    func connect<Value: Sendable>(
        receiveBuffer: Int? = nil,
        _ body: @Sendable @escaping (inout Connection) async throws -> Value
    ) async throws -> Value {
        try await Connection.open(host: "127.0.0.1", port: port, receiveBuffer: receiveBuffer, body)
    }

    /// Sends one request over a connection of its own and gives all that comes until the server closes it.
    func exchange(_ request: String) async throws -> String {
        try await connect { connection in
            try await connection.send(request)
            return try await connection.readToEnd()
        }
    }

    /// Sends a request again and again until the answer begins so, or for long enough; gives the last answer.
    func exchange(_ request: String, untilAnswerBegins beginning: String) async throws -> String {
        try await exchange(request, pause: .milliseconds(1)) { $0.hasPrefix(beginning) }
    }

    /// Looks at the metrics again and again until they have a line, or for long enough; gives what came last.
    func metrics(until line: String, pause: Duration = .milliseconds(5)) async throws -> String {
        try await exchange(TestServer.get("/metrics"), pause: pause) { $0.contains("\n\(line)\n") }
    }

    private func exchange(
        _ request: String,
        pause: Duration,
        until isEnough: (String) -> Bool
    ) async throws -> String {
        var answer = ""
        _ = try await Patience.wait(pause: pause) {
            answer = try await exchange(request)
            return isEnough(answer)
        }
        return answer
    }

    /// A POST that asks the server to close the connection.
    static func post(_ path: String, _ body: String, headers: String = "") -> String {
        "POST \(path) HTTP/1.1\r\nHost: test\r\nConnection: close\r\nContent-Length: \(body.utf8.count)\r\n\(headers)\r\n\(body)"
    }

    /// A GET that asks the server to close the connection.
    static func get(_ path: String, headers: String = "") -> String {
        "GET \(path) HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\(headers)\r\n"
    }
}

/// A plain connection.
struct Connection {
    private var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    private let channel: any Channel
    private(set) var received = ""

    enum Problem: Error { case tooSlow, closed(String) }

    static func open<Value: Sendable>(
        host: String,
        port: Int,
        receiveBuffer: Int? = nil,
        _ body: @Sendable @escaping (inout Connection) async throws -> Value
    ) async throws -> Value {
        var bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.allowRemoteHalfClosure, value: true)
        if let receiveBuffer {
            bootstrap = bootstrap.channelOption(.socketOption(.so_rcvbuf), value: numericCast(receiveBuffer))
        }
        let channel = try await bootstrap.connect(host: host, port: port) { channel in
            channel.eventLoop.makeCompletedFuture {
                try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                    wrappingChannelSynchronously: channel,
                    configuration: .init(isOutboundHalfClosureEnabled: true)
                )
            }
        }
        // A test that waits for what does not come fails instead of hanging.
        let timer = channel.channel.eventLoop.scheduleTask(in: TimeAmount(Patience.duration)) {
            channel.channel.close(promise: nil)
        }
        defer { timer.cancel() }
        return try await channel.executeThenClose { inbound, outbound in
            var connection = Connection(
                inbound: inbound.makeAsyncIterator(),
                outbound: outbound,
                channel: channel.channel
            )
            return try await body(&connection)
        }
    }

    private init(
        inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator,
        outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>,
        channel: any Channel
    ) {
        self.inbound = inbound
        self.outbound = outbound
        self.channel = channel
    }

    /// The half that sends, which may be used while the other reads.
    var sender: Sender { Sender(outbound: outbound, channel: channel) }

    struct Sender: Sendable {
        fileprivate let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
        fileprivate let channel: any Channel

        func send(_ text: String) async throws {
            try await outbound.write(ByteBuffer(string: text))
        }

        func send(_ bytes: [UInt8]) async throws {
            try await outbound.write(ByteBuffer(bytes: bytes))
        }

        /// Sends one chunk of a chunked body.
        func sendChunk(_ text: String) async throws {
            try await send(Self.chunk(text))
        }

        /// Sends one chunk of a chunked body and waits until the system has taken it: a busy event loop lets the writer
        /// keep any number of them.
        func deliverChunk(_ text: String) async throws {
            try await channel.writeAndFlush(ByteBuffer(string: Self.chunk(text)))
        }

        private static func chunk(_ text: String) -> String {
            String(text.utf8.count, radix: 16) + "\r\n" + text + "\r\n"
        }
    }

    func send(_ text: String) async throws {
        try await sender.send(text)
    }

    /// Sends one chunk of a chunked body.
    func sendChunk(_ text: String) async throws {
        try await sender.sendChunk(text)
    }

    /// Sends nothing more.
    func finish() {
        outbound.finish()
    }

    /// Reads until all that has come holds `text`.
    mutating func read(until text: String) async throws {
        while !received.contains(text) {
            guard let buffer = try await inbound.next() else { throw Problem.closed(received) }
            received += String(buffer: buffer)
        }
    }

    /// Reads until what came last ends with something that holds `text`, and keeps nothing of it all.
    mutating func skip(untilEnd text: String) async throws {
        var last: [UInt8] = []
        while !String(decoding: last, as: UTF8.self).contains(text) {
            guard let buffer = try await inbound.next() else { throw Problem.closed("") }
            last = (last + buffer.readableBytesView.suffix(256)).suffix(256)
        }
    }

    /// Reads until the server closes the connection.
    mutating func readToEnd() async throws -> String {
        while let buffer = try await inbound.next() { received += String(buffer: buffer) }
        return received
    }
}

/// Collects log lines.
final class LogProbe: Sendable {
    private let kept = Mutex<[String]>([])

    var lines: [String] { kept.withLock { $0 } }

    var logger: Logger {
        Logger(label: "test") { label in
            JSONLogHandler(
                label: label,
                level: .debug,
                output: LogOutput { line in self.kept.withLock { $0.append(String(decoding: line, as: UTF8.self)) } }
            )
        }
    }
}
