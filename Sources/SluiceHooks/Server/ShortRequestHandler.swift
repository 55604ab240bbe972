// Answers short requests where they come in.

import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Answers short requests on the thread that reads them, as soon as they have come in one go: handing a request to
/// another thread and its answer back costs as much as judging it. All else is passed on.
///
/// What is passed on is answered in its turn: while such a request is open, those behind it are passed on as well. What
/// comes behind a short request waits until its answer is written, as far as the system takes it.
final class ShortRequestHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private enum State {
        /// What comes is passed on, but for the head of a short request.
        case open
        /// A short request has begun to come.
        case collecting(IncomingRequest)
        /// A request is being answered. What comes meanwhile waits.
        case answering
    }

    private let responder: HookResponder
    private let date: DateHeader
    private var state = State.open
    /// How many requests have been passed on and not been answered.
    private var passedCount = 0
    private var waiting = CircularBuffer<HTTPRequestPart>()
    private var isTakingWaiting = false
    /// What else came while a request was being answered.
    private var hasHeldRead = false
    private var hasHeldEnd = false
    /// Whether the last answer has been given: the caller wants no other.
    private var isOver = false
    /// Where the connection comes from; the inner nil stands for a unix socket.
    private var address: String??
    /// What the next answer takes that is passed through, until it is written.
    private var held: AnswerHold?

    init(responder: HookResponder, date: DateHeader) {
        self.responder = responder
        self.date = date
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        take(unwrapInboundIn(data), context)
    }

    private func take(_ part: HTTPRequestPart, _ context: ChannelHandlerContext) {
        if isOver { return }
        switch (state, part) {
        case (.answering, _):
            waiting.append(part)
        case (.open, .head(let head)):
            if passedCount == 0, let request = responder.shortRequest(head, address: address(of: context)) {
                state = .collecting(request)
            } else {
                passedCount += 1
                context.fireChannelRead(wrapInboundOut(part))
            }
        case (.open, _):
            context.fireChannelRead(wrapInboundOut(part))
        case (.collecting(var request), .body(let bytes)):
            state = .open
            request.append(bytes)
            state = .collecting(request)
            if request.bodyCount > IncomingRequest.mostShort { passOn(context) }
        case (.collecting(let request), .end(let trailers)):
            if trailers == nil, let seat = (request.isForContract ? responder.requests : responder.pages).seat() {
                // Requests that were read in one go are answered at once, as far as limits are concerned.
                context.eventLoop.execute { seat.leave() }
                answer(request, seat, context)
            } else {
                passOn(context)
                context.fireChannelRead(wrapInboundOut(part))
            }
        case (.collecting, .head):
            passOn(context)
            context.fireChannelRead(wrapInboundOut(part))
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        // The rest of the request may take any time.
        passOn(context)
        context.fireChannelReadComplete()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        passOn(context)
        context.fireErrorCaught(error)
    }

    func channelInactive(context: ChannelHandlerContext) {
        passOn(context)
        waiting.removeAll()
        held = nil
        context.fireChannelInactive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .answering = state, case .inputClosed = event as? ChannelEvent {
            hasHeldEnd = true
        } else {
            passOn(context)
            context.fireUserInboundEventTriggered(event)
        }
    }

    func read(context: ChannelHandlerContext) {
        if case .answering = state {
            hasHeldRead = true
        } else {
            context.read()
        }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .end = unwrapOutboundIn(data) else { return context.write(data, promise: promise) }
        if passedCount > 0 { passedCount -= 1 }
        guard let hold = held else { return context.write(data, promise: promise) }
        held = nil
        let written = promise ?? context.eventLoop.makePromise()
        written.futureResult.whenComplete { _ in hold.leave() }
        context.write(data, promise: written)
    }

    /// Keeps what an answer takes that the server library is about to write.
    static func keep(_ hold: AnswerHold, untilWrittenTo channel: any Channel) async {
        // A connection that has ended has no handlers, and writes nothing.
        try? await channel.eventLoop.submit {
            try channel.pipeline.syncOperations.handler(type: ShortRequestHandler.self).held = hold
        }.get()
    }

    /// Passes on a request that has not come in one go.
    private func passOn(_ context: ChannelHandlerContext) {
        guard case .collecting(let request) = state else { return }
        state = .open
        passedCount += 1
        context.fireChannelRead(wrapInboundOut(.head(request.head)))
        if case .whole(let buffer) = request.body, buffer.readableBytes > 0 {
            context.fireChannelRead(wrapInboundOut(.body(buffer)))
        }
    }

    private func answer(_ request: IncomingRequest, _ seat: LoadSeat, _ context: ChannelHandlerContext) {
        state = .answering
        let loop = context.eventLoop
        let own = NIOLoopBound((handler: self, context: context), eventLoop: loop)
        let responder = responder
        let isLast = request.head.headerFields[.connection]?.lowercased() == "close"
        // It runs here and now up to the end, unless it has to wait for something.
        _ = Task.immediate {
            let reply = await responder.respond(to: request)
            if loop.inEventLoop {
                own.value.handler.finish(reply, seat, isLast: isLast, own.value.context)
            } else {
                loop.execute { own.value.handler.finish(reply, seat, isLast: isLast, own.value.context) }
            }
        }
    }

    private func finish(
        _ reply: HookResponder.Reply,
        _ seat: LoadSeat,
        isLast: Bool,
        _ context: ChannelHandlerContext
    ) {
        guard case .whole(var response, let hold) = reply else { return goOn(context) }
        response.headers[.date] = date.text
        if response.status.kind != .informational, response.status != .noContent, response.status != .notModified {
            response.headers[.contentLength] = String(response.body.count)
        }
        let head = HTTPResponse(status: response.status, headerFields: response.headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if !response.body.isEmpty {
            context.write(wrapOutboundOut(.body(ByteBuffer(bytes: response.body))), promise: nil)
        }
        let written = context.eventLoop.makePromise(of: Void.self)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: written)
        if isLast {
            isOver = true
            context.close(mode: .output, promise: nil)
        }
        // Mostly it is written by now. Whoever does not read gets no other answer.
        written.futureResult.assumeIsolated().whenComplete { [self] _ in
            seat.leave()
            hold?.leave()
            goOn(context)
        }
    }

    /// Takes what comes behind an answer that is written.
    private func goOn(_ context: ChannelHandlerContext) {
        state = .open
        guard context.channel.isActive else { return }
        // What waited is taken in a loop, not by each answer within the one before.
        if isTakingWaiting { return }
        if !waiting.isEmpty { takeWaiting(context) }
        if case .answering = state { return }
        if hasHeldEnd {
            hasHeldEnd = false
            passOn(context)
            context.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        }
        if hasHeldRead {
            hasHeldRead = false
            context.read()
        }
    }

    /// Takes what came while a request was being answered, as if it came now.
    private func takeWaiting(_ context: ChannelHandlerContext) {
        isTakingWaiting = true
        defer { isTakingWaiting = false }
        while let part = waiting.popFirst() {
            take(part, context)
            // What is left is taken after that answer.
            if case .answering = state { return }
        }
        channelReadComplete(context: context)
    }

    private func address(of context: ChannelHandlerContext) -> String? {
        if let address { return address }
        let text = context.channel.remoteAddress?.ipAddress
        address = .some(text)
        return text
    }
}

@available(*, unavailable)
extension ShortRequestHandler: Sendable {}
