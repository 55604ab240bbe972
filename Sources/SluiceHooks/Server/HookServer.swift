// Puts the server together and runs it.

import Foundation
import HTTPTypes
package import Hummingbird
import HummingbirdCore
package import Logging
import NIOCore
package import ServiceLifecycle
import Sluice
package import SluiceAudit
package import SluiceModel
package import UnixSignals

/// Puts the server together and runs it.
package struct HookServer: Sendable {
    package let settings: ServeSettings
    /// What judges.
    package let engine: HookEngine
    /// The streams that are sent in calls.
    package let sessions: SessionStore
    private let source: GuardSource
    private let tokens: TokenStore?
    /// The certificates in force; nil for plain HTTP.
    package let certificates: CertificateStore?
    private let logger: Logger
    private let streams: LoadLimit
    private let metrics: MetricsPage
    /// The unix socket to listen at; nil for TCP.
    private let socket: ListenSocket?
    /// The audit that the settings name, if it was opened; to be closed when the server has ended.
    package let audit: AuditWriter?

    /// Loads all that the settings name.
    ///
    /// - Parameters:
    ///   - sink: what decisions are recorded in, unless the settings' audit is opened.
    ///   - opensAudit: whether it is; else it is only looked at.
    /// - Throws: `ServeFailure` that names everything that cannot be used.
    package init(
        settings: ServeSettings,
        audit sink: (any AuditSink)? = nil,
        opensAudit: Bool = false,
        logger: Logger
    ) throws(ServeFailure) {
        var problems = settings.problems
        @discardableResult
        func attempt<Value>(_ body: () throws -> Value) -> Value? {
            do {
                return try body()
            } catch {
                problems.append("\(error)")
                return nil
            }
        }
        let key = attempt { try settings.keyFile.map { try KeyFile.read($0) } ?? .random() }
        tokens = attempt { try settings.tokens.map { try TokenStore(file: $0) } } ?? nil
        certificates = attempt { try settings.tls.map { try CertificateStore($0) } } ?? nil
        attempt { try settings.audit?.check() }
        var source = GuardSource(
            rules: settings.rules ?? "Rules",
            policies: settings.policies,
            defaultPolicy: settings.defaultPolicy,
            key: key ?? .random()
        )
        source.decodeDepth = settings.decodes ? Guardrail.usualDecodeDepth : 0
        source.fingerprints = settings.fingerprints
        source.indexKey = settings.keyFile == nil ? nil : key
        self.source = source
        let guards = attempt { [source] in try source.load() }
        guard problems.isEmpty, let guards else { throw ServeFailure(problems.joined(separator: "\n")) }
        self.settings = settings
        self.logger = logger
        // Only now, as an audit that was begun and not ended tells of a server that was killed.
        audit = opensAudit ? try settings.audit?.open() : nil
        engine = HookEngine(
            guards: GuardStore(guards),
            audit: audit ?? sink,
            auditMayWait: settings.audit?.overflow == .block
        )
        metrics = MetricsPage(engine: engine, files: Self.files(tokens, certificates), audit: audit?.figures)
        if case .unix(let path) = settings.listen {
            socket = ListenSocket(path: path, mode: settings.socketMode)
        } else {
            socket = nil
        }
        streams = LoadLimit(settings.limits.streams)
        sessions = SessionStore(limit: streams, patience: settings.limits.session)
    }

    /// What is loaded beside rules and policies.
    private static func files(_ tokens: TokenStore?, _ certificates: CertificateStore?) -> [any ReloadableFile] {
        let files: [(any ReloadableFile)?] = [tokens, certificates]
        return files.compactMap(\.self)
    }

    /// Who answers a route.
    private struct Entry {
        var route: HookRoute
        /// The name of the contract or the part of the server.
        var owner: String
        var answerer: HookResponder.Answerer

        init(_ route: HookRoute, _ owner: String, _ answerer: HookResponder.Answerer) {
            self.route = route
            self.owner = owner
            self.answerer = answerer
        }
    }

    /// All that is answered.
    private var entries: [Entry] {
        var entries: [Entry] = []
        for contract in ContractRegistry.all(sessions: sessions) {
            for route in contract.routes { entries.append(Entry(route, contract.name, .contract(contract))) }
        }
        let health = HealthPages(guards: engine.guards, files: Self.files(tokens, certificates), audit: audit?.figures)
        let status = StatusPages(engine: engine)
        let metrics = metrics
        entries.append(Entry(.post("/v1/stream"), "stream", .stream))
        entries.append(Entry(.get("/health/live"), "server", .page(isOpen: true) { _ in health.live() }))
        entries.append(
            Entry(.get("/health/ready"), "server", .page(isOpen: true) { health.ready(isTrusted: $0.isTrusted) })
        )
        entries.append(Entry(.get("/metrics"), "server", .page(isOpen: false) { _ in metrics.response() }))
        entries.append(Entry(.get("/"), "server", .page(isOpen: true) { _ in status.page() }))
        entries.append(Entry(.get("/v1/status"), "server", .page(isOpen: false) { _ in status.status() }))
        return entries
    }

    /// The document's own route.
    private static let document = HookRoute.get("/openapi.json")

    /// All routes that are answered.
    package var routes: [HookRoute] { entries.map(\.route) + [Self.document] }

    /// What answers requests.
    package var responder: HookResponder {
        let entries = entries
        var table = RouteTable<HookResponder.Answerer>()
        for entry in entries { table.add(entry.route, entry.answerer) }
        let owners = entries.map { ($0.route, $0.owner) } + [(Self.document, "server")]
        let document = OpenAPIDocument(routes: owners)
        table.add(Self.document, .page(isOpen: true) { _ in document.response })
        return HookResponder(
            routes: table,
            engine: engine,
            tokens: tokens,
            limits: settings.limits,
            streams: streams,
            logger: logger
        )
    }

    /// The server, ready to run.
    ///
    /// - Parameter onRunning: called with the port once it listens; with nil for a unix socket.
    package func application(
        onRunning: @escaping @Sendable (Int?) async -> Void = { _ in }
    ) -> Application<HookResponder> {
        // One for both paths, so that limits count what goes either way.
        let hooks = responder
        let (limits, certificates) = (settings.limits, certificates)
        let builder = HTTPServerBuilder { responder in
            HookChannel(responder: responder, hooks: hooks, limits: limits, certificates: certificates)
        }
        let address: BindAddress =
            switch settings.listen {
            case .tcp(let host, let port): .hostname(host, port: port)
            case .unix(let path): .unixDomainSocket(path: socket?.draft ?? path)
            }
        let (socket, logger) = (socket, logger)
        // What the server library logs of single requests is for those who work on it.
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .notice)
        var app = Application(
            responder: hooks,
            server: builder,
            configuration: .init(address: address, backlog: 1_024),
            onServerRunning: { channel in
                do {
                    try socket?.publish()
                    await onRunning(channel.localAddress?.port)
                } catch {
                    // The server library has no way to fail from here on but this.
                    logger.critical("cannot listen", metadata: ["error": "\(error)"])
                    channel.close(promise: nil)
                }
            },
            logger: quiet
        )
        if let socket { app.beforeServerStarts { try await socket.check() } }
        return app
    }

    /// Runs the server until it is told to stop by SIGTERM or SIGINT, and then until all requests and streams have
    /// ended or the time for that is over.
    ///
    /// - Parameter signals: what tells it to stop.
    /// - Throws: `ServeFailure` where it cannot listen at its address.
    package func run(signals: [UnixSignal] = [.sigterm, .sigint]) async throws {
        let logger = logger
        let listen = settings.listen
        let guards = engine.guards.current
        let app = application { port in
            var text = listen.description
            if let port, case .tcp(let host, 0) = listen { text = "\(host):\(port)" }
            logger.notice(
                "listening",
                metadata: [
                    "address": "\(text)", "version": "\(guards.version)", "rules": .stringConvertible(guards.ruleCount),
                    "policies": .stringConvertible(guards.guardrails.count),
                ]
            )
        }
        let reload = ReloadService(
            source: source,
            guards: engine.guards,
            files: Self.files(tokens, certificates),
            watches: settings.watches,
            logger: logger
        )
        let auditLog = audit.map { AuditLog(figures: $0.figures, logger: logger) }
        let others: [(any Service)?] = [auditLog, reload]
        let group = group(app, with: others.compactMap(\.self), signals: signals)
        do {
            try await group.run()
        } catch {
            throw ServeFailure(error, listeningAt: listen) ?? error
        }
        logger.notice("stopped")
    }

    /// Writes what was decided to the audit and ends it, whatever has ended the server. Blocks the thread.
    ///
    /// - Throws: when decisions are not in it, which is logged as well.
    package func closeAudit(timeout: Duration = .seconds(10)) throws(ServeFailure) {
        guard let audit, !audit.close(timeout: timeout) else { return }
        let statistics = audit.statistics
        var metadata: Logger.Metadata = ["missing": .stringConvertible(statistics.missing)]
        if let problem = statistics.failure?.description { metadata["problem"] = "\(problem)" }
        logger.error("the audit could not be written to its end: decisions are missing in it", metadata: metadata)
        throw ServeFailure("\(statistics.missing) decisions are missing in the audit")
    }

    /// What runs a server with all that it needs, until it is told to stop and all requests and streams have ended or
    /// the time for that is over.
    ///
    /// - Parameter others: what else runs meanwhile.
    package func group(
        _ app: Application<HookResponder>,
        with others: [any Service] = [],
        signals: [UnixSignal] = []
    ) -> ServiceGroup {
        let housekeeping = Housekeeping(engine: engine, sessions: sessions)
        // The last is stopped first: what others need goes on until the server has answered, and the server until
        // streams have ended that need more calls.
        let sockets = socket.map { [SocketRemoval(socket: $0) as any Service] } ?? []
        var configuration = ServiceGroupConfiguration(
            services: sockets + others + [housekeeping, app, SessionDrain(sessions: sessions, logger: logger)],
            gracefulShutdownSignals: signals,
            logger: quietLogger
        )
        configuration.maximumGracefulShutdownDuration = settings.grace
        configuration.maximumCancellationDuration = .seconds(5)
        return ServiceGroup(configuration: configuration)
    }

    private var quietLogger: Logger {
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .warning)
        return quiet
    }
}

/// Removes the unix socket when the server has ended.
private struct SocketRemoval: Service {
    let socket: ListenSocket

    func run() async throws {
        // It throws when there is no time to wait for anything.
        try? await gracefulShutdown()
        socket.remove()
    }
}

/// Ends what has not been heard of for too long.
private struct Housekeeping: Service {
    let engine: HookEngine
    let sessions: SessionStore

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while (try? await Task.sleep(for: .seconds(1))) != nil {
                await sessions.expire()
                engine.growing.forgetOld()
            }
        }
    }
}
