// Answers requests.

import HTTPTypes
package import Hummingbird
import Logging
import NIOCore
import Synchronization

/// Answers requests: names them, finds who answers, asks for the token, keeps to limits, and counts and logs what came of it.
package struct HookResponder: HTTPResponder {
    package typealias Context = HookContext

    /// Who answers a route.
    enum Answerer: Sendable {
        /// A contract.
        case contract(any GatewayContract)
        /// The stream that is filtered while it comes.
        case stream
        /// Something about the server; the flag says whether anyone may ask.
        case page(isOpen: Bool, @Sendable (PageRequest) -> HookResponse)
    }

    /// What a page knows of its request.
    struct PageRequest: Sendable {
        /// Whether the caller has shown a token, or needs none.
        var isTrusted: Bool
    }

    private let routes: RouteTable<Answerer>
    private let engine: HookEngine
    private let tokens: TokenStore?
    private let limits: ServeSettings.Limits
    private let logger: Logger
    private let names = RequestNames()
    private let bodies: BodyReader
    private let requests: LoadLimit
    private let streams: LoadLimit

    init(
        routes: RouteTable<Answerer>,
        engine: HookEngine,
        tokens: TokenStore?,
        limits: ServeSettings.Limits,
        streams: LoadLimit,
        logger: Logger
    ) {
        self.routes = routes
        self.engine = engine
        self.tokens = tokens
        self.limits = limits
        self.streams = streams
        self.logger = logger
        bodies = BodyReader(limits: limits, memory: LoadLimit(limits.buffered))
        requests = LoadLimit(limits.requests)
    }

    package func respond(to request: Request, context: HookContext) async throws -> Response {
        let start = ContinuousClock.now
        var visit = Visit(id: names.name(request.headers[.requestID]), contract: "none")
        engine.metrics.activeRequests.add(1, ordering: .relaxed)
        defer { engine.metrics.activeRequests.subtract(1, ordering: .relaxed) }
        var response: Response
        do {
            response = try await answer(request, context, &visit)
        } catch {
            visit.code = error.code
            response = Response(visit.response(to: error))
        }
        response.headers[.requestID] = visit.id
        let duration = ContinuousClock.now - start
        engine.metrics.count(contract: visit.contract, status: response.status.code, duration: duration)
        if let length = response.body.contentLength { engine.metrics.sentBytes.add(length, ordering: .relaxed) }
        log(visit, request, status: response.status.code, duration)
        return response
    }

    /// What becomes known of a request while it is answered.
    private struct Visit {
        let id: String
        var contract: String
        var contractAnswerer: (any GatewayContract)?
        /// The request without its body, once it is known who answers.
        var hook: HookRequest?
        var peer = HookPeer()
        /// The code of the error that was answered.
        var code: String?

        /// An error in the form that the caller reads.
        func response(to error: HookError) -> HookResponse {
            guard let contractAnswerer, let hook else { return error.response }
            return contractAnswerer.response(to: error, request: hook)
        }
    }

    private func answer(
        _ request: Request,
        _ context: HookContext,
        _ visit: inout Visit
    ) async throws(HookError) -> Response {
        let path = request.uri.path
        switch routes.match(request.method, path) {
        case .none:
            throw HookError(
                code: "not_found",
                message: "There is nothing at this path. /openapi.json lists what there is.",
                status: .notFound
            )
        case .otherMethods(let methods):
            let names = methods.map(\.rawValue).joined(separator: ", ")
            let error = HookError(
                code: "method_not_allowed",
                message: "This path is for \(names) only.",
                status: .methodNotAllowed
            )
            var response = error.response
            response.headers[.allow] = names
            visit.code = error.code
            return Response(response)
        case .found(.page(let isOpen, let page), _, _):
            visit.contract = "server"
            if !isOpen { try authenticate(request, context, &visit) }
            return Response(page(PageRequest(isTrusted: !isOpen || isTrusted(request))))
        case .found(.stream, let route, _):
            visit.contract = "stream"
            try authenticate(request, context, &visit)
            let hook = hookRequest(request, route, [:], visit)
            return try StreamEndpoint(engine: engine, limits: limits, streams: streams, logger: logger)
                .respond(to: request, hook)
        case .found(.contract(let contract), let route, let parameters):
            visit.contract = contract.name
            visit.contractAnswerer = contract
            visit.hook = hookRequest(request, route, parameters, visit)
            try authenticate(request, context, &visit)
            guard requests.take() else {
                engine.metrics.count(refusal: "overloaded")
                throw Self.overloaded
            }
            defer { requests.give() }
            let hook = hookRequest(request, route, parameters, visit)
            let engine = engine
            let deadline = limits.deadline
            let response = try await bodies.withBody(of: request) { (bytes) async throws(HookError) in
                engine.metrics.receivedBytes.add(bytes.count, ordering: .relaxed)
                var hook = hook
                hook.body = bytes
                hook.deadline = .now + deadline
                return try await contract.handle(hook, engine: engine)
            }
            return Response(response)
        }
    }

    private static let overloaded = HookError(
        code: "overloaded",
        message: "As many requests as `limits.requests` allows are being answered. Try again later.",
        status: .serviceUnavailable,
        retryAfter: 1
    )

    private func hookRequest(
        _ request: Request,
        _ route: HookRoute,
        _ parameters: [String: String],
        _ visit: Visit
    ) -> HookRequest {
        HookRequest(
            id: visit.id,
            route: route,
            path: request.uri.path,
            parameters: parameters,
            query: request.uri.query,
            headers: request.headers,
            peer: visit.peer
        )
    }

    private func authenticate(
        _ request: Request,
        _ context: HookContext,
        _ visit: inout Visit
    ) throws(HookError) {
        visit.peer.address = context.address
        guard let tokens else { return }
        do {
            visit.peer.token = try tokens.name(in: request.headers)
        } catch {
            engine.metrics.count(refusal: error.code)
            throw error
        }
    }

    private func isTrusted(_ request: Request) -> Bool {
        guard let tokens else { return true }
        return (try? tokens.name(in: request.headers)) != nil
    }

    private func log(_ visit: Visit, _ request: Request, status: Int, _ duration: Duration) {
        let level: Logger.Level = status >= 500 ? .warning : status >= 400 ? .info : .debug
        guard level >= logger.logLevel else { return }
        var metadata: Logger.Metadata = [
            "id": "\(visit.id)", "contract": "\(visit.contract)", "status": .stringConvertible(status),
            "microseconds": .stringConvertible(duration.microseconds),
        ]
        if let code = visit.code { metadata["code"] = "\(code)" }
        if let token = visit.peer.token { metadata["token"] = "\(token)" }
        if let address = visit.peer.address { metadata["peer"] = "\(address)" }
        logger.log(level: level, "request", metadata: metadata)
    }
}

extension HTTPField.Name {
    /// The name of a request, given by the caller or made here.
    static let requestID = NativeHeaders.name("X-Request-ID")
}

extension Response {
    /// An answer, whole in memory, so that it goes out in one write.
    init(_ response: HookResponse) {
        self.init(
            status: response.status,
            headers: response.headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: response.body))
        )
    }
}
