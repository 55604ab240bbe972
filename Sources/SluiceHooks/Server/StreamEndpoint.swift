// Filters a stream while it comes.

import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Sluice
import SluiceModel
import Synchronization

/// `POST /v1/stream`: filters a stream while it comes. What may go out does so at once, while the request is still
/// open; the request is read no faster than the answer is.
struct StreamEndpoint: Sendable {
    let engine: HookEngine
    let limits: ServeSettings.Limits
    let streams: LoadLimit
    let logger: Logger

    private static let trailer = NativeHeaders.name("Trailer")

    /// Begins to answer; the rest happens as the body comes.
    func respond(to request: IncomingRequest, _ hook: HookRequest) throws(HookError) -> Response {
        try BodyEncoding.check(headersOf: request.head)
        let (part, said) = try NativeHeaders.message(of: hook, contract: "stream")
        var call = said
        // What streams is an answer, unless the caller says otherwise.
        call.direction = call.direction ?? .response
        guard streams.take() else { throw Self.tooMany }
        let stream: HookStream
        do {
            stream = try engine.stream(part, as: call)
        } catch {
            streams.give()
            throw error
        }
        // It is given back when the answer ends, or is dropped unwritten.
        let seat = LoadSeat(streams)
        var headers: HTTPFields = [
            .contentType: request.head.headerFields[.contentType] ?? "text/event-stream",
            .cacheControl: "no-store",
            Self.trailer: "X-Sluice-Outcome, X-Sluice-Action, X-Sluice-Would-Be, X-Sluice-Findings",
        ]
        headers[NativeHeaders.version] = stream.version
        let body = request.bodyToCome
        let responseBody = ResponseBody { [self] writer in
            try await run(stream, body, &writer, id: hook.id)
            seat.leave()
        }
        return Response(status: .ok, headers: headers, body: responseBody)
    }

    private func run(
        _ stream: consuming HookStream,
        _ body: RequestBody,
        _ writer: inout any ResponseBodyWriter,
        id: String
    ) async throws {
        let metrics = engine.metrics
        do {
            for try await chunk in body {
                metrics.receivedBytes.add(chunk.readableBytes, ordering: .relaxed)
                let bytes = try stream.append(chunk)
                metrics.sentBytes.add(bytes.readableBytes, ordering: .relaxed)
                if bytes.readableBytes > 0 { try await writer.write(bytes) }
                if stream.isBlocked { break }
                stream.rest()
            }
            // A connection that is closed from here looks like the end of the body.
            try Task.checkCancellation()
        } catch let error as HookError {
            await stream.close(.abandoned)
            metrics.count(refusal: error.code)
            logger.info("a stream was refused", metadata: ["id": "\(id)", "code": "\(error.code)"])
            // The answer has begun: it says in place of the stream why there is none.
            try await writer.write(ByteBuffer(bytes: error.response.body))
            return try await writer.finish([NativeHeaders.outcome: NativeHeaders.unjudged])
        } catch {
            // What was held is not decided, and stays here.
            await stream.close(.abandoned)
            throw error
        }
        let bytes = stream.finish()
        await stream.close(stream.isBlocked ? .blocked : .complete)
        metrics.sentBytes.add(bytes.count, ordering: .relaxed)
        if !bytes.isEmpty { try await writer.write(ByteBuffer(bytes: bytes)) }
        try await writer.finish([
            NativeHeaders.outcome: NativeHeaders.judged,
            NativeHeaders.action: stream.action.rawValue,
            NativeHeaders.wouldBe: stream.wouldBe.rawValue,
            NativeHeaders.findings: String(stream.findingCount),
        ])
    }

    static let tooMany = HookError(
        code: "too_many_streams",
        message: "As many streams as `limits.streams` allows are open. Try again later.",
        status: .serviceUnavailable,
        retryAfter: 1
    )
}

extension HookStream {
    /// Takes the next bytes and gives what may go out.
    fileprivate mutating func append(_ chunk: ByteBuffer) throws(HookError) -> ByteBuffer {
        ByteBuffer(bytes: try append(chunk.readableBytesUInt8Span))
    }
}
