// Frames answers as their requests ask for.

import NIOCore
import NIOHTTP1

/// Frames answers as their requests ask for: those to HEAD have no body, those to HTTP/1.0 no chunks, and the last one
/// of a connection says so.
///
/// Whether a request is the last is decided here, from its version and all words of `Connection`; those further in see
/// `Connection: close` or no such header. They close the connection after the last answer, but for those that turn out
/// to be the last by their answer.
final class FramingHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    /// What an answer depends on.
    private struct Asked {
        var isHead: Bool
        /// Whether the caller knows HTTP/1.0 only.
        var isOld: Bool
        /// Whether nothing follows.
        var isLast: Bool
        /// Whether the caller waits for a sign to send the body.
        var isWaiting: Bool
    }

    /// Requests that have begun and not been answered.
    private var open = CircularBuffer<Asked>(initialCapacity: 1)
    /// Whether the last request is being read, or has been.
    private var isLastRead = false
    /// Whether it has been.
    private var isOver = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if isOver { return }
        switch unwrapInboundIn(data) {
        case .head(var head):
            let isOld = head.version == .http1_0
            // Nobody can tell where a body in chunks ends for one who knows none (RFC 9112 §6.1).
            let isLast = !head.isKeepAlive || isOld && head.headers.contains(name: "transfer-encoding")
            let isWaiting = !isOld && head.headers["expect"].first?.lowercased() == "100-continue"
            open.append(Asked(isHead: head.method == .HEAD, isOld: isOld, isLast: isLast, isWaiting: isWaiting))
            isLastRead = isLast
            head.headers.remove(name: "connection")
            if isLast { head.headers.add(name: "connection", value: "close") }
            // They do not wait for a sign (RFC 9110 §10.1.1).
            if isOld { head.headers.remove(name: "expect") }
            context.fireChannelRead(wrapInboundOut(.head(head)))
        case .body:
            context.fireChannelRead(data)
        case .end:
            isOver = isLastRead
            context.fireChannelRead(data)
        }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard var asked = open.first else { return context.write(data, promise: promise) }
        switch unwrapOutboundIn(data) {
        case .head(let head) where head.status.code < 200:
            open[open.startIndex].isWaiting = false
            context.write(data, promise: promise)
        case .head(var head):
            let wasLast = asked.isLast
            if asked.isOld {
                head.version = .http1_0
                head.headers.remove(name: "trailer")
                // Only the end of the connection is the end of the answer.
                if !head.headers.contains(name: "content-length") { asked.isLast = true }
            }
            // The rest of the body may never come.
            if head.status == .requestTimeout || asked.isWaiting && head.status.code >= 400 { asked.isLast = true }
            if asked.isLast {
                head.headers.replaceOrAdd(name: "Connection", value: "close")
            } else if asked.isOld {
                head.headers.replaceOrAdd(name: "Connection", value: "keep-alive")
            }
            if asked.isLast != wasLast { open[open.startIndex] = asked }
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .body where asked.isHead:
            promise?.succeed()
        case .body:
            context.write(data, promise: promise)
        case .end:
            open.removeFirst()
            guard asked.isLast else { return context.write(data, promise: promise) }
            isOver = true
            context.writeAndFlush(data, promise: promise)
            context.close(mode: .output, promise: nil)
        }
    }
}

@available(*, unavailable)
extension FramingHandler: Sendable {}
