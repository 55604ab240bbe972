// How bytes of a connection become requests, and answers bytes.

import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import NIOSSL

/// How bytes of a connection become requests, and answers bytes: TLS with the certificates of now, HTTP/1.1, short
/// requests answered at once, all others by the server library.
struct HookChannel: ServerChildChannel, HTTPChannelHandler {
    typealias Value = NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>

    let responder: HTTPChannelHandler.Responder
    let hooks: HookResponder
    let limits: ServeSettings.Limits
    /// Nil for plain HTTP.
    let certificates: CertificateStore?
    private let date = DateHeader()

    init(
        responder: @escaping HTTPChannelHandler.Responder,
        hooks: HookResponder,
        limits: ServeSettings.Limits,
        certificates: CertificateStore?
    ) {
        self.responder = responder
        self.hooks = hooks
        self.limits = limits
        self.certificates = certificates
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            if let certificates { try pipeline.addHandler(NIOSSLServerHandler(context: certificates.current)) }
            var decoder = NIOHTTPDecoderLimitConfiguration()
            decoder.maxHeaderFieldSize = limits.header
            decoder.maxHeaderListSize = limits.header
            // Pipelining and errors are seen to further in; the types of headers are checked already.
            try pipeline.configureHTTPServerPipeline(
                withPipeliningAssistance: false,
                withErrorHandling: false,
                withOutboundHeaderValidation: false,
                withEncoderConfiguration: .init(),
                withDecoderLimitConfiguration: decoder
            )
            try pipeline.addHandlers([
                FramingHandler(),
                HTTP1ToHTTPServerCodec(secure: false),
                ConnectionHandler(responder: hooks, patience: limits.idle),
                HTTPConnectionStateHandler(idleTimeout: limits.idle, logger: logger),
                ShortRequestHandler(responder: hooks, date: date),
            ])
            return try NIOAsyncChannel(
                wrappingChannelSynchronously: channel,
                configuration: .init(isOutboundHalfClosureEnabled: true)
            )
        }
    }

    func handle(value: Value, logger: Logger) async {
        await handleHTTP(asyncChannel: value, logger: logger)
    }
}
