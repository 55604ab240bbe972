// Answers requests.

import HTTPTypes
package import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import SluiceModel
import Synchronization

/// Answers requests: names them, finds who answers, asks for the token, keeps to limits, and counts and logs what came
/// of it.
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
    /// Requests that are being answered.
    let requests: LoadLimit
    /// Pages that are being answered, which keep no request out.
    let pages: LoadLimit
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
        pages = LoadLimit(limits.requests)
    }

    package func respond(to request: Request, context: HookContext) async throws -> Response {
        let uri = request.uri
        let request = IncomingRequest(
            head: request.head,
            path: uri.path,
            query: uri.query,
            match: routes.match(request.method, uri.path),
            body: .coming(request.body),
            address: context.address
        )
        switch await respond(to: request) {
        case .whole(let response, let hold):
            if let hold { await ShortRequestHandler.keep(hold, untilWrittenTo: context.channel) }
            return Response(response)
        case .stream(let response): return response
        }
    }

    /// A request that may be answered in one go where it came in, if its head says so: it is short, nobody waits for a
    /// sign to send it, and it is no stream.
    ///
    /// - Parameter address: where the connection comes from.
    func shortRequest(_ head: HTTPRequest, address: String?) -> IncomingRequest? {
        let fields = head.headerFields
        let length = fields[.contentLength].map { Int($0) ?? .max } ?? 0
        guard length <= IncomingRequest.mostShort, fields[.transferEncoding] == nil,
            fields[.expect] == nil
        else { return nil }
        let uri = URI(head.path ?? "")
        let path = uri.path
        let match = routes.match(head.method, path)
        if case .found(.stream, _, _) = match { return nil }
        return IncomingRequest(
            head: head,
            path: path,
            query: uri.query,
            match: match,
            body: .whole(ByteBuffer()),
            address: address
        )
    }

    /// Answers a request, counts it and logs it.
    func respond(to request: IncomingRequest) async -> Reply {
        let start = ContinuousClock.now
        var visit = Visit(id: names.name(request.head.headerFields[.requestID]), contract: "none")
        engine.metrics.activeRequests.add(1, ordering: .relaxed)
        defer { engine.metrics.activeRequests.subtract(1, ordering: .relaxed) }
        var reply: Reply
        do {
            reply = try await answer(request, &visit)
        } catch {
            visit.code = error.code
            // What was read is refused as well where there is no room, or it cannot be looked into.
            let isRefusal = !visit.isRead || [.serviceUnavailable, .unsupportedMediaType].contains(error.status)
            if isRefusal, visit.contract != "none" { engine.metrics.count(refusal: error.code) }
            reply = .whole(visit.response(to: error), nil)
        }
        let status: Int
        switch reply {
        case .whole(var response, let hold):
            response.headers[.requestID] = visit.id
            // RFC 9110 §15.5.2.
            if response.status == .unauthorized { response.headers[.wwwAuthenticate] = "Bearer" }
            status = response.status.code
            if let refusal = response.refusal {
                visit.code = refusal.code
                engine.metrics.count(refusal: refusal.code)
            }
            if response.headers[NativeHeaders.outcome] == NativeHeaders.unjudged,
                response.refusal?.status.kind != .clientError
            {
                visit.code = visit.code ?? NativeHeaders.unjudged
                visit.isUnjudged = true
            }
            // What answers HEAD goes no further than its length.
            if request.head.method != .head {
                engine.metrics.sentBytes.add(response.body.count, ordering: .relaxed)
            }
            reply = .whole(response, hold)
        case .stream(var response):
            response.headers[.requestID] = visit.id
            status = response.status.code
            reply = .stream(response)
        }
        let duration = ContinuousClock.now - start
        engine.metrics.count(contract: visit.contract, status: status, duration: duration)
        log(visit, status: status, duration)
        return reply
    }

    /// What goes back.
    enum Reply: Sendable {
        /// An answer that is there as a whole, and what it takes until it is written.
        case whole(HookResponse, AnswerHold?)
        /// An answer that goes out while the request comes in.
        case stream(Response)
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
        /// Whether the request was taken in, with its body.
        var isRead = false
        /// Whether the answer says that the message could not be judged, or not all of it.
        var isUnjudged = false

        /// An error in the form that the caller reads.
        func response(to error: HookError) -> HookResponse {
            guard let contractAnswerer, let hook else { return error.response }
            return contractAnswerer.response(to: error, request: hook)
        }
    }

    private func answer(_ request: IncomingRequest, _ visit: inout Visit) async throws(HookError) -> Reply {
        switch request.match {
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
            return .whole(response, nil)
        case .found(.page(let isOpen, let page), _, _):
            visit.contract = "server"
            if !isOpen { try authenticate(request, &visit) }
            return .whole(page(PageRequest(isTrusted: !isOpen || isTrusted(request.head))), nil)
        case .found(.stream, let route, _):
            visit.contract = "stream"
            try authenticate(request, &visit)
            let hook = hookRequest(request, route, [:], visit)
            return .stream(
                try StreamEndpoint(engine: engine, limits: limits, streams: streams, logger: logger)
                    .respond(to: request, hook)
            )
        case .found(.contract(let contract), let route, let parameters):
            visit.contract = contract.name
            visit.contractAnswerer = contract
            visit.hook = hookRequest(request, route, parameters, visit)
            try authenticate(request, &visit)
            // Who brings a whole body has a seat already.
            let seat = request.isWhole ? nil : requests.seat()
            guard request.isWhole || seat != nil else { throw Self.overloaded }
            let hold = AnswerHold(seat: seat, memory: MemoryShare(bodies.memory))
            defer { hold.leave() }
            var hook = hookRequest(request, route, parameters, visit)
            hook.body = try await bodies.body(of: request, isPiece: contract.takesPieces(at: route), hold.memory)
            visit.isRead = true
            engine.metrics.receivedBytes.add(hook.body.count, ordering: .relaxed)
            hook.deadline = .now + limits.deadline
            let response = try await contract.handle(hook, engine: engine)
            guard hold.memory.fit(response.body.count) else { throw bodies.noMemory }
            return .whole(response, hold)
        }
    }

    private static let overloaded = HookError(
        code: "overloaded",
        message: "As many requests as `limits.requests` allows are being answered. Try again later.",
        status: .serviceUnavailable,
        retryAfter: 1
    )

    private func hookRequest(
        _ request: IncomingRequest,
        _ route: HookRoute,
        _ parameters: [String: String],
        _ visit: Visit
    ) -> HookRequest {
        HookRequest(
            id: visit.id,
            route: route,
            path: request.path,
            parameters: parameters,
            query: request.query,
            headers: request.head.headerFields,
            peer: visit.peer
        )
    }

    private func authenticate(_ request: IncomingRequest, _ visit: inout Visit) throws(HookError) {
        visit.peer.address = request.address
        visit.peer.token = try tokens?.name(in: request.head.headerFields)
    }

    private func isTrusted(_ head: HTTPRequest) -> Bool {
        guard let tokens else { return true }
        return (try? tokens.name(in: head.headerFields)) != nil
    }

    /// Whether the body of a request is wanted, as far as its head tells: what will be refused is not asked for.
    func wantsBody(of head: HTTPRequest) -> Bool {
        guard case .found(let answerer, _, _) = routes.match(head.method, URI(head.path ?? "").path) else {
            return false
        }
        switch answerer {
        case .page(let isOpen, _): return isOpen || isTrusted(head)
        case .stream: return isTrusted(head) && (try? BodyEncoding.check(headersOf: head)) != nil
        case .contract: return isTrusted(head) && bodies.accepts(head)
        }
    }

    /// Counts and logs a request that could not be read.
    ///
    /// - Returns: the answer to it.
    func refuse(_ error: HookError, address: String?) -> HookResponse {
        var visit = Visit(id: names.name(nil), contract: "none")
        visit.code = error.code
        visit.peer.address = address
        engine.metrics.count(refusal: error.code)
        engine.metrics.count(contract: visit.contract, status: error.status.code, duration: .zero)
        log(visit, status: error.status.code, .zero)
        var response = error.response
        response.headers[.requestID] = visit.id
        engine.metrics.sentBytes.add(response.body.count, ordering: .relaxed)
        return response
    }

    private func log(_ visit: Visit, status: Int, _ duration: Duration) {
        let level: Logger.Level =
            status >= 500 || visit.isUnjudged ? .warning : status >= 400 || visit.code != nil ? .info : .debug
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
