// Reads the body of a request within limits.

import HTTPTypes
import Hummingbird
import NIOCore

/// Reads the body of a request within limits of size, time and memory.
struct BodyReader: Sendable {
    let limits: ServeSettings.Limits
    /// Bytes of all bodies that have been read and not answered, and of all answers that have not been written.
    let memory: LoadLimit

    /// So much is taken of a body before any of it has come: what is announced costs nothing, and must not keep others
    /// out.
    private static let mostAhead = 64 << 10

    /// Reads a body, whose bytes are taken of `share`.
    ///
    /// - Parameter isPiece: whether the body is a piece of a message, whose first bytes tell nothing.
    /// - Throws: `HookError` where the body is too long, too slow, broken off, or written so that it cannot be read.
    func body(
        of request: IncomingRequest,
        isPiece: Bool = false,
        _ share: MemoryShare
    ) async throws(HookError) -> [UInt8] {
        try BodyEncoding.check(headersOf: request.head)
        let bytes = try await bytes(of: request, share)
        if !isPiece {
            let isText = HookPart.isText(contentType: request.head.headerFields[.contentType])
            try BodyEncoding.check(beginning: bytes, isText: isText)
        }
        return bytes
    }

    private func bytes(of request: IncomingRequest, _ share: MemoryShare) async throws(HookError) -> [UInt8] {
        let body: RequestBody
        switch request.body {
        case .coming(let coming): body = coming
        case .whole(let buffer):
            guard buffer.readableBytes <= limits.body else { throw tooLarge }
            guard share.grow(to: buffer.readableBytes) else { throw noMemory }
            return Array(buffer.readableBytesView)
        }
        let announced = request.head.headerFields[.contentLength].flatMap { Int($0) }
        guard announced ?? 0 <= limits.body else { throw tooLarge }
        guard share.grow(to: min(announced ?? 0, Self.mostAhead)) else { throw noMemory }
        return try await bytes(of: body, announced: announced, share)
    }

    /// Reads a body in the time that there is for it, also where nothing comes any more.
    private func bytes(
        of body: RequestBody,
        announced: Int?,
        _ share: MemoryShare
    ) async throws(HookError) -> [UInt8] {
        let result = await withTaskGroup { group in
            group.addTask { await read(body, announced: announced, share) as Result<[UInt8], HookError>? }
            group.addTask { [limits] in
                try? await Task.sleep(for: limits.bodyTime)
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
        // A connection that is closed from here looks like the end of the body.
        if Task.isCancelled { throw Self.brokenOff }
        guard let result else { throw Self.tooSlow }
        return try result.get()
    }

    private func read(
        _ body: RequestBody,
        announced: Int?,
        _ share: MemoryShare
    ) async -> Result<[UInt8], HookError> {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(min(announced ?? 0, Self.mostAhead))
        do {
            for try await chunk in body {
                let length = bytes.count + chunk.readableBytes
                guard length <= limits.body else { return .failure(tooLarge) }
                guard share.grow(to: length) else { return .failure(noMemory) }
                bytes += chunk.readableBytesView
            }
        } catch {
            return .failure(Self.brokenOff)
        }
        guard bytes.count >= announced ?? 0 else { return .failure(Self.brokenOff) }
        return .success(bytes)
    }

    /// Whether a body would be read, as far as the head of its request tells.
    func accepts(_ head: HTTPRequest) -> Bool {
        guard (try? BodyEncoding.check(headersOf: head)) != nil else { return false }
        return head.headerFields[.contentLength].flatMap { Int($0) } ?? 0 <= limits.body
    }

    private static let brokenOff = HookError.invalid("incomplete_body", "The body broke off. Send all of it.")

    private static let tooSlow = HookError(
        code: "body_too_slow",
        message: "The body did not come within `limits.body_time`. Send it faster, or raise the limit.",
        status: .requestTimeout
    )

    private var tooLarge: HookError {
        HookError(
            code: "body_too_large",
            message: "The body has more than \(limits.body) bytes. Send less, or raise `limits.body`.",
            status: .contentTooLarge
        )
    }

    var noMemory: HookError {
        HookError(
            code: "overloaded",
            message:
                "The bodies of all requests and answers together need more than `limits.buffered`. Try again later.",
            status: .serviceUnavailable,
            retryAfter: 1
        )
    }
}
