// Filters streams for gateways that can only call for each chunk.

import HTTPTypes
import SluiceModel
import SluicePayloads

/// `/v1/streams`: filters streams for gateways that cannot keep a request open and call for each chunk instead.
package struct SessionContract: GatewayContract {
    package let name = "streams"
    package let routes: [HookRoute] = [
        begin, chunks, finish,
        HookRoute(.get, "/v1/streams/{id}"),
        HookRoute(.delete, "/v1/streams/{id}"),
    ]

    private static let begin = HookRoute.post("/v1/streams")
    private static let chunks = HookRoute.post("/v1/streams/{id}/chunks")
    private static let finish = HookRoute.post("/v1/streams/{id}/finish")

    private let sessions: SessionStore

    /// Makes the contract over a store.
    package init(sessions: SessionStore) {
        self.sessions = sessions
    }

    package func takesPieces(at route: HookRoute) -> Bool { route == Self.chunks || route == Self.finish }

    package func handle(_ request: HookRequest, engine: HookEngine) async throws(HookError) -> HookResponse {
        if request.route == Self.begin { return try begin(request, engine) }
        try KnownNames.check(request, known: .stream)
        let id = request.parameters["id"] ?? ""
        var stream = try sessions.take(id, owner: request.peer.token)
        // It was counted as ended then, and stays for its message and its findings.
        let wasBlocked = stream.isBlocked
        switch request.route {
        case Self.chunks:
            let bytes = try await append(request, to: &stream, as: id)
            let response = answer(stream, bytes)
            // It may wait for long.
            stream.rest()
            if stream.isBlocked, !wasBlocked { await stream.close(.blocked) }
            await sessions.put(stream, as: id)
            return response
        case Self.finish:
            var bytes = try await append(request, to: &stream, as: id)
            bytes += stream.finish()
            let response = answer(stream, bytes)
            sessions.remove(id)
            if !wasBlocked { await stream.close(stream.isBlocked ? .blocked : .complete) }
            return response
        case let route where route.method == .delete:
            sessions.remove(id)
            if !wasBlocked { await stream.close(.abandoned) }
            return HookResponse(status: .noContent)
        default:
            await sessions.put(stream, as: id)
            return .json(state(stream, id))
        }
    }

    /// Gives a stream its next bytes. One that cannot be looked into ends.
    private func append(
        _ request: HookRequest,
        to stream: inout HookStream,
        as id: String
    ) async throws(HookError) -> [UInt8] {
        do {
            return try stream.append(request.body.span)
        } catch {
            sessions.remove(id)
            await stream.close(.abandoned)
            throw error
        }
    }

    private func begin(_ request: HookRequest, _ engine: HookEngine) throws(HookError) -> HookResponse {
        var (part, call) = try NativeHeaders.message(of: request, contract: name)
        // The body says what the headers say elsewhere, as there is no message in it.
        part.bytes = []
        part.contentType = nil
        if !request.body.isEmpty {
            let json = try request.object()
            try KnownNames.check(membersOf: json, known: KnownNames.ofStream)
            call.direction = try HookCall.direction(try json.optionalString("direction")) ?? call.direction
            call.policy = try json.optionalString("policy") ?? call.policy
            call.model = try json.optionalString("model") ?? call.model
            call.route = try json.optionalString("route") ?? call.route
            call.language = try json.optionalString("language")?.lowercased() ?? call.language
            let metadata = try HookCall.metadata(json.member("metadata", of: json.root), of: json)
            call.metadata.merge(metadata) { _, new in new }
            part.dialect = try HookCall.dialect(try json.optionalString("dialect")) ?? part.dialect
            part.format = try HookCall.format(try json.optionalString("format")) ?? part.format
            part.contentType = try json.optionalString("content_type")
            part.requestPath = try json.optionalString("request_path") ?? part.requestPath
        }
        call.direction = call.direction ?? .response
        let id = try sessions.open(owner: request.peer.token) { () throws(HookError) in
            try engine.stream(part, as: call)
        }
        return .json(
            .object([
                ("id", .string(id)), ("expires_after_seconds", .integer(Int(sessions.patience.components.seconds))),
            ]),
            status: .created
        )
    }

    /// What may go out, as it is, with the state of the stream in headers.
    private func answer(_ stream: HookStream, _ bytes: [UInt8]) -> HookResponse {
        var response = HookResponse(headers: [.contentType: "application/octet-stream"], body: bytes)
        response.headers[NativeHeaders.action] = stream.action.rawValue
        response.headers[NativeHeaders.wouldBe] = stream.wouldBe.rawValue
        response.headers[NativeHeaders.findings] = String(stream.findingCount)
        response.headers[NativeHeaders.held] = String(stream.heldCount)
        response.headers[NativeHeaders.version] = stream.version
        return response
    }

    private func state(_ stream: HookStream, _ id: String) -> JSONValue {
        .object([
            ("id", .string(id)),
            ("action", .string(stream.action.rawValue)),
            ("would_be", .string(stream.wouldBe.rawValue)),
            ("message", .optional(stream.message)),
            ("policy", .string(stream.policyName)),
            ("version", .string(stream.version)),
            ("held_bytes", .integer(stream.heldCount)),
            ("finding_count", .integer(stream.findingCount)),
            ("findings", .array(stream.findings.map { FindingJSON.object($0) })),
        ])
    }
}
