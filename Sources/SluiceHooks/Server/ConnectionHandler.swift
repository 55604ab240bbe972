// Does for a connection what the server library leaves open.

import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// Does for a connection what the server library leaves open: tells a caller who waits for it to go on, answers what is
/// no HTTP with an error that can be read, and closes the connection of a caller who does not take what is written.
final class ConnectionHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// How many requests have begun and not been answered.
    private var openCount = 0
    /// Whether a request is being read: its head has come, and its end has not.
    private var isReading = false
    private let responder: HookResponder
    /// How long nothing of what is written may be taken.
    private let patience: TimeAmount
    private var watch: Scheduled<Void>?

    init(responder: HookResponder, patience: Duration) {
        self.responder = responder
        self.patience = TimeAmount(patience)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let part = unwrapInboundIn(data)
        if case .end = part { isReading = false }
        if case .head(let head) = part {
            openCount += 1
            isReading = true
            // Nothing but `100-continue` is defined (RFC 9110 §10.1.1).
            if openCount == 1, head.headerFields[.expect]?.lowercased() == "100-continue", responder.wantsBody(of: head)
            {
                context.writeAndFlush(wrapOutboundOut(.head(HTTPResponse(status: .continue))), promise: nil)
            }
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) { openCount -= 1 }
        context.write(data, promise: promise)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // What breaks off behind its answer is the rest of that request, and no other one.
        guard openCount == 0, !isReading, let error = error as? HTTPParserError else {
            return context.fireErrorCaught(error)
        }
        let answer: HookError =
            switch error {
            case .headerOverflow:
                HookError(
                    code: "headers_too_large",
                    message: "The head of the request is larger than `limits.header`. Send fewer or shorter headers.",
                    status: .requestHeaderFieldsTooLarge
                )
            default: .invalid("invalid_http", "This is no HTTP/1.1 request.")
            }
        var response = responder.refuse(answer, address: context.channel.remoteAddress?.ipAddress)
        response.headers[.connection] = "close"
        response.headers[.contentLength] = String(response.body.count)
        context.write(
            wrapOutboundOut(.head(HTTPResponse(status: response.status, headerFields: response.headers))),
            promise: nil
        )
        context.write(wrapOutboundOut(.body(ByteBuffer(bytes: response.body))), promise: nil)
        // The answer is out before the connection is closed, whether or not it could be written.
        context.writeAndFlush(wrapOutboundOut(.end(nil))).assumeIsolated().whenComplete { _ in
            context.close(promise: nil)
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        watch?.cancel()
        watch = nil
        if !context.channel.isWritable { watchWrites(context) }
        context.fireChannelWritabilityChanged()
    }

    func channelInactive(context: ChannelHandlerContext) {
        watch?.cancel()
        watch = nil
        context.fireChannelInactive()
    }

    /// Looks again later whether anything of what waits to be written has been taken.
    private func watchWrites(_ context: ChannelHandlerContext) {
        let before = Self.waitingCount(context)
        watch = context.eventLoop.assumeIsolated().scheduleTask(in: patience) { [self] in
            if Self.waitingCount(context) == before {
                context.close(promise: nil)
            } else {
                watchWrites(context)
            }
        }
    }

    private static func waitingCount(_ context: ChannelHandlerContext) -> Int? {
        try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)
    }
}

@available(*, unavailable)
extension ConnectionHandler: Sendable {}
